"""Multiplicative attention (Luong et al. 2015): the score is the dot product of query and key."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq import shapes
from legacy_seq2seq.contrib.seq2seq.attention_mechanism import _BaseAttentionMechanism, check_query, require_callable
from legacy_seq2seq.contrib.seq2seq.bahdanau import projection


def _luong_score(query, keys, scale):
    """`score[t] = scale * (query · keys[t])`, unscaled where `scale` is None.

    query: `[batch, depth]`. keys: `[batch, max_time, depth]`. scale: a scalar tensor or None. Returns `[batch, max_time]`.
    Raises ValueError where the depths are known to differ.
    Source: TF1 tensorflow.contrib.seq2seq.python.ops.attention_wrapper.
    """
    depth, units = shapes.static_size(query, -1), shapes.static_size(keys, -1)
    if depth is not None and units is not None and depth != units:
        raise ValueError(
            f"LuongAttention: the query ({query.name}) has depth {depth}, but the keys ({keys.name}) have num_units {units}; the "
            f"score is their dot product, so that both must be equal. Give the mechanism num_units={depth}, the output depth "
            "of the decoder cell; or use BahdanauAttention, which projects the query.")
    score = tf.matmul(tf.expand_dims(query, 1), keys, transpose_b=True)  # [batch, 1, max_time]
    score = tf.squeeze(score, [1])
    return score if scale is None else scale * score


class LuongAttention(_BaseAttentionMechanism):
    """Multiplicative attention: `score[t] = query · (W_memory memory[t])`, times a learnt scalar with `scale`.

    num_units: the depth of keys, which must be that of the query. memory: `[batch, max_time, depth]`. memory_sequence_length:
    `[batch]`, all above zero. probability_fn: `f(score [batch, max_time]) -> alignments`, softmax by default. dtype: of all
    variables, float32 by default. For the others see `_BaseAttentionMechanism`.

    Variables: `memory_layer/kernel` `[depth, num_units]` in the scope of the construction; with `scale`
    `luong_attention/attention_g` (scalar, at first 1) in that of each call.

    Raises TypeError for a memory of another dtype; ValueError for a memory of unknown depth or not `[batch, time,
    depth]`, for lengths that are not `[batch]`, and when called with a query of another depth.
    Source: TF1 tf.contrib.seq2seq.LuongAttention (Luong et al. 2015).
    """

    def __init__(self, num_units, memory, memory_sequence_length=None, scale=False, probability_fn=None,
                 score_mask_value=None, dtype=None, custom_key_value_fn=None, name="LuongAttention"):
        probability_fn = probability_fn or tf.nn.softmax
        require_callable("probability_fn", probability_fn, "f(score) -> alignments")
        super().__init__(
            query_layer=None, memory_layer=projection("memory_layer", num_units, dtype), memory=memory,
            probability_fn=lambda score, _: probability_fn(score), memory_sequence_length=memory_sequence_length,
            score_mask_value=score_mask_value, custom_key_value_fn=custom_key_value_fn, name=name)
        self._num_units = num_units
        self._scale = scale
        self._name = name

    def __call__(self, query, state):
        """`alignments [batch, max_time], next_state` (the alignments again), from `query` `[batch, num_units]`."""
        check_query(self, query)
        with tf.variable_scope(None, "luong_attention", [query]):
            score = multiplicative_score(self, query)
        alignments = self._probability_fn(score, state)
        return alignments, alignments


def multiplicative_score(mechanism, query):
    """`_luong_score` with the variable of a mechanism that has _scale."""
    scale = None
    if mechanism._scale:
        scale = tf.get_variable("attention_g", shape=(), dtype=query.dtype, initializer=tf.ones_initializer())
    return _luong_score(query, mechanism.keys, scale)
