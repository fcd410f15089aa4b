"""Predicts a value from all steps of a window."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch_size, time_steps, hidden = 5, 4, 6
windows = tf.placeholder(tf.float32, [None, time_steps, 1])
outputs, _ = tf.nn.dynamic_rnn(tf.contrib.rnn.BasicRNNCell(hidden), windows, dtype=tf.float32)
flat = tf.reshape(outputs, [-1, time_steps * hidden])
prediction = tf.layers.dense(flat, 1)
cost = tf.reduce_mean(tf.square(prediction))

values = np.linspace(0.0, 1.0, 16)
data = np.stack([values[i:i + time_steps] for i in range(13)])[:, :, None]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for start in range(0, 13, batch_size):
        print(start, sess.run(cost, {windows: data[start:start + batch_size]}))
