"""Attention, decoders and beam search together, as translation programs put them together."""

import numpy as np

from tests.parity.casebook import Model, case, ids, mistake, values

BATCH, BEAM, SOURCE, DEPTH, UNITS, VOCAB = 2, 3, 4, 3, 4, 6
SOURCE_LENGTHS = [4, 2]
START, END = 1, 0


class Source(object):
    """An encoder's outputs and lengths, their batch known or not, for one decoder or for beams."""

    def __init__(self, tf, known=True, dtype=np.float32):
        self.tf, self.known = tf, known
        self.memory = self.given(values("memory", [BATCH, SOURCE, DEPTH]).astype(dtype), [None, None, DEPTH])
        self.lengths = self.given(np.array(SOURCE_LENGTHS, np.int32), [None])
        self.start = self.given(np.full([BATCH], START, np.int32), [None])

    def given(self, value, shape):
        return self.tf.constant(value) if self.known else self.tf.placeholder_with_default(value, shape)

    def state(self, name="encoder state", size=UNITS, dtype=np.float32):
        return self.given(values(name, [BATCH, size]).astype(dtype), [None, size])

    def lstm_state(self, name):
        return self.tf.nn.rnn_cell.LSTMStateTuple(self.state(name + " c"), self.state(name + " h"))

    def tiled(self, nest):
        return self.tf.contrib.seq2seq.tile_batch(nest, multiplier=BEAM)


def attended(tf, source, cell=None, state=None, beams=False, mechanism=None, dtype=None, **options):
    """An attention cell around `cell`, and its first state around `state`; both for beams on request."""
    tile = source.tiled if beams else lambda nest: nest
    state = source.state() if state is None else state
    mechanism = mechanism or tf.contrib.seq2seq.BahdanauAttention
    several = mechanism if isinstance(mechanism, list) else [mechanism]
    made = [each(UNITS, tile(source.memory), tile(source.lengths)) for each in several]
    wrapper = tf.contrib.seq2seq.AttentionWrapper(
        tf.nn.rnn_cell.GRUCell(UNITS) if cell is None else cell, made if isinstance(mechanism, list) else made[0], **options)
    batch = tf.shape(source.memory)[0] if not source.known else BATCH
    zeros = wrapper.zero_state(batch * BEAM if beams else batch, dtype or tf.float32)
    return wrapper, zeros.clone(cell_state=tile(state))


def trained(tf, wrapper, state, lengths=(3, 2), **kwargs):
    """A model of teacher forcing with a loss over ids."""
    inputs = tf.nn.embedding_lookup(table(tf), ids("target", [BATCH, 3], VOCAB))
    helper = tf.contrib.seq2seq.TrainingHelper(inputs, list(lengths))
    decoder = tf.contrib.seq2seq.BasicDecoder(wrapper, helper, state, tf.layers.Dense(VOCAB, name="projection"))
    return finished(tf, tf.contrib.seq2seq.dynamic_decode(decoder, **kwargs))


def table(tf, dtype=None):
    return tf.get_variable("embedding", [VOCAB, DEPTH], dtype)


def finished(tf, results):
    outputs, state, lengths = results
    named = {"rnn_output": outputs.rnn_output, "sample_id": outputs.sample_id, "lengths": lengths}
    named.update(parts_of(tf, state))
    return Model(outputs=named, loss=tf.reduce_sum(outputs.rnn_output ** 2))


def parts_of(tf, state):
    """The tensors within a final state; histories are stacked."""
    parts = [part.stack() if isinstance(part, tf.TensorArray) else part for part in flat(state)]
    return {"state_%d" % number: part for number, part in enumerate(parts)}


def flat(state):
    return [part for item in state for part in flat(item)] if isinstance(state, (tuple, list)) else [state]


def searched(tf, source, wrapper, state, **kwargs):
    """A model of a beam search of five steps."""
    time_major = kwargs.pop("output_time_major", False)
    kwargs.setdefault("end_token", END)
    kwargs.setdefault("output_layer", tf.layers.Dense(VOCAB, name="projection"))
    kwargs.setdefault("embedding", None)
    if kwargs["embedding"] is None:
        kwargs["embedding"] = table(tf)
    decoder = tf.contrib.seq2seq.BeamSearchDecoder(
        cell=wrapper, start_tokens=source.start, initial_state=state, beam_width=BEAM, **kwargs)
    outputs, state, lengths = tf.contrib.seq2seq.dynamic_decode(decoder, maximum_iterations=5, output_time_major=time_major)
    steps = outputs.beam_search_decoder_output
    named = {"predicted_ids": outputs.predicted_ids, "scores": steps.scores, "parents": steps.parent_ids, "lengths": lengths,
             "log_probs": state.log_probs}
    named.update(parts_of(tf, state.cell_state))
    if not isinstance(state.accumulated_attention_probs, tuple):
        named["accumulated"] = state.accumulated_attention_probs
    return Model(outputs=named)


def two_lstms(tf):
    cells = tf.nn.rnn_cell
    return cells.MultiRNNCell([cells.BasicLSTMCell(UNITS) for _ in range(2)])


# One sequence at a time

@case
def attentive_training(tf):
    wrapper, state = attended(tf, Source(tf), attention_layer_size=5, alignment_history=True)
    return trained(tf, wrapper, state)


@case
def attentive_training_lstm_layers_imputed(tf):
    source = Source(tf, known=False)
    wrapper, state = attended(tf, source, two_lstms(tf), (source.lstm_state("one"), source.lstm_state("two")),
                              mechanism=tf.contrib.seq2seq.LuongAttention, attention_layer_size=UNITS)
    return trained(tf, wrapper, state, impute_finished=True)


@case
def attentive_training_with_empty_targets_time_major(tf):
    wrapper, state = attended(tf, Source(tf), alignment_history=True)
    model = trained(tf, wrapper, state, lengths=(0, 2), impute_finished=True, output_time_major=True)
    return model._replace(loss=None)


@case
def attentive_training_monotonic(tf):
    wrapper, state = attended(tf, Source(tf), mechanism=tf.contrib.seq2seq.BahdanauMonotonicAttention, attention_layer_size=UNITS)
    return trained(tf, wrapper, state)


@case
def attentive_greedy(tf):
    source = Source(tf, known=False)
    wrapper, state = attended(tf, source, attention_layer_size=5, alignment_history=True, output_attention=False)
    helper = tf.contrib.seq2seq.GreedyEmbeddingHelper(table(tf), source.start, END)
    decoder = tf.contrib.seq2seq.BasicDecoder(wrapper, helper, state, tf.layers.Dense(VOCAB, name="projection"))
    limit = tf.reduce_max(source.lengths) * 2
    return finished(tf, tf.contrib.seq2seq.dynamic_decode(decoder, maximum_iterations=limit))._replace(loss=None)


@case
def attentive_custom_helper_that_points(tf):
    """The next input is the source position that the attention points at; it ends where that is the last one."""
    source = Source(tf)
    wrapper, state = attended(tf, source)

    def next_inputs(time, outputs, state, sample_ids):
        rows = tf.stack([tf.range(BATCH), sample_ids], axis=1)
        return sample_ids >= source.lengths - 1, tf.gather_nd(source.memory, rows), state

    bias = tf.constant([[0.0, 0.2, 0.0, 0.0], [0.0] * 4])
    helper = tf.contrib.seq2seq.CustomHelper(
        initialize_fn=lambda: (tf.fill([BATCH], False), tf.zeros([BATCH, DEPTH])),
        sample_fn=lambda time, outputs, state: tf.argmax(state.alignments + bias, -1, output_type=tf.int32),
        next_inputs_fn=next_inputs)
    decoder = tf.contrib.seq2seq.BasicDecoder(wrapper, helper, state)
    return finished(tf, tf.contrib.seq2seq.dynamic_decode(decoder, maximum_iterations=4))._replace(loss=None)


@case
def attentive_inference_helper_of_frames(tf):
    """A decoder whose outputs are frames, as for speech: they are fed back until their first number is small."""
    wrapper, state = attended(tf, Source(tf), attention_layer_size=UNITS)
    helper = tf.contrib.seq2seq.InferenceHelper(
        sample_fn=lambda outputs: outputs, sample_shape=[DEPTH], sample_dtype=tf.float32, start_inputs=tf.zeros([BATCH, DEPTH]),
        end_fn=lambda frames: frames[:, 0] < -0.9)
    decoder = tf.contrib.seq2seq.BasicDecoder(wrapper, helper, state, tf.layers.Dense(DEPTH, name="frame"))
    return finished(tf, tf.contrib.seq2seq.dynamic_decode(decoder, impute_finished=True, maximum_iterations=3))._replace(loss=None)


@case
def attentive_scheduled_sampling(tf):
    seq2seq = tf.contrib.seq2seq
    wrapper, state = attended(tf, Source(tf), attention_layer_size=UNITS)
    embedding = table(tf)
    helper = seq2seq.ScheduledEmbeddingTrainingHelper(
        tf.nn.embedding_lookup(embedding, ids("target", [BATCH, 3], VOCAB)), [3, 2], embedding, 0.5, seed=3, scheduling_seed=4)
    decoder = seq2seq.BasicDecoder(wrapper, helper, state, tf.layers.Dense(VOCAB, name="projection"))
    return finished(tf, seq2seq.dynamic_decode(decoder, parallel_iterations=1))._replace(loss=None)


@case
def attentive_training_float64(tf):
    source = Source(tf, dtype=np.float64)
    mechanism = tf.contrib.seq2seq.BahdanauAttention(UNITS, source.memory, source.lengths, dtype=tf.float64)
    wrapper = tf.contrib.seq2seq.AttentionWrapper(
        tf.nn.rnn_cell.GRUCell(UNITS, dtype=tf.float64), mechanism, attention_layer_size=UNITS, dtype=tf.float64)
    state = wrapper.zero_state(BATCH, tf.float64)
    inputs = tf.nn.embedding_lookup(table(tf, tf.float64), ids("target", [BATCH, 3], VOCAB))
    decoder = tf.contrib.seq2seq.BasicDecoder(wrapper, tf.contrib.seq2seq.TrainingHelper(inputs, [3, 2]), state)
    return finished(tf, tf.contrib.seq2seq.dynamic_decode(decoder))


@case
def attentive_training_float16(tf):
    """Only what two ways of rounding cannot change: names, shapes, types and lengths."""
    source = Source(tf, dtype=np.float16)
    mechanism = tf.contrib.seq2seq.LuongAttention(UNITS, source.memory, source.lengths, dtype=tf.float16)
    wrapper = tf.contrib.seq2seq.AttentionWrapper(
        tf.nn.rnn_cell.GRUCell(UNITS, dtype=tf.float16), mechanism, attention_layer_size=UNITS, dtype=tf.float16)
    inputs = tf.nn.embedding_lookup(table(tf, tf.float16), ids("target", [BATCH, 3], VOCAB))
    decoder = tf.contrib.seq2seq.BasicDecoder(
        wrapper, tf.contrib.seq2seq.TrainingHelper(inputs, [3, 2]), wrapper.zero_state(BATCH, tf.float16))
    outputs, state, lengths = tf.contrib.seq2seq.dynamic_decode(decoder)
    return Model(outputs={
        "nothing": outputs.rnn_output * 0, "alignments": tf.round(state.alignments * 0), "lengths": lengths})


# Beams

@case
def attentive_beams(tf):
    source = Source(tf)
    wrapper, state = attended(tf, source, beams=True, attention_layer_size=5)
    return searched(tf, source, wrapper, state)


@case
def attentive_beams_of_unknown_batch_with_history(tf):
    source = Source(tf, known=False)
    wrapper, state = attended(tf, source, beams=True, attention_layer_size=5, alignment_history=True)
    return searched(tf, source, wrapper, state, length_penalty_weight=0.6)


@case
def attentive_beams_with_history_left_alone(tf):
    source = Source(tf, known=False)
    wrapper, state = attended(tf, source, beams=True, alignment_history=True)
    return searched(tf, source, wrapper, state, reorder_tensor_arrays=False)


@case
def attentive_beams_of_known_batch_with_history(tf):
    source = Source(tf)
    wrapper, state = attended(tf, source, beams=True, alignment_history=True)
    return searched(tf, source, wrapper, state)


@case
def attentive_beams_coverage(tf):
    source = Source(tf, known=False)
    wrapper, state = attended(tf, source, beams=True, attention_layer_size=5, mechanism=tf.contrib.seq2seq.LuongAttention)
    return searched(tf, source, wrapper, state, coverage_penalty_weight=0.5, length_penalty_weight=0.3, end_token=2)


@case
def attentive_beams_coverage_of_two_mechanisms(tf):
    source, seq2seq = Source(tf), tf.contrib.seq2seq
    wrapper, state = attended(tf, source, beams=True, mechanism=[seq2seq.LuongAttention, seq2seq.BahdanauAttention],
                              attention_layer_size=[3, 2])
    return searched(tf, source, wrapper, state, coverage_penalty_weight=0.5, end_token=2)


@case
def attentive_beams_lstm_layers(tf):
    source = Source(tf, known=False)
    wrapper, state = attended(tf, source, two_lstms(tf), (source.lstm_state("one"), source.lstm_state("two")), beams=True,
                              mechanism=tf.contrib.seq2seq.LuongAttention, attention_layer_size=UNITS)
    return searched(tf, source, wrapper, state)


@case
def attentive_beams_attention_at_the_bottom(tf):
    """A stack of cells of which the first alone attends; its coverage is found within the stack's state."""
    source = Source(tf)
    wrapper, state = attended(tf, source, beams=True, attention_layer_size=UNITS)
    cell = tf.nn.rnn_cell.MultiRNNCell([wrapper, tf.nn.rnn_cell.GRUCell(UNITS)])
    return searched(tf, source, cell, (state, source.tiled(source.state("top"))), coverage_penalty_weight=0.3)


@case
def attentive_beams_monotonic_hard(tf):
    source = Source(tf)

    def hard(units, memory, lengths):
        return tf.contrib.seq2seq.LuongMonotonicAttention(units, memory, lengths, mode="hard", scale=True)

    wrapper, state = attended(tf, source, beams=True, mechanism=hard)
    return searched(tf, source, wrapper, state, output_time_major=True)


@case
def attentive_beams_after_training(tf):
    """One program that trains and searches: the second decoder uses the first one's variables."""
    source = Source(tf, known=False)
    layer = tf.layers.Dense(VOCAB, name="projection")
    embedding = table(tf)
    for beams in (False, True):
        with tf.variable_scope("decode", reuse=beams):
            wrapper, state = attended(tf, source, tf.nn.rnn_cell.BasicLSTMCell(UNITS), source.lstm_state("one"), beams=beams,
                                      attention_layer_size=UNITS)
            if beams:
                model = searched(tf, source, wrapper, state, embedding=embedding, output_layer=layer)
            else:
                helper = tf.contrib.seq2seq.TrainingHelper(
                    tf.nn.embedding_lookup(embedding, ids("target", [BATCH, 3], VOCAB)), [3, 2])
                decoder = tf.contrib.seq2seq.BasicDecoder(wrapper, helper, state, layer)
                logits = tf.contrib.seq2seq.dynamic_decode(decoder)[0].rnn_output
    loss = tf.contrib.seq2seq.sequence_loss(logits, tf.constant(ids("truth", [BATCH, 3], VOCAB)), tf.sequence_mask([3, 2], 3, tf.float32))
    model.outputs["loss"] = loss
    return model._replace(loss=loss)


# Mistakes

@mistake
def attentive_decoder_from_the_encoders_state(tf):
    source = Source(tf)
    wrapper, _ = attended(tf, source)
    trained(tf, wrapper, source.state())


@mistake
def attentive_beams_from_the_encoders_state(tf):
    source = Source(tf)
    wrapper, _ = attended(tf, source, beams=True)
    searched(tf, source, wrapper, source.tiled(source.state()))


@mistake
def attentive_beams_without_tiles(tf):
    source = Source(tf)
    wrapper, state = attended(tf, source)
    searched(tf, source, wrapper, state)


@mistake
def attentive_beams_with_a_memory_that_is_not_tiled(tf):
    source = Source(tf)
    wrapper, _ = attended(tf, source)
    searched(tf, source, wrapper, wrapper.zero_state(BATCH * BEAM, tf.float32))


@mistake
def attentive_beams_with_a_memory_that_is_not_tiled_at_run_time(tf):
    source = Source(tf, known=False)
    wrapper, _ = attended(tf, source)
    state = wrapper.zero_state(tf.shape(source.memory)[0] * BEAM, tf.float32)
    model = searched(tf, source, wrapper, state)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(model.outputs["predicted_ids"])
