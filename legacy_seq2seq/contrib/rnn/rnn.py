"""Bidirectional layers on top of each other, and two helpers for sequences with time first."""

from legacy_seq2seq import tf1 as tf


def stack_bidirectional_rnn(cells_fw, cells_bw, inputs, initial_states_fw=None, initial_states_bw=None, dtype=None, sequence_length=None,
                            scope=None):
    """Bidirectional layers on top of each other, unrolled step by step: each sees both directions below.

    cells_fw, cells_bw: lists with one cell a layer. inputs: a list of `[batch, depth]`, one for each step.
    initial_states_fw, initial_states_bw: lists with one state a layer, zeros (of `dtype`) by default.
    sequence_length: `[batch]` ints.

    Returns `(outputs, states_fw, states_bw)`: a list of `[batch, depth_fw + depth_bw]`, and two tuples with
    the final state of each layer. Variables stand in `cell_0/fw`, `cell_0/bw`, `cell_1/fw`, …, under
    `scope` or `stack_bidirectional_rnn`. Raises ValueError where cells or states are not lists of one
    length, or there is no cell. Source: TF1 tf.contrib.rnn.stack_bidirectional_rnn.
    """
    _check_layers("stack_bidirectional_rnn", cells_fw, cells_bw, initial_states_fw, initial_states_bw)

    def run_layer(inputs, layer_scope, cell_fw, cell_bw, state_fw, state_bw):
        outputs, last_fw, last_bw = tf.nn.static_bidirectional_rnn(
            cell_fw, cell_bw, inputs, state_fw, state_bw, dtype, sequence_length, scope=layer_scope)
        return outputs, last_fw, last_bw

    return _stack(run_layer, inputs, cells_fw, cells_bw, initial_states_fw, initial_states_bw, scope)


def stack_bidirectional_dynamic_rnn(cells_fw, cells_bw, inputs, initial_states_fw=None, initial_states_bw=None, dtype=None,
                                    sequence_length=None, parallel_iterations=None, time_major=False, scope=None, swap_memory=False):
    """Bidirectional layers on top of each other, for sequences of any length: each sees both directions below.

    cells_fw, cells_bw: lists with one cell a layer. inputs: `[batch, time, depth]`, with `time_major`
    `[time, batch, depth]`. initial_states_fw, initial_states_bw: lists with one state a layer, zeros (of
    `dtype`) by default. sequence_length: `[batch]` ints. parallel_iterations, swap_memory: as for
    `tf.nn.dynamic_rnn`.

    Returns `(outputs, states_fw, states_bw)`: `[batch, time, depth_fw + depth_bw]` (or time first), and two
    tuples with the final state of each layer. Variables stand in `cell_0/bidirectional_rnn/fw`, …, under
    `scope` or `stack_bidirectional_rnn`. Raises ValueError where cells or states are not lists of one
    length, or there is no cell. Source: TF1 tf.contrib.rnn.stack_bidirectional_dynamic_rnn.

        cells = [[tf.nn.rnn_cell.GRUCell(64) for _ in range(2)] for _ in ("forward", "backward")]
        outputs, _, _ = stack_bidirectional_dynamic_rnn(*cells, inputs, dtype=tf.float32)   # [batch, time, 128]
    """
    _check_layers("stack_bidirectional_dynamic_rnn", cells_fw, cells_bw, initial_states_fw, initial_states_bw)

    def run_layer(inputs, layer_scope, cell_fw, cell_bw, state_fw, state_bw):
        outputs, (last_fw, last_bw) = tf.nn.bidirectional_dynamic_rnn(
            cell_fw, cell_bw, inputs, sequence_length=sequence_length, initial_state_fw=state_fw, initial_state_bw=state_bw, dtype=dtype,
            parallel_iterations=parallel_iterations, swap_memory=swap_memory, time_major=time_major)
        return tf.concat(outputs, 2), last_fw, last_bw

    return _stack(run_layer, inputs, cells_fw, cells_bw, initial_states_fw, initial_states_bw, scope)


def _check_layers(function, cells_fw, cells_bw, states_fw, states_bw):
    for argument, cells in (("cells_fw", cells_fw), ("cells_bw", cells_bw)):
        if cells is None or (isinstance(cells, (list, tuple)) and not cells):
            raise ValueError(f"{function}: `{argument}` is {cells}; expected a list with one cell for each layer.")
        if not isinstance(cells, list):
            raise ValueError(f"{function}: `{argument}` is {cells!r}; expected a list with one cell for each layer, such as [cell].")
    if len(cells_fw) != len(cells_bw):
        raise ValueError(f"{function}: `cells_fw` has {len(cells_fw)} layers and `cells_bw` {len(cells_bw)}; expected one cell each for "
                         "every layer.")
    for argument, states in (("initial_states_fw", states_fw), ("initial_states_bw", states_bw)):
        if states is not None and (not isinstance(states, list) or len(states) != len(cells_fw)):
            raise ValueError(f"{function}: `{argument}` is {states!r}; expected a list of {len(cells_fw)} states, one for each layer "
                             "(None in it for zeros).")


def _stack(run_layer, inputs, cells_fw, cells_bw, states_fw, states_bw, scope):
    """Runs each layer, in its scope, on the outputs of the one below."""
    layers = len(cells_fw)
    last_fw, last_bw = [], []
    with tf.variable_scope(scope or "stack_bidirectional_rnn"):
        for number, arguments in enumerate(zip(cells_fw, cells_bw, states_fw or [None] * layers, states_bw or [None] * layers)):
            with tf.variable_scope(f"cell_{number}") as layer_scope:
                inputs, state_fw, state_bw = run_layer(inputs, layer_scope, *arguments)
            last_fw.append(state_fw)
            last_bw.append(state_bw)
    return inputs, tuple(last_fw), tuple(last_bw)


def transpose_batch_time(x):
    """Exchanges the first two axes of `x`: `[batch, time, …]` and `[time, batch, …]`. Static shapes are kept.

    A tensor of rank below 2 is returned as it is. Source: TF1 tf.contrib.rnn.transpose_batch_time.
    """
    if x.shape.ndims is not None and x.shape.ndims < 2:
        return x
    swapped = tf.transpose(x, tf.concat([[1, 0], tf.range(2, tf.rank(x))], 0))
    if x.shape.ndims is not None:
        swapped.set_shape([x.shape[1], x.shape[0]] + x.shape.as_list()[2:])
    return swapped


def best_effort_input_batch_size(flat_input):
    """The batch size of a list of tensors `[time, batch, …]`: a number where one of them knows it, else a scalar tensor.

    Raises ValueError for a tensor of rank below 2. Source: TF1 tf.contrib.rnn.best_effort_input_batch_size.
    """
    for tensor in flat_input:
        if tensor.shape.ndims is None:
            continue
        if tensor.shape.ndims < 2:
            raise ValueError(f"best_effort_input_batch_size: {tensor.name} has shape {tensor.shape}; expected [time, batch, ...].")
        batch = tf.dimension_value(tensor.shape[1])
        if batch is not None:
            return batch
    return tf.shape(flat_input[0])[1]
