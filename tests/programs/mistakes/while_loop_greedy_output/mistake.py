"""Decodes greedily with a loop of our own."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)

batch, units, vocab, steps = 3, 5, 7, 4
x = tf.placeholder(tf.float32, [batch, units])
table = tf.get_variable("table", [vocab, units], initializer=tf.random_normal_initializer(seed=8))
cell = tf.nn.rnn_cell.GRUCell(units, kernel_initializer=tf.glorot_uniform_initializer(seed=9))


def step(t, tokens, state):
    inputs = tf.nn.embedding_lookup(table, tokens[:, -1])
    _, state = cell(inputs, state)
    best = tf.argmax(tf.matmul(state, table, transpose_b=True), 1, output_type=tf.int32)
    return t + 1, tf.concat([tokens, tf.expand_dims(best, 1)], 1), state


tokens = tf.ones([batch, 1], tf.int32)
loop = [tf.constant(0), tokens, x]
_, tokens, _ = tf.while_loop(lambda t, *_: t < steps, step, loop)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(tokens, {x: np.ones([batch, units])})[0])
