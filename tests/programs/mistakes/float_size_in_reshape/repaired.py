"""Splits wide rows into two steps each."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

width = 10
x = tf.placeholder(tf.float32, [None, width])
half = width // 2
steps = tf.reshape(x, [-1, 2, half])
outputs, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(3), steps, dtype=tf.float32)
loss = tf.reduce_sum(state)
train = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: np.ones([4, width])}
    for _ in range(2):
        print("loss", sess.run([loss, train], feed)[0])
