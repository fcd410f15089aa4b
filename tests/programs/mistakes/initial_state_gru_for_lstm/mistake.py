"""Summarises with a GRU and generates with an LSTM."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

sess = tf.InteractiveSession()
dim = 9
article = tf.placeholder(tf.int32, [None, None])
summary = tf.placeholder(tf.int32, [None, None])
words = tf.get_variable("words", [20, 5])
_, state = tf.nn.dynamic_rnn(
    tf.contrib.rnn.GRUCell(dim), tf.nn.embedding_lookup(words, article), dtype=tf.float32, scope="read")
cell = tf.contrib.rnn.BasicLSTMCell(dim)
outputs, _ = tf.nn.dynamic_rnn(cell, tf.nn.embedding_lookup(words, summary), initial_state=state, scope="write")
logits = tf.layers.dense(outputs, 20)
loss = tf.losses.sparse_softmax_cross_entropy(summary, logits)
tf.global_variables_initializer().run()
print("loss", loss.eval({article: np.arange(12).reshape(2, 6), summary: [[1, 2], [3, 4]]}))
