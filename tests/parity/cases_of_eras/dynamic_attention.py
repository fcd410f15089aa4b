"""tf.contrib.seq2seq of 1.1: DynamicAttentionWrapper, and dynamic_decode with two results."""

from tests.parity.casebook import values
from tests.parity.cases_of_eras import era_case, era_mistake
from tests.parity.cases_of_eras.building import BATCH, LENGTHS, cells, inner, model, sequence


def memory(tf):
    return tf.constant(values("memory", [BATCH, 3, 4]))


def decoded(tf, cell, state, output_layer=None, **kwargs):
    s = tf.contrib.seq2seq
    helper = s.TrainingHelper(sequence(tf), tf.constant(LENGTHS))
    results = s.dynamic_decode(s.BasicDecoder(cell, helper, state, output_layer), **kwargs)
    outputs, final = results
    return model(tf, outputs=outputs.rnn_output, ids=outputs.sample_id, state=final)


@era_case("1.1")
def two_results_of_decoding(tf):
    cell = cells(tf).GRUCell(5)
    return decoded(tf, cell, cell.zero_state(BATCH, tf.float32))


@era_case("1.1")
def two_results_of_decoding_with_imputed_ends(tf):
    Dense = inner(tf, "python.layers.core").Dense
    cell = cells(tf).BasicLSTMCell(5)
    return decoded(tf, cell, cell.zero_state(BATCH, tf.float32), Dense(6, use_bias=False), impute_finished=True, output_time_major=True,
                   maximum_iterations=3, scope="mine")


@era_case("1.1")
def greedy_decoding(tf):
    Dense = inner(tf, "python.layers.core").Dense
    s = tf.contrib.seq2seq
    cell = cells(tf).GRUCell(5)
    helper = s.GreedyEmbeddingHelper(tf.get_variable("embeddings", [6, 3]), tf.fill([BATCH], 1), 2)
    decoder = s.BasicDecoder(cell, helper, tf.constant(values("state", [BATCH, 5])), Dense(6))
    outputs, state = s.dynamic_decode(decoder, maximum_iterations=5)
    return model(tf, outputs=outputs.rnn_output, ids=outputs.sample_id, state=state)


def attending(tf, mechanism, cell=None, **kwargs):
    cell = tf.contrib.seq2seq.DynamicAttentionWrapper(cell or cells(tf).GRUCell(5), mechanism, attention_size=6, **kwargs)
    return decoded(tf, cell, cell.zero_state(dtype=tf.float32, batch_size=BATCH))


@era_case("1.1")
def luong_wrapper(tf):
    return attending(tf, tf.contrib.seq2seq.LuongAttention(5, memory(tf), [3, 2, 1]))


@era_case("1.1")
def luong_wrapper_normalized(tf):
    return attending(tf, tf.contrib.seq2seq.LuongAttention(5, memory(tf), normalize=True), output_attention=False)


@era_case("1.1")
def bahdanau_wrapper(tf):
    return attending(tf, tf.contrib.seq2seq.BahdanauAttention(5, memory(tf), [3, 2, 1]))


@era_case("1.1")
def bahdanau_wrapper_normalized(tf):
    return attending(tf, tf.contrib.seq2seq.BahdanauAttention(7, memory(tf), normalize=True), probability_fn=tf.contrib.seq2seq.hardmax)


@era_case("1.1")
def wrapper_around_layers(tf):
    c = cells(tf)
    stacked = c.MultiRNNCell([c.BasicLSTMCell(5), c.BasicLSTMCell(5)])
    return attending(tf, tf.contrib.seq2seq.BahdanauAttention(5, memory(tf)), stacked)


@era_case("1.1")
def wrapper_with_inputs_of_its_own(tf):
    return attending(tf, tf.contrib.seq2seq.LuongAttention(5, memory(tf)), cell_input_fn=lambda inputs, attention: inputs)


@era_case("1.1")
def wrapper_from_an_encoders_state(tf):
    s = tf.contrib.seq2seq
    with tf.variable_scope("encoder"):
        encoded, state = tf.nn.dynamic_rnn(cells(tf).GRUCell(5), sequence(tf), LENGTHS, dtype=tf.float32)
    with tf.variable_scope("decoder"):
        mechanism = s.BahdanauAttention(num_units=5, memory=encoded, memory_sequence_length=LENGTHS)
        cell = s.DynamicAttentionWrapper(cells(tf).GRUCell(5), mechanism, 5, name="wrapper")
        first = s.DynamicAttentionWrapperState(state, tf.zeros([BATCH, 5]))
        outputs, final = s.dynamic_decode(s.BasicDecoder(cell, s.TrainingHelper(sequence(tf), LENGTHS), first))
    return model(tf, outputs=outputs.rnn_output, cell_state=final.cell_state, attention=final.attention)


@era_case("1.1")
def wrapper_unrolled_dynamically(tf):
    s = tf.contrib.seq2seq
    cell = s.DynamicAttentionWrapper(cells(tf).GRUCell(5), s.LuongAttention(5, memory(tf)), 6)
    outputs, state = tf.nn.dynamic_rnn(cell, sequence(tf), dtype=tf.float32)
    return model(tf, outputs=outputs, state=state)


@era_mistake("1.1")
def wrapper_of_no_mechanism(tf):
    tf.contrib.seq2seq.DynamicAttentionWrapper(cells(tf).GRUCell(5), memory(tf), 6)


@era_mistake("1.1")
def wrapper_of_no_cell(tf):
    tf.contrib.seq2seq.DynamicAttentionWrapper(5, tf.contrib.seq2seq.LuongAttention(5, memory(tf)), 6)


@era_mistake("1.1")
def three_results_expected_of_decoding(tf):
    s = tf.contrib.seq2seq
    cell = cells(tf).GRUCell(5)
    decoder = s.BasicDecoder(cell, s.TrainingHelper(sequence(tf), LENGTHS), cell.zero_state(BATCH, tf.float32))
    outputs, state, lengths = s.dynamic_decode(decoder)
