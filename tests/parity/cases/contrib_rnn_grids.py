"""tf.contrib.rnn: LSTMs over time and frequency."""

from tests.parity.casebook import Model, case, mistake, values
from tests.parity.cases.core_cells import flat

BATCH, TIME, DEPTH, LENGTHS = 2, 3, 6, [3, 1]


def unrolled(tf, cell, dtype=None, depth=DEPTH):
    dtype = dtype or tf.float32
    inputs = tf.placeholder(dtype, [BATCH, TIME, depth])  # TF 1.15 needs the batch size known here
    outputs, state = tf.nn.dynamic_rnn(cell, inputs, sequence_length=LENGTHS, dtype=dtype)
    named = {"outputs": outputs}
    named.update(("state_%d" % i, part) for i, part in enumerate(flat(state)))
    return Model(feed={inputs: values("inputs", [BATCH, TIME, depth])}, outputs=named,
                 loss=tf.reduce_sum(outputs ** 2) + tf.add_n([tf.reduce_sum(part) for part in flat(state)]))


def stepped(tf, cell, windows, dtype=None, depth=DEPTH):
    """Two steps of a TimeFreqLSTMCell, whose state_size is that of one window."""
    dtype = dtype or tf.float32
    state = tf.constant(values("state", [BATCH, 2 * cell.output_size * windows]), dtype)
    outputs = []
    for step in range(2):
        output, state = cell(tf.constant(values("step %d" % step, [BATCH, depth]), dtype), state)
        outputs.append(output)
    return Model(outputs={"first": outputs[0], "last": outputs[1], "state": state}, loss=tf.reduce_sum(outputs[1] ** 2))


@case
def contrib_rnn_time_freq(tf):
    return stepped(tf, tf.contrib.rnn.TimeFreqLSTMCell(3, feature_size=2, frequency_skip=2), 3)


@case
def contrib_rnn_time_freq_options(tf):
    return stepped(tf, tf.contrib.rnn.TimeFreqLSTMCell(
        3, use_peepholes=True, cell_clip=0.3, num_unit_shards=2, forget_bias=0.4, feature_size=3, frequency_skip=1), 4)


@case
def contrib_rnn_time_freq_with_a_rest_double(tf):
    return stepped(tf, tf.contrib.rnn.TimeFreqLSTMCell(3, feature_size=2, frequency_skip=2), 2, tf.float64, depth=5)


@case
def contrib_rnn_time_freq_of_one_window(tf):
    return unrolled(tf, tf.contrib.rnn.TimeFreqLSTMCell(3, feature_size=DEPTH))


@mistake
def contrib_rnn_time_freq_without_feature_size(tf):
    return stepped(tf, tf.contrib.rnn.TimeFreqLSTMCell(3), 1)


@mistake
def contrib_rnn_time_freq_of_unknown_depth(tf):
    return tf.contrib.rnn.TimeFreqLSTMCell(3, feature_size=2)(tf.placeholder(tf.float32, [BATCH, None]), tf.zeros([BATCH, 6]))


@case
def contrib_rnn_grid_lstm(tf):
    return unrolled(tf, tf.contrib.rnn.GridLSTMCell(3, feature_size=2, frequency_skip=2, num_frequency_blocks=[3]))


@case
def contrib_rnn_grid_lstm_peepholes(tf):
    return unrolled(tf, tf.contrib.rnn.GridLSTMCell(
        3, use_peepholes=True, cell_clip=0.3, forget_bias=0.4, feature_size=3, frequency_skip=3, num_frequency_blocks=[2]))


@case
def contrib_rnn_grid_lstm_shared_coupled(tf):
    return unrolled(tf, tf.contrib.rnn.GridLSTMCell(
        3, use_peepholes=True, share_time_frequency_weights=True, couple_input_forget_gates=True, feature_size=2, frequency_skip=4,
        num_frequency_blocks=[2]))


@case
def contrib_rnn_grid_lstm_shared(tf):
    return unrolled(tf, tf.contrib.rnn.GridLSTMCell(
        3, share_time_frequency_weights=True, use_peepholes=True, feature_size=3, frequency_skip=3, num_frequency_blocks=[2]))


@case
def contrib_rnn_grid_lstm_coupled(tf):
    return unrolled(tf, tf.contrib.rnn.GridLSTMCell(
        3, couple_input_forget_gates=True, use_peepholes=True, feature_size=3, frequency_skip=3, num_frequency_blocks=[2]))


@case
def contrib_rnn_grid_lstm_blocks(tf):
    return unrolled(tf, tf.contrib.rnn.GridLSTMCell(
        2, use_peepholes=True, num_unit_shards=2, feature_size=2, frequency_skip=1, num_frequency_blocks=[1, 2],
        start_freqindex_list=[0, 2], end_freqindex_list=[2, 5]))


@case
def contrib_rnn_grid_lstm_concatenated_state(tf):
    """One block: with more of them TF 1.15 reads each block's state from the first one's place (tests/unit/test_contrib_rnn.py)."""
    return unrolled(tf, tf.contrib.rnn.GridLSTMCell(
        2, num_unit_shards=2, feature_size=2, frequency_skip=2, num_frequency_blocks=[3], state_is_tuple=False))


@case
def contrib_rnn_grid_lstm_double(tf):
    return unrolled(tf, tf.contrib.rnn.GridLSTMCell(3, feature_size=3, frequency_skip=3, num_frequency_blocks=[2]), tf.float64)


@case
def contrib_rnn_grid_lstm_one_block_of_some_features(tf):
    return unrolled(tf, tf.contrib.rnn.GridLSTMCell(
        2, feature_size=2, frequency_skip=1, num_frequency_blocks=[2], start_freqindex_list=[1], end_freqindex_list=[4]))


@case
def contrib_rnn_grid_lstm_sizes(tf):
    cell = tf.contrib.rnn.GridLSTMCell(2, feature_size=2, frequency_skip=1, num_frequency_blocks=[1, 2],
                                       start_freqindex_list=[0, 2], end_freqindex_list=[2, 5])
    both = tf.contrib.rnn.BidirectionalGridLSTMCell(2, feature_size=2, frequency_skip=2, num_frequency_blocks=[3])
    fields = " ".join(" ".join((c.state_tuple_type.__name__,) + c.state_tuple_type._fields) for c in (cell, both))
    return Model(outputs={"fields": tf.constant(list(bytearray(fields.encode("ascii")))),
                          "sizes": tf.constant([cell.output_size, both.output_size] + list(cell.state_size) + list(both.state_size))})


@case
def contrib_rnn_bidirectional_grid(tf):
    return unrolled(tf, tf.contrib.rnn.BidirectionalGridLSTMCell(2, feature_size=2, frequency_skip=2, num_frequency_blocks=[3]))


@case
def contrib_rnn_bidirectional_grid_blocks(tf):
    return unrolled(tf, tf.contrib.rnn.BidirectionalGridLSTMCell(
        2, use_peepholes=True, cell_clip=0.4, feature_size=2, frequency_skip=1, num_frequency_blocks=[2, 2], start_freqindex_list=[1, 3],
        end_freqindex_list=[4, 6], backward_slice_offset=1))


@case
def contrib_rnn_bidirectional_grid_shared(tf):
    return unrolled(tf, tf.contrib.rnn.BidirectionalGridLSTMCell(
        2, share_time_frequency_weights=True, couple_input_forget_gates=True, feature_size=2, frequency_skip=2, num_frequency_blocks=[3],
        backward_slice_offset=1))


def misused(name, **options):
    def build(tf):
        return unrolled(tf, tf.contrib.rnn.GridLSTMCell(3, **options))

    build.__name__ = "contrib_rnn_grid_lstm_of_" + name
    return mistake(build)


misused("no_blocks", feature_size=2, frequency_skip=1)
misused("another_number_of_windows", feature_size=2, frequency_skip=2, num_frequency_blocks=[4])
misused("blocks_without_lists", feature_size=2, frequency_skip=1, num_frequency_blocks=[1, 2])
misused("lists_of_unequal_length", feature_size=2, frequency_skip=1, num_frequency_blocks=[1, 2], start_freqindex_list=[0],
        end_freqindex_list=[2, 3])
misused("blocks_that_do_not_fit", feature_size=2, frequency_skip=1, num_frequency_blocks=[1, 2], start_freqindex_list=[0, 1],
        end_freqindex_list=[2, 3])
misused("no_skip", feature_size=2, num_frequency_blocks=[5])
misused("no_feature_size", frequency_skip=2, num_frequency_blocks=[5])
