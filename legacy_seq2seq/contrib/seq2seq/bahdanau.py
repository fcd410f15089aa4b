"""Additive attention (Bahdanau et al. 2015): the score is a small network of query and key."""

import math

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq.attention_mechanism import _BaseAttentionMechanism, check_query, require_callable


def _bahdanau_score(processed_query, keys, attention_v, attention_g=None, attention_b=None):
    """`score[t] = v · tanh(keys[t] + query)`, or normalised `g v/|v| · tanh(keys[t] + query + b)`.

    processed_query: `[batch, num_units]`. keys: `[batch, max_time, num_units]`. attention_v, attention_b:
    `[num_units]`; attention_g: scalar; both of g and b, or neither. Returns `[batch, max_time]`.
    Source: TF1 tensorflow.contrib.seq2seq.python.ops.attention_wrapper (Salimans & Kingma 2016 for the norm).
    """
    hidden = keys + tf.expand_dims(processed_query, 1)  # [batch, max_time, num_units]
    if attention_g is not None and attention_b is not None:
        attention_v = attention_g * attention_v * tf.rsqrt(tf.reduce_sum(tf.square(attention_v)))
        hidden += attention_b
    return tf.reduce_sum(attention_v * tf.tanh(hidden), [2])


class BahdanauAttention(_BaseAttentionMechanism):
    """Additive attention: `score[t] = v · tanh(W_memory memory[t] + W_query query)`.

    num_units: the depth of keys and processed query. memory: `[batch, max_time, depth]`. memory_sequence_length: `[batch]`, all
    above zero. normalize: the score's weight-normalised form. probability_fn: `f(score [batch, max_time]) -> alignments`,
    softmax by default. dtype: of all variables, float32 by default. For the others see `_BaseAttentionMechanism`.

    Variables: `memory_layer/kernel` `[depth, num_units]` in the scope of the construction; in that of each call
    `bahdanau_attention/query_layer/kernel` `[query depth, num_units]`, `bahdanau_attention/attention_v` `[num_units]`,
    and with normalize `attention_g` (scalar, at first sqrt(1 / num_units)), `attention_b` `[num_units]` (zeros).

    Raises TypeError for a memory of another dtype; ValueError for a memory of unknown depth or not `[batch, time, depth]`, and
    for lengths that are not `[batch]`. Source: TF1 tf.contrib.seq2seq.BahdanauAttention (Bahdanau et al. 2015).
    """

    def __init__(self, num_units, memory, memory_sequence_length=None, normalize=False, probability_fn=None,
                 score_mask_value=None, dtype=None, custom_key_value_fn=None, name="BahdanauAttention"):
        probability_fn = probability_fn or tf.nn.softmax
        require_callable("probability_fn", probability_fn, "f(score) -> alignments")
        super().__init__(
            query_layer=projection("query_layer", num_units, dtype), memory_layer=projection("memory_layer", num_units, dtype),
            memory=memory, probability_fn=lambda score, _: probability_fn(score), memory_sequence_length=memory_sequence_length,
            score_mask_value=score_mask_value, custom_key_value_fn=custom_key_value_fn, name=name)
        self._num_units = num_units
        self._normalize = normalize
        self._name = name

    def __call__(self, query, state):
        """`alignments [batch, max_time], next_state` (the alignments again), from `query` `[batch, depth]`."""
        check_query(self, query)
        with tf.variable_scope(None, "bahdanau_attention", [query]):
            score = additive_score(self, query)
        alignments = self._probability_fn(score, state)
        return alignments, alignments


def projection(name, num_units, dtype):
    """The linear layer that makes keys of a memory, or a processed query of a query."""
    return tf.layers.Dense(num_units, name=name, use_bias=False, dtype=tf.float32 if dtype is None else dtype)


def additive_score(mechanism, query):
    """`_bahdanau_score` with the variables of a mechanism that has query_layer, _num_units and _normalize."""
    units = mechanism._num_units
    processed_query = mechanism.query_layer(query) if mechanism.query_layer else query
    attention_v = tf.get_variable("attention_v", [units], dtype=query.dtype)
    if not mechanism._normalize:
        return _bahdanau_score(processed_query, mechanism.keys, attention_v)
    attention_g = tf.get_variable(
        "attention_g", shape=(), dtype=query.dtype, initializer=tf.constant_initializer(math.sqrt(1 / units)))
    attention_b = tf.get_variable("attention_b", [units], dtype=query.dtype, initializer=tf.zeros_initializer())
    return _bahdanau_score(processed_query, mechanism.keys, attention_v, attention_g, attention_b)
