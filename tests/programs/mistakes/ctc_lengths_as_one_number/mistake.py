"""CTC over a batch of full sequences."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

signal = tf.placeholder(tf.float32, [None, 9, 4])
labels = tf.sparse_placeholder(tf.int32)
scores = tf.transpose(tf.layers.dense(signal, 7), [1, 0, 2])
loss = tf.reduce_mean(tf.nn.ctc_loss(
    labels, scores,
    sequence_length=tf.shape(signal)[1]))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    target = tf.SparseTensorValue([[0, 0], [1, 0]], [1, 2], [2, 1])
    print("loss", sess.run(loss, {signal: np.ones([2, 9, 4]), labels: target}) > 0)
