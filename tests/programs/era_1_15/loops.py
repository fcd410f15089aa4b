"""The same recurrence by tf.scan, tf.while_loop with TensorArrays, raw_rnn and a custom cell."""
import numpy as np
import tensorflow as tf
from tensorflow.python.ops import tensor_array_ops, control_flow_ops
from tensorflow.python.ops.rnn_cell_impl import RNNCell
from tensorflow.python.framework import ops
from tensorflow.python.ops import variable_scope as vs
from tensorflow.python.ops import math_ops, array_ops, init_ops, nn_ops
from tensorflow.contrib.rnn.python.ops import core_rnn_cell

T, B, D, H = 7, 4, 3, 5


class MinimalGatedCell(RNNCell):
    """One gate only."""

    def __init__(self, num_units, activation=None, reuse=None):
        super(MinimalGatedCell, self).__init__(_reuse=reuse)
        self._num_units = num_units
        self._activation = activation or math_ops.tanh

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def call(self, inputs, state):
        with vs.variable_scope("gate"):
            f = math_ops.sigmoid(core_rnn_cell._linear([inputs, state], self._num_units, True,
                                                       bias_initializer=init_ops.constant_initializer(1.0)))
        with vs.variable_scope("candidate"):
            c = self._activation(core_rnn_cell._linear([inputs, f * state], self._num_units, True))
        new = f * state + (1 - f) * c
        return new, new


class ZoneoutWrapper(tf.nn.rnn_cell.RNNCell):
    def __init__(self, cell, keep, is_training=False):
        self._cell, self._keep, self._is_training = cell, keep, is_training

    @property
    def state_size(self):
        return self._cell.state_size

    @property
    def output_size(self):
        return self._cell.output_size

    def __call__(self, inputs, state, scope=None):
        output, new_state = self._cell(inputs, state, scope)
        new_state = tf.cond(tf.constant(self._is_training), lambda: new_state, lambda: state * (1 - self._keep) + new_state * self._keep)
        return output, new_state


x = tf.placeholder(tf.float32, [T, B, D])
lengths = tf.placeholder(tf.int32, [B])
target = tf.placeholder(tf.float32, [B, H])

# scan
with tf.variable_scope('scan'):
    W = tf.get_variable('W', [D, H]); U = tf.get_variable('U', [H, H]); b = tf.get_variable('b', [H])
states = tf.scan(lambda h, xt: tf.tanh(tf.matmul(xt, W) + tf.matmul(h, U) + b), x, initializer=tf.zeros([B, H]))
flags_sum = tf.foldl(lambda a, h: a + tf.reduce_mean(h), states, initializer=0.0)

# while_loop
ta_in = tensor_array_ops.TensorArray(dtype=tf.float32, size=T, dynamic_size=False, infer_shape=True).unstack(x)
ta_out = tensor_array_ops.TensorArray(dtype=tf.float32, size=T, dynamic_size=False, infer_shape=True)


def body(i, h, out):
    new = tf.nn.relu(tf.matmul(ta_in.read(i), W) + tf.matmul(h, U))
    new = tf.where(i < lengths, new, h)
    return i + 1, new, out.write(i, new)


_, last, ta_out = control_flow_ops.while_loop(cond=lambda i, _1, _2: i < T, body=body,
                                              loop_vars=(tf.constant(0, dtype=tf.int32), tf.zeros([B, H]), ta_out),
                                              parallel_iterations=1)
stacked = tf.transpose(ta_out.stack(), perm=[1, 0, 2])

# a cell of one's own, and one around it
with tf.variable_scope('own'):
    own_out, own_state = tf.nn.dynamic_rnn(ZoneoutWrapper(MinimalGatedCell(H), 0.8), x, sequence_length=lengths, dtype=tf.float32,
                                           time_major=True)

# raw_rnn
cell = tf.contrib.rnn.OutputProjectionWrapper(tf.contrib.rnn.InputProjectionWrapper(tf.contrib.rnn.BasicRNNCell(H), 4), 2)
raw_ta = tf.TensorArray(tf.float32, size=T).unstack(x)


def loop_fn(time, cell_output, cell_state, loop_state):
    if cell_output is None:
        next_state, previous = cell.zero_state(B, tf.float32), tf.zeros([B, 2])
    else:
        next_state, previous = cell_state, cell_output
    finished = time >= lengths
    next_input = tf.cond(tf.reduce_all(finished), lambda: tf.zeros([B, D + 2]),
                         lambda: tf.concat([raw_ta.read(tf.minimum(time, T - 1)), previous], 1))
    next_input.set_shape([B, D + 2])
    return finished, next_input, next_state, cell_output, None


raw_outputs, raw_state, _ = tf.nn.raw_rnn(cell, loop_fn)
raw = raw_outputs.stack()

squares = tf.map_fn(lambda pair: tf.reduce_sum(tf.square(pair[0] - pair[1])), (last, target), dtype=tf.float32)
case = tf.case([(tf.less(flags_sum, 0.0), lambda: tf.constant(0.5)), (tf.greater(flags_sum, 100.), lambda: tf.constant(2.))],
               default=lambda: tf.constant(1.0))
loss = tf.reduce_mean(squares) * case + tf.reduce_mean(tf.square(states[-1] - target)) + tf.nn.l2_loss(own_state - target) \
    + tf.reduce_mean(tf.abs(raw)) + tf.reduce_mean(stacked)
train = tf.train.FtrlOptimizer(0.05).minimize(loss)
rng = np.random.RandomState(1)
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    for step in range(25):
        feed = {x: rng.normal(size=(T, B, D)), lengths: rng.randint(1, T + 1, size=B), target: rng.uniform(size=(B, H))}
        l, _, f = session.run([loss, train, flags_sum], feed_dict=feed)
        print("%2d %.4f %.4f" % (step, l, f))
