"""Cells of tf.contrib.rnn that few programs use, fused layers, and 1.1's helpers."""

from tests.parity.casebook import ids, values
from tests.parity.cases_of_eras import era_case
from tests.parity.cases_of_eras.building import BATCH, LENGTHS, TIME, cells, inner, model, sequence, static_rnn, steps, unrolled


def sequence_of_time(tf):
    """Inputs `[time, batch, depth]`; the batch is unknown, as in `building.sequence`."""
    return tf.placeholder_with_default(values("time major", [TIME, BATCH, 3]), [TIME, None, 3])


@era_case("1.0", "1.1")
def time_freq_cell(tf):
    cell = tf.contrib.rnn.TimeFreqLSTMCell(4, use_peepholes=True, feature_size=2, frequency_skip=2)
    state = tf.constant(values("state", [BATCH, 16]))
    output, state = cell(tf.constant(values("step", [BATCH, 4])), state)
    return model(tf, output=output, state=state)


@era_case("1.1")
def bidirectional_grid_lstm_cell(tf):
    cell = tf.contrib.rnn.BidirectionalGridLSTMCell(4, feature_size=1, frequency_skip=1, num_frequency_blocks=[3])
    outputs, state = static_rnn(tf)(cell, steps(tf), dtype=tf.float32)
    return model(tf, outputs=list(outputs), state=state)


@era_case("1.0", "1.1")
def fused_lstm_layer(tf):
    outputs, state = tf.contrib.rnn.LSTMBlockFusedCell(5)(sequence_of_time(tf), dtype=tf.float32)
    return model(tf, outputs=outputs, state=state)


@era_case("1.0", "1.1")
def fused_lstm_layer_with_peepholes(tf):
    layer = tf.contrib.rnn.LSTMBlockFusedCell(5, use_peephole=True)
    outputs, state = layer(sequence_of_time(tf), dtype=tf.float32, sequence_length=LENGTHS)
    return model(tf, outputs=outputs, state=state)


@era_case("1.0", "1.1")
def adapted_cell(tf):
    layer = tf.contrib.rnn.FusedRNNCellAdaptor(cells(tf).GRUCell(5), use_dynamic_rnn=True)
    outputs, state = layer(sequence_of_time(tf), dtype=tf.float32)
    return model(tf, outputs=outputs, state=state)


@era_case("1.0", "1.1")
def reversed_adapted_cell(tf):
    layer = tf.contrib.rnn.TimeReversedFusedRNN(tf.contrib.rnn.FusedRNNCellAdaptor(cells(tf).BasicLSTMCell(5)))
    outputs, state = layer(sequence_of_time(tf), dtype=tf.float32)
    return model(tf, outputs=outputs, state=state)


@era_case("1.0", "1.1")
def embedding_attention_decoder(tf):
    tokens = [tf.constant(ids("tokens %d" % i, [BATCH], 6)) for i in range(3)]
    decoder = tf.contrib.legacy_seq2seq.embedding_attention_decoder
    outputs, state = decoder(tokens, tf.constant(values("state", [BATCH, 5])), tf.constant(values("attention states", [BATCH, TIME, 4])),
                             cells(tf).GRUCell(5), num_symbols=6, embedding_size=3, output_size=4)
    return model(tf, outputs=list(outputs), state=state)


def decoded(tf, helper, depth):
    Dense = inner(tf, "python.layers.core").Dense
    s = tf.contrib.seq2seq
    decoder = s.BasicDecoder(cells(tf).GRUCell(5), helper, tf.constant(values("state", [BATCH, 5])), Dense(depth))
    outputs, state = s.dynamic_decode(decoder, maximum_iterations=4)
    return model(tf, outputs=outputs.rnn_output, state=state)


@era_case("1.1")
def decoding_with_a_helper_of_the_users(tf):
    helper = tf.contrib.seq2seq.CustomHelper(
        initialize_fn=lambda: (tf.tile([False], [BATCH]), tf.zeros([BATCH, 3])),
        sample_fn=lambda time, outputs, state: tf.cast(tf.argmax(outputs, 1), tf.int32),
        next_inputs_fn=lambda time, outputs, state, sample_ids: (tf.tile([False], [BATCH]), outputs, state))
    return decoded(tf, helper, 3)


@era_case("1.1")
def decoding_with_scheduled_embeddings(tf):
    """The truth at each step: the probability of a sample is 0."""
    embeddings = tf.get_variable("embeddings", [6, 3])
    helper = tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper(sequence(tf), tf.constant(LENGTHS), embeddings, 0.0)
    return decoded(tf, helper, 6)


@era_case("1.1")
def decoding_with_scheduled_outputs(tf):
    """The cell's own outputs at each step: their probability is 1."""
    return decoded(tf, tf.contrib.seq2seq.ScheduledOutputTrainingHelper(sequence(tf), tf.constant(LENGTHS), 1.0), 3)


@era_case("1.1")
def compiled_cell(tf):
    return unrolled(tf, tf.contrib.rnn.CompiledWrapper(cells(tf).GRUCell(5)))
