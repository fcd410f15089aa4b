"""A time-major reader in front of a batch-major graph."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch_size, depth = 4, 3


def read_batch(steps):
    rows = [np.full([batch_size, depth], float(step)) for step in range(steps)]
    return np.stack(rows).transpose(1, 0, 2)


inputs = tf.placeholder(tf.float32, [batch_size, None, depth], name="inputs")
cell = tf.nn.rnn_cell.GRUCell(5)
outputs, _ = tf.nn.dynamic_rnn(cell, inputs, dtype=tf.float32)
cost = tf.reduce_mean(tf.square(outputs))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    batch = read_batch(6)
    print("cost", sess.run(cost, feed_dict={inputs: batch}))
