"""Unflattens a vector into a sequence for a decoder."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch, steps, units = 4, 5, 8
z = tf.placeholder(tf.float32, [batch, 10])
context = tf.layers.dense(z, 30, tf.nn.relu)
sequence = tf.reshape(context, [batch, steps, units])
outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(units), sequence, dtype=tf.float32)
loss = tf.nn.l2_loss(outputs)
train = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {z: np.ones([batch, 10])}
    for _ in range(2):
        print("loss", sess.run([loss, train], feed)[0])
