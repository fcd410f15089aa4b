"""Classifies rows of a table whose last column is the class."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

data = np.array([[1, 0, 3, 0], [2, 1, 4, 1], [0, 2, 1, 2], [3, 3, 0, 1], [1, 1, 1, 0]], dtype=np.float32)
batch_x = data[:, :-1]
batch_y = data[:, -1:]

features = tf.placeholder(tf.float32, [None, 3])
labels = tf.placeholder(tf.int32, shape=(None,))
hidden = tf.layers.dense(features, 6, activation=tf.nn.relu)
logits = tf.layers.dense(hidden, 3)
loss = tf.losses.sparse_softmax_cross_entropy(labels=labels, logits=logits)
optimizer = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(2):
        _, value = sess.run([optimizer, loss], {features: batch_x, labels: batch_y})
        print("epoch", epoch, "loss", value)
