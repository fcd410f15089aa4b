"""Teacher forcing: each step of the decoder predicts the next token."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch_size, max_len, vocab = 4, 7, 20
np.random.seed(0)
sentences = np.random.randint(3, vocab, [batch_size, max_len])
sentences[:, 0] = 1

ids = tf.placeholder(tf.int32, [batch_size, max_len])
table = tf.Variable(tf.random_uniform([vocab, 8], -1.0, 1.0))
decoder_inputs = tf.nn.embedding_lookup(table, ids[:, :-1])
targets = ids[:, 1:]

cell = tf.nn.rnn_cell.BasicLSTMCell(16)
outputs, _ = tf.nn.dynamic_rnn(cell, decoder_inputs, dtype=tf.float32)
logits = tf.contrib.layers.fully_connected(outputs, vocab, activation_fn=None)
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=targets, logits=logits))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(loss, {ids: sentences}))
