"""Generates from a trained decoder with a greedy helper."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

vocab, units = 8, 5
thought = tf.placeholder(tf.float32, [None, units])
embedding = tf.get_variable("embedding", [vocab, 3])
start = tf.fill([tf.shape(thought)[0]], 1)
helper = tf.contrib.seq2seq.GreedyEmbeddingHelper(embedding, start, 2)
decoder = tf.contrib.seq2seq.BasicDecoder(tf.contrib.rnn.GRUCell(units), helper, thought, tf.layers.Dense(vocab))
outputs, _, _ = tf.contrib.seq2seq.dynamic_decode(decoder, maximum_iterations=4)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(outputs.sample_id, {thought: np.ones([2, units])}).shape)
