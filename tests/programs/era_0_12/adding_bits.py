"""Adds binary numbers, least bit first, by a cell of one's own that builds on TensorFlow's."""
import numpy as np
import tensorflow as tf
from tensorflow.python.ops.rnn_cell import _linear
from tensorflow.python.ops import variable_scope as vs
from tensorflow.python.ops import math_ops

BITS = 6

class MinimalGate(tf.nn.rnn_cell.RNNCell):
    """One gate that forgets and lets in at once."""

    def __init__(self, num_units, activation=math_ops.tanh):
        self._num_units = num_units
        self._activation = activation

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def __call__(self, inputs, state, scope=None):
        with vs.variable_scope(scope or type(self).__name__):
            with vs.variable_scope("Gate"):
                f = math_ops.sigmoid(_linear([inputs, state], self._num_units, True, 1.0))
            with vs.variable_scope("Candidate"):
                c = self._activation(_linear([inputs, tf.mul(f, state)], self._num_units, True))
            new = (1 - f) * state + f * c
        return new, new


class Gated(tf.nn.rnn_cell.BasicRNNCell):
    def __call__(self, inputs, state, scope=None):
        output, state = super(Gated, self).__call__(inputs, state, scope or "gated")
        return output * 0.5, state


def batch(n, rng):
    a, b = rng.randint(0, 2 ** (BITS - 1), (2, n))
    bits = lambda v: (v[:, None] >> np.arange(BITS)) & 1
    return np.dstack([bits(a), bits(b)]).astype(np.float32), bits(a + b).astype(np.float32)


x = tf.placeholder(tf.float32, [None, BITS, 2])
y = tf.placeholder(tf.float32, [None, BITS])
cell = tf.nn.rnn_cell.MultiRNNCell([MinimalGate(8), Gated(5)], state_is_tuple=True)
cell = tf.nn.rnn_cell.OutputProjectionWrapper(cell, 1)
outputs, final = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
logits = tf.squeeze(outputs, [2])
loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits, y))
wrong = tf.reduce_sum(tf.abs(tf.sub(tf.round(tf.sigmoid(logits)), y)))
train = tf.train.MomentumOptimizer(0.2, 0.9).minimize(loss)
for variable in tf.trainable_variables():
    print variable.name, variable.get_shape()

rng = np.random.RandomState(5)
with tf.Session() as sess:
    sess.run(tf.initialize_all_variables())
    for i in xrange(24):
        a, b = batch(16, rng)
        cost, _ = sess.run([loss, train], feed_dict={x: a, y: b})
        if i % 8 == 0:
            print `i`, cost
    print "wrong bits:", sess.run(wrong, feed_dict={x: a, y: b}), "of", 16 * BITS
