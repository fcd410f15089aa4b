"""Sentence vector by a learned attention over the words."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

SEQ_LEN, HIDDEN = 9, 6
x = tf.placeholder(tf.int32, [None, SEQ_LEN])
y = tf.placeholder(tf.float32, [None])
E = tf.Variable(tf.random_normal([30, 4], stddev=0.1, seed=2))
H, _ = tf.nn.dynamic_rnn(tf.contrib.rnn.GRUCell(HIDDEN), tf.nn.embedding_lookup(E, x), dtype=tf.float32)

w = tf.Variable(tf.random_normal([HIDDEN], stddev=0.1, seed=3))
u = tf.tensordot(tf.tanh(H), w, axes=1)
alpha = tf.nn.softmax(u)
r = tf.reduce_sum(alpha * H, 1)
logit = tf.squeeze(tf.layers.dense(r, 1), 1)
loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=logit))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(loss, {x: np.arange(18).reshape(2, 9), y: [0, 1]}))
