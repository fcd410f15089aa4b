"""Forecasts two series at once, through cells that project their inputs and outputs."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib.rnn import (BasicLSTMCell, DropoutWrapper, GRUCell, InputProjectionWrapper, MultiRNNCell,
                                    OutputProjectionWrapper, AttentionCellWrapper)

n_steps, n_series, n_neurons = 10, 2, 8


def series(t):
    return np.stack([np.sin(t) / 3 + 2 * np.sin(5 * t) / 5, np.cos(t) / 2], -1)


def next_batch(rng, batch_size):
    start = rng.rand(batch_size, 1) * 20
    times = start + np.arange(0., n_steps + 1) * 0.1
    values = series(times)
    return values[:, :-1], values[:, 1:]


X = tf.placeholder(tf.float32, [None, n_steps, n_series])
y = tf.placeholder(tf.float32, [None, n_steps, n_series])
keep_prob = tf.placeholder_with_default(1.0, shape=())

inner = InputProjectionWrapper(DropoutWrapper(GRUCell(n_neurons), input_keep_prob=keep_prob), n_neurons)
cell = OutputProjectionWrapper(MultiRNNCell([inner] * 3), output_size=n_series)
outputs, states = tf.nn.dynamic_rnn(cell, X, dtype=tf.float32)

with tf.variable_scope("looking_back"):
    attending = AttentionCellWrapper(BasicLSTMCell(n_neurons, state_is_tuple=True), attn_length=4, state_is_tuple=True)
    narrow = GRUCell(n_series)
    behind, _ = tf.contrib.rnn.static_rnn(attending, tf.unstack(X, axis=1), dtype=tf.float32)
    behind, _ = tf.contrib.rnn.static_rnn(narrow, [tf.contrib.layers.linear(
        b, n_series, scope='narrow', reuse=i > 0 or None) for i, b in enumerate(behind)], dtype=tf.float32)
    behind = tf.stack(behind, axis=1)

loss = tf.reduce_mean(tf.square(outputs - y))
second = tf.losses.mean_squared_error(labels=y, predictions=behind)
training_op = tf.train.AdamOptimizer(learning_rate=0.01).minimize(loss + second)
init = tf.global_variables_initializer()

rng = np.random.RandomState(14)
with tf.Session() as sess:
    init.run()
    for iteration in range(22):
        X_batch, y_batch = next_batch(rng, 7)
        mse, other, _ = sess.run([loss, second, training_op], feed_dict={X: X_batch, y: y_batch})
        if iteration % 7 == 0:
            print(iteration, "\tMSE:", mse, other)
    seed = [series(np.array(i * 0.1)) for i in range(n_steps)]
    for _ in range(3):
        window = np.array(seed[-n_steps:]).reshape(1, n_steps, n_series)
        seed.append(outputs.eval(feed_dict={X: window})[0, -1])
    print(len(seed), seed[-1].shape)
