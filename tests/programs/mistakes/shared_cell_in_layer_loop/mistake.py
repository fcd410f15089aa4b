"""Stacks recurrent layers by hand with static_rnn."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

n_steps, n_input, n_hidden, n_layers = 4, 5, 9, 2
x = tf.placeholder("float", [None, n_steps, n_input])
y = tf.placeholder("float", [None, 3])


def RNN(x):
    outputs = tf.unstack(x, n_steps, 1)
    cell = tf.contrib.rnn.GRUCell(n_hidden)
    for layer in range(n_layers):
        with tf.variable_scope("layer_%d" % layer):
            outputs, _ = tf.nn.static_rnn(cell, outputs, dtype=tf.float32)
    return tf.layers.dense(outputs[-1], 3)


pred = RNN(x)
cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=pred, labels=y))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("cost", sess.run(cost, {x: np.ones([6, 4, 5]), y: np.eye(3)[[0, 1, 2, 0, 1, 2]]}))
