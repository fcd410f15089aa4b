"""An encoder and a decoder of the same size."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

num_units = 8
encoder_inputs = tf.placeholder(tf.float32, [None, 5, 12])
decoder_inputs = tf.placeholder(tf.float32, [None, 4, 6])

cell = tf.nn.rnn_cell.BasicLSTMCell(num_units)
with tf.variable_scope("encoder"):
    _, state = tf.nn.dynamic_rnn(cell, encoder_inputs, dtype=tf.float32)
with tf.variable_scope("decoder"):
    outputs, _ = tf.nn.dynamic_rnn(cell, decoder_inputs, initial_state=state)

loss = tf.reduce_mean(tf.square(outputs))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {encoder_inputs: np.ones([2, 5, 12]), decoder_inputs: np.ones([2, 4, 6])}))
