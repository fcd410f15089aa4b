"""Classifies flattened pictures row by row with an LSTM."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

n_input, n_steps, n_hidden, n_classes = 28, 7, 6, 3
x = tf.placeholder(tf.float32, [None, n_input])
y = tf.placeholder(tf.int64, [None])

lstm_cell = tf.nn.rnn_cell.BasicLSTMCell(n_hidden)
outputs, states = tf.nn.dynamic_rnn(lstm_cell, x, dtype=tf.float32)
logits = tf.layers.dense(states.h, n_classes)
loss = tf.losses.sparse_softmax_cross_entropy(labels=y, logits=logits)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {x: np.ones([5, 28]), y: [0, 1, 2, 0, 1]}))
