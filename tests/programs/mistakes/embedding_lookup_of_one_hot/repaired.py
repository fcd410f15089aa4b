"""Embeds a sentence and reads it with a GRU."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

vocab, time = 11, 6
ids = tf.placeholder(tf.int32, [None, time])
labels = tf.placeholder(tf.float32, [None, 1])
embeddings = tf.Variable(tf.truncated_normal([vocab, 4], seed=0))
embedded = tf.nn.embedding_lookup(embeddings, ids)
outputs, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(5), embedded, dtype=tf.float32)
logits = tf.layers.dense(state, 1)
loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=logits, labels=labels))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(loss, {ids: np.zeros([2, 6]), labels: np.ones([2, 1])}))
