"""Strokes of a pen: a convolution looks at neighbours, a recurrent layer at their order. Layers from contrib, losses from slim."""
from __future__ import division, print_function

import numpy as np
import tensorflow as tf
import tensorflow.contrib.slim as slim
from tensorflow.contrib.layers import fully_connected, flatten, batch_norm


def strokes(n, seed):
    rng = np.random.RandomState(seed)
    kind = rng.randint(0, 3, n)
    t = np.linspace(0, 1, 12)
    curve = np.array([np.stack([np.sin((k + 1) * 3 * t + p), np.cos((k + 1) * 3 * t + p)], 1) for k, p in zip(kind, rng.rand(n))])
    return curve.astype(np.float32), kind


def network(pen, is_training):
    image = tf.expand_dims(pen, 2)
    with slim.arg_scope([slim.conv2d], activation_fn=tf.nn.relu, weights_regularizer=slim.l2_regularizer(0.001)):
        net = slim.conv2d(image, 6, [3, 1], scope='near')
        net = slim.max_pool2d(net, [2, 1], stride=[2, 1], scope='pool')
    net = batch_norm(net, decay=0.9, center=True, scale=True, is_training=is_training, scope='norm')
    net = tf.squeeze(net, [2])
    with tf.variable_scope('order'):
        cell = tf.nn.rnn_cell.LSTMCell(7, forget_bias=2.0)
        net, _ = tf.nn.dynamic_rnn(cell, net, dtype=tf.float32, time_major=False)
    net = tf.concat(1, [flatten(net), tf.reduce_max(pen, 1)])
    net = fully_connected(net, 10, activation_fn=tf.nn.elu, scope='mix')
    return fully_connected(net, 3, activation_fn=None, scope='kinds')


pen = tf.placeholder(tf.float32, [None, 12, 2])
kind = tf.placeholder(tf.int64, [None])
logits = network(pen, True)
slim.losses.softmax_cross_entropy(logits, slim.one_hot_encoding(kind, 3))
total = slim.losses.get_total_loss()
accuracy = tf.contrib.metrics.accuracy(tf.argmax(logits, 1), kind)
train_op = slim.learning.create_train_op(total, tf.train.AdamOptimizer(0.01))

with tf.Session() as sess:
    sess.run(tf.group(tf.initialize_all_variables(), tf.initialize_local_variables()))
    for step in range(20):
        x, y = strokes(15, step)
        loss = sess.run(train_op, {pen: x, kind: y})
        if step % 5 == 0:
            print(step, round(float(loss), 4), sess.run(accuracy, {pen: x, kind: y}))
