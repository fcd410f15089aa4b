"""Stacked cells with residual connections."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

num_units, num_layers = 10, 3
inputs = tf.placeholder(tf.float32, [2, 5, 6])


def build_cell(layer):
    cell = tf.nn.rnn_cell.GRUCell(num_units)
    return tf.nn.rnn_cell.ResidualWrapper(cell)


stack = tf.nn.rnn_cell.MultiRNNCell([build_cell(i) for i in range(num_layers)])
outputs, _ = tf.nn.dynamic_rnn(stack, inputs, dtype=tf.float32)
loss = tf.nn.l2_loss(outputs)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(2):
        print(sess.run([loss, train], {inputs: np.ones([2, 5, 6])})[0])
