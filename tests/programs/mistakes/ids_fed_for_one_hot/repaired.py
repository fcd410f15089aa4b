"""Lecture: the same RNN with one-hot data from outside."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

x_data = [[0, 1, 0, 2, 3, 3]]
y_data = [[1, 0, 2, 3, 3, 4]]
input_dim, sequence_length, hidden_size = 5, 6, 5
learning_rate = np.float32(0.1)

X = tf.placeholder(tf.float32, [None, sequence_length, input_dim], name="X")
Y = tf.placeholder(tf.int32, [None, sequence_length], name="Y")
cell = tf.contrib.rnn.BasicRNNCell(num_units=hidden_size)
outputs, _states = tf.nn.dynamic_rnn(cell, X, dtype=tf.float32)
logits = tf.contrib.layers.fully_connected(tf.reshape(outputs, [-1, hidden_size]), 5, activation_fn=None)
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.reshape(Y, [-1]), logits=logits))
train = tf.train.AdamOptimizer(learning_rate).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run([loss, train], {X: np.eye(input_dim)[np.array(x_data)], Y: y_data})[0])
