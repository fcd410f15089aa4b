"""Helpers, decoders and beam search where golden results cannot say it: messages with their remedy, answers known in advance."""

import numpy as np
import pytest

from legacy_seq2seq import stack
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq import beam_search_ops, beams

BATCH, TIME, DEPTH, UNITS = 2, 3, 4, 5


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default():
        yield


def run(tensors, feed=None):
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        return sess.run(tensors, feed)


def inputs():
    return tf.constant(np.random.RandomState(0).uniform(-1, 1, [BATCH, TIME, DEPTH]), tf.float32)


class Spelling(tf.nn.rnn_cell.RNNCell):
    """A cell that spells given words, whatever it is fed: its state counts the steps, its outputs are sharp logits."""

    def __init__(self, words, vocab):
        super().__init__()
        self._words = tf.constant(words)  # [batch, time]
        self._vocab = vocab

    state_size = property(lambda self: 1)
    output_size = property(lambda self: self._vocab)

    def __call__(self, inputs, state, scope=None):
        step = tf.cast(state[0, 0], tf.int32)
        return tf.one_hot(self._words[:, step], self._vocab, on_value=9.0), state + 1


# Answers known in advance

def test_greedy_decoding_spells_the_words_that_the_cell_says():
    words = [[3, 1, 0, 2], [2, 2, 2, 0]]  # 0 ends
    seq2seq = tf.contrib.seq2seq
    decoder = seq2seq.BasicDecoder(Spelling(words, 4), seq2seq.GreedyEmbeddingHelper(tf.eye(4), [1, 1], 0), tf.zeros([2, 1]))
    outputs, _, lengths = run(seq2seq.dynamic_decode(decoder, impute_finished=True, maximum_iterations=9))
    np.testing.assert_array_equal(outputs.sample_id, [[3, 1, 0, 0], words[1]])
    np.testing.assert_array_equal(lengths, [3, 4])
    assert not outputs.rnn_output[0, 3].any()


def test_without_imputing_the_outputs_past_the_end_are_the_cells():
    seq2seq = tf.contrib.seq2seq
    decoder = seq2seq.BasicDecoder(Spelling([[0, 3], [1, 0]], 4), seq2seq.GreedyEmbeddingHelper(tf.eye(4), [1, 1], 0), tf.zeros([2, 1]))
    outputs, _, lengths = run(seq2seq.dynamic_decode(decoder))
    np.testing.assert_array_equal(outputs.sample_id, [[0, 3], [1, 0]])
    np.testing.assert_array_equal(lengths, [1, 2])


def test_beam_search_finds_the_best_sequences_of_a_small_markov_chain():
    """Against all sequences of four steps, each scored by hand in NumPy."""
    vocab, end, beam = 4, 0, 6
    transitions = np.random.RandomState(1).uniform(0, 3, [vocab, vocab]).astype(np.float32)
    log = transitions - np.log(np.exp(transitions).sum(1, keepdims=True))

    class Chain(tf.nn.rnn_cell.RNNCell):
        state_size = property(lambda self: 1)
        output_size = property(lambda self: vocab)

        def __call__(self, inputs, state, scope=None):
            return tf.matmul(inputs, transitions), state

    decoder = tf.contrib.seq2seq.BeamSearchDecoder(Chain(), tf.eye(vocab), [1], end, tf.zeros([beam, 1]), beam)
    outputs, state, _ = run(tf.contrib.seq2seq.dynamic_decode(decoder, maximum_iterations=2))
    scored = []
    for first in range(vocab):
        for second in ([end] if first == end else range(vocab)):
            scored.append((log[1, first] + (0 if first == end else log[first, second]), [first, second]))
    best = sorted(scored, reverse=True)[:beam]  # all pairs survive: the beam is wider than one step's choice
    np.testing.assert_allclose(state.log_probs[0], [score for score, _ in best], rtol=1e-5)
    np.testing.assert_array_equal(outputs.predicted_ids[0].T, [words for _, words in best])


def test_length_penalty_prefers_long_sequences():
    step = tf.contrib.seq2seq.BeamSearchDecoder.__module__
    assert step == "legacy_seq2seq.contrib.seq2seq.beam_search_decoder"
    from legacy_seq2seq.contrib.seq2seq.beam_search_decoder import _length_penalty
    np.testing.assert_allclose(run(_length_penalty(tf.constant([1, 7], tf.int64), 1.0)), [1.0, 2.0])


# Addons' operations and ours

def random_tree(seed):
    random = np.random.RandomState(seed)
    return random.randint(0, 6, [7, 3, 4]), random.randint(0, 4, [7, 3, 4]), random.randint(0, 9, [3])


def followed(steps, parents, lengths, end):
    """gather_tree in plain Python."""
    result = np.full_like(steps, end)
    for batch, length in enumerate(np.minimum(lengths, len(steps))):
        for beam in range(steps.shape[2]):
            here = beam
            for time in reversed(range(length)):
                result[time, batch, beam] = steps[time, batch, here]
                here = parents[time, batch, here]
            ends = np.flatnonzero(result[:, batch, beam] == end)
            if len(ends):
                result[ends[0]:, batch, beam] = end
    return result


@pytest.mark.parametrize("compute", [beam_search_ops.gather_tree, lambda *args: beam_search_ops.own_gather_tree(
    *(tf.constant(arg, tf.int32) for arg in args))], ids=["chosen", "own"])
@pytest.mark.parametrize("seed", range(3))
def test_gather_tree_follows_the_parents(compute, seed):
    steps, parents, lengths = random_tree(seed)
    np.testing.assert_array_equal(run(compute(steps, parents, lengths, 5)), followed(steps, parents, lengths, 5))


def test_own_gather_tree_refuses_a_parent_that_is_no_beam():
    steps, parents, lengths = (tf.constant(x, tf.int32) for x in random_tree(0))
    with pytest.raises(tf.errors.InvalidArgumentError):
        run(beam_search_ops.own_gather_tree(steps, parents + 4, lengths * 0 + 7, tf.constant(5)))


@pytest.mark.parametrize("tile", [beams.tile_batch, beams.own_tile_batch], ids=["chosen", "own"])
def test_tile_batch_repeats_each_row(tile):
    matrix, (vector,) = tile((tf.placeholder_with_default([[1, 2], [3, 4]], [None, 2]), (tf.constant([5.0, 6.0]),)), 2)
    assert matrix.shape.as_list() == [None, 2]
    assert vector.shape.as_list() == [4]
    np.testing.assert_array_equal(run(matrix), [[1, 2], [1, 2], [3, 4], [3, 4]])
    np.testing.assert_array_equal(run(vector), [5, 5, 6, 6])


# Messages, each with its remedy performed

def test_a_state_that_was_not_tiled_is_refused_with_the_remedy():
    seq2seq = tf.contrib.seq2seq
    state = tf.zeros([BATCH, UNITS])

    def decoder(state):
        return seq2seq.BeamSearchDecoder(
            tf.nn.rnn_cell.GRUCell(UNITS), tf.eye(DEPTH), [1] * BATCH, 0, state, 3, tf.layers.Dense(DEPTH))

    with pytest.raises(ValueError, match=r"\(2, 5\).*batch of 6 = 2 .* \* 3 \(beam_width\).*tile_batch\(state, multiplier=3\)"):
        decoder(state)
    outputs, _, _ = seq2seq.dynamic_decode(decoder(seq2seq.tile_batch(state, multiplier=3)), maximum_iterations=2)
    assert run(outputs.predicted_ids).shape == (BATCH, 2, 3)


def test_lengths_beyond_the_inputs_are_refused():
    with pytest.raises(ValueError, match=r"`sequence_length` holds 4, but `inputs` has 3 steps.*time_major"):
        tf.contrib.seq2seq.TrainingHelper(inputs(), [4, 2])
    with pytest.raises(ValueError, match="holds 3, but `inputs` has 2 steps"):
        tf.contrib.seq2seq.TrainingHelper(inputs(), [3, 2], time_major=True)
    tf.contrib.seq2seq.TrainingHelper(inputs(), [3, 2])


def test_lengths_of_int64_are_refused_with_the_remedy():
    lengths = tf.constant([3, 2], tf.int64)
    with pytest.raises(TypeError, match=r"`sequence_length` is int64; expected int32.*tf.cast\(sequence_length, tf.int32\)"):
        tf.contrib.seq2seq.TrainingHelper(inputs(), lengths)
    tf.contrib.seq2seq.TrainingHelper(inputs(), tf.cast(lengths, tf.int32))


def test_a_table_of_another_depth_is_refused_where_its_rows_replace_inputs():
    with pytest.raises(ValueError, match=r"`embedding` \(7, 5\).*\(5,\).*\(4,\)"):
        tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper(inputs(), [3, 2], tf.zeros([7, 5]), 0.5)


def test_outputs_of_another_depth_than_the_inputs_are_refused_where_they_replace_them():
    helper = tf.contrib.seq2seq.ScheduledOutputTrainingHelper(inputs(), [3, 2], 0.5)
    decoder = tf.contrib.seq2seq.BasicDecoder(tf.nn.rnn_cell.GRUCell(UNITS), helper, tf.zeros([BATCH, UNITS]))
    with pytest.raises(ValueError, match=r"outputs \(2, 5\).*inputs \(2, 4\).*output_layer.*next_inputs_fn"):
        tf.contrib.seq2seq.dynamic_decode(decoder)


def test_a_cell_that_knows_another_depth_tells_the_shapes_it_got():
    seq2seq = tf.contrib.seq2seq
    cell = tf.nn.rnn_cell.GRUCell(UNITS)
    cell(tf.zeros([BATCH, DEPTH]), tf.zeros([BATCH, UNITS]))
    decoder = seq2seq.BasicDecoder(cell, seq2seq.GreedyEmbeddingHelper(tf.zeros([9, 3]), [1, 1], 0), tf.zeros([BATCH, UNITS]))
    with pytest.raises(ValueError, match=r"BasicDecoder: the cell GRUCell \(state size 5\).*inputs of shape \(2, 3\) and state of shape \(2, 5\)"):
        seq2seq.dynamic_decode(decoder, maximum_iterations=2)


@pytest.mark.parametrize("layer", [lambda x: x, 3, "dense"])
def test_an_output_layer_that_is_no_layer_is_refused(layer):
    helper = tf.contrib.seq2seq.TrainingHelper(inputs(), [3, 2])
    with pytest.raises(TypeError, match=r"`output_layer` must be a layer of tf.layers.*tf.layers.Dense"):
        tf.contrib.seq2seq.BasicDecoder(tf.nn.rnn_cell.GRUCell(UNITS), helper, tf.zeros([BATCH, UNITS]), layer)
    with pytest.raises(TypeError, match=r"`output_layer` must be a layer.*tf.layers.Dense"):
        tf.contrib.seq2seq.BeamSearchDecoder(tf.nn.rnn_cell.GRUCell(UNITS), tf.eye(3), [1], 0, tf.zeros([2, UNITS]), 2, layer)


def test_what_is_no_decoder_is_refused():
    with pytest.raises(TypeError, match=r"`decoder` is .*GRUCell.*expected a Decoder, such as BasicDecoder"):
        tf.contrib.seq2seq.dynamic_decode(tf.nn.rnn_cell.GRUCell(UNITS))


def test_a_custom_helper_tells_why_it_knows_no_batch_yet():
    helper = tf.contrib.seq2seq.CustomHelper(lambda: (tf.constant([False, True]), tf.zeros([2, 1])), None, None)
    with pytest.raises(ValueError, match=r"before `initialize\(\)`"):
        helper.batch_size  # noqa: B018
    helper.initialize()
    assert run(helper.batch_size) == 2


def test_an_array_that_cannot_be_sorted_is_named_in_a_warning(caplog):
    with caplog.at_level("WARNING", logger="tensorflow"):
        assert not beams._check_static_batch_beam_maybe(tf.TensorShape([6, 4]), 2, 3)
        assert beams._check_static_batch_beam_maybe(tf.TensorShape([6]), 2, 3)
        assert beams._check_static_batch_beam_maybe(tf.TensorShape([6, 4]), None, 3)


# Samplers of TensorFlow Addons

class GreedySampler:
    """Of Addons' protocol, as its GreedyEmbeddingSampler."""

    batch_size = None
    sample_ids_shape = property(lambda self: tf.TensorShape([]))
    sample_ids_dtype = property(lambda self: tf.int32)

    def initialize(self, embedding, start_tokens=None, end_token=None):
        self.embedding, self.end_token = embedding, end_token
        self.start_inputs = tf.gather(embedding, start_tokens)
        self.batch_size = tf.size(start_tokens)
        return tf.tile([False], [self.batch_size]), self.start_inputs

    def sample(self, time, outputs, state):
        return tf.argmax(outputs, -1, output_type=tf.int32)

    def next_inputs(self, time, outputs, state, sample_ids):
        return tf.equal(sample_ids, self.end_token), tf.gather(self.embedding, sample_ids), state


def addons_sampler(name, *args):
    """Addons' sampler, or where Addons cannot be installed ours of its protocol."""
    return GreedySampler() if stack.addons() is None else getattr(stack.addons().seq2seq, name)(*args)


def spelled(sampler, **kwargs):
    decoder = tf.contrib.seq2seq.BasicDecoder(Spelling([[3, 1, 0], [2, 0, 1]], 4), sampler, tf.zeros([2, 1]))
    outputs, _, lengths = run(tf.contrib.seq2seq.dynamic_decode(decoder, impute_finished=True, maximum_iterations=8, **kwargs))
    return outputs.sample_id.tolist(), lengths.tolist()


def test_a_sampler_is_initialized_by_dynamic_decode():
    sampler = addons_sampler("GreedyEmbeddingSampler")
    arguments = {"start_tokens": tf.constant([1, 1]), "end_token": 0}
    assert spelled(sampler, decoder_init_input=tf.eye(4), decoder_init_kwargs=arguments) == ([[3, 1, 0], [2, 0, 0]], [3, 2])


def test_a_sampler_initialized_by_the_program_is_taken_as_it_is():
    sampler = addons_sampler("GreedyEmbeddingSampler")
    sampler.initialize(tf.eye(4), start_tokens=tf.constant([1, 1]), end_token=0)
    assert spelled(sampler) == ([[3, 1, 0], [2, 0, 0]], [3, 2])


def test_a_sampler_that_was_not_initialized_says_how():
    with pytest.raises(ValueError, match=r"has not been initialized.*decoder_init_input"):
        spelled(addons_sampler("GreedyEmbeddingSampler"))


class TrainingSampler:
    """Of Addons' protocol, as its TrainingSampler."""

    batch_size = None
    sample_ids_shape = property(lambda self: tf.TensorShape([]))
    sample_ids_dtype = property(lambda self: tf.int32)

    def initialize(self, inputs, sequence_length=None):
        time_first = tf.transpose(inputs, [1, 0, 2])
        self.input_tas = tf.TensorArray(tf.float32, size=TIME).unstack(time_first)
        self.zero_inputs, self.sequence_length = tf.zeros_like(time_first[0]), tf.convert_to_tensor(sequence_length)
        self.batch_size = tf.size(sequence_length)
        return tf.equal(0, self.sequence_length), self.input_tas.read(0)

    def sample(self, time, outputs, state):
        return tf.argmax(outputs, -1, output_type=tf.int32)

    def next_inputs(self, time, outputs, state, sample_ids):
        finished = time + 1 >= self.sequence_length
        return finished, tf.cond(tf.reduce_all(finished), lambda: self.zero_inputs, lambda: self.input_tas.read(time + 1)), state


@pytest.mark.parametrize("by_dynamic_decode", [True, False])
def test_a_training_sampler_gives_what_the_training_helper_gives(by_dynamic_decode):
    seq2seq = tf.contrib.seq2seq
    sampler = TrainingSampler() if stack.addons() is None else stack.addons().seq2seq.TrainingSampler()
    cell = tf.nn.rnn_cell.GRUCell(UNITS)
    kwargs = {}
    if by_dynamic_decode:
        kwargs = {"decoder_init_input": inputs(), "decoder_init_kwargs": {"sequence_length": [3, 2]}}
    else:
        sampler.initialize(inputs(), sequence_length=[3, 2])
    results = [
        seq2seq.dynamic_decode(seq2seq.BasicDecoder(cell, helper, tf.ones([BATCH, UNITS])), **options)
        for helper, options in ((sampler, kwargs), (seq2seq.TrainingHelper(inputs(), [3, 2]), {}))]
    assert [v.op.name for v in tf.global_variables()][0] == "decoder/gru_cell/gates/kernel"
    (outputs, state, lengths), expected = run(results)
    np.testing.assert_allclose(outputs.rnn_output, expected[0].rnn_output, rtol=1e-6)
    np.testing.assert_allclose(state, expected[1], rtol=1e-6)
    np.testing.assert_array_equal(lengths, [3, 2])
