"""Adds features computed in NumPy to a classifier."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)


def moments(rows):
    return np.concatenate([rows, rows ** 2], axis=1).astype(np.float32)


x = tf.placeholder(tf.float32, [None, 3])
features = tf.py_func(moments, [x], tf.float32)
logits = tf.contrib.layers.fully_connected(features, 4, activation_fn=None)
loss = tf.reduce_mean(tf.reduce_logsumexp(logits, 1))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {x: np.ones([2, 3])}))
