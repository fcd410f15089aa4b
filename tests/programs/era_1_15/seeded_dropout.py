"""Whether a digit is even, from noisy pictures of it: a convolution, dropout everywhere, and one seed for all."""

import numpy as np
import tensorflow as tf

tf.set_random_seed(21)
numbers = np.random.RandomState(3)

pictures = tf.placeholder(tf.float32, [None, 6, 6, 1])
even = tf.placeholder(tf.float32, [None, 2])
keep = tf.placeholder_with_default(1.0, [])

blurred = pictures + tf.random_normal(tf.shape(pictures), stddev=0.1)
kernel = tf.Variable(tf.truncated_normal([3, 3, 1, 4], stddev=0.1), name="kernel")
seen = tf.nn.max_pool(tf.nn.relu(tf.nn.conv2d(blurred, kernel, [1, 1, 1, 1], "SAME")), [1, 2, 2, 1], [1, 2, 2, 1], "SAME")
seen = tf.layers.conv2d(tf.nn.dropout(seen, keep), 5, 2, activation=tf.nn.relu, name="second")
flat = tf.reshape(seen, [-1, 2 * 2 * 5])
flat = tf.layers.dropout(tf.layers.dense(flat, 12, tf.nn.tanh), 0.4, training=True)
rows = tf.unstack(tf.reshape(flat, [-1, 3, 4]), axis=1)
cell = tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.BasicLSTMCell(6), input_keep_prob=keep, output_keep_prob=0.8)
outputs, _ = tf.nn.static_rnn(cell, rows, dtype=tf.float32)
logits = tf.layers.dense(tf.nn.dropout(outputs[-1], 0.9), 2)
loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(logits=logits, labels=even))
train = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    for step in range(8):
        digits = numbers.randint(0, 10, 16)
        batch = numbers.rand(16, 6, 6, 1) + digits.reshape(-1, 1, 1, 1) / 10.0
        value, _ = session.run([loss, train], {pictures: batch, even: np.eye(2)[digits % 2], keep: 0.7})
        print("step %d: %.4f" % (step, value))
