"""tf.contrib.seq2seq of 1.0: decoder functions, run by dynamic_rnn_decoder."""

import numpy as np

from tests.parity.casebook import values
from tests.parity.cases_of_eras import era_case, era_mistake
from tests.parity.cases_of_eras.building import BATCH, LENGTHS, cells, model, sequence


def decoded(tf, cell, function, inputs=True, **kwargs):
    lengths = tf.constant(LENGTHS) if inputs else None
    outputs, state, context = tf.contrib.seq2seq.dynamic_rnn_decoder(
        cell, function, inputs=sequence(tf) if inputs else None, sequence_length=lengths, **kwargs)
    return model(tf, outputs=outputs, state=state)


@era_case("1.0")
def simple_decoder_in_training(tf):
    return decoded(tf, cells(tf).GRUCell(5), tf.contrib.seq2seq.simple_decoder_fn_train(tf.constant(values("state", [BATCH, 5]))))


@era_case("1.0")
def simple_decoder_in_training_lstm(tf):
    c = cells(tf)
    state = c.LSTMStateTuple(tf.constant(values("c", [BATCH, 5])), tf.constant(values("h", [BATCH, 5])))
    return decoded(tf, c.BasicLSTMCell(5), tf.contrib.seq2seq.simple_decoder_fn_train(state), scope="decoder")


@era_case("1.0")
def simple_decoder_in_training_time_major(tf):
    function = tf.contrib.seq2seq.simple_decoder_fn_train(tf.constant(values("state", [BATCH, 5])))
    outputs, state, context = tf.contrib.seq2seq.dynamic_rnn_decoder(
        cells(tf).GRUCell(5), function, inputs=tf.transpose(sequence(tf), [1, 0, 2]), sequence_length=LENGTHS, time_major=True)
    return model(tf, outputs=outputs, state=state)


def inference_of(tf, reuse=False):
    """A cell, its projection to six symbols, and the inference function between them."""
    embeddings = tf.get_variable("embeddings", [6, 3])
    matrix = tf.get_variable("output_matrix", [5, 6])
    return embeddings, lambda outputs: tf.matmul(outputs, matrix)


@era_case("1.0")
def simple_decoder_in_inference(tf):
    embeddings, output = inference_of(tf)
    function = tf.contrib.seq2seq.simple_decoder_fn_inference(
        output, tf.constant(values("state", [BATCH, 5])), embeddings, start_of_sequence_id=1, end_of_sequence_id=2, maximum_length=6,
        num_decoder_symbols=6)
    outputs, state, context = tf.contrib.seq2seq.dynamic_rnn_decoder(cells(tf).GRUCell(5), function, scope="decoder")
    return model(tf, outputs=outputs, state=state)


@era_case("1.0")
def simple_decoder_in_inference_that_ends(tf):
    embeddings, _ = inference_of(tf)
    table = np.zeros([5, 6], np.float32)

    def output(outputs):
        # The bias grows with the state's own sum, so that sequences end at different steps.
        return tf.matmul(outputs, tf.constant(table)) + tf.concat([tf.zeros([tf.shape(outputs)[0], 5]), 9 * outputs[:, :1]], 1) + 0.01

    function = tf.contrib.seq2seq.simple_decoder_fn_inference(
        output, tf.constant(values("state", [BATCH, 5])), embeddings, 1, 5, 4, 6)
    outputs, state, _ = tf.contrib.seq2seq.dynamic_rnn_decoder(cells(tf).GRUCell(5), function)
    return model(tf, outputs=outputs, state=state)


@era_case("1.0")
def simple_decoder_whose_output_is_the_cells(tf):
    embeddings = tf.get_variable("embeddings", [5, 3])
    function = tf.contrib.seq2seq.simple_decoder_fn_inference(
        None, tf.constant(values("state", [BATCH, 5])), embeddings, 1, 2, 5, 5)
    outputs, state, _ = tf.contrib.seq2seq.dynamic_rnn_decoder(cells(tf).GRUCell(5), function)
    return model(tf, outputs=outputs, state=state)


def attention_parts(tf, option):
    memory = tf.constant(values("memory", [BATCH, 3, 5]))
    return tf.contrib.seq2seq.prepare_attention(memory, attention_option=option, num_units=5)


def attention_in_training(tf, option):
    keys, memory, score, construct = attention_parts(tf, option)
    function = tf.contrib.seq2seq.attention_decoder_fn_train(
        encoder_state=tf.constant(values("state", [BATCH, 5])), attention_keys=keys, attention_values=memory,
        attention_score_fn=score, attention_construct_fn=construct)
    outputs, state, _ = tf.contrib.seq2seq.dynamic_rnn_decoder(
        cells(tf).GRUCell(5), function, inputs=sequence(tf), sequence_length=LENGTHS, scope="attention_decoder")
    return model(tf, outputs=outputs, state=state, keys=keys)


@era_case("1.0")
def luong_attention_in_training(tf):
    return attention_in_training(tf, "luong")


@era_case("1.0")
def bahdanau_attention_in_training(tf):
    return attention_in_training(tf, "bahdanau")


def attention_in_both(tf, option):
    """Training and inference that share the decoder's variables, as programs write them."""
    c = cells(tf)
    cell = c.BasicLSTMCell(5)
    state = c.LSTMStateTuple(tf.constant(values("c", [BATCH, 5])), tf.constant(values("h", [BATCH, 5])))
    memory = tf.constant(values("memory", [BATCH, 3, 5]))
    s = tf.contrib.seq2seq
    embeddings = tf.get_variable("embeddings", [6, 3])
    with tf.variable_scope("decoder") as scope:
        keys, attended, score, construct = s.prepare_attention(memory, option, 5)
        trained, trained_state, _ = s.dynamic_rnn_decoder(
            cell, s.attention_decoder_fn_train(state, keys, attended, score, construct), sequence(tf), LENGTHS, scope=scope)

        def output(outputs):
            return tf.contrib.layers.fully_connected(outputs, 6, activation_fn=None, scope="output")

        logits = output(trained)
        scope.reuse_variables()
        keys, attended, score, construct = s.prepare_attention(memory, option, 5, reuse=True)
        function = s.attention_decoder_fn_inference(output, state, keys, attended, score, construct, embeddings, 1, 2, 5, 6)
        told, told_state, _ = s.dynamic_rnn_decoder(cell, function, scope=scope)
    return model(tf, logits=logits, trained_state=trained_state, told=told, told_state=told_state)


@era_case("1.0")
def luong_attention_in_training_and_inference(tf):
    return attention_in_both(tf, "luong")


@era_case("1.0")
def bahdanau_attention_in_training_and_inference(tf):
    return attention_in_both(tf, "bahdanau")


@era_case("1.0")
def decoder_function_of_the_users(tf):
    embeddings = tf.get_variable("embeddings", [6, 5])
    first = tf.constant(values("state", [BATCH, 5]))

    def function(time, cell_state, cell_input, cell_output, context_state):
        if cell_state is None:
            return tf.zeros([BATCH], tf.bool), first, tf.nn.embedding_lookup(embeddings, [1, 2, 3]), tf.zeros([5]), context_state
        ids = tf.cast(tf.argmax(cell_output, 1), tf.int32)
        done = tf.cond(time > 3, lambda: tf.ones([BATCH], tf.bool), lambda: tf.zeros([BATCH], tf.bool))
        return done, cell_state, tf.nn.embedding_lookup(embeddings, ids), 2 * cell_output, context_state

    outputs, state, _ = tf.contrib.seq2seq.dynamic_rnn_decoder(cells(tf).GRUCell(5), function)
    return model(tf, outputs=outputs, state=state)


@era_case("1.0", "1.1")
def loss_over_a_batch(tf):
    logits = tf.constant(values("logits", [BATCH, 4, 6]))
    targets = tf.constant(np.array([[1, 2, 3, 0], [4, 5, 0, 0], [1, 1, 2, 0]]))
    weights = tf.constant(values("weights", [BATCH, 4], 0, 1))
    loss = tf.contrib.seq2seq.sequence_loss
    return model(tf, mean=loss(logits, targets, weights), by_step=loss(logits, targets, weights, average_across_timesteps=False))


@era_mistake("1.0")
def attention_of_an_unknown_kind(tf):
    attention_in_training(tf, "general")


@era_mistake("1.0")
def attention_over_memory_of_unknown_depth(tf):
    tf.contrib.seq2seq.prepare_attention(tf.placeholder(tf.float32, [None, None, None]), "luong", 5)


@era_mistake("1.0")
def inference_with_inputs(tf):
    embeddings, output = inference_of(tf)
    function = tf.contrib.seq2seq.simple_decoder_fn_inference(output, tf.zeros([BATCH, 5]), embeddings, 1, 2, 6, 6)
    tf.contrib.seq2seq.dynamic_rnn_decoder(cells(tf).GRUCell(5), function, inputs=sequence(tf), sequence_length=LENGTHS)
