"""Runs an RNN over whole sequences of equal length."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch_size, n_steps, n_inputs = 8, 5, 3
x = tf.placeholder(tf.float32, [batch_size, n_steps, n_inputs])
steps = tf.fill([batch_size], n_steps)
cell = tf.nn.rnn_cell.BasicRNNCell(4)
outputs, last = tf.nn.dynamic_rnn(cell, x, sequence_length=steps, dtype=tf.float32)
loss = tf.nn.l2_loss(last)
train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    batch = np.ones([batch_size, n_steps, n_inputs])
    for _ in range(2):
        print("loss", sess.run([loss, train], {x: batch})[0])
