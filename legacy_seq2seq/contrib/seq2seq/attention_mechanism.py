"""What an attention mechanism is: keys and values made of a memory, and scores made into alignments."""

import numpy as np

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq import shapes
from legacy_seq2seq.contrib.seq2seq.attention_memory import _maybe_mask_score, _prepare_memory


class AttentionMechanism:
    """The interface: `alignments, next_state = mechanism(query, state)`; all of them `[batch, ...]`.

    Source: TF1 tf.contrib.seq2seq.AttentionMechanism.
    """

    @property
    def alignments_size(self):
        """The number of memory cells: the depth of the alignments."""
        raise NotImplementedError

    @property
    def state_size(self):
        """The depth of the mechanism's state."""
        raise NotImplementedError


class _BaseAttentionMechanism(AttentionMechanism):
    """Attention over one memory. A subclass gives `__call__(query, state) -> alignments, next_state`.

    query_layer: a tf.layers.Layer for the query, which the subclass applies, or None.
    memory: `[batch, max_time, depth]`, usually the outputs of an encoder.
    probability_fn: `f(score, previous_alignments) -> alignments`, all `[batch, max_time]`. The subclass calls it as
        `self._probability_fn`, which puts score_mask_value on the padding first.
    memory_sequence_length: `[batch]` ints: what lies behind is padding. It is zero in the values and never attended to.
    memory_layer: a tf.layers.Layer that makes the keys of the memory. Its dtype is the mechanism's.
    check_inner_dims_defined: whether the axes of the memory after time must be known.
    score_mask_value: the score of padding; minus infinity by default.
    custom_key_value_fn: `f(keys, values) -> keys, values`, applied last.

    Raises TypeError for arguments of a wrong type, and those of `_prepare_memory`. The variables of memory_layer are made here, in the
    variable scope of the moment. Source: TF1 tensorflow.contrib.seq2seq.python.ops.attention_wrapper.
    """

    def __init__(self, query_layer, memory, probability_fn, memory_sequence_length=None, memory_layer=None,
                 check_inner_dims_defined=True, score_mask_value=None, custom_key_value_fn=None, name=None):
        for argument, layer in (("query_layer", query_layer), ("memory_layer", memory_layer)):
            _require_layer(argument, layer)
        require_callable("probability_fn", probability_fn, "f(score, previous_alignments) -> alignments")
        if custom_key_value_fn is not None:
            require_callable("custom_key_value_fn", custom_key_value_fn, "f(keys, values) -> keys, values")
        self._query_layer = query_layer
        self._memory_layer = memory_layer
        self.dtype = getattr(memory_layer, "dtype", None)
        with tf.name_scope(name, "BaseAttentionMechanismInit", tf.nest.flatten(memory)):
            self._values = _prepare_memory(
                memory, memory_sequence_length, check_inner_dims_defined=check_inner_dims_defined)
            if memory_layer is None:
                self._keys = self._values
            else:
                _check_memory(self._values, self.dtype)
                self._keys = memory_layer(self._values)
            if custom_key_value_fn is not None:
                self._keys, self._values = custom_key_value_fn(self._keys, self._values)
            if self.dtype is None:
                self.dtype = tf.nest.flatten(self._values)[0].dtype.base_dtype.name
            self._batch_size = shapes.size(self._keys, 0)
            self._alignments_size = shapes.size(self._keys, 1)
        if score_mask_value is None:
            score_mask_value = tf.as_dtype(self.dtype).as_numpy_dtype(-np.inf)
        self._probability_fn = lambda score, previous_alignments: probability_fn(
            _maybe_mask_score(score, memory_sequence_length=memory_sequence_length, score_mask_value=score_mask_value),
            previous_alignments)

    @property
    def memory_layer(self):
        """The layer that made the keys."""
        return self._memory_layer

    @property
    def query_layer(self):
        """The layer for the query, or None."""
        return self._query_layer

    @property
    def values(self):
        """`[batch, max_time, depth]`: what the context is a mean of. Zero on padding."""
        return self._values

    @property
    def keys(self):
        """`[batch, max_time, num_units]`: what queries are compared with."""
        return self._keys

    @property
    def batch_size(self):
        """The memory's batch: an int, or a scalar tensor where it is not known yet."""
        return self._batch_size

    @property
    def alignments_size(self):
        """The memory's max_time: an int, or a scalar tensor where it is not known yet."""
        return self._alignments_size

    @property
    def state_size(self):
        """The depth of the state, which is the alignments of the step before."""
        return self._alignments_size

    def initial_alignments(self, batch_size, dtype):
        """The alignments before the first step: zeros `[batch_size, max_time]`."""
        return tf.zeros([batch_size, self._alignments_size], dtype)

    def initial_state(self, batch_size, dtype):
        """The state before the first step: the initial alignments."""
        return self.initial_alignments(batch_size, dtype)


def require_callable(argument, function, form):
    """Raises TypeError where `function` cannot be called."""
    if not callable(function):
        raise TypeError(f"`{argument}` is {function!r}, of type {type(function).__name__}; expected a function {form}.")


def check_query(mechanism, query):
    """Raises for a query, or for keys, that the dot products and sums of our mechanisms have no meaning for."""
    keys = mechanism.keys
    if keys.shape.ndims not in (None, 3):
        raise ValueError(_rank_message(keys, "keys"))
    if query.dtype.base_dtype != keys.dtype.base_dtype:
        raise TypeError(
            f"{type(mechanism).__name__}: the query ({query.name}) is of {query.dtype.base_dtype.name}, the keys of "
            f"{keys.dtype.base_dtype.name}. Use one dtype for decoder cell, memory and mechanism (its dtype= argument).")


def _require_layer(argument, layer):
    if layer is not None and not isinstance(layer, tf.layers.Layer):
        raise TypeError(f"`{argument}` is not a tf.layers.Layer: {layer!r}, of type {type(layer).__module__}.{type(layer).__name__}. "
                        f"For instance: tf.layers.Dense(num_units, name={argument!r}, use_bias=False, dtype=tf.float32).")


def _check_memory(values, dtype):
    for part in tf.nest.flatten(values):
        # A deeper memory is left to subclasses that can use it.
        if part.shape.ndims is not None and part.shape.ndims < 3:
            raise ValueError(_rank_message(part, "memory"))
        if dtype is not None and part.dtype.base_dtype != tf.as_dtype(dtype):
            name = part.dtype.base_dtype.name
            raise TypeError(f"`memory` ({part.name}) is of {name}, but the mechanism's dtype is {tf.as_dtype(dtype).name}. "
                            + (f"Pass dtype=tf.{name} to the mechanism." if part.dtype.is_floating else
                               "Memory is floating-point: embed ids first, tf.nn.embedding_lookup(embedding, ids)."))


def _rank_message(tensor, what):
    remedy = ("Pass the encoder's outputs, not its final state." if tensor.shape.ndims < 3 else
              "Bring its inner axes together: tf.reshape(memory, [batch_size, -1, depth]).")
    return f"`{what}` ({tensor.name}) has shape {shapes.text(tensor)}; expected [batch, time, depth]. {remedy}"
