"""Saves a trained model and restores it for sampling."""
import os
import tempfile

import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

checkpoint = os.path.join(tempfile.mkdtemp(), "model")


def build(units):
    x = tf.placeholder(tf.float32, [None, 4, 3])
    cell = tf.nn.rnn_cell.BasicRNNCell(units)
    outputs, _ = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
    return x, tf.reduce_mean(outputs)


with tf.Graph().as_default(), tf.Session() as sess:
    x, mean = build(8)
    sess.run(tf.global_variables_initializer())
    tf.train.Saver().save(sess, checkpoint)

with tf.Graph().as_default(), tf.Session() as sess:
    x, mean = build(8)
    kernel = tf.trainable_variables()[0]
    tf.train.Saver().restore(sess, checkpoint)
    print("mean", sess.run(mean, {x: np.ones([2, 4, 3])}))
