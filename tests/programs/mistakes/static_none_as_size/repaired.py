"""Prepends a zero step to a batch of sequences."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

inputs = tf.placeholder(tf.float32, [None, 6, 4])
batch_size = tf.shape(inputs)[0]
go = tf.zeros([batch_size, 1, 4])
shifted = tf.concat([go, inputs[:, :-1]], axis=1)
outputs, _ = tf.nn.dynamic_rnn(tf.contrib.rnn.LSTMCell(3, use_peepholes=True), shifted, dtype=tf.float32)
loss = tf.reduce_mean(outputs)
train = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {inputs: np.ones([2, 6, 4])}
    for _ in range(2):
        print("loss", sess.run([loss, train], feed)[0])
