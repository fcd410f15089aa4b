"""tf.contrib.seq2seq's beam search: tile_batch, gather_tree, BeamSearchDecoder and its parts."""

import collections
import importlib

import numpy as np

from tests.parity.casebook import Model, case, mistake, values

BATCH, BEAM, UNITS, DEPTH, VOCAB, SOURCE = 2, 3, 4, 3, 5, 6
START, END = 1, 0

# A state with alignments stands for that of AttentionWrapper, where that is not there.
StateWithAttention = collections.namedtuple(
    "StateWithAttention", "cell_state attention time alignments alignment_history attention_state")


def module_of(tf):
    """The module with beam search's private functions."""
    name = tf.contrib.seq2seq.BeamSearchDecoder.__module__
    return importlib.import_module(name)


def state_class(tf):
    return getattr(tf.contrib.seq2seq, "AttentionWrapperState", StateWithAttention)


def tiled(tf, name="state", size=UNITS):
    return tf.contrib.seq2seq.tile_batch(tf.constant(values(name, [BATCH, size])), BEAM)


def beam_decoder(tf, cell=None, state=None, **kwargs):
    arguments = dict(
        cell=tf.nn.rnn_cell.GRUCell(UNITS) if cell is None else cell, embedding=None, start_tokens=[START] * BATCH, end_token=END,
        initial_state=tiled(tf) if state is None else state, beam_width=BEAM, output_layer=tf.layers.Dense(VOCAB, name="projection"))
    arguments.update(kwargs)
    if arguments["embedding"] is None:
        arguments["embedding"] = tf.get_variable("embedding", [VOCAB, DEPTH])
    return tf.contrib.seq2seq.BeamSearchDecoder(**arguments)


def searched(tf, decoder, feed=None, cell_state=None, **kwargs):
    """A model that decodes; `cell_state` gives the tensors of the final cell state, all of them by default."""
    kwargs.setdefault("maximum_iterations", 5)
    outputs, state, lengths = tf.contrib.seq2seq.dynamic_decode(decoder, **kwargs)
    steps = outputs.beam_search_decoder_output
    named = {
        "predicted_ids": outputs.predicted_ids, "scores": steps.scores, "step_ids": steps.predicted_ids, "parents": steps.parent_ids,
        "lengths": lengths, "log_probs": state.log_probs, "finished": state.finished, "state_lengths": state.lengths}
    if not isinstance(state.accumulated_attention_probs, tuple):
        named["accumulated"] = state.accumulated_attention_probs
    parts = cell_state(state.cell_state) if cell_state else flat(state.cell_state)
    named.update(("cell_state_%d" % i, part) for i, part in enumerate(parts))
    return Model(feed=feed, outputs=named)


def flat(state):
    return [part for item in state for part in flat(item)] if isinstance(state, (tuple, list)) else [state]


# BeamSearchDecoder

@case
def beam_search(tf):
    return searched(tf, beam_decoder(tf))


@case
def beam_search_long(tf):
    return searched(tf, beam_decoder(tf, end_token=3), maximum_iterations=12)


@case
def beam_search_length_penalty(tf):
    return searched(tf, beam_decoder(tf, length_penalty_weight=0.8), maximum_iterations=8)


@case
def beam_search_length_penalty_by_tensor(tf):
    weight = tf.placeholder(tf.float32, [])
    return searched(tf, beam_decoder(tf, length_penalty_weight=weight), feed={weight: 2.0}, maximum_iterations=8)


@case
def beam_search_time_major(tf):
    return searched(tf, beam_decoder(tf), output_time_major=True)


@case
def beam_search_in_a_scope(tf):
    with tf.variable_scope("model"):
        return searched(tf, beam_decoder(tf), scope="words")


@case
def beam_search_of_unknown_batch(tf):
    start = tf.placeholder(tf.int32, [None])
    state = tf.placeholder(tf.float32, [None, UNITS])
    decoder = beam_decoder(
        tf, start_tokens=start, state=tf.contrib.seq2seq.tile_batch(state, BEAM), end_token=tf.placeholder_with_default(END, []))
    return searched(tf, decoder, feed={start: [START, 2, 3], state: values("state", [3, UNITS])})


@case
def beam_search_of_width_one(tf):
    return searched(tf, beam_decoder(tf, state=tf.constant(values("state", [BATCH, UNITS])), beam_width=1))


@case
def beam_search_wider_than_the_vocabulary(tf):
    state = tf.contrib.seq2seq.tile_batch(tf.constant(values("state", [BATCH, UNITS])), 7)
    return searched(tf, beam_decoder(tf, state=state, beam_width=7))


@case
def beam_search_until_all_say_end(tf):
    class Ending(tf.layers.Layer):
        """Logits in which the end stands out."""

        def call(self, inputs):
            return tf.concat([3 + tf.reduce_sum(inputs, -1, keepdims=True), inputs], -1)

        def compute_output_shape(self, shape):
            return tf.TensorShape(shape[:-1]).concatenate(UNITS + 1)

    return searched(tf, beam_decoder(tf, output_layer=Ending()), maximum_iterations=30)


@case
def beam_search_lstm_layers(tf):
    cells = tf.nn.rnn_cell
    cell = cells.MultiRNNCell([cells.BasicLSTMCell(UNITS), cells.GRUCell(3)])
    state = (cells.LSTMStateTuple(tiled(tf, "c"), tiled(tf, "h")), tiled(tf, "gru", 3))
    return searched(tf, beam_decoder(tf, cell, state))


@case
def beam_search_with_function_and_keras_layer(tf):
    return searched(tf, beam_decoder(
        tf, embedding=lambda tokens: tf.one_hot(tokens, VOCAB), output_layer=tf.keras.layers.Dense(VOCAB, name="keras_projection")))


@case
def beam_search_float64(tf):
    embedding = tf.get_variable("embedding", [VOCAB, DEPTH], tf.float64)
    return searched(tf, beam_decoder(
        tf, tf.nn.rnn_cell.GRUCell(UNITS, dtype=tf.float64), tf.cast(tiled(tf), tf.float64), embedding=embedding,
        length_penalty_weight=0.5))


@case
def beam_search_after_training_in_the_same_scope(tf):
    seq2seq = tf.contrib.seq2seq
    embedding = tf.get_variable("embedding", [VOCAB, DEPTH])
    cell = tf.nn.rnn_cell.BasicLSTMCell(UNITS)
    layer = tf.layers.Dense(VOCAB, use_bias=False)
    state = tf.nn.rnn_cell.LSTMStateTuple(tf.constant(values("c", [BATCH, UNITS])), tf.constant(values("h", [BATCH, UNITS])))
    with tf.variable_scope("decode"):
        helper = seq2seq.TrainingHelper(tf.nn.embedding_lookup(embedding, [[1, 2, 3], [1, 4, 0]]), [3, 2])
        trained = seq2seq.dynamic_decode(seq2seq.BasicDecoder(cell, helper, state, layer))[0].rnn_output
    with tf.variable_scope("decode", reuse=True):
        decoder = beam_decoder(
            tf, cell, seq2seq.tile_batch(state, BEAM), embedding=embedding, output_layer=layer)
        model = searched(tf, decoder)
    model.outputs["trained"] = trained
    return model._replace(loss=tf.reduce_sum(trained ** 2))


def attentional_cell(tf, history=None):
    """A cell whose state is AttentionWrapper's: alignments, and a history of them in a TensorArray of such elements."""
    cls = state_class(tf)

    class Attentional(tf.nn.rnn_cell.RNNCell):
        output_size = property(lambda self: UNITS)

        @property
        def state_size(self):
            return cls(cell_state=UNITS, attention=UNITS, time=tf.TensorShape([]), alignments=SOURCE,
                       alignment_history=() if history is None else SOURCE, attention_state=SOURCE)

        def __call__(self, inputs, state, scope=None):
            kernel = tf.get_variable("kernel", [DEPTH + UNITS, UNITS])
            scorer = tf.get_variable("scorer", [UNITS, SOURCE])
            new = tf.tanh(tf.matmul(tf.concat([inputs, state.cell_state], 1), kernel) * 4)
            alignments = tf.nn.softmax(tf.matmul(new, scorer) * 4)
            past = () if history is None else state.alignment_history.write(state.time, alignments)
            return new, cls(cell_state=new, attention=new, time=state.time + 1, alignments=alignments, alignment_history=past,
                            attention_state=alignments)

    return Attentional()


def attentional_state(tf, batch, history=None):
    state = tf.contrib.seq2seq.tile_batch(tf.placeholder_with_default(values("state", [BATCH, UNITS]), [batch and BATCH, UNITS]), BEAM)
    rows = batch if batch is not None else tf.shape(state)[0]
    zeros = tf.zeros([rows, SOURCE])
    return state_class(tf)(
        cell_state=state, attention=tf.zeros([rows, UNITS]), time=tf.zeros([], tf.int32), alignments=zeros + 0.125,
        alignment_history=() if history is None else history, attention_state=zeros)


@case
def beam_search_coverage_penalty(tf):
    decoder = beam_decoder(
        tf, attentional_cell(tf), attentional_state(tf, BATCH * BEAM), coverage_penalty_weight=0.7, length_penalty_weight=0.4)
    return searched(tf, decoder, maximum_iterations=9, cell_state=lambda state: [state.cell_state, state.alignments, state.time])


@case
def beam_search_coverage_penalty_by_tensor(tf):
    decoder = beam_decoder(
        tf, attentional_cell(tf), attentional_state(tf, BATCH * BEAM), coverage_penalty_weight=tf.constant(0.3), end_token=2)
    return searched(tf, decoder, maximum_iterations=9, cell_state=lambda state: [state.alignments])


@case
def beam_search_attention_without_coverage(tf):
    return searched(tf, beam_decoder(tf, attentional_cell(tf), attentional_state(tf, BATCH * BEAM)),
                    cell_state=lambda state: [state.cell_state, state.alignments, state.attention_state])


def with_history(tf, array, batch=None, **kwargs):
    """A search with an alignment history; `batch` None leaves it unknown statically, as elements of arrays need for sorting."""
    start = tf.placeholder_with_default([START] * BATCH, [None]) if batch is None else [START] * BATCH
    decoder = beam_decoder(tf, attentional_cell(tf, array), attentional_state(tf, batch, array), start_tokens=start, **kwargs)

    def parts(state):
        history = state.alignment_history
        return [history.stack() if isinstance(history, tf.TensorArray) else history, state.alignments]

    return searched(tf, decoder, cell_state=parts, maximum_iterations=7)


@case
def beam_search_history_in_the_order_of_the_beams(tf):
    array = tf.TensorArray(tf.float32, size=0, dynamic_size=True, element_shape=tf.TensorShape([None, SOURCE]))
    return with_history(tf, array, end_token=2)


@case
def beam_search_history_left_alone(tf):
    array = tf.TensorArray(tf.float32, size=0, dynamic_size=True, element_shape=tf.TensorShape([None, SOURCE]))
    return with_history(tf, array, end_token=2, reorder_tensor_arrays=False)


@case
def beam_search_history_of_known_batch(tf):
    """TF 1.15 does not sort arrays whose elements are matrices of a known batch."""
    array = tf.TensorArray(tf.float32, size=0, dynamic_size=True, element_shape=tf.TensorShape([BATCH * BEAM, SOURCE]))
    return with_history(tf, array, batch=BATCH * BEAM, end_token=2)


@case
def beam_search_history_of_unknown_elements(tf):
    array = tf.TensorArray(tf.float32, size=0, dynamic_size=True, infer_shape=False)
    return with_history(tf, array, end_token=2)


@case
def beam_search_history_of_inferred_elements(tf):
    array = tf.TensorArray(tf.float32, size=0, dynamic_size=True)
    return with_history(tf, array, end_token=2)


@case
def beam_search_properties(tf):
    decoder = beam_decoder(tf)
    output = tf.contrib.seq2seq.BeamSearchDecoderOutput
    assert decoder.output_size == output(*[tf.TensorShape([BEAM])] * 3)
    assert decoder.output_dtype == output(tf.float32, tf.int32, tf.int32)
    assert decoder.tracks_own_finished
    finished, inputs, state = decoder.initialize()
    output, next_state, next_inputs, next_finished = decoder.step(tf.constant(0), inputs, state)
    return Model(outputs={
        "batch": decoder.batch_size, "finished": finished, "inputs": inputs, "log_probs": state.log_probs, "lengths": state.lengths,
        "cell_state": state.cell_state, "scores": output.scores, "next_state": next_state.cell_state, "next_inputs": next_inputs,
        "next_finished": next_finished})


@mistake
def beam_search_state_not_tiled(tf):
    beam_decoder(tf, state=tf.constant(values("state", [BATCH, UNITS])))


@mistake
def beam_search_state_of_another_depth(tf):
    beam_decoder(tf, state=tf.zeros([BATCH * BEAM, UNITS + 1]))


@mistake
def beam_search_state_of_another_structure(tf):
    beam_decoder(tf, state=(tf.zeros([BATCH * BEAM, UNITS]),))


@mistake
def beam_search_state_of_unknown_rank(tf):
    beam_decoder(tf, state=tf.placeholder(tf.float32))


@mistake
def beam_search_cell_is_a_number(tf):
    beam_decoder(tf, 3)


@mistake
def beam_search_layer_is_a_function(tf):
    beam_decoder(tf, output_layer=lambda x: x)


@mistake
def beam_search_start_of_rank_zero(tf):
    beam_decoder(tf, start_tokens=START)


@mistake
def beam_search_end_of_rank_one(tf):
    beam_decoder(tf, end_token=[END])


@mistake
def beam_search_width_is_a_tensor(tf):
    beam_decoder(tf, beam_width=tf.constant(BEAM))


@mistake
def beam_search_width_is_a_float(tf):
    beam_decoder(tf, beam_width=float(BEAM))


@mistake
def beam_search_width_is_zero(tf):
    beam_decoder(tf, beam_width=0)


@mistake
def beam_search_coverage_without_attention(tf):
    searched(tf, beam_decoder(tf, coverage_penalty_weight=0.5))


@mistake
def beam_search_length_penalty_is_an_int(tf):
    searched(tf, beam_decoder(tf, length_penalty_weight=1))


@mistake
def beam_search_imputed(tf):
    searched(tf, beam_decoder(tf), impute_finished=True)


# Its parts

@case
def beam_search_step_alone(tf):
    """One step with finished beams, by the private name that published programs import."""
    beams = module_of(tf)
    random = np.random.RandomState(4)
    state = beams.BeamSearchDecoderState(
        cell_state=tf.constant(values("state", [BATCH, BEAM, UNITS])), log_probs=tf.constant(values("log", [BATCH, BEAM], -3, 0)),
        lengths=tf.constant([[2, 1, 2], [2, 2, 1]], tf.int64), finished=tf.constant([[False, True, False], [False, False, True]]),
        accumulated_attention_probs=())
    output, next_state = beams._beam_search_step(
        time=2, logits=tf.constant(random.uniform(-2, 2, [BATCH, BEAM, VOCAB]).astype(np.float32)),
        next_cell_state=tf.constant(values("next", [BATCH, BEAM, UNITS])), beam_state=state, batch_size=tf.convert_to_tensor(BATCH),
        beam_width=BEAM, end_token=END, length_penalty_weight=0.6, coverage_penalty_weight=0.0)
    return Model(outputs={
        "scores": output.scores, "ids": output.predicted_ids, "parents": output.parent_ids, "state": next_state.cell_state,
        "log_probs": next_state.log_probs, "lengths": next_state.lengths, "finished": next_state.finished})


@case
def beam_search_arithmetic(tf):
    beams = module_of(tf)
    lengths = tf.constant(np.arange(12).reshape(1, 3, 4), tf.int64)
    log_probs = tf.constant(-np.arange(12, dtype=np.float32).reshape(1, 3, 4))
    finished = tf.constant([[True, False, True]])
    attended = tf.constant([[[0.2, 0.3], [0.5, 2.0], [0.1, 3.0]]])
    unknown = tf.placeholder_with_default(log_probs, [None, None, None])
    return Model(outputs={
        "penalty": beams._length_penalty(tf.constant([0, 1, 5], tf.int64), 0.6), "masked": beams._mask_probs(log_probs, 2, finished),
        "masked_unknown": beams._mask_probs(unknown, 2, finished),
        "masked_double": beams._mask_probs(tf.cast(log_probs, tf.float64), 2, finished),
        "scores": beams._get_scores(log_probs, lengths, 0.0, 0.0, finished, None),
        "scores_by_length": beams._get_scores(log_probs, lengths, 1.0, 0.0, finished, None),
        "scores_by_coverage": beams._get_scores(log_probs, lengths, 0.0, 0.5, finished, attended)})


@mistake
def beam_search_scores_without_attention(tf):
    zeros = tf.zeros([1, 3, 4])
    module_of(tf)._get_scores(zeros, tf.zeros([1, 3, 4], tf.int64), 1.0, 0.5, tf.constant([[True, False, True]]), None)


@mistake
def beam_search_length_penalty_is_a_vector(tf):
    module_of(tf)._length_penalty(tf.constant([0, 1, 5], tf.int64), [0.6])


@case
def beam_search_attention_probabilities(tf):
    beams = module_of(tf)

    def state(*alignments):
        return state_class(tf)(cell_state=tf.zeros([1, 2, 3]), attention=tf.zeros([1, 2, 3]), time=0, alignment_history=(),
                               alignments=alignments if len(alignments) > 1 else alignments[0], attention_state=())

    first, second = (tf.constant(values(name, [1, 2, 3])) for name in ("first", "second"))
    assert beams.get_attention_probs(state(first), 0.0) is None
    return Model(outputs={
        "one": beams.get_attention_probs(state(first), 0.1), "two": beams.get_attention_probs(state(first, second), 0.1),
        "layers": beams.get_attention_probs((state(first), state(second), tf.zeros([2])), 0.1),
        "layers_of_two": beams.get_attention_probs((state(first, second), state(second)), 0.1)})


@case
def beam_search_gather_helper(tf):
    beams = module_of(tf)
    indices = tf.constant([[1, 0], [1, 1]])
    unknown = tf.placeholder_with_default(np.arange(8).reshape(2, 2, 2), [None, 2, None])
    return Model(outputs={
        "cube": beams._tensor_gather_helper(indices, tf.constant(np.arange(8).reshape(2, 2, 2)), 2, 2, [4, -1]),
        "square": beams._tensor_gather_helper(indices, tf.constant(np.arange(4).reshape(2, 2)), 2, 2, [-1]),
        "unknown": beams._tensor_gather_helper(indices, unknown, tf.shape(unknown)[0], 2, [4, -1]),
        "scalar": beams._maybe_tensor_gather_helper(indices, tf.constant(3), 2, 2, [4, -1])})


@case
def beam_search_gather_tree_from_array(tf):
    gather = module_of(tf).gather_tree_from_array
    parents = tf.constant([[[0, 0], [0, 0]], [[0, 1], [1, 0]], [[1, 0], [1, 1]]])
    lengths = tf.constant([[3, 2], [2, 3]])
    return Model(outputs={
        "square": gather(tf.constant(np.arange(12).reshape(3, 2, 2)), parents, lengths),
        "cube": gather(tf.constant(np.arange(24).reshape(3, 2, 2, 2)), parents, tf.cast(lengths, tf.int64)),
        "merged": gather(tf.constant(np.arange(24).reshape(3, 4, 2)), parents, lengths)})


@mistake
def beam_search_of_unknown_rank(tf):
    module_of(tf)._maybe_tensor_gather_helper(tf.constant([[1, 0]]), tf.placeholder(tf.float32), 2, 2, [4, -1])


# gather_tree

STEPS = np.array([[[1, 2, 3]], [[4, 5, 6]], [[7, 8, 9]]], np.int32)
PARENTS = np.array([[[0, 0, 0]], [[0, 1, 1]], [[2, 1, 2]]], np.int32)


@case
def gather_tree(tf):
    tree = tf.contrib.seq2seq.gather_tree
    return Model(outputs={
        "plain": tree(STEPS, PARENTS, [3], 10), "ended": tree(STEPS, PARENTS, [3], 5), "ended_at_once": tree(STEPS, PARENTS, [3], 2),
        "short": tree(STEPS, PARENTS, [2], 10), "none": tree(STEPS, PARENTS, [0], 10), "long": tree(STEPS, PARENTS, [9], 10)})


@case
def gather_tree_of_unknown_shape(tf):
    tree = tf.contrib.seq2seq.gather_tree
    random = np.random.RandomState(2)
    steps, parents = random.randint(0, 6, [6, 3, 4]), random.randint(0, 4, [6, 3, 4])
    hidden = [tf.placeholder_with_default(x.astype(np.int32), [None, None, None]) for x in (steps, parents)]
    partly = [tf.placeholder_with_default(STEPS, [None, None, 3]), tf.placeholder_with_default(PARENTS, [None, 1, None])]
    unknown = [tf.placeholder_with_default(STEPS, None), tf.placeholder_with_default(PARENTS, None)]
    return Model(outputs={
        "random": tree(hidden[0], hidden[1], [6, 4, 2], 5), "partly": tree(partly[0], partly[1], tf.constant([3]), 10),
        "unknown": tree(unknown[0], unknown[1], [3], 10)})


@mistake
def gather_tree_of_int64(tf):
    tf.contrib.seq2seq.gather_tree(tf.constant(STEPS, tf.int64), PARENTS, [3], 10)


@mistake
def gather_tree_of_rank_two(tf):
    tf.contrib.seq2seq.gather_tree(STEPS[0], PARENTS[0], [3], 10)


@mistake
def gather_tree_parents_of_fewer_steps(tf):
    tf.contrib.seq2seq.gather_tree(STEPS, PARENTS[:2], [3], 10)


@mistake
def gather_tree_lengths_of_another_batch(tf):
    tf.contrib.seq2seq.gather_tree(STEPS, PARENTS, [3, 3], 10)


@mistake
def gather_tree_length_of_rank_zero(tf):
    tf.contrib.seq2seq.gather_tree(STEPS, PARENTS, 3, 10)


@mistake
def gather_tree_end_of_rank_one(tf):
    tf.contrib.seq2seq.gather_tree(STEPS, PARENTS, [3], [10])


@mistake
def gather_tree_parent_out_of_range(tf):
    tf.Session().run(tf.contrib.seq2seq.gather_tree(STEPS, PARENTS + 2, [3], 10))


@mistake
def gather_tree_parent_negative(tf):
    tf.Session().run(tf.contrib.seq2seq.gather_tree(STEPS, PARENTS - 2, [3], 10))


# tile_batch

@case
def tile_batch(tf):
    tile = tf.contrib.seq2seq.tile_batch
    pair = tile((tf.constant([1, 2]), {"a": tf.constant([[3.0], [4.0]])}), 2)
    variable = tf.get_variable("memory", [2, 2, 3])
    state = tile(tf.nn.rnn_cell.LSTMStateTuple(variable[:, 0], variable[:, 1]), 3)
    return Model(loss=tf.reduce_sum(state.h * tf.constant(values("weights", [6, 3]))), outputs={
        "matrix": tile(tf.constant([[1, 2], [3, 4]]), 3), "first": pair[0], "second": pair[1]["a"], "c": state.c, "h": state.h,
        "unknown_batch": tile(tf.placeholder_with_default([[1, 2], [3, 4]], [None, 2]), 3),
        "unknown_depth": tile(tf.placeholder_with_default([[1, 2], [3, 4]], [2, None]), 3),
        "once": tile(tf.constant([True, False]), 1), "never": tile(tf.constant([1, 2]), 0), "array": tile(np.array([[1, 2]]), 2)})


@mistake
def tile_batch_of_lists(tf):
    tf.contrib.seq2seq.tile_batch([[1, 2], [3, 4]], 2)


@mistake
def tile_batch_of_a_scalar(tf):
    tf.contrib.seq2seq.tile_batch(tf.constant(3), 2)


@mistake
def tile_batch_of_unknown_rank(tf):
    tf.contrib.seq2seq.tile_batch(tf.placeholder(tf.float32), 2)


@mistake
def tile_batch_by_a_float(tf):
    tf.contrib.seq2seq.tile_batch(tf.constant([1, 2]), 2.0)


@mistake
def tile_batch_by_a_tensor(tf):
    tf.contrib.seq2seq.tile_batch(tf.constant([1, 2]), tf.constant(2))


@mistake
def tile_batch_of_a_tensor_array(tf):
    tf.contrib.seq2seq.tile_batch(tf.TensorArray(tf.float32, 3), 2)
