"""Classifies sequences by all their steps together."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

max_time, num_units, classes = 4, 5, 3
x = tf.placeholder(tf.float32, [None, max_time, 2])
y = tf.placeholder(tf.int64, [None])
outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(num_units), x, dtype=tf.float32)
flat = tf.reshape(outputs, [-1, tf.reduce_prod(tf.shape(outputs)[1:])])
logits = tf.layers.dense(flat, classes)
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits))
accuracy = tf.reduce_mean(tf.to_float(tf.equal(tf.argmax(logits, 1), y)))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {x: np.ones([6, 4, 2]), y: [0, 1, 2, 0, 1, 2]}))
