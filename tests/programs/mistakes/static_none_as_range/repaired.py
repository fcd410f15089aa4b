"""Unrolls a cell by a Python loop."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

x = tf.placeholder(tf.float32, [3, 5, 2])
cell = tf.nn.rnn_cell.BasicLSTMCell(4)
state = cell.zero_state(3, tf.float32)
outputs = []
with tf.variable_scope("rnn"):
    for t in range(x.get_shape()[1].value):
        if t > 0:
            tf.get_variable_scope().reuse_variables()
        output, state = cell(x[:, t, :], state)
        outputs.append(output)
loss = tf.reduce_mean(tf.stack(outputs))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("loss", sess.run(loss, {x: np.ones([3, 5, 2])}))
