"""Classifies with labels that a reader made one-hot."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

n_classes = 4
X = tf.placeholder(tf.float32, [None, 3])
Y = tf.placeholder(tf.int32, [None, n_classes])
hidden = tf.layers.dense(X, 8, activation=tf.nn.tanh)
logits = tf.layers.dense(hidden, n_classes)
labels = tf.to_float(Y)
cost = tf.losses.softmax_cross_entropy(onehot_labels=labels, logits=logits)
train = tf.train.GradientDescentOptimizer(0.5).minimize(cost)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(2):
        print(step, sess.run([cost, train], {X: np.eye(5, 3), Y: np.eye(n_classes)[[0, 1, 2, 3, 0]]})[0])
