"""tf.contrib.legacy_seq2seq: models over lists with one tensor for each time step, and their losses."""

import importlib

import numpy as np

from tests.parity.casebook import Model, case, ids, mistake, values

BATCH, DEPTH, SOURCE, TARGET = 2, 3, 6, 5  # SOURCE and TARGET are vocabulary sizes


def flat(structure):
    """The tensors of a nested structure, in order; dictionaries by key."""
    if isinstance(structure, dict):
        structure = [structure[key] for key in sorted(structure)]
    return [part for item in structure for part in flat(item)] if isinstance(structure, (tuple, list)) else [structure]


def model(tf, result, feed=None):
    """Compares every output and state of `(outputs, state)`, under a loss that reaches them all."""
    named, losses = {}, []
    for number, part in enumerate(flat(result)):
        named["%02d" % number] = part
        depth = part.shape.as_list()[-1]
        weights = tf.constant(values("loss %d" % number, [depth]), part.dtype)
        losses.append(tf.reduce_sum(part * weights))
    return Model(feed=feed or {}, outputs=named, loss=tf.add_n([tf.cast(loss, tf.float32) for loss in losses]))


def vectors(tf, name, steps, dtype="float32"):
    return [tf.constant(values("%s %d" % (name, step), [BATCH, DEPTH]), dtype) for step in range(steps)]


def symbols(tf, name, steps, vocab):
    return [tf.constant(ids("%s %d" % (name, step), [BATCH], vocab)) for step in range(steps)]


def fed(tf, name, steps, vocab, dtype="int32"):
    """Placeholders of unknown batch, and what to feed."""
    placeholders = [tf.placeholder(dtype, [None], name="%s_%d" % (name, step)) for step in range(steps)]
    return placeholders, {p: ids("%s %d" % (name, step), [BATCH], vocab) for step, p in enumerate(placeholders)}


def both(tf, source_steps=3, target_steps=2):
    """Encoder and decoder ids of unknown batch, and what to feed."""
    encoder, feed = fed(tf, "encoder", source_steps, SOURCE)
    decoder, more = fed(tf, "decoder", target_steps, TARGET)
    feed.update(more)
    return encoder, decoder, feed


def layers(tf):
    cells = tf.nn.rnn_cell
    return cells.MultiRNNCell([cells.BasicLSTMCell(4), cells.GRUCell(3)])


def projection(tf, depth, vocab):
    return (tf.get_variable("projection_w", [depth, vocab]), tf.get_variable("projection_b", [vocab]))


# rnn_decoder, basic_rnn_seq2seq, tied_rnn_seq2seq


@case
def legacy_rnn_decoder(tf):
    return model(tf, tf.contrib.legacy_seq2seq.rnn_decoder(vectors(tf, "x", 3), tf.zeros([BATCH, 4]), tf.nn.rnn_cell.GRUCell(4)))


@case
def legacy_rnn_decoder_loop_function(tf):
    def loop_function(previous, step):
        return previous[:, :DEPTH] * step

    return model(tf, tf.contrib.legacy_seq2seq.rnn_decoder(
        vectors(tf, "x", 3), tf.ones([BATCH, 4]), tf.nn.rnn_cell.GRUCell(4), loop_function=loop_function, scope="mine"))


@case
def legacy_rnn_decoder_loop_function_with_weights(tf):
    with tf.variable_scope("mine/loop_function"):
        tf.get_variable("feedback", [4, DEPTH])

    def loop_function(previous, step):
        return tf.matmul(previous, tf.get_variable("feedback", [4, DEPTH]))

    return model(tf, tf.contrib.legacy_seq2seq.rnn_decoder(
        vectors(tf, "x", 3), tf.ones([BATCH, 4]), tf.nn.rnn_cell.GRUCell(4), loop_function, "mine"))


@case
def legacy_rnn_decoder_of_one_array(tf):
    inputs = values("x", [2, BATCH, DEPTH])
    return model(tf, tf.contrib.legacy_seq2seq.rnn_decoder(inputs, tf.ones([BATCH, 4]), tf.nn.rnn_cell.GRUCell(4)))


@case
def legacy_rnn_decoder_without_inputs(tf):
    return model(tf, tf.contrib.legacy_seq2seq.rnn_decoder([], tf.ones([BATCH, 4]), tf.nn.rnn_cell.GRUCell(4)))


@case
def legacy_basic_rnn_seq2seq(tf):
    return model(tf, tf.contrib.legacy_seq2seq.basic_rnn_seq2seq(vectors(tf, "x", 3), vectors(tf, "y", 2), tf.nn.rnn_cell.GRUCell(4)))


@case
def legacy_basic_rnn_seq2seq_layers(tf):
    return model(tf, tf.contrib.legacy_seq2seq.basic_rnn_seq2seq(vectors(tf, "x", 3), vectors(tf, "y", 2), layers(tf), scope="mine"))


@case
def legacy_basic_rnn_seq2seq_float64(tf):
    return model(tf, tf.contrib.legacy_seq2seq.basic_rnn_seq2seq(
        vectors(tf, "x", 2, "float64"), vectors(tf, "y", 2, "float64"), tf.nn.rnn_cell.BasicLSTMCell(4), dtype=tf.float64))


@case
def legacy_basic_rnn_seq2seq_reused(tf):
    seq2seq = tf.contrib.legacy_seq2seq.basic_rnn_seq2seq
    with tf.variable_scope("model"):
        first = seq2seq(vectors(tf, "x", 2), vectors(tf, "y", 2), tf.nn.rnn_cell.GRUCell(4))
    with tf.variable_scope("model", reuse=True):
        second = seq2seq(vectors(tf, "z", 2), vectors(tf, "y", 1), tf.nn.rnn_cell.GRUCell(4))
    return model(tf, [first, second])


@mistake
def legacy_basic_rnn_seq2seq_twice_without_reuse(tf):
    for _ in range(2):
        tf.contrib.legacy_seq2seq.basic_rnn_seq2seq(vectors(tf, "x", 2), vectors(tf, "y", 2), tf.nn.rnn_cell.GRUCell(4))


@case
def legacy_basic_rnn_seq2seq_dropout_of_a_placeholder(tf):
    keep = tf.placeholder(tf.float32, [])
    cell = tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.GRUCell(4), output_keep_prob=keep)
    return model(tf, tf.contrib.legacy_seq2seq.basic_rnn_seq2seq(vectors(tf, "x", 3), vectors(tf, "y", 2), cell), {keep: 1.0})


@case
def legacy_basic_rnn_seq2seq_one_cell_in_two_layers(tf):
    cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.BasicLSTMCell(DEPTH)] * 2)
    return model(tf, tf.contrib.legacy_seq2seq.basic_rnn_seq2seq(vectors(tf, "x", 2), vectors(tf, "y", 2), cell))


@case
def legacy_basic_rnn_seq2seq_cell_of_the_users_own(tf):
    class Minimal(tf.contrib.rnn.RNNCell):
        state_size = property(lambda self: 4)
        output_size = property(lambda self: 2)

        def __call__(self, inputs, state, scope=None):
            with tf.variable_scope(scope or "minimal"):
                kernel = tf.get_variable("kernel", [inputs.shape.as_list()[1] + 4, 4])
                new_state = tf.tanh(tf.matmul(tf.concat([inputs, state], 1), kernel))
                return new_state[:, :2], new_state

    return model(tf, tf.contrib.legacy_seq2seq.basic_rnn_seq2seq(vectors(tf, "x", 2), vectors(tf, "y", 2), Minimal()))


@case
def legacy_tied_rnn_seq2seq(tf):
    return model(tf, tf.contrib.legacy_seq2seq.tied_rnn_seq2seq(vectors(tf, "x", 3), vectors(tf, "y", 2), tf.nn.rnn_cell.GRUCell(4)))


@case
def legacy_tied_rnn_seq2seq_loop_function(tf):
    return model(tf, tf.contrib.legacy_seq2seq.tied_rnn_seq2seq(
        vectors(tf, "x", 2), vectors(tf, "y", 3), layers(tf), lambda previous, step: tf.sin(previous), scope="mine"))


@mistake
def legacy_basic_rnn_seq2seq_empty_encoder(tf):
    tf.contrib.legacy_seq2seq.basic_rnn_seq2seq([], vectors(tf, "y", 2), tf.nn.rnn_cell.GRUCell(4))


@mistake
def legacy_basic_rnn_seq2seq_encoder_of_one_tensor(tf):
    tf.contrib.legacy_seq2seq.basic_rnn_seq2seq(tf.zeros([2, 2, 3]), vectors(tf, "y", 2), tf.nn.rnn_cell.GRUCell(4))


@mistake
def legacy_basic_rnn_seq2seq_decoder_of_one_tensor(tf):
    tf.contrib.legacy_seq2seq.basic_rnn_seq2seq(vectors(tf, "y", 2), tf.zeros([2, 2, 3]), tf.nn.rnn_cell.GRUCell(4))


@mistake
def legacy_basic_rnn_seq2seq_of_no_cell(tf):
    tf.contrib.legacy_seq2seq.basic_rnn_seq2seq(vectors(tf, "x", 2), vectors(tf, "y", 2), 4)


@mistake
def legacy_tied_rnn_seq2seq_empty_encoder(tf):
    tf.contrib.legacy_seq2seq.tied_rnn_seq2seq([], vectors(tf, "y", 2), tf.nn.rnn_cell.GRUCell(4))


@mistake
def legacy_tied_rnn_seq2seq_encoder_of_one_tensor(tf):
    tf.contrib.legacy_seq2seq.tied_rnn_seq2seq(tf.zeros([2, 2, 3]), vectors(tf, "y", 2), tf.nn.rnn_cell.GRUCell(4))


# embedding_rnn_decoder, embedding_rnn_seq2seq


@case
def legacy_embedding_rnn_decoder(tf):
    inputs, feed = fed(tf, "decoder", 3, TARGET, "int64")
    return model(tf, tf.contrib.legacy_seq2seq.embedding_rnn_decoder(
        inputs, tf.ones([BATCH, 4]), tf.nn.rnn_cell.GRUCell(4), TARGET, DEPTH, scope="mine"), feed)


def embedding_rnn_decoder_feeding_itself(tf, update_embedding):
    cell = tf.nn.rnn_cell.GRUCell(TARGET)
    result = tf.contrib.legacy_seq2seq.embedding_rnn_decoder(
        symbols(tf, "decoder", 3, TARGET), tf.constant(values("state", [BATCH, TARGET])), cell, TARGET, DEPTH, feed_previous=True,
        update_embedding_for_previous=update_embedding)
    return model(tf, result)


@case
def legacy_embedding_rnn_decoder_feed_previous(tf):
    return embedding_rnn_decoder_feeding_itself(tf, True)


@case
def legacy_embedding_rnn_decoder_feed_previous_without_update(tf):
    return embedding_rnn_decoder_feeding_itself(tf, False)


@case
def legacy_embedding_rnn_decoder_output_projection(tf):
    return model(tf, tf.contrib.legacy_seq2seq.embedding_rnn_decoder(
        symbols(tf, "decoder", 3, TARGET), tf.ones([BATCH, 4]), tf.nn.rnn_cell.GRUCell(4), TARGET, DEPTH,
        output_projection=projection(tf, 4, TARGET), feed_previous=True))


def embedding_rnn_seq2seq(tf, cell, **kwargs):
    encoder, decoder, feed = both(tf)
    feed.update(kwargs.pop("feed", {}))
    return model(tf, tf.contrib.legacy_seq2seq.embedding_rnn_seq2seq(encoder, decoder, cell, SOURCE, TARGET, DEPTH, **kwargs), feed)


@case
def legacy_embedding_rnn_seq2seq(tf):
    return embedding_rnn_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4))


@case
def legacy_embedding_rnn_seq2seq_static_batch(tf):
    return model(tf, tf.contrib.legacy_seq2seq.embedding_rnn_seq2seq(
        symbols(tf, "encoder", 2, SOURCE), symbols(tf, "decoder", 2, TARGET), layers(tf), SOURCE, TARGET, DEPTH, scope="mine"))


@case
def legacy_embedding_rnn_seq2seq_feed_previous(tf):
    return embedding_rnn_seq2seq(tf, tf.nn.rnn_cell.BasicLSTMCell(4), feed_previous=True)


@case
def legacy_embedding_rnn_seq2seq_feed_previous_fed_true(tf):
    choice = tf.placeholder(tf.bool, [])
    return embedding_rnn_seq2seq(tf, layers(tf), feed_previous=choice, feed={choice: True})


@case
def legacy_embedding_rnn_seq2seq_feed_previous_fed_false(tf):
    choice = tf.placeholder(tf.bool, [])
    return embedding_rnn_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4), feed_previous=choice, feed={choice: False})


@case
def legacy_embedding_rnn_seq2seq_feed_previous_numpy(tf):
    return embedding_rnn_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4), feed_previous=np.bool_(True))


@case
def legacy_embedding_rnn_seq2seq_output_projection(tf):
    return embedding_rnn_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4), output_projection=projection(tf, 4, TARGET), feed_previous=True)


@case
def legacy_embedding_rnn_seq2seq_output_projection_fed_true(tf):
    choice = tf.placeholder(tf.bool, [])
    return embedding_rnn_seq2seq(
        tf, tf.nn.rnn_cell.GRUCell(4), output_projection=projection(tf, 4, TARGET), feed_previous=choice, feed={choice: True})


@case
def legacy_embedding_rnn_seq2seq_float64(tf):
    return embedding_rnn_seq2seq(tf, tf.nn.rnn_cell.BasicLSTMCell(4), dtype=tf.float64, feed_previous=True)


@case
def legacy_embedding_rnn_seq2seq_scope_of_float64(tf):
    with tf.variable_scope("outer", dtype=tf.float64):
        return embedding_rnn_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4))


@case
def legacy_embedding_rnn_seq2seq_scope_object(tf):
    with tf.variable_scope("before") as scope:
        pass
    return embedding_rnn_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4), scope=scope)


@case
def legacy_embedding_rnn_seq2seq_train_and_decode(tf):
    encoder, decoder, feed = both(tf)
    results = []
    for reuse in (None, True):
        with tf.variable_scope("model", reuse=reuse):
            results.append(tf.contrib.legacy_seq2seq.embedding_rnn_seq2seq(
                encoder, decoder, tf.nn.rnn_cell.GRUCell(4), SOURCE, TARGET, DEPTH, feed_previous=reuse is True))
    return model(tf, results, feed)


@mistake
def legacy_embedding_rnn_seq2seq_empty_encoder(tf):
    tf.contrib.legacy_seq2seq.embedding_rnn_seq2seq([], symbols(tf, "d", 2, TARGET), tf.nn.rnn_cell.GRUCell(4), SOURCE, TARGET, DEPTH)


@mistake
def legacy_embedding_rnn_seq2seq_encoder_of_one_tensor(tf):
    tf.contrib.legacy_seq2seq.embedding_rnn_seq2seq(
        tf.zeros([2, 2], tf.int32), symbols(tf, "d", 2, TARGET), tf.nn.rnn_cell.GRUCell(4), SOURCE, TARGET, DEPTH)


@mistake
def legacy_embedding_rnn_seq2seq_decoder_of_one_tensor(tf):
    tf.contrib.legacy_seq2seq.embedding_rnn_seq2seq(
        symbols(tf, "d", 2, SOURCE), tf.zeros([2, 2], tf.int32), tf.nn.rnn_cell.GRUCell(4), SOURCE, TARGET, DEPTH)


@mistake
def legacy_embedding_rnn_seq2seq_of_no_cell(tf):
    embedding_rnn_seq2seq(tf, 4)


@mistake
def legacy_embedding_rnn_seq2seq_projection_of_another_vocabulary(tf):
    embedding_rnn_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4), output_projection=(tf.ones([4, TARGET + 1]), tf.ones([TARGET])))


@mistake
def legacy_embedding_rnn_seq2seq_projection_with_other_biases(tf):
    embedding_rnn_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4), output_projection=(tf.ones([4, TARGET]), tf.ones([TARGET + 1])))


@mistake
def legacy_embedding_rnn_seq2seq_projection_of_another_dtype(tf):
    embedding_rnn_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4), output_projection=(tf.ones([4, TARGET], tf.float64), tf.ones([TARGET])))


@mistake
def legacy_embedding_rnn_seq2seq_feed_previous_none(tf):
    embedding_rnn_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4), feed_previous=None)


@mistake
def legacy_embedding_rnn_seq2seq_feed_previous_one(tf):
    embedding_rnn_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4), feed_previous=1)


@mistake
def legacy_embedding_rnn_decoder_feed_previous_tensor(tf):
    tf.contrib.legacy_seq2seq.embedding_rnn_decoder(
        symbols(tf, "d", 2, 4), tf.ones([BATCH, 4]), tf.nn.rnn_cell.GRUCell(4), 4, DEPTH, feed_previous=tf.placeholder(tf.bool, []))


# embedding_tied_rnn_seq2seq


def embedding_tied_rnn_seq2seq(tf, cell, **kwargs):
    encoder, decoder, feed = both(tf)
    feed.update(kwargs.pop("feed", {}))
    return model(tf, tf.contrib.legacy_seq2seq.embedding_tied_rnn_seq2seq(encoder, decoder, cell, SOURCE, DEPTH, **kwargs), feed)


@case
def legacy_embedding_tied_rnn_seq2seq(tf):
    return embedding_tied_rnn_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4))


@case
def legacy_embedding_tied_rnn_seq2seq_feed_previous(tf):
    return embedding_tied_rnn_seq2seq(tf, layers(tf), num_decoder_symbols=4, feed_previous=True, scope="mine")


@case
def legacy_embedding_tied_rnn_seq2seq_feed_previous_fed_true(tf):
    choice = tf.placeholder(tf.bool, [])
    return embedding_tied_rnn_seq2seq(tf, layers(tf), feed_previous=choice, feed={choice: True})


@case
def legacy_embedding_tied_rnn_seq2seq_output_projection(tf):
    choice = tf.placeholder(tf.bool, [])
    return embedding_tied_rnn_seq2seq(
        tf, tf.nn.rnn_cell.GRUCell(4), output_projection=projection(tf, 4, SOURCE), feed_previous=choice, feed={choice: True})


@case
def legacy_embedding_tied_rnn_seq2seq_float64(tf):
    return embedding_tied_rnn_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4), dtype=tf.float64)


@mistake
def legacy_embedding_tied_rnn_seq2seq_projection_of_decoder_symbols(tf):
    embedding_tied_rnn_seq2seq(
        tf, tf.nn.rnn_cell.GRUCell(4), num_decoder_symbols=4, output_projection=(tf.ones([4, 4]), tf.ones([4])), feed_previous=True)


@mistake
def legacy_embedding_tied_rnn_seq2seq_encoder_of_one_tensor(tf):
    tf.contrib.legacy_seq2seq.embedding_tied_rnn_seq2seq(
        tf.zeros([2, 2], tf.int32), symbols(tf, "d", 2, SOURCE), tf.nn.rnn_cell.GRUCell(4), SOURCE, DEPTH)


@mistake
def legacy_embedding_tied_rnn_seq2seq_empty_encoder(tf):
    tf.contrib.legacy_seq2seq.embedding_tied_rnn_seq2seq([], symbols(tf, "d", 2, SOURCE), tf.nn.rnn_cell.GRUCell(4), SOURCE, DEPTH)


# attention_decoder, embedding_attention_decoder, embedding_attention_seq2seq


def memory(tf, dtype="float32"):
    return tf.constant(values("memory", [BATCH, 4, 3]), dtype)


@case
def legacy_attention_decoder(tf):
    return model(tf, tf.contrib.legacy_seq2seq.attention_decoder(
        vectors(tf, "x", 3), tf.constant(values("state", [BATCH, 4])), memory(tf), tf.nn.rnn_cell.GRUCell(4)))


@case
def legacy_attention_decoder_heads(tf):
    return model(tf, tf.contrib.legacy_seq2seq.attention_decoder(
        vectors(tf, "x", 3), tf.constant(values("state", [BATCH, 4])), memory(tf), tf.nn.rnn_cell.GRUCell(4), output_size=2,
        num_heads=2, scope="mine"))


@case
def legacy_attention_decoder_initial_state_attention(tf):
    cell = layers(tf)
    return model(tf, tf.contrib.legacy_seq2seq.attention_decoder(
        vectors(tf, "x", 3), cell.zero_state(BATCH, tf.float32), memory(tf), cell, loop_function=lambda previous, step: previous * 2,
        initial_state_attention=True, num_heads=2))


@case
def legacy_attention_decoder_of_unknown_batch_and_length(tf):
    inputs = [tf.placeholder(tf.float32, [None, DEPTH]) for _ in range(2)]
    state, states = tf.placeholder(tf.float32, [None, 4]), tf.placeholder(tf.float32, [None, None, 3])
    feed = {placeholder: values("x %d" % step, [BATCH, DEPTH]) for step, placeholder in enumerate(inputs)}
    feed.update({state: values("state", [BATCH, 4]), states: values("memory", [BATCH, 4, 3])})
    return model(tf, tf.contrib.legacy_seq2seq.attention_decoder(inputs, state, states, tf.nn.rnn_cell.GRUCell(4)), feed)


@case
def legacy_attention_decoder_float64(tf):
    return model(tf, tf.contrib.legacy_seq2seq.attention_decoder(
        vectors(tf, "x", 2, "float64"), tf.constant(values("state", [BATCH, 4]), tf.float64), memory(tf, "float64"),
        tf.nn.rnn_cell.GRUCell(4), dtype=tf.float64))


@mistake
def legacy_attention_decoder_float64_without_dtype(tf):
    tf.contrib.legacy_seq2seq.attention_decoder(
        vectors(tf, "x", 2, "float64"), tf.zeros([BATCH, 4], tf.float64), memory(tf, "float64"), tf.nn.rnn_cell.GRUCell(4))


@mistake
def legacy_attention_decoder_without_inputs(tf):
    tf.contrib.legacy_seq2seq.attention_decoder([], tf.zeros([BATCH, 4]), memory(tf), tf.nn.rnn_cell.GRUCell(4))


@mistake
def legacy_attention_decoder_without_heads(tf):
    tf.contrib.legacy_seq2seq.attention_decoder(
        vectors(tf, "x", 2), tf.zeros([BATCH, 4]), memory(tf), tf.nn.rnn_cell.GRUCell(4), num_heads=0)


@mistake
def legacy_attention_decoder_states_of_unknown_depth(tf):
    tf.contrib.legacy_seq2seq.attention_decoder(
        vectors(tf, "x", 2), tf.zeros([BATCH, 4]), tf.placeholder(tf.float32, [BATCH, 4, None]), tf.nn.rnn_cell.GRUCell(4))


@mistake
def legacy_attention_decoder_states_of_unknown_rank(tf):
    tf.contrib.legacy_seq2seq.attention_decoder(
        vectors(tf, "x", 2), tf.zeros([BATCH, 4]), tf.placeholder(tf.float32), tf.nn.rnn_cell.GRUCell(4))


@mistake
def legacy_attention_decoder_states_of_rank_two(tf):
    tf.contrib.legacy_seq2seq.attention_decoder(
        vectors(tf, "x", 2), tf.zeros([BATCH, 4]), tf.zeros([BATCH, 4]), tf.nn.rnn_cell.GRUCell(4))


@mistake
def legacy_attention_decoder_inputs_of_unknown_depth(tf):
    tf.contrib.legacy_seq2seq.attention_decoder(
        [tf.placeholder(tf.float32, [BATCH, None])], tf.zeros([BATCH, 4]), memory(tf), tf.nn.rnn_cell.GRUCell(4))


@mistake
def legacy_attention_decoder_of_one_tensor(tf):
    tf.contrib.legacy_seq2seq.attention_decoder(tf.zeros([2, BATCH, 3]), tf.zeros([BATCH, 4]), memory(tf), tf.nn.rnn_cell.GRUCell(4))


@case
def legacy_embedding_attention_decoder(tf):
    inputs, feed = fed(tf, "decoder", 3, TARGET)
    return model(tf, tf.contrib.legacy_seq2seq.embedding_attention_decoder(
        inputs, tf.ones([BATCH, 4]), memory(tf), tf.nn.rnn_cell.GRUCell(4), TARGET, DEPTH, num_heads=2), feed)


def embedding_attention_decoder_feeding_itself(tf, update_embedding):
    return model(tf, tf.contrib.legacy_seq2seq.embedding_attention_decoder(
        symbols(tf, "decoder", 3, TARGET), tf.ones([BATCH, 4]), memory(tf), tf.nn.rnn_cell.GRUCell(4), TARGET, DEPTH, output_size=TARGET,
        feed_previous=True, update_embedding_for_previous=update_embedding, initial_state_attention=True, scope="mine"))


@case
def legacy_embedding_attention_decoder_feed_previous(tf):
    return embedding_attention_decoder_feeding_itself(tf, True)


@case
def legacy_embedding_attention_decoder_feed_previous_without_update(tf):
    return embedding_attention_decoder_feeding_itself(tf, False)


@case
def legacy_embedding_attention_decoder_output_projection(tf):
    return model(tf, tf.contrib.legacy_seq2seq.embedding_attention_decoder(
        symbols(tf, "decoder", 3, TARGET), tf.ones([BATCH, 4]), memory(tf), tf.nn.rnn_cell.GRUCell(4), TARGET, DEPTH,
        output_projection=projection(tf, 4, TARGET), feed_previous=True))


def embedding_attention_seq2seq(tf, cell, **kwargs):
    encoder, decoder, feed = both(tf)
    feed.update(kwargs.pop("feed", {}))
    return model(tf, tf.contrib.legacy_seq2seq.embedding_attention_seq2seq(encoder, decoder, cell, SOURCE, TARGET, DEPTH, **kwargs), feed)


@case
def legacy_embedding_attention_seq2seq(tf):
    return embedding_attention_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4))


@case
def legacy_embedding_attention_seq2seq_static_batch(tf):
    return model(tf, tf.contrib.legacy_seq2seq.embedding_attention_seq2seq(
        symbols(tf, "encoder", 3, SOURCE), symbols(tf, "decoder", 2, TARGET), layers(tf), SOURCE, TARGET, DEPTH, scope="mine"))


@case
def legacy_embedding_attention_seq2seq_feed_previous(tf):
    return embedding_attention_seq2seq(tf, tf.nn.rnn_cell.BasicLSTMCell(4), num_heads=2, feed_previous=True)


@case
def legacy_embedding_attention_seq2seq_feed_previous_fed_true(tf):
    choice = tf.placeholder(tf.bool, [])
    return embedding_attention_seq2seq(tf, layers(tf), feed_previous=choice, feed={choice: True}, initial_state_attention=True)


@case
def legacy_embedding_attention_seq2seq_feed_previous_fed_false(tf):
    choice = tf.placeholder(tf.bool, [])
    return embedding_attention_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4), feed_previous=choice, feed={choice: False})


@case
def legacy_embedding_attention_seq2seq_output_projection(tf):
    choice = tf.placeholder(tf.bool, [])
    return embedding_attention_seq2seq(
        tf, tf.nn.rnn_cell.GRUCell(4), output_projection=projection(tf, 4, TARGET), feed_previous=choice, feed={choice: True})


@case
def legacy_embedding_attention_seq2seq_float64(tf):
    return embedding_attention_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4), dtype=tf.float64, num_heads=2)


@case
def legacy_embedding_attention_seq2seq_dropout_of_a_placeholder(tf):
    keep = tf.placeholder_with_default(1.0, [])
    cells = tf.nn.rnn_cell
    return embedding_attention_seq2seq(tf, cells.MultiRNNCell(
        [cells.DropoutWrapper(cells.BasicLSTMCell(4), output_keep_prob=keep) for _ in range(2)]))


@mistake
def legacy_embedding_attention_seq2seq_empty_encoder(tf):
    tf.contrib.legacy_seq2seq.embedding_attention_seq2seq([], symbols(tf, "d", 2, TARGET), tf.nn.rnn_cell.GRUCell(4), SOURCE, TARGET, DEPTH)


@mistake
def legacy_embedding_attention_seq2seq_of_no_cell(tf):
    embedding_attention_seq2seq(tf, 4)


@mistake
def legacy_embedding_attention_seq2seq_projection_with_other_biases(tf):
    embedding_attention_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4), output_projection=(tf.ones([4, TARGET]), tf.ones([TARGET + 1])))


@mistake
def legacy_embedding_attention_seq2seq_feed_previous_one(tf):
    embedding_attention_seq2seq(tf, tf.nn.rnn_cell.GRUCell(4), feed_previous=1)


# one2many_rnn_seq2seq


def one2many(tf, encoder_cell, decoder_cells, vocab=None, **kwargs):
    encoder, feed = fed(tf, "encoder", 3, SOURCE)
    german, more = fed(tf, "german", 2, TARGET)
    feed.update(more)
    french, more = fed(tf, "french", 3, 4)
    feed.update(more)
    feed.update(kwargs.pop("feed", {}))
    outputs, states = tf.contrib.legacy_seq2seq.one2many_rnn_seq2seq(
        encoder, {"german": german, "french": french}, encoder_cell, decoder_cells, SOURCE, vocab or {"german": TARGET, "french": 4}, DEPTH,
        **kwargs)
    return model(tf, [outputs, states], feed)


@case
def legacy_one2many_rnn_seq2seq(tf):
    return one2many(tf, tf.nn.rnn_cell.GRUCell(4), {"german": tf.nn.rnn_cell.GRUCell(4), "french": tf.nn.rnn_cell.GRUCell(4)})


@case
def legacy_one2many_rnn_seq2seq_of_one_cell(tf):
    cell = tf.nn.rnn_cell.GRUCell(4)
    return one2many(tf, cell, {"german": cell, "french": cell}, scope="mine")


@case
def legacy_one2many_rnn_seq2seq_feed_previous(tf):
    cells = tf.nn.rnn_cell
    return one2many(tf, cells.BasicLSTMCell(4), {"german": cells.BasicLSTMCell(4), "french": cells.BasicLSTMCell(4)}, feed_previous=True)


@case
def legacy_one2many_rnn_seq2seq_feed_previous_fed_true(tf):
    choice = tf.placeholder(tf.bool, [])
    cells = tf.nn.rnn_cell
    return one2many(tf, cells.BasicLSTMCell(4), {"german": cells.BasicLSTMCell(4), "french": cells.BasicLSTMCell(4)},
                    feed_previous=choice, feed={choice: True}, dtype=tf.float32)


@mistake
def legacy_one2many_rnn_seq2seq_of_other_names(tf):
    one2many(tf, tf.nn.rnn_cell.GRUCell(4), {"german": tf.nn.rnn_cell.GRUCell(4)})


@mistake
def legacy_one2many_rnn_seq2seq_without_a_vocabulary(tf):
    one2many(tf, tf.nn.rnn_cell.GRUCell(4), {"german": tf.nn.rnn_cell.GRUCell(4), "french": tf.nn.rnn_cell.GRUCell(4)}, {"german": TARGET})


@mistake
def legacy_one2many_rnn_seq2seq_of_one_tensor(tf):
    tf.contrib.legacy_seq2seq.one2many_rnn_seq2seq(
        symbols(tf, "e", 2, SOURCE), {"a": tf.zeros([2, 2], tf.int32)}, tf.nn.rnn_cell.GRUCell(4), {"a": tf.nn.rnn_cell.GRUCell(4)},
        SOURCE, {"a": TARGET}, DEPTH)


# sequence_loss_by_example, sequence_loss


def logits_of(tf, steps, batch=BATCH):
    return [tf.get_variable("logits_%d" % step, [batch, TARGET]) for step in range(steps)]


def weights_of(tf, steps, padding=True):
    weights = values("weights", [steps, BATCH], 0.5, 1.5)
    if padding:
        weights[1:, 0] = 0  # the first sequence is one step long
    return [tf.constant(step) for step in weights]


@case
def legacy_sequence_loss_by_example(tf):
    loss = tf.contrib.legacy_seq2seq.sequence_loss_by_example(logits_of(tf, 3), symbols(tf, "targets", 3, TARGET), weights_of(tf, 3))
    return Model(outputs={"loss": loss}, loss=tf.reduce_sum(loss))


@case
def legacy_sequence_loss_by_example_summed(tf):
    loss = tf.contrib.legacy_seq2seq.sequence_loss_by_example(
        logits_of(tf, 3), symbols(tf, "targets", 3, TARGET), weights_of(tf, 3), average_across_timesteps=False)
    return Model(outputs={"loss": loss}, loss=tf.reduce_sum(loss))


@case
def legacy_sequence_loss_by_example_of_no_weight(tf):
    loss = tf.contrib.legacy_seq2seq.sequence_loss_by_example(
        logits_of(tf, 2), symbols(tf, "targets", 2, TARGET), [tf.constant([0.0, 1.0])] * 2)
    return Model(outputs={"loss": loss}, loss=tf.reduce_sum(loss))


@case
def legacy_sequence_loss_by_example_of_flat_logits(tf):
    """As the PTB tutorial of 2016 called it: all steps as one, targets not flattened."""
    loss = tf.contrib.legacy_seq2seq.sequence_loss_by_example(
        logits_of(tf, 1, 6), [tf.constant(ids("targets", [2, 3], TARGET))], [tf.ones([6])])
    return Model(outputs={"loss": loss}, loss=tf.reduce_sum(loss))


@case
def legacy_sequence_loss_by_example_of_unknown_shapes(tf):
    logits, targets, weights = tf.placeholder(tf.float32), tf.placeholder(tf.int64), tf.placeholder(tf.float32)
    loss = tf.contrib.legacy_seq2seq.sequence_loss_by_example([logits], [targets], [weights])
    return Model(feed={logits: values("logits", [2, TARGET]), targets: np.array([1, 0]), weights: np.array([1.0, 0.5])}, outputs={"loss": loss})


@case
def legacy_sequence_loss_by_example_of_arrays(tf):
    loss = tf.contrib.legacy_seq2seq.sequence_loss_by_example(
        [values("logits", [2, TARGET])], [ids("targets", [2], TARGET)], [values("weights", [2])])
    return Model(outputs={"loss": loss})


@case
def legacy_sequence_loss_by_example_float64(tf):
    loss = tf.contrib.legacy_seq2seq.sequence_loss_by_example(
        [tf.constant(values("logits", [2, TARGET]), tf.float64)] * 2, symbols(tf, "t", 2, TARGET), [tf.ones([2], tf.float64)] * 2)
    return Model(outputs={"loss": loss})


@case
def legacy_sequence_loss_by_example_own_softmax(tf):
    def squared(labels, logits):
        return tf.reduce_sum((tf.one_hot(labels, TARGET) - logits) ** 2, 1)

    loss = tf.contrib.legacy_seq2seq.sequence_loss_by_example(
        logits_of(tf, 2), symbols(tf, "targets", 2, TARGET), weights_of(tf, 2), softmax_loss_function=squared)
    return Model(outputs={"loss": loss}, loss=tf.reduce_sum(loss))


@case
def legacy_sequence_loss(tf):
    loss = tf.contrib.legacy_seq2seq.sequence_loss(logits_of(tf, 3), symbols(tf, "targets", 3, TARGET), weights_of(tf, 3))
    return Model(outputs={"loss": loss}, loss=loss)


@case
def legacy_sequence_loss_summed(tf):
    loss = tf.contrib.legacy_seq2seq.sequence_loss(
        logits_of(tf, 3), symbols(tf, "targets", 3, TARGET), weights_of(tf, 3), average_across_timesteps=False, average_across_batch=False)
    return Model(outputs={"loss": loss}, loss=loss)


@case
def legacy_sequence_loss_averaged_across_the_batch_alone(tf):
    loss = tf.contrib.legacy_seq2seq.sequence_loss(
        logits_of(tf, 3), symbols(tf, "targets", 3, TARGET), weights_of(tf, 3), average_across_timesteps=False, name="cost")
    return Model(outputs={"loss": loss}, loss=loss)


@mistake
def legacy_sequence_loss_more_logits(tf):
    tf.contrib.legacy_seq2seq.sequence_loss(logits_of(tf, 3), symbols(tf, "targets", 2, TARGET), weights_of(tf, 2))


@mistake
def legacy_sequence_loss_by_example_more_targets(tf):
    tf.contrib.legacy_seq2seq.sequence_loss_by_example(logits_of(tf, 2), symbols(tf, "targets", 3, TARGET), weights_of(tf, 2))


@mistake
def legacy_sequence_loss_by_example_more_weights(tf):
    tf.contrib.legacy_seq2seq.sequence_loss_by_example(logits_of(tf, 2), symbols(tf, "targets", 2, TARGET), weights_of(tf, 3))


@mistake
def legacy_sequence_loss_by_example_of_nothing(tf):
    tf.contrib.legacy_seq2seq.sequence_loss_by_example([], [], [])


@mistake
def legacy_sequence_loss_by_example_of_tensors(tf):
    tf.contrib.legacy_seq2seq.sequence_loss_by_example(tf.zeros([2, 3, TARGET]), tf.zeros([2, 3], tf.int32), tf.ones([2, 3]))


@mistake
def legacy_sequence_loss_by_example_weights_of_another_dtype(tf):
    tf.contrib.legacy_seq2seq.sequence_loss_by_example([tf.zeros([2, 5], tf.float64)], symbols(tf, "t", 1, TARGET), [tf.ones([2])])


# model_with_buckets


def bucketed(tf, buckets, source_steps=3, target_steps=4, **kwargs):
    encoder, decoder, feed = both(tf, source_steps, kwargs.pop("decoder_steps", target_steps))
    targets, weights = symbols(tf, "targets", target_steps, TARGET), weights_of(tf, kwargs.pop("weight_steps", target_steps))

    def seq2seq(encoder_inputs, decoder_inputs):
        return tf.contrib.legacy_seq2seq.embedding_attention_seq2seq(
            encoder_inputs, decoder_inputs, tf.nn.rnn_cell.GRUCell(4), SOURCE, TARGET, DEPTH)

    outputs, losses = tf.contrib.legacy_seq2seq.model_with_buckets(encoder, decoder, targets, weights, buckets, seq2seq, **kwargs)
    named = {"output_%d_%d" % (b, i): output for b, bucket in enumerate(outputs) for i, output in enumerate(bucket)}
    named.update(("loss_%d" % number, loss) for number, loss in enumerate(losses))
    return Model(feed=feed, outputs=named, loss=tf.add_n([tf.reduce_sum(loss) for loss in losses]))


@case
def legacy_model_with_buckets(tf):
    return bucketed(tf, [(2, 3), (3, 4)])


@case
def legacy_model_with_buckets_per_example(tf):
    return bucketed(tf, [[2, 3], [3, 4]], per_example_loss=True, name="buckets")


@case
def legacy_model_with_buckets_largest_first(tf):
    return bucketed(tf, [(3, 9), (2, 3)])


@case
def legacy_model_with_buckets_own_softmax(tf):
    def squared(labels, logits):
        return tf.reduce_sum((tf.one_hot(labels, TARGET) - logits) ** 2, 1)

    return bucketed(tf, [(2, 3), (3, 4)], softmax_loss_function=squared)


@case
def legacy_model_with_buckets_sampled_softmax(tf):
    """As translate.py of 2016: outputs are not logits, the projection is applied in the loss. All symbols are sampled."""
    encoder, decoder, feed = both(tf, 2, 3)
    w, b = projection(tf, 4, TARGET)

    def sampled(labels, logits):
        every = (tf.constant([0, 1, 2, 3, 4], tf.int64), tf.ones([BATCH, 1]), tf.ones([TARGET]))
        return tf.nn.sampled_softmax_loss(
            tf.transpose(w), b, tf.reshape(labels, [-1, 1]), logits, TARGET, TARGET, sampled_values=every, remove_accidental_hits=True)

    def seq2seq(encoder_inputs, decoder_inputs):
        return tf.contrib.legacy_seq2seq.embedding_attention_seq2seq(
            encoder_inputs, decoder_inputs, tf.nn.rnn_cell.GRUCell(4), SOURCE, TARGET, DEPTH, output_projection=(w, b))

    outputs, losses = tf.contrib.legacy_seq2seq.model_with_buckets(
        encoder, decoder, symbols(tf, "targets", 3, TARGET), weights_of(tf, 3), [(1, 2), (2, 3)], seq2seq, softmax_loss_function=sampled)
    return Model(feed=feed, outputs={"loss_0": losses[0], "loss_1": losses[1], "last": outputs[1][-1]}, loss=tf.add_n(losses))


@case
def legacy_model_with_buckets_trained(tf):
    built = bucketed(tf, [(2, 3), (3, 4)])
    return built._replace(train=tf.train.GradientDescentOptimizer(0.1).minimize(built.loss), steps=5)


@mistake
def legacy_model_with_buckets_longer_than_the_inputs(tf):
    bucketed(tf, [(2, 3), (4, 4)])


@mistake
def legacy_model_with_buckets_longer_than_the_targets(tf):
    bucketed(tf, [(2, 3), (3, 5)])


@mistake
def legacy_model_with_buckets_longer_than_the_weights(tf):
    bucketed(tf, [(2, 3), (3, 4)], weight_steps=3)


@mistake
def legacy_model_with_buckets_longer_than_the_decoder_inputs(tf):
    bucketed(tf, [(2, 3), (3, 4)], decoder_steps=3)


@mistake
def legacy_model_with_buckets_without_buckets(tf):
    bucketed(tf, [])


# tf.contrib.rnn's core_rnn_cell, whose wrappers the models use, and the private loop function


def core_rnn_cell(tf):
    """TF 1.15's module, or ours."""
    return importlib.import_module(
        "legacy_seq2seq.contrib.rnn.core_rnn_cell" if "legacy" in tf.__name__ else "tensorflow.contrib.rnn.python.ops.core_rnn_cell")


def seq2seq_module(tf):
    """TF 1.15's module, or ours."""
    return importlib.import_module(
        "legacy_seq2seq.contrib.legacy_seq2seq.seq2seq" if "legacy" in tf.__name__
        else "tensorflow.contrib.legacy_seq2seq.python.ops.seq2seq")


@case
def legacy_extract_argmax_and_embed(tf):
    embedding = tf.get_variable("embedding", [TARGET, DEPTH])
    previous = tf.constant(values("previous", [BATCH, 4]))
    private = seq2seq_module(tf)._extract_argmax_and_embed
    plain = private(embedding)(previous, 1)
    projected = private(embedding, projection(tf, 4, TARGET), False)(previous, 1)
    return model(tf, [plain, projected])


@case
def legacy_linear(tf):
    core = core_rnn_cell(tf)
    x, y = tf.constant(values("x", [BATCH, 2])), tf.constant(values("y", [BATCH, 3]))
    with tf.variable_scope("pair"):
        linear = core._Linear([x, y], 4, True, bias_initializer=tf.ones_initializer())
        pair = linear([x, y]) + linear([2 * x, y])
    with tf.variable_scope("single"):
        single = core._linear(x, 3, False)
    with tf.variable_scope("double", dtype=tf.float32):
        double = core._linear([tf.cast(y, tf.float64)], 3, True)
    return model(tf, [pair, single, double])


@case
def legacy_linear_initial_values(tf):
    x = tf.ones([BATCH, 2])
    core_rnn_cell(tf)._linear(x, 3, True, tf.constant_initializer(2.0), tf.constant_initializer(3.0))
    core_rnn_cell(tf)  # the loaded weights are compared elsewhere; here what the initializers give
    return Model(outputs={v.op.name: v.initial_value for v in tf.global_variables()})


@mistake
def legacy_linear_of_nothing(tf):
    core_rnn_cell(tf)._linear([], 3, True)


@mistake
def legacy_linear_of_none(tf):
    core_rnn_cell(tf)._linear(None, 3, True)


@mistake
def legacy_linear_of_rank_three(tf):
    core_rnn_cell(tf)._linear(tf.zeros([2, 3, 4]), 3, True)


@mistake
def legacy_linear_of_unknown_depth(tf):
    core_rnn_cell(tf)._linear([tf.placeholder(tf.float32, [2, None])], 3, True)


def stepped(tf, cell, inputs, scope=None, dtype="float32"):
    """Two steps of a cell, the second over the variables of the first."""
    output, state = cell(inputs[0], cell.zero_state(BATCH, tf.as_dtype(dtype)), scope=scope)
    return model(tf, [output, cell(inputs[1], state, scope=scope)])


@case
def legacy_embedding_wrapper(tf):
    return stepped(tf, core_rnn_cell(tf).EmbeddingWrapper(tf.nn.rnn_cell.BasicLSTMCell(4), SOURCE, DEPTH), symbols(tf, "ids", 2, SOURCE))


@case
def legacy_embedding_wrapper_of_a_column(tf):
    inputs = [tf.reshape(step, [BATCH, 1]) for step in symbols(tf, "ids", 2, SOURCE)]
    return stepped(tf, core_rnn_cell(tf).EmbeddingWrapper(tf.nn.rnn_cell.GRUCell(4), SOURCE, DEPTH), inputs, scope="mine")


@case
def legacy_embedding_wrapper_float64(tf):
    return stepped(tf, core_rnn_cell(tf).EmbeddingWrapper(layers(tf), SOURCE, DEPTH), symbols(tf, "ids", 2, SOURCE), dtype="float64")


@case
def legacy_embedding_wrapper_unrolled_dynamically(tf):
    inputs = tf.constant(ids("ids", [BATCH, 3, 1], SOURCE))
    cell = core_rnn_cell(tf).EmbeddingWrapper(tf.nn.rnn_cell.GRUCell(4), SOURCE, DEPTH)
    return model(tf, tf.nn.dynamic_rnn(cell, inputs, dtype=tf.float32, sequence_length=[3, 0]))


@case
def legacy_embedding_wrapper_initial_values(tf):
    """The range of what the default, the scope's and the given initializer make."""
    core, found = core_rnn_cell(tf), {}

    def extent(name, **kwargs):
        with tf.variable_scope(name):
            cell = core.EmbeddingWrapper(tf.nn.rnn_cell.GRUCell(4), 1000, 5, **kwargs)
            cell(tf.constant(ids("ids", [BATCH], SOURCE)), tf.zeros([BATCH, 4]))
            embedding = [v for v in tf.global_variables() if v.op.name.endswith(name + "/embedding_wrapper/embedding")][0].initial_value
        found[name] = tf.cast(tf.stack([10 * tf.reduce_min(embedding), 10 * tf.reduce_max(embedding)]), tf.int32)

    extent("default")
    with tf.variable_scope("outer", initializer=tf.constant_initializer(0.7)):
        extent("of_scope")
    extent("given", initializer=tf.constant_initializer(0.5))
    return Model(outputs=found)


@case
def legacy_output_projection_wrapper(tf):
    return stepped(tf, core_rnn_cell(tf).OutputProjectionWrapper(tf.nn.rnn_cell.BasicLSTMCell(4), 2), vectors(tf, "x", 2))


@case
def legacy_output_projection_wrapper_activation(tf):
    cell = core_rnn_cell(tf).OutputProjectionWrapper(tf.nn.rnn_cell.GRUCell(4, name="inner"), 2, activation=tf.tanh)
    return stepped(tf, cell, vectors(tf, "x", 2), scope="mine")


@case
def legacy_input_projection_wrapper(tf):
    return stepped(tf, core_rnn_cell(tf).InputProjectionWrapper(tf.nn.rnn_cell.BasicLSTMCell(4), 2), vectors(tf, "x", 2))


@case
def legacy_input_projection_wrapper_activation(tf):
    cell = core_rnn_cell(tf).InputProjectionWrapper(tf.nn.rnn_cell.GRUCell(4), 2, activation=tf.tanh, input_size=DEPTH)
    return stepped(tf, cell, vectors(tf, "x", 2))


@case
def legacy_projection_wrappers_in_layers(tf):
    core, cells = core_rnn_cell(tf), tf.nn.rnn_cell
    cell = cells.MultiRNNCell([core.InputProjectionWrapper(cells.GRUCell(4), 2), core.OutputProjectionWrapper(cells.BasicLSTMCell(4), 2)])
    return model(tf, tf.nn.dynamic_rnn(cell, tf.constant(values("x", [BATCH, 3, DEPTH])), dtype=tf.float32))


@mistake
def legacy_embedding_wrapper_of_no_cell(tf):
    core_rnn_cell(tf).EmbeddingWrapper(4, SOURCE, DEPTH)


@mistake
def legacy_embedding_wrapper_without_classes(tf):
    core_rnn_cell(tf).EmbeddingWrapper(tf.nn.rnn_cell.GRUCell(4), 0, DEPTH)


@mistake
def legacy_embedding_wrapper_of_floats(tf):
    core_rnn_cell(tf).EmbeddingWrapper(tf.nn.rnn_cell.GRUCell(4), SOURCE, DEPTH)(tf.zeros([BATCH]), tf.zeros([BATCH, 4]))


@mistake
def legacy_embedding_wrapper_reusing_nothing(tf):
    core_rnn_cell(tf).EmbeddingWrapper(tf.nn.rnn_cell.GRUCell(4), SOURCE, DEPTH, reuse=True)(
        tf.zeros([BATCH], tf.int32), tf.zeros([BATCH, 4]))


@mistake
def legacy_output_projection_wrapper_of_no_cell(tf):
    core_rnn_cell(tf).OutputProjectionWrapper(4, 2)


@mistake
def legacy_output_projection_wrapper_of_size_zero(tf):
    core_rnn_cell(tf).OutputProjectionWrapper(tf.nn.rnn_cell.GRUCell(4), 0)


@mistake
def legacy_input_projection_wrapper_of_no_cell(tf):
    core_rnn_cell(tf).InputProjectionWrapper(4, 2)
