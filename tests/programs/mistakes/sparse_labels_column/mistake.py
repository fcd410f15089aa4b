"""Sentiment of short texts with an LSTM."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

x = tf.placeholder(tf.int32, [None, 5])
y = tf.placeholder(tf.int32, [None, 1])
E = tf.get_variable("E", [15, 4])
outputs, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.LSTMCell(6), tf.nn.embedding_lookup(E, x), dtype=tf.float32)
logits = tf.layers.dense(state.h, 3)
losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits)
loss = tf.reduce_mean(losses)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {x: np.arange(10).reshape(2, 5), y: [[0], [2]]}))
