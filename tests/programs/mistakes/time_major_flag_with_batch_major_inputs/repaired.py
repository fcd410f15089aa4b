"""Reads sentences of several lengths."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

inputs = tf.placeholder(tf.float32, [None, None, 3], name="inputs")
lengths = tf.placeholder(tf.int32, [None], name="lengths")
cell = tf.nn.rnn_cell.LSTMCell(7)
outputs, state = tf.nn.dynamic_rnn(cell, inputs, lengths, dtype=tf.float32)
norm = tf.norm(state.c)

data = [[[1.0, 2.0, 3.0]] * 5, [[0.5, 0.5, 0.5]] * 3 + [[0.0, 0.0, 0.0]] * 2]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("norm", sess.run(norm, feed_dict={inputs: np.array(data), lengths: [5, 3]}))
