"""A small encoder hands its thought to a larger decoder."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

np.random.seed(4)
inp = tf.placeholder(tf.float32, [None, 5, 3])
out = tf.placeholder(tf.float32, [None, 5, 3])
_, thought = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(8), inp, dtype=tf.float32, scope="encoder")
thought = tf.layers.dense(thought, 16, tf.tanh)
hidden, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(16), out, initial_state=thought, scope="decoder")
prediction = tf.layers.dense(hidden, 3)
loss = tf.reduce_mean(tf.squared_difference(prediction, out))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    batch = np.random.rand(4, 5, 3)
    print("loss", sess.run(loss, feed_dict={inp: batch, out: batch}))
