"""Evaluates a regression over sequences, in batches."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch_size, n_examples = 4, 10
X = tf.placeholder(tf.float32, [None, 6, 3])
Y = tf.placeholder(tf.float32, [None, 1])
cell = tf.nn.rnn_cell.GRUCell(10)
initial_state = cell.zero_state(batch_size, tf.float32)
outputs, _states = tf.nn.dynamic_rnn(cell, X, initial_state=initial_state, dtype=tf.float32)
Y_pred = tf.contrib.layers.fully_connected(outputs[:, -1], 1, activation_fn=None)
loss = tf.reduce_mean(tf.square(Y_pred - Y))

rng = np.random.RandomState(5)
dataX, dataY = rng.rand(n_examples, 6, 3), rng.rand(n_examples, 1)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(0, n_examples, batch_size):
        feed = {X: dataX[i:i + batch_size], Y: dataY[i:i + batch_size]}
        step_loss = sess.run(loss, feed_dict=feed)
        print("loss: %.4f" % step_loss)
