"""tf.contrib.rnn: LSTMs and GRUs in one kernel, fused layers, turned in time."""

import numpy as np

from tests.parity.casebook import Model, case, mistake, values
from tests.parity.cases.core_cells import BATCH, DEPTH, LENGTHS, TIME, flat, unrolled


def time_first(tf):
    return tf.constant(values("inputs", [TIME, BATCH, DEPTH]))


def fused(tf, layer, inputs=None, **kwargs):
    """A model of a fused layer over `[time, batch, depth]`."""
    if not any(key in kwargs for key in ("dtype", "initial_state")):
        kwargs["dtype"] = tf.float32
    outputs, state = layer(time_first(tf) if inputs is None else inputs, **kwargs)
    named = {"outputs": outputs}
    named.update(("state_%d" % i, part) for i, part in enumerate(flat(state)))
    weights = tf.constant(values("loss weights", [TIME, BATCH, outputs.shape.as_list()[-1]]))
    return Model(outputs=named, loss=tf.reduce_sum(outputs * weights) + tf.add_n([tf.reduce_sum(part ** 2) for part in flat(state)]))


def initial(tf, num_units):
    return tuple(tf.constant(values(part, [BATCH, num_units])) for part in "ch")


# One step in a kernel

@case
def contrib_rnn_lstm_block(tf):
    return unrolled(tf, tf.contrib.rnn.LSTMBlockCell(5))


@case
def contrib_rnn_lstm_block_options(tf):
    return unrolled(tf, tf.contrib.rnn.LSTMBlockCell(5, forget_bias=0.3, cell_clip=0.2, use_peephole=True, name="mine"))


@case
def contrib_rnn_lstm_block_without_clip(tf):
    """Far beyond the clip of 3 that the kernel takes by itself."""
    cell = tf.contrib.rnn.LSTMBlockCell(4)
    state = tuple(tf.constant(50 * values(part, [BATCH, 4])) for part in "ch")
    output, state = cell(tf.constant(values("inputs", [BATCH, DEPTH])), state)
    return Model(outputs={"output": output, "c": state.c}, loss=tf.reduce_sum(output))


@case
def contrib_rnn_lstm_block_layers_static(tf):
    rnn = tf.contrib.rnn
    outputs, state = rnn.static_rnn(
        rnn.MultiRNNCell([rnn.LSTMBlockCell(5), rnn.LSTMBlockCell(3)]), tf.unstack(time_first(tf)), dtype=tf.float32)
    return Model(outputs={"last": outputs[-1], "c": state[0].c}, loss=tf.reduce_sum(tf.add_n(outputs) ** 2))


@case
def contrib_rnn_lstm_block_gradient_of_inputs_and_state(tf):
    cell = tf.contrib.rnn.LSTMBlockCell(5, use_peephole=True)
    inputs, state = tf.constant(values("inputs", [BATCH, DEPTH])), initial(tf, 5)
    output, new_state = cell(inputs, state)
    loss = tf.reduce_sum(output ** 2) + tf.reduce_sum(new_state.c)
    gradients = tf.gradients(loss, [inputs] + list(state))
    return Model(outputs={"inputs": gradients[0], "c": gradients[1], "h": gradients[2]})


@case
def contrib_rnn_lstm_block_half(tf):
    cell = tf.contrib.rnn.LSTMBlockCell(5, dtype=tf.float16)
    inputs = tf.constant(values("inputs", [BATCH, DEPTH]).astype(np.float16))
    output, _ = cell(inputs, tuple(tf.cast(part, tf.float16) for part in initial(tf, 5)))
    return Model(outputs={"close": tf.round(tf.cast(output, tf.float32) * 50), "half": tf.constant(output.dtype == tf.float16)})


@case
def contrib_rnn_gru_block(tf):
    return unrolled(tf, tf.contrib.rnn.GRUBlockCell(5))


@case
def contrib_rnn_gru_block_of_cell_size(tf):
    return unrolled(tf, tf.contrib.rnn.GRUBlockCell(cell_size=5, name="gated"), scope="encoder")


@case
def contrib_rnn_gru_block_v2(tf):
    return unrolled(tf, tf.contrib.rnn.GRUBlockCellV2(num_units=5))


@case
def contrib_rnn_gru_block_gradient_of_inputs_and_state(tf):
    inputs, state = tf.constant(values("inputs", [BATCH, DEPTH])), tf.constant(values("state", [BATCH, 5]))
    output, _ = tf.contrib.rnn.GRUBlockCellV2(5)(inputs, state)
    gradients = tf.gradients(tf.reduce_sum(output ** 2), [inputs, state])
    return Model(outputs={"inputs": gradients[0], "state": gradients[1]})


@mistake
def contrib_rnn_lstm_block_of_unknown_depth(tf):
    return Model(outputs={"output": tf.contrib.rnn.LSTMBlockCell(5)(tf.placeholder(tf.float32, [BATCH, None]), initial(tf, 5))[0]})


@mistake
def contrib_rnn_lstm_block_of_three_states(tf):
    return Model(outputs={"output": tf.contrib.rnn.LSTMBlockCell(5)(tf.zeros([BATCH, DEPTH]), [tf.zeros([BATCH, 5])] * 3)[0]})


@mistake
def contrib_rnn_lstm_block_double(tf):
    state = [tf.zeros([BATCH, 5], tf.float64)] * 2
    return Model(outputs={"output": tf.contrib.rnn.LSTMBlockCell(5)(tf.zeros([BATCH, DEPTH], tf.float64), state)[0]})


@mistake
def contrib_rnn_gru_block_double(tf):
    return Model(outputs={"output": tf.contrib.rnn.GRUBlockCell(5)(tf.zeros([BATCH, DEPTH], tf.float64), tf.zeros([BATCH, 5], tf.float64))[0]})


@mistake
def contrib_rnn_gru_block_of_no_size(tf):
    return tf.contrib.rnn.GRUBlockCell()


@mistake
def contrib_rnn_gru_block_of_two_sizes(tf):
    return tf.contrib.rnn.GRUBlockCellV2(num_units=5, cell_size=5)


@mistake
def contrib_rnn_gru_block_of_unknown_depth(tf):
    return Model(outputs={"output": tf.contrib.rnn.GRUBlockCell(5)(tf.placeholder(tf.float32, [BATCH, None]), tf.zeros([BATCH, 5]))[0]})


# A sequence in a kernel

@case
def contrib_rnn_lstm_fused(tf):
    return fused(tf, tf.contrib.rnn.LSTMBlockFusedCell(5))


@case
def contrib_rnn_lstm_fused_options(tf):
    layer = tf.contrib.rnn.LSTMBlockFusedCell(5, forget_bias=0.3, cell_clip=0.2, use_peephole=True, name="fast")
    with tf.variable_scope("encoder"):
        return fused(tf, layer, initial_state=initial(tf, 5))


@case
def contrib_rnn_lstm_fused_lengths(tf):
    return fused(tf, tf.contrib.rnn.LSTMBlockFusedCell(5), sequence_length=tf.constant(LENGTHS))


@case
def contrib_rnn_lstm_fused_lengths_of_zero(tf):
    return fused(tf, tf.contrib.rnn.LSTMBlockFusedCell(5), sequence_length=tf.constant([0, 4, 2]), initial_state=initial(tf, 5))


@case
def contrib_rnn_lstm_fused_unknown_shapes(tf):
    inputs, lengths = tf.placeholder(tf.float32, [None, None, DEPTH]), tf.placeholder(tf.int32, [None])
    layer = tf.contrib.rnn.LSTMBlockFusedCell(5)
    outputs, state = layer(inputs, dtype=tf.float32, sequence_length=lengths)
    again, _ = layer(inputs, dtype=tf.float32)
    return Model(feed={inputs: values("inputs", [TIME, BATCH, DEPTH]), lengths: np.array([3, 0, 4])},
                 outputs={"outputs": outputs, "c": state.c, "h": state.h, "again": again}, loss=tf.reduce_sum(outputs + again))


@case
def contrib_rnn_lstm_fused_layers(tf):
    with tf.variable_scope("layers"):
        hidden, _ = tf.contrib.rnn.LSTMBlockFusedCell(4, name="first")(time_first(tf), dtype=tf.float32)
        return fused(tf, tf.contrib.rnn.LSTMBlockFusedCell(3, name="second"), hidden)


@case
def contrib_rnn_lstm_fused_half(tf):
    inputs = tf.cast(time_first(tf), tf.float16)
    outputs, state = tf.contrib.rnn.LSTMBlockFusedCell(5)(inputs, dtype=tf.float16)
    return Model(outputs={"close": tf.round(tf.cast(outputs, tf.float32) * 50), "half": tf.constant(state.c.dtype == tf.float16)})


@mistake
def contrib_rnn_lstm_fused_without_dtype(tf):
    return tf.contrib.rnn.LSTMBlockFusedCell(5)(time_first(tf))


@mistake
def contrib_rnn_lstm_fused_of_a_list(tf):
    return tf.contrib.rnn.LSTMBlockFusedCell(5)(tf.unstack(time_first(tf)), dtype=tf.float32)


@mistake
def contrib_rnn_lstm_fused_of_rank_two(tf):
    return tf.contrib.rnn.LSTMBlockFusedCell(5)(tf.zeros([3, 4]), dtype=tf.float32)


@mistake
def contrib_rnn_lstm_fused_of_unknown_depth(tf):
    return tf.contrib.rnn.LSTMBlockFusedCell(5)(tf.placeholder(tf.float32, [3, 4, None]), dtype=tf.float32)


@mistake
def contrib_rnn_lstm_fused_of_one_state(tf):
    return tf.contrib.rnn.LSTMBlockFusedCell(5)(time_first(tf), initial_state=tf.zeros([BATCH, 10]))


@mistake
def contrib_rnn_lstm_fused_of_three_states(tf):
    return tf.contrib.rnn.LSTMBlockFusedCell(5)(time_first(tf), initial_state=[tf.zeros([BATCH, 5])] * 3)


@mistake
def contrib_rnn_lstm_fused_of_two_dtypes(tf):
    return tf.contrib.rnn.LSTMBlockFusedCell(5)(time_first(tf), initial_state=initial(tf, 5), dtype=tf.float64)


@case
def contrib_rnn_lstm_fused_of_a_subclass(tf):
    class Fading(tf.contrib.rnn.LSTMBlockWrapper):
        """A wrapper's subclass, as users wrote them: no weights, a memory that halves."""

        num_units = property(lambda self: DEPTH)

        def _call_cell(self, inputs, initial_cell_state, initial_output, dtype, sequence_length):
            halves = tf.cumsum(inputs) + initial_cell_state / 2
            return halves, tf.tanh(halves) + initial_output

    outputs, state = Fading(name="fading")(time_first(tf), initial_state=initial(tf, DEPTH), sequence_length=tf.constant(LENGTHS))
    return Model(outputs={"outputs": outputs, "c": state.c, "h": state.h})


# Fused layers from cells

@case
def contrib_rnn_fused_adaptor(tf):
    return fused(tf, tf.contrib.rnn.FusedRNNCellAdaptor(tf.contrib.rnn.GRUCell(5)), sequence_length=tf.constant(LENGTHS))


@case
def contrib_rnn_fused_adaptor_dynamic(tf):
    return fused(tf, tf.contrib.rnn.FusedRNNCellAdaptor(tf.contrib.rnn.BasicLSTMCell(5), use_dynamic_rnn=True),
                 sequence_length=tf.constant(LENGTHS), scope="adapted")


def listed(tf, layer, **kwargs):
    outputs, state = layer(tf.unstack(time_first(tf)), dtype=tf.float32, **kwargs)
    named = {"output_%d" % i: output for i, output in enumerate(outputs)}
    named.update(("state_%d" % i, part) for i, part in enumerate(flat(state)))
    return Model(outputs=named, loss=tf.reduce_sum(tf.add_n(outputs) ** 2))


@case
def contrib_rnn_fused_adaptor_of_a_list(tf):
    return listed(tf, tf.contrib.rnn.FusedRNNCellAdaptor(tf.contrib.rnn.BasicRNNCell(5)), sequence_length=tf.constant(LENGTHS))


@case
def contrib_rnn_fused_adaptor_dynamic_of_a_list(tf):
    return listed(tf, tf.contrib.rnn.FusedRNNCellAdaptor(tf.contrib.rnn.BasicRNNCell(5), True), scope="adapted")


@case
def contrib_rnn_fused_reversed(tf):
    return fused(tf, tf.contrib.rnn.TimeReversedFusedRNN(tf.contrib.rnn.LSTMBlockFusedCell(5)))


@case
def contrib_rnn_fused_reversed_lengths(tf):
    return fused(tf, tf.contrib.rnn.TimeReversedFusedRNN(tf.contrib.rnn.LSTMBlockFusedCell(5)), sequence_length=tf.constant([2, 0, 5]))


@case
def contrib_rnn_fused_reversed_list(tf):
    rnn = tf.contrib.rnn
    return listed(tf, rnn.TimeReversedFusedRNN(rnn.FusedRNNCellAdaptor(rnn.BasicRNNCell(5))), sequence_length=tf.constant(LENGTHS), scope="back")


@case
def contrib_rnn_fused_both_directions(tf):
    rnn = tf.contrib.rnn
    forward, _ = rnn.LSTMBlockFusedCell(3, name="forward")(time_first(tf), dtype=tf.float32)
    backward, _ = rnn.TimeReversedFusedRNN(rnn.LSTMBlockFusedCell(3, name="backward"))(time_first(tf), dtype=tf.float32)
    both = tf.concat([forward, backward], 2)
    return Model(outputs={"both": both}, loss=tf.reduce_sum(both ** 2))


@mistake
def contrib_rnn_fused_abstract(tf):
    return tf.contrib.rnn.FusedRNNCell()
