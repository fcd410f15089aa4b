"""Trains with a carried state, then samples one sequence."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

units, depth = 5, 4
x = tf.placeholder(tf.float32, [None, None, depth])
state_in = tf.placeholder(tf.float32, [None, units])
cell = tf.nn.rnn_cell.BasicRNNCell(units)
outputs, state_out = tf.nn.dynamic_rnn(cell, x, initial_state=state_in)
probabilities = tf.nn.softmax(tf.layers.dense(outputs, depth))
loss = tf.reduce_mean(-tf.log(probabilities[:, :, 0]))
train_step = tf.train.RMSPropOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    state = np.zeros([2, units])
    for _ in range(3):
        state, _ = sess.run([state_out, train_step], {x: np.ones([2, 3, depth]), state_in: state})
    sample = np.zeros([1, 3, depth])
    print(sess.run(probabilities, {x: sample, state_in: state})[0, -1].sum())
