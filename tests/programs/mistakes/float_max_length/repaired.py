"""Cuts sequences to a share of their steps."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

inputs = tf.placeholder(tf.float32, [2, 7, 3])
max_time = int(np.ceil(0.7 * 7))
outputs, _ = tf.nn.dynamic_rnn(tf.contrib.rnn.GRUCell(4), inputs, dtype=tf.float32)
kept = outputs[:, :max_time]
loss = tf.reduce_mean(tf.abs(kept))
train = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {inputs: np.ones([2, 7, 3])}
    for _ in range(2):
        print("loss", sess.run([loss, train], feed)[0])
