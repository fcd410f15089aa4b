"""The functions that unroll a cell: their scopes and results."""

import numpy as np

from tests.parity.casebook import values
from tests.parity.cases_of_eras import era_case
from tests.parity.cases_of_eras.building import BATCH, DEPTH, LENGTHS, TIME, cells, inner, model, sequence, static_rnn, steps


@era_case()
def static_unrolling(tf):
    outputs, state = static_rnn(tf)(cells(tf).BasicLSTMCell(5), steps(tf), dtype=tf.float32)
    return model(tf, outputs=outputs, state=state)


@era_case()
def static_unrolling_by_length(tf):
    outputs, state = static_rnn(tf)(cells(tf).GRUCell(5), steps(tf), dtype=tf.float32, sequence_length=tf.constant(LENGTHS),
                                       scope="encoder")
    return model(tf, outputs=outputs, state=state)


@era_case()
def static_unrolling_in_both_directions(tf):
    c = cells(tf)
    both = tf.nn.bidirectional_rnn if hasattr(tf.nn, "seq2seq") else tf.contrib.rnn.static_bidirectional_rnn
    outputs, forward, backward = both(c.BasicLSTMCell(5), c.BasicLSTMCell(4), steps(tf), dtype=tf.float32,
                                      sequence_length=tf.constant(LENGTHS))
    return model(tf, outputs=outputs, forward=forward, backward=backward)


@era_case()
def dynamic_unrolling_in_both_directions(tf):
    c = cells(tf)
    lengths = tf.placeholder_with_default(np.array(LENGTHS, np.int32), [None])
    outputs, states = tf.nn.bidirectional_dynamic_rnn(c.GRUCell(5), c.GRUCell(4), sequence(tf), lengths, dtype=tf.float32)
    return model(tf, outputs=outputs, states=states)


@era_case("1.1")
def dynamic_unrolling_in_both_directions_in_a_scope(tf):
    c = cells(tf)
    with tf.variable_scope("encoder"):
        outputs, states = tf.nn.bidirectional_dynamic_rnn(c.BasicLSTMCell(5), c.BasicLSTMCell(5), sequence(tf), dtype=tf.float32,
                                                          scope="both")
    return model(tf, outputs=outputs, states=states)


@era_case("0.12", "1.1")
def stacked_directions(tf):
    c = cells(tf)
    outputs, forward, backward = tf.contrib.rnn.stack_bidirectional_rnn(
        [c.GRUCell(5), c.GRUCell(4)], [c.GRUCell(5), c.GRUCell(4)], steps(tf), dtype=tf.float32)
    return model(tf, outputs=outputs, forward=forward, backward=backward)


@era_case("1.1")
def stacked_directions_unrolled_dynamically(tf):
    c = cells(tf)
    outputs, forward, backward = tf.contrib.rnn.stack_bidirectional_dynamic_rnn(
        [c.GRUCell(5), c.GRUCell(4)], [c.GRUCell(5), c.GRUCell(4)], sequence(tf), dtype=tf.float32)
    return model(tf, outputs=outputs, forward=forward, backward=backward)


@era_case()
def raw_unrolling(tf):
    cell = cells(tf).GRUCell(5)
    inputs = tf.constant(values("inputs", [TIME, BATCH, DEPTH]))
    array = tf.TensorArray(tf.float32, size=TIME, clear_after_read=False)
    array = array.unstack(inputs) if not hasattr(tf.nn, "seq2seq") else array.unpack(inputs)

    def loop(time, output, state, loop_state):
        next_state = cell.zero_state(BATCH, tf.float32) if output is None else state
        finished = time >= tf.constant(LENGTHS)
        return finished, array.read(tf.minimum(time, TIME - 1)), next_state, output, None

    arrays, state, _ = tf.nn.raw_rnn(cell, loop)
    outputs = arrays.stack() if not hasattr(tf.nn, "seq2seq") else arrays.pack()
    return model(tf, outputs=outputs, state=state)


@era_case()
def dynamic_unrolling_twice_with_reuse(tf):
    cell = cells(tf).GRUCell(5)
    with tf.variable_scope("model"):
        first, state = tf.nn.dynamic_rnn(cell, sequence(tf), dtype=tf.float32)
    with tf.variable_scope("model", reuse=True):
        second, state = tf.nn.dynamic_rnn(cell, sequence(tf), initial_state=state)
    return model(tf, first=first, second=second, state=state)


@era_case()
def dynamic_unrolling_time_major(tf):
    inputs = tf.placeholder(tf.float32, [None, None, DEPTH])
    outputs, state = tf.nn.dynamic_rnn(cells(tf).BasicRNNCell(5), inputs, dtype=tf.float32, time_major=True)
    return model(tf, {inputs: np.ones([TIME, BATCH, DEPTH], np.float32)}, outputs=outputs, state=state)


class _Saver(object):
    """Keeps states in memory, for the functions that save them between batches."""

    def __init__(self, tf, sizes):
        self._states = dict((name, tf.constant(values(name, [BATCH, size]))) for name, size in sizes.items())
        self.saved = {}
        self._tf = tf

    def state(self, name):
        return self._states[name]

    def save_state(self, name, state):
        self.saved[name] = state
        return self._tf.no_op()


@era_case()
def unrolling_with_saved_states(tf):
    unroll = tf.nn.state_saving_rnn if hasattr(tf.nn, "seq2seq") else tf.contrib.rnn.static_state_saving_rnn
    saver = _Saver(tf, {"c": 5, "h": 5})
    outputs, state = unroll(cells(tf).BasicLSTMCell(5), steps(tf), saver, ("c", "h"))
    return model(tf, outputs=outputs, state=state)


@era_case()
def linear_map_of_two(tf):
    path = "python.ops.rnn_cell" if hasattr(tf.nn, "seq2seq") else "contrib.rnn.python.ops.core_rnn_cell_impl"
    _linear = inner(tf, path)._linear
    with tf.variable_scope("here"):
        mapped = _linear([steps(tf)[0], steps(tf, 2)[1]], 4, True, 0.5)
    with tf.variable_scope("there"):
        plain = _linear(steps(tf)[0], 4, False)
    return model(tf, mapped=mapped, plain=plain)
