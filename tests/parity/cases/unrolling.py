"""dynamic_rnn's relatives: bidirectional, raw, static, with states and scopes."""

import numpy as np

from tests.parity.casebook import Model, case, mistake, values
from tests.parity.cases.core_cells import BATCH, DEPTH, LENGTHS, TIME


def inputs_of(tf):
    return tf.constant(values("inputs", [BATCH, TIME, DEPTH]))


@case
def dynamic_rnn_time_major_with_state(tf):
    cell = tf.nn.rnn_cell.LSTMCell(6)
    state = tf.nn.rnn_cell.LSTMStateTuple(*(tf.constant(values(part, [BATCH, 6])) for part in "ch"))
    outputs, state = tf.nn.dynamic_rnn(
        cell, tf.transpose(inputs_of(tf), [1, 0, 2]), sequence_length=LENGTHS, initial_state=state, time_major=True, scope="decoder")
    return Model(outputs={"outputs": outputs, "c": state.c, "h": state.h}, loss=tf.reduce_sum(outputs))


@case
def bidirectional_dynamic_rnn(tf):
    (forward, backward), (last_forward, last_backward) = tf.nn.bidirectional_dynamic_rnn(
        tf.nn.rnn_cell.GRUCell(6), tf.nn.rnn_cell.BasicLSTMCell(5), inputs_of(tf), sequence_length=LENGTHS, dtype=tf.float32)
    outputs = tf.concat([forward, backward], 2)
    return Model(outputs={"outputs": outputs, "forward": last_forward, "backward": last_backward.h}, loss=tf.reduce_sum(outputs ** 2))


@case
def static_rnn(tf):
    outputs, state = tf.contrib.rnn.static_rnn(
        tf.contrib.rnn.BasicLSTMCell(6), tf.unstack(inputs_of(tf), axis=1), dtype=tf.float32)
    return Model(outputs={"first": outputs[0], "last": outputs[-1], "h": state.h}, loss=tf.reduce_sum(tf.add_n(outputs)))


@case
def static_rnn_with_lengths(tf):
    outputs, state = tf.nn.static_rnn(
        tf.contrib.rnn.GRUCell(6), tf.unstack(inputs_of(tf), axis=1), dtype=tf.float32, sequence_length=LENGTHS, scope="words")
    return Model(outputs={"second": outputs[1], "last": outputs[-1], "state": state}, loss=tf.reduce_sum(tf.add_n(outputs)))


@case
def static_bidirectional_rnn(tf):
    outputs, forward, backward = tf.contrib.rnn.static_bidirectional_rnn(
        tf.contrib.rnn.GRUCell(6), tf.contrib.rnn.BasicLSTMCell(5), tf.unstack(inputs_of(tf), axis=1), dtype=tf.float32,
        sequence_length=LENGTHS)
    return Model(outputs={"first": outputs[0], "last": outputs[-1], "forward": forward, "backward": backward.c},
                 loss=tf.reduce_sum(tf.add_n(outputs)))


@mistake
def static_rnn_without_inputs(tf):
    return Model(outputs={"outputs": tf.nn.static_rnn(tf.nn.rnn_cell.GRUCell(6), [], dtype=tf.float32)[0]})


@mistake
def static_rnn_with_a_tensor_for_a_list(tf):
    return Model(outputs={"outputs": tf.nn.static_rnn(tf.nn.rnn_cell.GRUCell(6), inputs_of(tf), dtype=tf.float32)[0]})


@case
def static_state_saving_rnn(tf):
    class Saver(object):
        saved = {}

        def state(self, name):
            return tf.constant(values(name, [BATCH, 6]))

        def save_state(self, name, value):
            self.saved[name] = value
            return tf.identity(value)

    outputs, state = tf.nn.static_state_saving_rnn(
        tf.nn.rnn_cell.GRUCell(6), tf.unstack(inputs_of(tf), axis=1), Saver(), "memory")
    return Model(outputs={"last": outputs[-1], "state": state}, loss=tf.reduce_sum(outputs[-1]))


@case
def raw_rnn(tf):
    cell = tf.nn.rnn_cell.BasicLSTMCell(6)
    sequence = tf.TensorArray(tf.float32, size=TIME).unstack(tf.transpose(inputs_of(tf), [1, 0, 2]))

    def loop_fn(time, cell_output, cell_state, loop_state):
        next_state = cell.zero_state(BATCH, tf.float32) if cell_output is None else cell_state
        finished = time >= np.array(LENGTHS)
        next_input = tf.cond(tf.reduce_all(finished), lambda: tf.zeros([BATCH, DEPTH]), lambda: sequence.read(time))
        return finished, next_input, next_state, cell_output, None

    outputs, state, _ = tf.nn.raw_rnn(cell, loop_fn)
    outputs = outputs.stack()
    return Model(outputs={"outputs": outputs, "h": state.h}, loss=tf.reduce_sum(outputs))
