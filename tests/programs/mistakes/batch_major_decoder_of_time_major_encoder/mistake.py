"""Encoder and decoder over time-major data."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch, units = 4, 6
encoder_inputs = tf.placeholder(tf.float32, [5, batch, 3])
decoder_inputs = tf.placeholder(tf.float32, [7, batch, 3])

with tf.variable_scope("encoder"):
    _, encoder_state = tf.nn.dynamic_rnn(
        tf.nn.rnn_cell.BasicRNNCell(units), encoder_inputs, dtype=tf.float32, time_major=True)
with tf.variable_scope("decoder"):
    cell = tf.nn.rnn_cell.BasicRNNCell(units)
    outputs, _ = tf.nn.dynamic_rnn(cell, decoder_inputs, initial_state=encoder_state)

loss = tf.reduce_mean(tf.square(outputs))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {encoder_inputs: np.ones([5, 4, 3]), decoder_inputs: np.ones([7, 4, 3])}))
