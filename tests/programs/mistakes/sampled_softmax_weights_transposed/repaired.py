"""Trains a large output layer with sampled softmax."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

depth, classes, num_sampled = 8, 30, 4
hidden = tf.placeholder(tf.float32, [None, depth])
labels = tf.placeholder(tf.int64, [None, 1])
w = tf.get_variable("w", [depth, classes], initializer=tf.random_normal_initializer(seed=1))
b = tf.get_variable("b", [classes], initializer=tf.zeros_initializer())

losses = tf.nn.sampled_softmax_loss(tf.transpose(w), b, labels, hidden, num_sampled, classes, seed=2)
train_loss = tf.reduce_mean(losses)
logits = tf.matmul(hidden, w) + b
full_loss = tf.losses.sparse_softmax_cross_entropy(labels[:, 0], logits)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {hidden: np.ones([5, depth]), labels: np.arange(5).reshape(5, 1)}
    print("full", sess.run(full_loss, feed))
    print("sampled", sess.run(train_loss, feed))
