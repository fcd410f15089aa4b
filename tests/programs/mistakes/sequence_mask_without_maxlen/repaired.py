"""Squared error over the real steps of padded series."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

max_time = 6
series = tf.placeholder(tf.float32, [None, max_time])
lengths = tf.placeholder(tf.int32, [None])

inputs = tf.expand_dims(series, -1)
outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(4), inputs, sequence_length=lengths, dtype=tf.float32)
prediction = tf.squeeze(tf.layers.dense(outputs, 1), axis=-1)
losses = tf.square(prediction - series)
mask = tf.sequence_mask(lengths, max_time, dtype=tf.float32)
loss = tf.reduce_sum(losses * mask) / tf.reduce_sum(mask)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for n in (6, 4):
        print("longest %d: loss %.4f" % (n, sess.run(loss, {series: np.ones([2, 6]), lengths: [n, 2]})))
