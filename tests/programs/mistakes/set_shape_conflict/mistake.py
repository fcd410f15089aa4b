"""Declares the shape of an encoder's outputs."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

units = 6
x = tf.placeholder(tf.float32, [None, 5, 2])
pair, _ = tf.nn.bidirectional_dynamic_rnn(
    tf.contrib.rnn.GRUCell(units), tf.contrib.rnn.GRUCell(units), x, dtype=tf.float32)
outputs = tf.concat(pair, axis=-1)
outputs.set_shape([None, 5, units])
loss = tf.reduce_mean(tf.layers.dense(outputs, 1))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {x: np.ones([3, 5, 2])}))
