"""A statically unrolled RNN."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch, n_steps, n_input = 10, 4, 3
x = tf.placeholder(tf.float32, [batch, n_steps, n_input])
steps = tf.unstack(x, n_steps)
outputs, _ = tf.nn.static_rnn(tf.nn.rnn_cell.BasicLSTMCell(6), steps, dtype=tf.float32)
loss = tf.reduce_mean(tf.square(outputs[-1]))
train = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: np.ones([batch, n_steps, n_input])}
    for _ in range(2):
        print("loss", sess.run([loss, train], feed)[0])
