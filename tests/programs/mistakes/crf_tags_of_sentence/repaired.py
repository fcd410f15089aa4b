"""Named entities with a CRF on top of features."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

num_tags, max_len = 4, 5
features = tf.placeholder(tf.float32, [None, max_len, 6])
tags = tf.placeholder(tf.int32, [None, max_len])
lengths = tf.placeholder(tf.int32, [None])
scores = tf.layers.dense(features, num_tags)
log_likelihood, transitions = tf.contrib.crf.crf_log_likelihood(scores, tags, lengths)
loss = tf.reduce_mean(-log_likelihood)

rng = np.random.RandomState(0)
x = rng.randn(3, max_len, 6)
y = rng.randint(num_tags, size=[3, max_len])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {features: x, tags: y, lengths: [5, 2, 4]}))
