"""Averages the loss over real tokens only."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

B, T, V = 4, 6, 10
ids = tf.placeholder(tf.int32, [B, T])
x = tf.one_hot(ids, V)
outputs, _ = tf.nn.dynamic_rnn(tf.contrib.rnn.GRUCell(8), x, dtype=tf.float32)
logits = tf.layers.dense(outputs, V)
crossent = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=ids, logits=logits)

mask = tf.to_float(tf.sign(ids))
loss = tf.reduce_sum(crossent * mask) / tf.reduce_sum(mask)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    batch = np.array([[1, 2, 3, 0, 0, 0]] * 4)
    print("loss per token", sess.run(loss, {ids: batch}))
