"""A BiLSTM-CRF tagger."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

max_len, units, num_tags = 6, 5, 3
words = tf.placeholder(tf.int32, [None, max_len])
tags = tf.placeholder(tf.int32, [None, max_len])
lengths = tf.placeholder(tf.int32, [None])
E = tf.get_variable("E", [12, 4])
pair, _ = tf.nn.bidirectional_dynamic_rnn(
    tf.contrib.rnn.LSTMCell(units), tf.contrib.rnn.LSTMCell(units), tf.nn.embedding_lookup(E, words), lengths, dtype=tf.float32)
W = tf.get_variable("W", [2 * units, num_tags])
scores = tf.matmul(tf.reshape(tf.concat(pair, -1), [-1, 2 * units]), W)
log_likelihood, transition_params = tf.contrib.crf.crf_log_likelihood(scores, tags, lengths)
loss = tf.reduce_mean(-log_likelihood)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {words: np.arange(12).reshape(2, 6), tags: np.zeros([2, 6]), lengths: [6, 3]}
    print("loss", sess.run(loss, feed))
