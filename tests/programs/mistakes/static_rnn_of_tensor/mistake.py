"""Reads a short series with static_rnn."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

x = tf.placeholder(tf.float32, [None, 4, 3])
cell = tf.contrib.rnn.BasicRNNCell(6)
outputs, state = tf.contrib.rnn.static_rnn(cell, x, dtype=tf.float32)
loss = tf.reduce_mean(state)
train = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: np.ones([2, 4, 3])}
    for _ in range(2):
        print("loss", sess.run([loss, train], feed)[0])
