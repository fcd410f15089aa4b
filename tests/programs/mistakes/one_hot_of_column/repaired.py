"""Lecture: softmax classification of animals."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

nb_classes = 7
xy = np.array([[1, 0, 0, 4, 0], [0, 1, 1, 2, 1], [0, 0, 1, 0, 3], [1, 1, 0, 4, 6]])
x_data, y_data = xy[:, 0:-1], xy[:, [-1]]

X = tf.placeholder(tf.float32, [None, 4])
Y = tf.placeholder(tf.int32, [None, 1])
Y_one_hot = tf.one_hot(Y, nb_classes)
Y_one_hot = tf.reshape(Y_one_hot, [-1, nb_classes])

W = tf.Variable(tf.random_normal([4, nb_classes], seed=1), name="weight")
b = tf.Variable(tf.random_normal([nb_classes], seed=2), name="bias")
logits = tf.matmul(X, W) + b
cost = tf.losses.softmax_cross_entropy(Y_one_hot, logits)
optimizer = tf.train.GradientDescentOptimizer(learning_rate=0.1).minimize(cost)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(3):
        loss, _ = sess.run([cost, optimizer], feed_dict={X: x_data, Y: y_data})
        print("Step: %5d\tLoss: %.3f" % (step, loss))
