"""A decoder starts from both last states of a bidirectional encoder."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

encoder_inputs = tf.placeholder(tf.float32, [None, None, 5])
decoder_inputs = tf.placeholder(tf.float32, [None, None, 5])
hidden = 8
_, (state_fw, state_bw) = tf.nn.bidirectional_dynamic_rnn(
    tf.contrib.rnn.GRUCell(hidden), tf.contrib.rnn.GRUCell(hidden), encoder_inputs, dtype=tf.float32)
encoder_state = tf.concat([state_fw, state_bw], 0)
decoder_cell = tf.contrib.rnn.GRUCell(hidden)
outputs, _ = tf.nn.dynamic_rnn(decoder_cell, decoder_inputs, initial_state=encoder_state, scope="decoder")
mean = tf.reduce_mean(outputs)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("mean", sess.run(mean, {encoder_inputs: np.ones([3, 7, 5]), decoder_inputs: np.ones([3, 4, 5])}))
