"""Fits the sum of a sequence."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)


def next_batch(rng, size=3):
    x = rng.rand(size, 4, 2)
    return x, x.sum(axis=(1, 2)).reshape(size, 1)


x = tf.placeholder(tf.float32, [None, 4, 2], name="x")
y = tf.placeholder(tf.float32, [None, 1], name="y")
_, state = tf.nn.dynamic_rnn(tf.contrib.rnn.GRUCell(6), x, dtype=tf.float32)
loss = tf.losses.mean_squared_error(y, tf.layers.dense(state, 1))
train_op = tf.train.AdagradOptimizer(0.1).minimize(loss)

rng = np.random.RandomState(11)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(2):
        batch_y, batch_x = next_batch(rng)
        print(sess.run([loss, train_op], {x: batch_x, y: batch_y})[0])
