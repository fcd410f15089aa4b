"""Combines the outputs of two layers."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

x = tf.placeholder(tf.float32, [None, 5])
layers = [tf.layers.dense(x, size, activation=tf.nn.elu) for size in (4, 6)]
features = tf.stack(layers, axis=1)
pooled = tf.reduce_mean(features, axis=1)
logits = tf.layers.dense(pooled, 2)
loss = tf.losses.sparse_softmax_cross_entropy([0, 1, 1], logits)
train = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: np.ones([3, 5])}
    for _ in range(2):
        print("loss", sess.run([loss, train], feed)[0])
