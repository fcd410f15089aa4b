"""Half-migrated programs: TensorFlow Addons' samplers and attention mechanisms in our decoders, and Addons as a second oracle.

Only where Addons can be installed; test_decoders.py tries samplers of the same protocol everywhere.
"""

import numpy as np
import pytest

from legacy_seq2seq import stack
from legacy_seq2seq import tf1 as tf

pytestmark = pytest.mark.skipif(stack.addons() is None, reason="TensorFlow Addons cannot be installed beside this TensorFlow")

seq2seq = tf.contrib.seq2seq
BATCH, TIME, DEPTH, VOCAB, BEAM = 3, 4, 5, 6, 3
LENGTHS = [4, 2, 3]
START, END = 1, 0


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default():
        tf.set_random_seed(3)
        yield


def addons():
    return stack.addons().seq2seq


def values(seed, *shape):
    return np.random.RandomState(seed).uniform(-1, 1, shape).astype(np.float32)


def run(*tensors):
    """The values of tensors, all variables set by their shape: Addons has names of its own for them."""
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for variable in tf.trainable_variables():
            shape = variable.shape.as_list()
            variable.load(values(sum(shape), *shape), sess)
        return sess.run(tensors)


class Turning(tf.keras.layers.Layer):
    """A cell without variables: the next state is a fixed turn of state and inputs, and the output is made of it."""

    state_size = property(lambda self: DEPTH)
    output_size = property(lambda self: VOCAB)

    def call(self, inputs, states, **kwargs):
        state = states[0] if isinstance(states, (list, tuple)) else states
        new = tf.tanh(tf.matmul(state, values(1, DEPTH, DEPTH) * 2) + tf.matmul(inputs, values(2, DEPTH, DEPTH) * 2))
        return tf.matmul(new, values(3, DEPTH, VOCAB) * 3), new

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        return tf.zeros([batch_size, DEPTH], dtype)


TABLE, INPUTS, STATE = values(4, VOCAB, DEPTH), values(5, BATCH, TIME, DEPTH), values(6, BATCH, DEPTH)


def decoded(helper, **kwargs):
    decoder = seq2seq.BasicDecoder(Turning(), helper, tf.constant(STATE))
    outputs, state, lengths = seq2seq.dynamic_decode(decoder, maximum_iterations=6, parallel_iterations=1, **kwargs)
    return outputs.rnn_output, outputs.sample_id, state, lengths




START_TOKENS = [START] * BATCH
ASKED = {"start_tokens": np.array(START_TOKENS, np.int32), "end_token": END}


def next_of_outputs(outputs):
    return outputs[:, :DEPTH] * 0.5


# name: (sampler, first argument of initialize, its keywords, the helper of contrib that does the same)
SAMPLERS = {
    "training": (lambda: addons().TrainingSampler(), INPUTS, {"sequence_length": LENGTHS},
                 lambda: seq2seq.TrainingHelper(INPUTS, LENGTHS)),
    "training_time_major": (lambda: addons().TrainingSampler(time_major=True), INPUTS.swapaxes(0, 1), {"sequence_length": LENGTHS},
                            lambda: seq2seq.TrainingHelper(INPUTS.swapaxes(0, 1), LENGTHS, time_major=True)),
    "greedy": (lambda: addons().GreedyEmbeddingSampler(), TABLE, ASKED,
               lambda: seq2seq.GreedyEmbeddingHelper(TABLE, START_TOKENS, END)),
    "sample": (lambda: addons().SampleEmbeddingSampler(softmax_temperature=1e-4, seed=1), TABLE, ASKED,
               lambda: seq2seq.SampleEmbeddingHelper(TABLE, START_TOKENS, END, softmax_temperature=1e-4, seed=1)),
    "scheduled_embedding": (lambda: addons().ScheduledEmbeddingTrainingSampler(0.0), INPUTS,
                            {"sequence_length": LENGTHS, "embedding": TABLE},
                            lambda: seq2seq.ScheduledEmbeddingTrainingHelper(INPUTS, LENGTHS, TABLE, 0.0)),
    "scheduled_output": (lambda: addons().ScheduledOutputTrainingSampler(1.0, next_inputs_fn=next_of_outputs), INPUTS,
                         {"sequence_length": LENGTHS},
                         lambda: seq2seq.ScheduledOutputTrainingHelper(INPUTS, LENGTHS, 1.0, next_inputs_fn=next_of_outputs)),
    "inference": (lambda: addons().InferenceSampler(lambda outputs: outputs, [VOCAB], tf.float32, lambda x: x[:, 0] > 2, next_of_outputs),
                  STATE, {},
                  lambda: seq2seq.InferenceHelper(lambda outputs: outputs, [VOCAB], tf.float32, STATE, lambda x: x[:, 0] > 2,
                                                  next_of_outputs)),
}


@pytest.mark.parametrize("name", sorted(SAMPLERS))
def test_a_sampler_gives_what_the_helper_gives(name):
    sampler, first, keywords, helper = SAMPLERS[name]
    got = decoded(sampler(), decoder_init_input=tf.constant(first), decoder_init_kwargs=keywords)
    expected = decoded(helper())
    got, expected = run(got, expected)
    for mine, theirs in zip(got, expected):
        np.testing.assert_allclose(mine, theirs, rtol=1e-5, atol=1e-6)


def test_a_custom_sampler():
    def step(time, outputs, state, sample_ids):
        return tf.equal(sample_ids, END), tf.gather(TABLE, sample_ids), state

    def sample(time, outputs, state):
        return tf.argmax(outputs, -1, output_type=tf.int32)

    sampler = addons().CustomSampler(lambda inputs, **kwargs: (tf.fill([BATCH], False), inputs), sample, step)
    first = tf.gather(TABLE, START_TOKENS)
    got, expected = run(decoded(sampler, decoder_init_input=first), decoded(seq2seq.GreedyEmbeddingHelper(TABLE, START_TOKENS, END)))
    for mine, theirs in zip(got, expected):
        np.testing.assert_allclose(mine, theirs, rtol=1e-5, atol=1e-6)


def test_an_attention_of_addons_in_a_decoder_and_in_a_beam_search():
    memory = tf.constant(values(8, BATCH, TIME, 3))
    results = []
    for scope, make in (("theirs", addons().BahdanauAttention), ("ours", seq2seq.BahdanauAttention)):
        with tf.variable_scope(scope):
            tiled, lengths = seq2seq.tile_batch((memory, tf.constant(LENGTHS)), BEAM)
            mechanism = make(7, memory=tiled, memory_sequence_length=lengths)
            cell = seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(DEPTH), mechanism, attention_layer_size=4)
            decoder = seq2seq.BeamSearchDecoder(
                cell, TABLE, START_TOKENS, END, cell.zero_state(BATCH * BEAM, tf.float32), BEAM, tf.layers.Dense(VOCAB, use_bias=False))
            outputs, state, lengths = seq2seq.dynamic_decode(decoder, maximum_iterations=4)
            results.append((outputs.predicted_ids, state.log_probs, state.cell_state.alignments, lengths))
            mechanism = make(7, memory=memory, memory_sequence_length=LENGTHS)
            cell = seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(DEPTH), mechanism)
            decoder = seq2seq.BasicDecoder(cell, seq2seq.TrainingHelper(INPUTS, LENGTHS), cell.zero_state(BATCH, tf.float32))
            results[-1] += (seq2seq.dynamic_decode(decoder)[0].rnn_output,)
    for theirs, ours in zip(*run(*results)):
        np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-5)


# Addons as a second oracle

@pytest.mark.parametrize("length_penalty", [0.0, 0.9])
def test_our_beam_search_finds_what_that_of_addons_finds(length_penalty):
    tiled = seq2seq.tile_batch(tf.constant(STATE), BEAM)
    """But for the lengths that dynamic_decode gives: TF 1.15's, the golden ones, do not follow a beam that changes its place."""
    ours, state, _ = seq2seq.dynamic_decode(
        seq2seq.BeamSearchDecoder(Turning(), TABLE, START_TOKENS, END, tiled, BEAM, length_penalty_weight=length_penalty),
        maximum_iterations=6)
    decoder = addons().BeamSearchDecoder(Turning(), BEAM, length_penalty_weight=length_penalty)
    theirs, their_state, _ = addons().dynamic_decode(
        decoder, maximum_iterations=6, decoder_init_input=tf.constant(TABLE),
        decoder_init_kwargs=dict(start_tokens=tf.constant(START_TOKENS), end_token=END, initial_state=tiled))
    ours, theirs = run(
        (ours.predicted_ids, ours.beam_search_decoder_output, state.log_probs, state.lengths),
        (theirs.predicted_ids, theirs.beam_search_decoder_output, their_state.log_probs, their_state.lengths))
    assert ours[0].shape[1] > 2
    for mine, other in zip(tf.nest.flatten(ours), tf.nest.flatten(theirs)):
        np.testing.assert_allclose(mine, other, rtol=1e-5, atol=1e-6)


def test_our_basic_decoder_gives_what_that_of_addons_gives():
    ours = decoded(seq2seq.TrainingHelper(INPUTS, LENGTHS), impute_finished=True)
    theirs, state, lengths = addons().dynamic_decode(
        addons().BasicDecoder(Turning(), addons().TrainingSampler()), impute_finished=True, maximum_iterations=6,
        decoder_init_input=tf.constant(INPUTS), decoder_init_kwargs=dict(initial_state=tf.constant(STATE), sequence_length=LENGTHS))
    ours, theirs = run(ours, (theirs.rnn_output, theirs.sample_id, state, lengths))
    for mine, other in zip(ours, theirs):
        np.testing.assert_allclose(mine, other, rtol=1e-5, atol=1e-6)
