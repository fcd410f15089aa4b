"""The cell that pays attention, and under the same roof all attention names of TF1's module of this name.

Source: TF1 tensorflow.contrib.seq2seq.python.ops.attention_wrapper.
"""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq import attention_arguments as arguments
from legacy_seq2seq.contrib.seq2seq import shapes
from legacy_seq2seq.contrib.seq2seq.alignments import hardmax, monotonic_attention, safe_cumprod
from legacy_seq2seq.contrib.seq2seq.attention_mechanism import AttentionMechanism, _BaseAttentionMechanism  # noqa: F401
from legacy_seq2seq.contrib.seq2seq.attention_memory import _maybe_mask_score, _prepare_memory  # noqa: F401
from legacy_seq2seq.contrib.seq2seq.attention_state import AttentionWrapperState
from legacy_seq2seq.contrib.seq2seq.bahdanau import BahdanauAttention, _bahdanau_score  # noqa: F401
from legacy_seq2seq.contrib.seq2seq.luong import LuongAttention, _luong_score  # noqa: F401
from legacy_seq2seq.contrib.seq2seq.monotonic import (
    BahdanauMonotonicAttention,
    LuongMonotonicAttention,
    _BaseMonotonicAttentionMechanism,  # noqa: F401
    _monotonic_probability_fn,  # noqa: F401
)
from legacy_seq2seq.nn.rnn_cell.base import RNNCell

# The names with an underscore are here because published programs import them.
__all__ = [
    "AttentionMechanism", "AttentionWrapper", "AttentionWrapperState", "BahdanauAttention", "BahdanauMonotonicAttention",
    "LuongAttention", "LuongMonotonicAttention", "hardmax", "monotonic_attention", "safe_cumprod",
]


def _compute_attention(attention_mechanism, cell_output, attention_state, attention_layer):
    """One look at a memory: `attention, alignments, next_attention_state`.

    cell_output: `[batch, depth]`, the query. attention: the context `[batch, memory depth]`, which is the mean of the memory
    weighted by the alignments `[batch, max_time]`; with an attention_layer `attention_layer([cell_output, context])`.
    Source: TF1 tensorflow.contrib.seq2seq.python.ops.attention_wrapper.
    """
    alignments, next_attention_state = arguments.ask(attention_mechanism, cell_output, attention_state)
    context = tf.matmul(tf.expand_dims(alignments, 1), attention_mechanism.values)  # [batch, 1, memory depth]
    context = tf.squeeze(context, [1])
    if attention_layer is None:
        return context, alignments, next_attention_state
    return attention_layer(tf.concat([cell_output, context], 1)), alignments, next_attention_state


class AttentionWrapper(RNNCell):
    """A cell whose every step looks at one or several memories.

    cell: the wrapped cell. attention_mechanism: one, or a list of them. attention_layer_size: the depth of
    `attention = W [cell output, context]` (a list for a list of mechanisms); None: the attention is the context itself.
    attention_layer: layers of one's own in place of attention_layer_size. alignment_history: whether the state
    keeps the alignments of all steps. cell_input_fn: `f(inputs, attention) -> cell inputs`; their concatenation by default.
    output_attention: whether the output is the attention (Luong) or the cell's output (Bahdanau). initial_cell_state: what
    `zero_state` gives as cell state. attention_fn: in place of `_compute_attention`, with its arguments and results.

    A step takes inputs `[batch, depth]` and an `AttentionWrapperState`, and does this:

    1. cell inputs = cell_input_fn(inputs, attention of the step before);
    2. cell output, cell state = cell(cell inputs, cell state);
    3. for each mechanism, alignments from the cell output as query, and the context from the alignments;
    4. attention = all contexts (through the attention layers) side by side, `[batch, attention depth]`;
    5. the output is the attention, or the cell output.

    Variables, in the scope `attention_wrapper`: the cell's, the mechanisms', `attention_layer/kernel`
    `[cell output depth + memory depth, attention_layer_size]`.

    Raises TypeError for arguments of a wrong type, and when called with another state than an
    AttentionWrapperState; ValueError where layers and mechanisms differ in number, or both attention_layer_size
    and attention_layer are given; InvalidArgumentError where the batches of memory and state differ (when the
    graph is built if they are known by then, else when it runs).
    Source: TF1 tf.contrib.seq2seq.AttentionWrapper.

        mechanism = BahdanauAttention(128, encoder_outputs, lengths)
        attention_cell = AttentionWrapper(tf.nn.rnn_cell.GRUCell(128), mechanism, attention_layer_size=128)
        state = attention_cell.zero_state(batch_size, tf.float32).clone(cell_state=encoder_state)
        output, state = attention_cell(inputs, state)   # output [batch, 128]
    """

    def __init__(self, cell, attention_mechanism, attention_layer_size=None, alignment_history=False, cell_input_fn=None,
                 output_attention=True, initial_cell_state=None, name=None, attention_layer=None, attention_fn=None, dtype=None):
        super().__init__(name=name, dtype=dtype)
        arguments.require_cell(cell)
        self._is_multi = isinstance(attention_mechanism, (list, tuple))
        self._attention_mechanisms = arguments.mechanisms(attention_mechanism)
        self._cell_input_fn = arguments.cell_input_fn(cell_input_fn)
        self._attention_fn = arguments.attention_fn(attention_fn) or _compute_attention
        self._attention_layers = arguments.attention_layers(
            self._attention_mechanisms, attention_layer_size, attention_layer)
        self._attention_layer_size = arguments.attention_depth(self._attention_mechanisms, self._attention_layers, cell)
        self._cell = cell
        self._output_attention = output_attention
        self._alignment_history = alignment_history
        with tf.name_scope(name, "AttentionWrapperInit"):
            self._initial_cell_state = self._checked_initial(initial_cell_state)

    @property
    def output_size(self):
        """The depth of the output."""
        return self._attention_layer_size if self._output_attention else self._cell.output_size

    @property
    def state_size(self):
        """An AttentionWrapperState of the depths of its parts."""
        sizes = self._item_or_tuple(mechanism.alignments_size for mechanism in self._attention_mechanisms)
        return AttentionWrapperState(
            cell_state=self._cell.state_size, attention=self._attention_layer_size, time=tf.TensorShape([]), alignments=sizes,
            alignment_history=self._history_or_nothing(lambda mechanism: mechanism.alignments_size),
            attention_state=self._item_or_tuple(mechanism.state_size for mechanism in self._attention_mechanisms))

    def zero_state(self, batch_size, dtype):
        """The state before the first step: zeros, the mechanisms' first states, and initial_cell_state where given.

        batch_size: an int or a scalar tensor; with beam search, times the beam width.
        Raises InvalidArgumentError where the memory has another batch (in the graph if known, else where it runs).
        """
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            cell_state = self._initial_cell_state
            if cell_state is None:
                cell_state = arguments.zero_state(self._cell, batch_size, dtype)
            cell_state = self._checked(cell_state, batch_size, "zero_state's batch_size", "checked_cell_state")
            alignments = [mechanism.initial_alignments(batch_size, dtype) for mechanism in self._attention_mechanisms]
            return AttentionWrapperState(
                cell_state=cell_state, time=tf.zeros([], tf.int32),
                attention=tf.zeros([batch_size, self._attention_layer_size], dtype), alignments=self._item_or_tuple(alignments),
                alignment_history=self._history_or_nothing(lambda _, first: tf.TensorArray(
                    dtype, size=0, dynamic_size=True, element_shape=first.shape), alignments),
                attention_state=self._item_or_tuple(
                    mechanism.initial_state(batch_size, dtype) for mechanism in self._attention_mechanisms))

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        """`output, next_state` of one step; the class says how."""
        if not isinstance(state, AttentionWrapperState):
            self.built = False  # no variable is made yet; without this the next, correct call would look for them
            raise TypeError(arguments.state_message(state, self._cell))
        cell_output, cell_state = self._cell(self._cell_input_fn(inputs, state.attention), state.cell_state)
        cell_output = self._checked(cell_output, shapes.size(cell_output, 0), "the decoder's state", "checked_cell_output")
        looks = [
            self._attention_fn(mechanism, cell_output, mechanism_state, layer)
            for mechanism, mechanism_state, layer in zip(
                self._attention_mechanisms, self._as_tuple(state.attention_state), self._attention_layers)]
        attentions, alignments, attention_states = zip(*looks)
        attention = tf.concat(attentions, 1)  # [batch, attention depth]
        next_state = AttentionWrapperState(
            cell_state=cell_state, attention=attention, time=state.time + 1, alignments=self._item_or_tuple(alignments),
            alignment_history=self._item_or_tuple(
                history.write(state.time, now) if self._alignment_history else ()
                for history, now in zip(self._as_tuple(state.alignment_history), alignments)),
            attention_state=self._item_or_tuple(attention_states))
        return (attention if self._output_attention else cell_output), next_state

    def _item_or_tuple(self, items):
        """As the user gave the mechanisms: a tuple for a list of them, the one item for one."""
        items = tuple(items)
        return items if self._is_multi else items[0]

    def _as_tuple(self, field):
        return field if self._is_multi else (field,)

    def _history_or_nothing(self, make, *per_mechanism):
        return self._item_or_tuple(
            make(*each) if self._alignment_history else () for each in zip(self._attention_mechanisms, *per_mechanism))

    def _checked_initial(self, cell_state):
        if cell_state is None:
            return None
        cell_state = tf.nest.map_structure(tf.convert_to_tensor, cell_state)
        batch_size = shapes.size(tf.nest.flatten(cell_state)[-1], 0)
        return self._checked(cell_state, batch_size, "initial_cell_state", "check_initial_cell_state")

    def _checked(self, nest, batch_size, what, name):
        """The tensors of `nest`, each after the check that its `batch_size` is the memories'."""
        message = arguments.batch_message(batch_size, self._attention_mechanisms, what, self._base_name)
        with tf.control_dependencies(self._batch_size_checks(batch_size, message)):
            return tf.nest.map_structure(lambda part: tf.identity(part, name=name), nest)

    def _batch_size_checks(self, batch_size, error_message):
        return [tf.assert_equal(batch_size, mechanism.batch_size, message=error_message) for mechanism in self._attention_mechanisms]
