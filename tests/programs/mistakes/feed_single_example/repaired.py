"""Trains on batches, then predicts a single series."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

seq_length, data_dim = 7, 2
x = tf.placeholder(tf.float32, [None, seq_length, data_dim])
y = tf.placeholder(tf.float32, [None, 1])
cell = tf.contrib.rnn.BasicLSTMCell(num_units=4, activation=tf.tanh)
outputs, _ = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
prediction = tf.contrib.layers.fully_connected(outputs[:, -1], 1, activation_fn=None)
loss = tf.reduce_sum(tf.square(prediction - y))
train = tf.train.AdamOptimizer(0.01).minimize(loss)

rng = np.random.RandomState(0)
train_x, train_y = rng.rand(6, seq_length, data_dim), rng.rand(6, 1)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        print("loss", sess.run([loss, train], {x: train_x, y: train_y})[0])
    series = train_x[0]
    series = series[np.newaxis]
    print("prediction", sess.run(prediction, feed_dict={x: series}))
