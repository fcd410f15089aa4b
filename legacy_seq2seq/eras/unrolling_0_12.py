"""The functions of TF 0.12 that unroll a cell: tf.nn.rnn and its siblings, with the scopes "RNN" and "BiRNN"."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.eras.names import V0_12


def rnn(cell, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
    """Runs `cell` over a list of `[batch, depth]`. Returns `(outputs, state)`: a list of `[batch, output_size]`, the last state.

    TF 1.0 named it tf.contrib.rnn.static_rnn.
    """
    return tf.nn.static_rnn(cell, inputs, initial_state, dtype, sequence_length, scope or V0_12.unrolled)


def state_saving_rnn(cell, inputs, state_saver, state_name, sequence_length=None, scope=None):
    """`rnn` whose first state comes from `state_saver.state(name)` and whose last goes to `state_saver.save_state(name, state)`."""
    return tf.nn.static_state_saving_rnn(cell, inputs, state_saver, state_name, sequence_length, scope or V0_12.unrolled)


def bidirectional_rnn(cell_fw, cell_bw, inputs, initial_state_fw=None, initial_state_bw=None, dtype=None, sequence_length=None,
                      scope=None):
    """`rnn` in both directions. Returns `(outputs, forward state, backward state)`, outputs `[batch, depth of both]` in a list."""
    with tf.variable_scope(scope or V0_12.both):
        with tf.variable_scope(V0_12.forward) as forward:
            outputs_fw, state_fw = rnn(cell_fw, inputs, initial_state_fw, dtype, sequence_length, forward)
        with tf.variable_scope(V0_12.backward) as backward:
            reversed_outputs, state_bw = rnn(
                cell_bw, _reversed_steps(inputs, sequence_length), initial_state_bw, dtype, sequence_length, backward)
    outputs_bw = _reversed_steps(reversed_outputs, sequence_length)
    return [tf.concat(pair, 1) for pair in zip(outputs_fw, outputs_bw)], state_fw, state_bw


def _reversed_steps(steps, lengths):
    """A list of `[batch, depth]` in reverse order, each sequence within its length."""
    if lengths is None:
        return list(reversed(steps))
    turned = tf.reverse_sequence(tf.stack(steps), lengths, seq_axis=0, batch_axis=1)
    result = tf.unstack(turned, num=len(steps))
    for step, source in zip(result, steps):
        step.set_shape(source.shape)
    return result


def dynamic_rnn(cell, inputs, sequence_length=None, initial_state=None, dtype=None, parallel_iterations=None, swap_memory=False,
                time_major=False, scope=None):
    """Runs `cell` over `[batch, time, depth]` in a loop of the graph. Returns `(outputs [batch, time, output_size], state)`."""
    return tf.nn.dynamic_rnn(cell, inputs, sequence_length, initial_state, dtype, parallel_iterations, swap_memory, time_major,
                             scope or V0_12.unrolled)


def bidirectional_dynamic_rnn(cell_fw, cell_bw, inputs, sequence_length=None, initial_state_fw=None, initial_state_bw=None, dtype=None,
                              parallel_iterations=None, swap_memory=False, time_major=False, scope=None):
    """`dynamic_rnn` in both directions. Returns `((outputs, backward outputs), (state, backward state))`."""
    options = {"parallel_iterations": parallel_iterations, "swap_memory": swap_memory, "time_major": time_major}
    with tf.variable_scope(scope or V0_12.both):
        with tf.variable_scope(V0_12.forward) as forward:
            outputs_fw, state_fw = dynamic_rnn(cell_fw, inputs, sequence_length, initial_state_fw, dtype, scope=forward, **options)
        with tf.variable_scope(V0_12.backward) as backward:
            reversed_outputs, state_bw = dynamic_rnn(cell_bw, _reversed_time(inputs, sequence_length, time_major), sequence_length,
                                                     initial_state_bw, dtype, scope=backward, **options)
    return (outputs_fw, _reversed_time(reversed_outputs, sequence_length, time_major)), (state_fw, state_bw)


def _reversed_time(tensor, lengths, time_major):
    axis = 0 if time_major else 1
    if lengths is None:
        return tf.reverse(tensor, [axis])
    return tf.reverse_sequence(tensor, lengths, seq_axis=axis, batch_axis=1 - axis)


def raw_rnn(cell, loop_fn, parallel_iterations=None, swap_memory=False, scope=None):
    """Runs `cell` as `loop_fn` says. Returns `(outputs TensorArray, last state, last loop state)`."""
    return tf.nn.raw_rnn(cell, loop_fn, parallel_iterations, swap_memory, scope or V0_12.unrolled)


def stack_bidirectional_rnn(cells_fw, cells_bw, inputs, initial_states_fw=None, initial_states_bw=None, dtype=None,
                            sequence_length=None, scope=None):
    """`bidirectional_rnn` in layers, each over both directions of the one below. Returns `(outputs, states, backward states)`."""
    def layer(number, inputs):
        return bidirectional_rnn(cells_fw[number], cells_bw[number], inputs, initial_states_fw and initial_states_fw[number],
                                 initial_states_bw and initial_states_bw[number], dtype, sequence_length)

    return _in_layers(layer, cells_fw, inputs, scope)


def stack_bidirectional_dynamic_rnn(cells_fw, cells_bw, inputs, initial_states_fw=None, initial_states_bw=None, dtype=None,
                                    sequence_length=None, scope=None):
    """`bidirectional_dynamic_rnn` in layers. Returns `(outputs [batch, time, depth of both], states, backward states)`."""
    def layer(number, inputs):
        outputs, states = bidirectional_dynamic_rnn(
            cells_fw[number], cells_bw[number], inputs, sequence_length, initial_states_fw and initial_states_fw[number],
            initial_states_bw and initial_states_bw[number], dtype)
        return (tf.concat(outputs, 2), *states)

    return _in_layers(layer, cells_fw, inputs, scope)


def _in_layers(layer, cells, inputs, scope):
    states_fw, states_bw = [], []
    with tf.variable_scope(scope or "StackRNN"):
        for number in range(len(cells)):
            with tf.variable_scope("Layer%d" % number):
                inputs, state_fw, state_bw = layer(number, inputs)
            states_fw.append(state_fw)
            states_bw.append(state_bw)
    return inputs, tuple(states_fw), tuple(states_bw)
