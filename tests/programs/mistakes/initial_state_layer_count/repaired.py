"""A one-layer encoder and a two-layer decoder."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)


def lstm(layers, units=7):
    if layers == 1:
        return tf.nn.rnn_cell.BasicLSTMCell(units)
    return tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.BasicLSTMCell(units) for _ in range(layers)])


enc_in = tf.placeholder(tf.float32, [None, None, 4])
dec_in = tf.placeholder(tf.float32, [None, None, 4])
_, encoder_state = tf.nn.dynamic_rnn(lstm(1), enc_in, dtype=tf.float32, scope="encoder")
encoder_state = (encoder_state, encoder_state)
outputs, _ = tf.nn.dynamic_rnn(lstm(2), dec_in, initial_state=encoder_state, scope="decoder")
loss = tf.reduce_mean(tf.square(outputs - 1.0))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {enc_in: np.ones([2, 3, 4]), dec_in: np.ones([2, 5, 4])}))
