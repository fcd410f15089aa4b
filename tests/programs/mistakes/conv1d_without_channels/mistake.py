"""Finds peaks in a signal with a convolution."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

signal = tf.placeholder(tf.float32, [None, 32])
label = tf.placeholder(tf.float32, [None, 1])
conv = tf.layers.conv1d(signal, filters=4, kernel_size=5, padding="same", activation=tf.nn.relu)
pool = tf.layers.max_pooling1d(conv, 2, 2)
logit = tf.layers.dense(tf.layers.flatten(pool), 1)
loss = tf.losses.sigmoid_cross_entropy(label, logit)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    wave = np.sin(np.arange(64)).reshape(2, 32)
    print("loss", sess.run(loss, {signal: wave, label: [[0.0], [1.0]]}))
