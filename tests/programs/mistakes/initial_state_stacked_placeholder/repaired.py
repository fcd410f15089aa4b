"""Truncated backpropagation: the state goes out and in again through a placeholder."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

num_layers, batch_size, state_size, steps = 2, 3, 6, 4
batchX = tf.placeholder(tf.float32, [batch_size, steps, 2])
init_state = tf.placeholder(tf.float32, [num_layers, 2, batch_size, state_size])

cells = [tf.nn.rnn_cell.BasicLSTMCell(state_size) for _ in range(num_layers)]
cell = tf.nn.rnn_cell.MultiRNNCell(cells, state_is_tuple=True)
rnn_state = tuple(tf.nn.rnn_cell.LSTMStateTuple(s[0], s[1]) for s in tf.unstack(init_state))
outputs, current_state = tf.nn.dynamic_rnn(cell, batchX, initial_state=rnn_state)
total_loss = tf.reduce_mean(outputs)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    state = np.zeros([num_layers, 2, batch_size, state_size])
    for batch in range(2):
        value, state = sess.run([total_loss, current_state], {batchX: np.ones([3, 4, 2]), init_state: state})
        print("batch", batch, "loss", value)
