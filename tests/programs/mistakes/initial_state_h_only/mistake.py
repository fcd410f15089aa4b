"""Autoencoder of sequences: the last state starts the decoder."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

seq = tf.placeholder(tf.float32, [None, 6, 3])
units = 8


def encoder(x):
    with tf.variable_scope("encoder"):
        _, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.LSTMCell(units), x, dtype=tf.float32)
    return state.h


def decoder(x, initial_state):
    with tf.variable_scope("decoder"):
        cell = tf.nn.rnn_cell.LSTMCell(units)
        outputs, _ = tf.nn.dynamic_rnn(cell, tf.zeros_like(x), initial_state=initial_state)
        return tf.layers.dense(outputs, 3)


reconstruction = decoder(seq, encoder(seq))
loss = tf.losses.mean_squared_error(seq, reconstruction)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss %.5f" % sess.run(loss, {seq: np.ones([4, 6, 3])}))
