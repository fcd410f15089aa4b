"""Attention that moves along the memory and never back (Raffel et al. 2017), over both scores."""

import functools

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq.alignments import monotonic_attention
from legacy_seq2seq.contrib.seq2seq.attention_mechanism import _BaseAttentionMechanism, check_query
from legacy_seq2seq.contrib.seq2seq.bahdanau import additive_score, projection
from legacy_seq2seq.contrib.seq2seq.luong import multiplicative_score


def _monotonic_probability_fn(score, previous_alignments, sigmoid_noise, mode, seed=None):
    """Alignments of scores: each cell stops the walk with probability sigmoid(score).

    score, previous_alignments: `[batch, max_time]`. sigmoid_noise: the standard deviation of the noise that is
    added to the score, which in training pushes it towards yes or no. mode: as for `monotonic_attention`; "hard" stops where
    the score is above zero. seed: of the noise. Returns `[batch, max_time]`.
    Source: TF1 tensorflow.contrib.seq2seq.python.ops.attention_wrapper.
    """
    if sigmoid_noise > 0:
        score += sigmoid_noise * tf.random_normal(tf.shape(score), dtype=score.dtype, seed=seed)
    stops = tf.cast(score > 0, score.dtype) if mode == "hard" else tf.sigmoid(score)
    return monotonic_attention(stops, previous_alignments, mode)


class _BaseMonotonicAttentionMechanism(_BaseAttentionMechanism):
    """Attention that starts at the first cell of the memory.

    Source: TF1 tensorflow.contrib.seq2seq.python.ops.attention_wrapper.
    """

    def initial_alignments(self, batch_size, dtype):
        """The alignments before the first step, `[batch_size, max_time]`: one at cell 0, zero elsewhere."""
        return tf.one_hot(tf.zeros([batch_size], tf.int32), self._alignments_size, dtype=dtype)


class BahdanauMonotonicAttention(_BaseMonotonicAttentionMechanism):
    """Monotonic attention with the additive score.

    num_units, memory, memory_sequence_length, normalize, score_mask_value, dtype: as for `BahdanauAttention`.
    sigmoid_noise, sigmoid_noise_seed: see `_monotonic_probability_fn`. score_bias_init: the first value of the score's
    bias; negative where the memory is long, so that the walk does not stop at once. mode: "parallel", "recursive" or "hard".

    Variables: `memory_layer/kernel`; in `bahdanau_monotonic_attention` those of `BahdanauAttention` and `attention_score_bias`.
    Raises what `BahdanauAttention` does, and ValueError when called with an unknown mode.
    Source: TF1 tf.contrib.seq2seq.BahdanauMonotonicAttention (Raffel et al. 2017).
    """

    def __init__(self, num_units, memory, memory_sequence_length=None, normalize=False, score_mask_value=None, sigmoid_noise=0.0,
                 sigmoid_noise_seed=None, score_bias_init=0.0, mode="parallel", dtype=None, name="BahdanauMonotonicAttention"):
        super().__init__(
            query_layer=projection("query_layer", num_units, dtype), memory_layer=projection("memory_layer", num_units, dtype),
            memory=memory, memory_sequence_length=memory_sequence_length, score_mask_value=score_mask_value, name=name,
            probability_fn=functools.partial(
                _monotonic_probability_fn, sigmoid_noise=sigmoid_noise, mode=mode, seed=sigmoid_noise_seed))
        self._num_units = num_units
        self._normalize = normalize
        self._score_bias_init = score_bias_init
        self._name = name

    def __call__(self, query, state):
        """`alignments [batch, max_time], next_state` (the alignments again), from `query` `[batch, depth]`."""
        check_query(self, query)
        with tf.variable_scope(None, "bahdanau_monotonic_attention", [query]):
            score = additive_score(self, query) + _score_bias(self, query)
        alignments = self._probability_fn(score, state)
        return alignments, alignments


class LuongMonotonicAttention(_BaseMonotonicAttentionMechanism):
    """Monotonic attention with the dot-product score.

    num_units, memory, memory_sequence_length, scale, score_mask_value, dtype: as for `LuongAttention`; the others as for
    `BahdanauMonotonicAttention`.

    Variables: `memory_layer/kernel`; in `luong_monotonic_attention` those of `LuongAttention` and `attention_score_bias`.
    Raises what `LuongAttention` does, and ValueError when called with an unknown mode.
    Source: TF1 tf.contrib.seq2seq.LuongMonotonicAttention (Raffel et al. 2017).
    """

    def __init__(self, num_units, memory, memory_sequence_length=None, scale=False, score_mask_value=None, sigmoid_noise=0.0,
                 sigmoid_noise_seed=None, score_bias_init=0.0, mode="parallel", dtype=None, name="LuongMonotonicAttention"):
        super().__init__(
            query_layer=None, memory_layer=projection("memory_layer", num_units, dtype), memory=memory,
            memory_sequence_length=memory_sequence_length, score_mask_value=score_mask_value, name=name,
            probability_fn=functools.partial(
                _monotonic_probability_fn, sigmoid_noise=sigmoid_noise, mode=mode, seed=sigmoid_noise_seed))
        self._num_units = num_units
        self._scale = scale
        self._score_bias_init = score_bias_init
        self._name = name

    def __call__(self, query, state):
        """`alignments [batch, max_time], next_state` (the alignments again), from `query` `[batch, num_units]`."""
        check_query(self, query)
        with tf.variable_scope(None, "luong_monotonic_attention", [query]):
            score = multiplicative_score(self, query) + _score_bias(self, query)
        alignments = self._probability_fn(score, state)
        return alignments, alignments


def _score_bias(mechanism, query):
    return tf.get_variable(
        "attention_score_bias", shape=(), dtype=query.dtype, initializer=tf.constant_initializer(mechanism._score_bias_init))
