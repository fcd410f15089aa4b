"""Accuracy of a classifier whose labels are class ids."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

x = tf.placeholder(tf.float32, [None, 8])
labels = tf.placeholder(tf.int64, [None])
logits = tf.layers.dense(x, 5)
hits = tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1))
accuracy = tf.reduce_mean(tf.cast(hits, tf.float32))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("accuracy", sess.run(accuracy, {x: np.ones([3, 8]), labels: [0, 1, 2]}) >= 0)
