"""Convolutions over words, as in a sentence classifier."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

sequence_length, embedding_size, num_filters, filter_size = 9, 6, 4, 3
input_x = tf.placeholder(tf.int32, [None, sequence_length], name="input_x")
W = tf.Variable(tf.random_uniform([20, embedding_size], -1.0, 1.0, seed=4), name="W")
embedded = tf.expand_dims(tf.nn.embedding_lookup(W, input_x), -1)

with tf.name_scope("conv-maxpool-%s" % filter_size):
    filter_shape = [filter_size, embedding_size, 1, num_filters]
    filters = tf.Variable(tf.truncated_normal(filter_shape, stddev=0.1, seed=5), name="filters")
    conv = tf.nn.conv2d(embedded, filters, strides=[1, 1, 1, 1], padding="VALID", name="conv")
    h = tf.nn.relu(conv)
    pooled = tf.nn.max_pool(h, ksize=[1, sequence_length - filter_size + 1, 1, 1], strides=[1, 1, 1, 1], padding="VALID")
score = tf.reduce_sum(pooled)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("score", sess.run(score, {input_x: np.arange(18).reshape(2, 9)}))
