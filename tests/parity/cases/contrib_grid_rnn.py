"""tf.contrib.grid_rnn: the named grids and GridRNNCell, mostly over two steps; and as a cell of the unrolling functions."""

import numpy as np

from tests.parity.casebook import Model, case, mistake, values
from tests.parity.cases.core_cells import flat
from tests.parity.cases.steps import BATCH, DEPTH, filled, model, stepped

UNITS = 3


def given(name, make, **options):
    """Registers the case of the cell that `make` gives for (tf.contrib.grid_rnn, tf)."""
    def build(tf):
        return stepped(tf, make(tf.contrib.grid_rnn, tf), **options)

    build.__name__ = "contrib_grid_rnn_" + name
    return case(build)


# The named grids

given("1_basic_rnn", lambda grid, tf: grid.Grid1BasicRNNCell(UNITS))
given("1_basic_lstm", lambda grid, tf: grid.Grid1BasicLSTMCell(UNITS, forget_bias=0.3))
given("1_lstm", lambda grid, tf: grid.Grid1LSTMCell(UNITS))
given("1_lstm_options", lambda grid, tf: grid.Grid1LSTMCell(UNITS, use_peepholes=True, forget_bias=0.3, state_is_tuple=False,
                                                            output_is_tuple=False))
given("2_basic_rnn", lambda grid, tf: grid.Grid2BasicRNNCell(UNITS))
given("2_basic_rnn_tied", lambda grid, tf: grid.Grid2BasicRNNCell(UNITS, tied=True, output_is_tuple=False))
given("2_basic_lstm", lambda grid, tf: grid.Grid2BasicLSTMCell(UNITS))
given("2_basic_lstm_tied", lambda grid, tf: grid.Grid2BasicLSTMCell(UNITS, tied=True, forget_bias=0.3))
given("2_basic_lstm_concatenated", lambda grid, tf: grid.Grid2BasicLSTMCell(UNITS, state_is_tuple=False, output_is_tuple=False))
given("2_lstm", lambda grid, tf: grid.Grid2LSTMCell(UNITS))
given("2_lstm_options", lambda grid, tf: grid.Grid2LSTMCell(UNITS, use_peepholes=True, forget_bias=0.3, output_is_tuple=False))
given("2_lstm_tied", lambda grid, tf: grid.Grid2LSTMCell(UNITS, tied=True, use_peepholes=True))
given("2_lstm_tied_concatenated", lambda grid, tf: grid.Grid2LSTMCell(UNITS, tied=True, state_is_tuple=False))
given("2_gru", lambda grid, tf: grid.Grid2GRUCell(UNITS))
given("2_gru_tied", lambda grid, tf: grid.Grid2GRUCell(UNITS, tied=True, output_is_tuple=False))
given("3_lstm", lambda grid, tf: grid.Grid3LSTMCell(UNITS))
given("3_lstm_tied_concatenated", lambda grid, tf: grid.Grid3LSTMCell(UNITS, tied=True, use_peepholes=True, state_is_tuple=False))
given("2_lstm_double", lambda grid, tf: grid.Grid2LSTMCell(UNITS, use_peepholes=True), dtype="float64")
given("2_gru_double", lambda grid, tf: grid.Grid2GRUCell(UNITS), dtype="float64")
given("without_inputs", lambda grid, tf: grid.Grid2LSTMCell(UNITS), depth=0)


# A non-recurrent depth. TF 1.15.5 needs an initialiser in the scope for it (tests/unit/test_contrib_grid_rnn.py).

def not_recurrent(name, make, **options):
    def build(tf):
        with tf.variable_scope("start", initializer=tf.constant_initializer(0.4)):
            return stepped(tf, make(tf.contrib.grid_rnn, tf), **options)

    build.__name__ = "contrib_grid_rnn_not_recurrent_" + name
    return case(build)


not_recurrent("basic_rnn", lambda grid, tf: grid.Grid2BasicRNNCell(UNITS, non_recurrent_fn=tf.nn.relu))
not_recurrent("basic_lstm", lambda grid, tf: grid.Grid2BasicLSTMCell(UNITS, non_recurrent_fn=tf.tanh, output_is_tuple=False))
not_recurrent("lstm", lambda grid, tf: grid.Grid2LSTMCell(UNITS, non_recurrent_fn=tf.identity, state_is_tuple=False))
not_recurrent("gru", lambda grid, tf: grid.Grid2GRUCell(UNITS, non_recurrent_fn=tf.tanh))
not_recurrent("three", lambda grid, tf: grid.Grid3LSTMCell(UNITS, non_recurrent_fn=tf.tanh, use_peepholes=True))
not_recurrent("without_function", lambda grid, tf: grid.GridRNNCell(UNITS, 2, 0, 0, non_recurrent_dims=0))
not_recurrent("two_of_three", lambda grid, tf: grid.GridRNNCell(UNITS, 3, [0, 2], [2, 0], 0, [0, 2], non_recurrent_fn=tf.tanh))
not_recurrent("all", lambda grid, tf: grid.GridRNNCell(UNITS, 1, 0, 0, non_recurrent_dims=0, non_recurrent_fn=tf.tanh))
not_recurrent("all_tied", lambda grid, tf: grid.GridRNNCell(UNITS, 2, [0, 1], 0, 0, non_recurrent_dims=[0, 1], tied=True))


@case
def contrib_grid_rnn_not_recurrent_starts(tf):
    with tf.variable_scope("start", initializer=tf.constant_initializer(0.4)):
        cell = tf.contrib.grid_rnn.Grid2GRUCell(UNITS, non_recurrent_fn=tf.nn.relu)
        cell(tf.zeros([BATCH, DEPTH]), cell.zero_state(BATCH, tf.float32))
    return Model(outputs={v.op.name: v.initial_value for v in tf.global_variables()})


# The general grid

given("one_dimension_without_output", lambda grid, tf: grid.GridRNNCell(UNITS))
given("three_dimensions", lambda grid, tf: grid.GridRNNCell(UNITS, 3, input_dims=0, output_dims=[0, 1, 2], priority_dims=[2, 0]))
given("inputs_in_two_dimensions", lambda grid, tf: grid.GridRNNCell(UNITS, 3, [2, 0], (2, 1, 2), priority_dims=[1], output_is_tuple=False))
given("no_input_dimension", lambda grid, tf: grid.GridRNNCell(UNITS, 2, output_dims=1, priority_dims=[0, 1]))
given("function_without_dimension", lambda grid, tf: grid.GridRNNCell(UNITS, 2, 0, 0, non_recurrent_fn=tf.tanh))
given("of_nas", lambda grid, tf: grid.GridRNNCell(UNITS, 2, 0, 0, 0, cell_fn=tf.contrib.rnn.NASCell))
given("of_ugrnn", lambda grid, tf: grid.GridRNNCell(UNITS, 2, 0, 0, 0, cell_fn=tf.contrib.rnn.UGRNNCell))
given("of_ugrnn_tied", lambda grid, tf: grid.GridRNNCell(UNITS, 2, 0, 0, 0, tied=True, cell_fn=tf.contrib.rnn.UGRNNCell))
given("of_layer_norm", lambda grid, tf: grid.GridRNNCell(UNITS, 2, 0, 0, 0, cell_fn=tf.contrib.rnn.LayerNormBasicLSTMCell))
given("of_projected_lstm", lambda grid, tf: grid.GridRNNCell(
    UNITS, 2, 0, 0, 0, cell_fn=lambda units: tf.nn.rnn_cell.LSTMCell(units, num_proj=2), output_is_tuple=False))
given("of_wrapped_gru", lambda grid, tf: grid.GridRNNCell(
    UNITS, 2, 0, 0, 0, cell_fn=lambda units: tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.GRUCell(units))))


@case
def contrib_grid_rnn_output_that_is_no_state(tf):
    """Which of the two a dimension with priority sees."""
    class Apart(tf.nn.rnn_cell.RNNCell):
        state_size = property(lambda self: (UNITS, UNITS))
        output_size = property(lambda self: UNITS)

        def call(self, inputs, state):
            c, h = state
            return h + 10 * inputs, (c + 1, h - 100)

    return stepped(tf, tf.contrib.grid_rnn.GridRNNCell(UNITS, 2, None, [0, 1], 1, cell_fn=lambda units: Apart()), steps=1)


@case
def contrib_grid_rnn_sizes_and_zero_states(tf):
    grid = tf.contrib.grid_rnn
    cells = [grid.Grid1LSTMCell(2), grid.Grid2GRUCell(2), grid.Grid2LSTMCell(2, state_is_tuple=False, output_is_tuple=False),
             grid.Grid3LSTMCell(2, non_recurrent_fn=tf.nn.relu), grid.GridRNNCell(2, 3, output_dims=[1, 2])]
    batch = tf.placeholder(tf.int32, [])
    parts = flat([cell.zero_state(batch, tf.float32) for cell in cells])
    named = {"part_%d" % i: part for i, part in enumerate(parts)}
    named["sizes"] = tf.constant([size for cell in cells for size in flat(cell.state_size) + [-1] + flat(cell.output_size) + [-2]])
    return Model(feed={batch: 2}, outputs=named)


# Unrolled

@case
def contrib_grid_rnn_dynamic(tf):
    inputs = tf.placeholder(tf.float32, [None, None, DEPTH])
    outputs, state = tf.nn.dynamic_rnn(tf.contrib.grid_rnn.Grid2LSTMCell(UNITS), inputs, sequence_length=[3, 0], dtype=tf.float32,
                                       time_major=True)
    return model(tf, outputs, state, {inputs: values("inputs", [3, BATCH, DEPTH])})


@case
def contrib_grid_rnn_dynamic_concatenated(tf):
    cell = tf.contrib.grid_rnn.Grid2BasicLSTMCell(UNITS, tied=True, state_is_tuple=False, output_is_tuple=False)
    return model(tf, *tf.nn.dynamic_rnn(cell, tf.constant(values("inputs", [BATCH, 3, DEPTH])), dtype=tf.float32))


@case
def contrib_grid_rnn_static(tf):
    inputs = tf.unstack(tf.constant(values("inputs", [3, BATCH, DEPTH])))
    outputs, state = tf.nn.static_rnn(tf.contrib.grid_rnn.Grid2GRUCell(UNITS, tied=True), inputs, sequence_length=[1, 3], dtype=tf.float32)
    return model(tf, outputs[-1], state)


@case
def contrib_grid_rnn_layers(tf):
    grid = tf.contrib.grid_rnn
    cells = [grid.Grid2LSTMCell(UNITS, output_is_tuple=False), grid.Grid2GRUCell(2, output_is_tuple=False)]
    return stepped(tf, tf.nn.rnn_cell.MultiRNNCell(cells))


@case
def contrib_grid_rnn_in_a_scope_of_another_name(tf):
    cell = tf.contrib.grid_rnn.Grid1BasicRNNCell(UNITS)
    return model(tf, *cell(tf.constant(values("inputs", [BATCH, DEPTH])), cell.zero_state(BATCH, tf.float32), scope="mine"))


@case
def contrib_grid_rnn_by_its_inner_path(tf):
    return stepped(tf, tf.contrib.grid_rnn.python.ops.grid_rnn_cell.Grid1BasicRNNCell(UNITS), steps=1)


# Mistakes

def refused(name, make):
    def build(tf):
        return make(tf.contrib.grid_rnn, tf)

    build.__name__ = "contrib_grid_rnn_refuses_" + name
    return mistake(build)


def states(tf, cell):
    return cell.zero_state(BATCH, tf.float32)


def called(tf, cell, inputs, state=None):
    return cell(inputs, states(tf, cell) if state is None else state)


refused("no_dimension", lambda grid, tf: grid.GridRNNCell(UNITS, 0))
refused("input_dimension", lambda grid, tf: grid.GridRNNCell(UNITS, 2, input_dims=2))
refused("output_dimension", lambda grid, tf: grid.GridRNNCell(UNITS, 2, output_dims=[0, 5]))
refused("priority_dimension", lambda grid, tf: grid.GridRNNCell(UNITS, 2, priority_dims=[-1]))
refused("non_recurrent_dimension", lambda grid, tf: grid.GridRNNCell(UNITS, 2, non_recurrent_dims=[3]))
refused("no_units", lambda grid, tf: grid.Grid1LSTMCell())
refused("no_inputs", lambda grid, tf: called(tf, grid.Grid2LSTMCell(UNITS), None))
refused("unknown_depth", lambda grid, tf: called(tf, grid.Grid2LSTMCell(UNITS), tf.placeholder(tf.float32, [BATCH, None])))
refused("unknown_depth_that_is_not_used", lambda grid, tf: called(
    tf, grid.GridRNNCell(UNITS, 2), tf.placeholder(tf.float32, [BATCH, None])))
refused("rank_three", lambda grid, tf: called(tf, grid.Grid2LSTMCell(UNITS), tf.zeros([BATCH, 3, DEPTH])))
refused("integers", lambda grid, tf: called(tf, grid.Grid2LSTMCell(UNITS), tf.zeros([BATCH, DEPTH], tf.int32)))
refused("uneven_depth", lambda grid, tf: called(tf, grid.GridRNNCell(UNITS, 2, [0, 1], 0), tf.zeros([BATCH, 5])))
refused("states_too_few", lambda grid, tf: called(
    tf, grid.Grid2LSTMCell(UNITS), tf.zeros([BATCH, DEPTH]), states(tf, grid.Grid1LSTMCell(UNITS))))
refused("one_tensor_as_state", lambda grid, tf: called(
    tf, grid.Grid2LSTMCell(UNITS), tf.zeros([BATCH, DEPTH]), tf.zeros([BATCH, 4 * UNITS])))
refused("a_tuple_where_concatenated", lambda grid, tf: called(
    tf, grid.Grid2LSTMCell(UNITS, state_is_tuple=False), tf.zeros([BATCH, DEPTH]), states(tf, grid.Grid2LSTMCell(UNITS))))
refused("pairs_for_a_gru", lambda grid, tf: called(
    tf, grid.Grid2GRUCell(UNITS), tf.zeros([BATCH, DEPTH]), states(tf, grid.Grid2LSTMCell(UNITS))))
refused("a_state_of_another_dtype", lambda grid, tf: called(
    tf, grid.Grid2GRUCell(UNITS), tf.zeros([BATCH, DEPTH]), grid.Grid2GRUCell(UNITS).zero_state(BATCH, tf.float64)))
refused("nothing_to_see", lambda grid, tf: called(tf, grid.GridRNNCell(UNITS, 2, None, 0, non_recurrent_dims=0), tf.zeros([BATCH, DEPTH])))
refused("a_cell_of_three_parts", lambda grid, tf: called(
    tf, grid.GridRNNCell(UNITS, 2, 0, 0, cell_fn=lambda n: tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.GRUCell(n)] * 3)),
    tf.zeros([BATCH, DEPTH])))


@mistake
def contrib_grid_rnn_refuses_a_second_call_without_reuse(tf):
    cell = tf.contrib.grid_rnn.Grid2LSTMCell(UNITS)
    _, state = called(tf, cell, tf.zeros([BATCH, DEPTH]))
    return called(tf, cell, tf.zeros([BATCH, DEPTH]), state)


@case
def contrib_grid_rnn_half(tf):
    cell = tf.contrib.grid_rnn.Grid2LSTMCell(UNITS)
    inputs = tf.constant(values("inputs", [BATCH, DEPTH]).astype(np.float16))
    (output,), _ = cell(inputs, filled(tf, cell.state_size, tf.float16))
    return Model(outputs={"half": tf.constant(output.dtype == tf.float16), "close": tf.round(tf.cast(output, tf.float32) * 20)})
