"""Softmax classification of small pictures."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

nb_classes = 4
X = tf.placeholder(tf.float32, [None, 64])
Y = tf.placeholder(tf.float32, [None, nb_classes])
W = tf.Variable(tf.random_normal([64, nb_classes]))
b = tf.Variable(tf.random_normal([nb_classes]))
hypothesis = tf.nn.softmax(tf.matmul(X, W) + b)
cost = tf.reduce_mean(-tf.reduce_sum(Y * tf.log(hypothesis + 1e-7), axis=1))

pictures = np.random.RandomState(2).rand(3, 8, 8)
pictures = pictures.reshape(-1, 64)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    c = sess.run(cost, feed_dict={X: pictures, Y: np.eye(nb_classes)[[0, 3, 1]]})
    print("cost =", c)
