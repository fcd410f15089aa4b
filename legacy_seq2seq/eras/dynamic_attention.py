"""The attention of TF 1.1's tf.contrib.seq2seq: DynamicAttentionWrapper, its state and its mechanisms."""

import collections

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq.alignments import hardmax  # noqa: F401
from legacy_seq2seq.contrib.seq2seq.attention_memory import _prepare_memory
from legacy_seq2seq.eras.cells_base import RNNCell, require_cell
from legacy_seq2seq.eras.layers import Dense


class DynamicAttentionWrapperState(collections.namedtuple("DynamicAttentionWrapperState", ("cell_state", "attention"))):
    """The state of a DynamicAttentionWrapper: the cell's, and the attention `[batch, attention_size]` of the last step."""


class AttentionMechanism:
    """Scores a query against a memory: `mechanism(query [batch, depth]) -> scores [batch, time]`."""


class _BaseAttentionMechanism(AttentionMechanism):
    """A mechanism whose memory `[batch, time, depth]` is mapped to keys `[batch, time, num_units]`, zeros past its length."""

    def __init__(self, query_layer, num_units, memory, memory_sequence_length, normalize, attention_r_initializer, name):
        self._name = name
        with tf.name_scope(name):
            self._num_units = num_units
            self._normalize = normalize
            self._attention_r_initializer = attention_r_initializer or tf.zeros_initializer()
            self._query_layer = query_layer
            self._memory_layer = Dense(num_units, name="memory_layer")
            if memory_sequence_length is not None:
                memory_sequence_length = tf.convert_to_tensor(memory_sequence_length)
            self._values = _prepare_memory(memory, memory_sequence_length, check_inner_dims_defined=True)
            self._keys = self._memory_layer(self._values)

    @property
    def memory_layer(self):
        return self._memory_layer

    @property
    def query_layer(self):
        return self._query_layer

    @property
    def values(self):
        return self._values

    @property
    def keys(self):
        return self._keys

    def _variable(self, name, shape, initializer, dtype):
        return tf.get_variable(name, shape, dtype, initializer)

    def _scale(self, dtype):
        return self._variable("attention_g", [], tf.constant_initializer(self._num_units ** -0.5), dtype)

    def _shift(self, dtype):
        return self._variable("attention_r", [], self._attention_r_initializer, dtype)


class LuongAttention(_BaseAttentionMechanism):
    """`score = keys · query`, the query of depth `num_units` (Luong et al. 2015); with `normalize` `g · score + r`.

    Raises ValueError for a query of another depth.
    """

    def __init__(self, num_units, memory, memory_sequence_length=None, normalize=False, attention_r_initializer=None,
                 name="LuongAttention"):
        super().__init__(None, num_units, memory, memory_sequence_length, normalize, attention_r_initializer, name)

    def __call__(self, query):
        depth, units = tf.dimension_value(query.shape[-1]), tf.dimension_value(self._keys.shape[-1])
        if depth != units:
            raise ValueError(f"LuongAttention: the query (the cell's output) has depth {depth} and the keys {units}; they must be equal. "
                             f"Make the mechanism with num_units={depth}, or take BahdanauAttention.")
        with tf.name_scope("LuongAttentionCall", values=[query]):
            score = tf.squeeze(tf.matmul(tf.expand_dims(query, 1), self._keys, transpose_b=True), [1])
            if self._normalize:
                score = self._scale(query.dtype) * score + self._shift(query.dtype)
        return score


class BahdanauAttention(_BaseAttentionMechanism):
    """`score = v · tanh(keys + query_layer(query))` (Bahdanau et al. 2015).

    With `normalize` v has the length g, a bias b stands inside of tanh, and r is added (Raffel et al. 2017).
    """

    def __init__(self, num_units, memory, memory_sequence_length=None, normalize=False, attention_r_initializer=None,
                 name="BahdanauAttention"):
        super().__init__(Dense(num_units, name="query_layer"), num_units, memory, memory_sequence_length, normalize,
                         attention_r_initializer, name)

    def __call__(self, query):
        with tf.name_scope("BahdanauAttentionCall", values=[query]):
            mapped = tf.expand_dims(self._query_layer(query), 1)  # [batch, 1, num_units]
            vector = self._variable("attention_v", [self._num_units], None, query.dtype)
            if not self._normalize:
                return tf.reduce_sum(vector * tf.tanh(self._keys + mapped), 2)
            scale = self._scale(query.dtype)
            bias = self._variable("attention_b", [self._num_units], tf.zeros_initializer(), query.dtype)
            unit = scale * vector * tf.rsqrt(tf.reduce_sum(tf.square(vector)))
            return tf.reduce_sum(unit * tf.tanh(self._keys + mapped + bias), 2) + self._shift(query.dtype)


class DynamicAttentionWrapper(RNNCell):
    """A cell whose every step looks at a memory.

    A step: cell inputs = cell_input_fn(inputs, attention of the step before), their concatenation by default; the cell's
    step; alignments = probability_fn(mechanism(cell output)), softmax by default; attention = a dense map of
    `[cell output, context]` to attention_size. The output is the attention, or with `output_attention=False` the cell's.
    Raises TypeError where `cell` is no RNNCell or `attention_mechanism` no mechanism.
    Source: TF 1.1 tf.contrib.seq2seq.DynamicAttentionWrapper.
    """

    def __init__(self, cell, attention_mechanism, attention_size, cell_input_fn=None, probability_fn=None, output_attention=True,
                 name=None):
        require_cell("DynamicAttentionWrapper", cell)
        if not isinstance(attention_mechanism, AttentionMechanism):
            raise TypeError(f"DynamicAttentionWrapper: `attention_mechanism` is {attention_mechanism!r}; expected LuongAttention(...) or "
                            "BahdanauAttention(...).")
        for argument, value in (("cell_input_fn", cell_input_fn), ("probability_fn", probability_fn)):
            if value is not None and not callable(value):
                raise TypeError(f"DynamicAttentionWrapper: `{argument}` is {value!r}; expected a function.")
        self._cell = cell
        self._attention_mechanism = attention_mechanism
        self._attention_size = attention_size
        self._cell_input_fn = cell_input_fn or (lambda inputs, attention: tf.concat([inputs, attention], -1))
        self._probability_fn = probability_fn or tf.nn.softmax
        self._output_attention = output_attention
        self._attention_layer = Dense(attention_size, name="dense")

    @property
    def output_size(self):
        return self._attention_size if self._output_attention else self._cell.output_size

    @property
    def state_size(self):
        return DynamicAttentionWrapperState(self._cell.state_size, self._attention_size)

    def zero_state(self, batch_size, dtype):
        """Zeros as the attention, and the cell's zero state."""
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            attention = tf.zeros(tf.stack([batch_size, self._attention_size]), dtype)
            return DynamicAttentionWrapperState(self._cell.zero_state(batch_size, dtype), attention)

    def __call__(self, inputs, state, scope=None):
        if scope is not None:
            with tf.variable_scope(scope):
                return self(inputs, state)
        cell_inputs = self._cell_input_fn(inputs, state.attention)
        cell_output, cell_state = self._cell(cell_inputs, state.cell_state)
        alignments = self._probability_fn(self._attention_mechanism(cell_output))  # [batch, time]
        context = tf.squeeze(tf.matmul(tf.expand_dims(alignments, 1), self._attention_mechanism.values), [1])
        attention = self._attention_layer(tf.concat([cell_output, context], 1))
        new_state = DynamicAttentionWrapperState(cell_state, attention)
        return (attention if self._output_attention else cell_output), new_state
