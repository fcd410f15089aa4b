"""One class for each sequence."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

hidden_size, n_class = 6, 7
x = tf.placeholder(tf.float32, [None, 4, 2])
labels = tf.placeholder(tf.int64, [None])
cell = tf.contrib.rnn.MultiRNNCell([tf.contrib.rnn.BasicLSTMCell(hidden_size) for _ in range(2)])
outputs, _ = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
flat = tf.reshape(outputs[:, -1], [-1, hidden_size])
logits = tf.contrib.layers.fully_connected(flat, n_class, activation_fn=None)
cost = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits=logits, labels=labels))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("cost", sess.run(cost, {x: np.ones([3, 4, 2]), labels: [1, 2, 3]}))
