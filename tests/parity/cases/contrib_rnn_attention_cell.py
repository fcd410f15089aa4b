"""tf.contrib.rnn.AttentionCellWrapper: shapes of state, options, calls step by step, misuse."""

from tests.parity.casebook import Model, case, mistake, values
from tests.parity.cases.core_cells import BATCH, DEPTH, flat, unrolled


@case
def contrib_rnn_attention_cell(tf):
    return unrolled(tf, tf.contrib.rnn.AttentionCellWrapper(tf.contrib.rnn.BasicLSTMCell(5), attn_length=3))


@case
def contrib_rnn_attention_cell_of_one_step(tf):
    return unrolled(tf, tf.contrib.rnn.AttentionCellWrapper(tf.contrib.rnn.GRUCell(3), attn_length=1), scope="melody")


@case
def contrib_rnn_attention_cell_sizes(tf):
    return unrolled(tf, tf.contrib.rnn.AttentionCellWrapper(
        tf.contrib.rnn.GRUCell(5), attn_length=2, attn_size=3, attn_vec_size=4, input_size=6))


@case
def contrib_rnn_attention_cell_concatenated_state(tf):
    return unrolled(tf, tf.contrib.rnn.AttentionCellWrapper(
        tf.contrib.rnn.BasicLSTMCell(5, state_is_tuple=False), attn_length=3, attn_size=2, state_is_tuple=False))


@case
def contrib_rnn_attention_cell_tuple_around_concatenated_state(tf):
    return unrolled(tf, tf.contrib.rnn.AttentionCellWrapper(tf.contrib.rnn.BasicLSTMCell(3, state_is_tuple=False), attn_length=2))


@case
def contrib_rnn_attention_cell_around_layers(tf):
    cells = tf.contrib.rnn
    layers = cells.MultiRNNCell([cells.BasicLSTMCell(4), cells.GRUCell(3)])
    return unrolled(tf, cells.AttentionCellWrapper(layers, attn_length=2))


@case
def contrib_rnn_attention_cell_in_layers(tf):
    cells = tf.contrib.rnn
    return unrolled(tf, cells.MultiRNNCell([cells.AttentionCellWrapper(cells.GRUCell(3), attn_length=2), cells.GRUCell(3)]))


@case
def contrib_rnn_attention_cell_step_by_step(tf):
    cell = tf.contrib.rnn.AttentionCellWrapper(tf.contrib.rnn.BasicLSTMCell(4), attn_length=2)
    state = cell.zero_state(BATCH, tf.float32)
    outputs = []
    for step in range(3):
        output, state = cell(tf.constant(values("step %d" % step, [BATCH, DEPTH])), state)
        outputs.append(output)
    named = {"last": outputs[-1]}
    named.update(("state_%d" % i, part) for i, part in enumerate(flat(state)))
    return Model(outputs=named, loss=tf.reduce_sum(tf.add_n(outputs) ** 2))


@mistake
def contrib_rnn_attention_cell_of_no_cell(tf):
    return unrolled(tf, tf.contrib.rnn.AttentionCellWrapper(5, attn_length=3))


@mistake
def contrib_rnn_attention_cell_without_length(tf):
    return unrolled(tf, tf.contrib.rnn.AttentionCellWrapper(tf.contrib.rnn.GRUCell(3), attn_length=0))


@mistake
def contrib_rnn_attention_cell_state_is_tuple_disagrees(tf):
    return unrolled(tf, tf.contrib.rnn.AttentionCellWrapper(tf.contrib.rnn.BasicLSTMCell(3), attn_length=2, state_is_tuple=False))


@mistake
def contrib_rnn_attention_cell_of_unknown_depth(tf):
    cell = tf.contrib.rnn.AttentionCellWrapper(tf.contrib.rnn.GRUCell(3), attn_length=2)
    return Model(outputs={"output": cell(tf.placeholder(tf.float32, [2, None]), cell.zero_state(2, tf.float32))[0]})
