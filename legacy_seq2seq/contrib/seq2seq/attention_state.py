"""The state of an AttentionWrapper, and how the encoder's state gets into it."""

import collections

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq import shapes
from legacy_seq2seq.shapes import states

_FIELDS = ("cell_state", "attention", "time", "alignments", "alignment_history", "attention_state")


class AttentionWrapperState(collections.namedtuple("AttentionWrapperState", _FIELDS)):
    """What an `AttentionWrapper` carries from step to step.

    cell_state: the wrapped cell's. attention: `[batch, attention depth]`, of the step before. time: scalar int32.
    alignments, attention_state: `[batch, max_time]`; alignment_history: a TensorArray of alignments, or `()`. With a list of
    mechanisms these three are tuples, one entry for each. Source: TF1 tf.contrib.seq2seq.AttentionWrapperState.
    """

    __slots__ = ()

    def clone(self, **kwargs):
        """A copy with some fields replaced: `state.clone(cell_state=encoder_state)`.

        A new tensor must have the shape of the old one: what is known of it is checked now, the rest where the
        graph runs, and the static shape of the copy is the old one's. What is no tensor (a NumPy array) is not checked.

        Raises ValueError for an unknown field, another shape, or a cell state with another number of parts; TypeError
        where the kinds of tuple differ (an LSTMStateTuple for a tuple).
        """
        unknown = sorted(set(kwargs) - set(_FIELDS))
        if unknown:
            raise ValueError(f"AttentionWrapperState.clone: no field is called {', '.join(unknown)}. The fields: {', '.join(_FIELDS)}.")
        replaced = self._replace(**kwargs)
        _require_same_structure(self, replaced, kwargs)
        return tf.nest.map_structure(_with_shape_of, self, replaced)


def _require_same_structure(old, new, names):
    try:
        tf.nest.assert_same_structure(old, new)
    except (TypeError, ValueError) as error:
        listing = "; ".join(
            f"`{name}` is {shapes.outline(getattr(new, name))}, expected {shapes.outline(getattr(old, name))}" for name in names)
        first = states.diff(old, new, of_first="in this state", of_second="in the one given") or ""
        raise type(error)(
            f"AttentionWrapperState.clone: {listing}. {first} The state that comes in must be built as the wrapped cell's own: let "
            "encoder and decoder have the same kind and number of layers, or pick out and convert what fits, for instance "
            "encoder_state[-1] of a list of layers, tuple(states) of a list, tf.nn.rnn_cell.LSTMStateTuple(c, h) of a "
            f"tuple.\n{error}") from None


def _with_shape_of(old, new):
    """`new`, checked to have the shape of `old`."""
    if not (isinstance(old, tf.Tensor) and isinstance(new, tf.Tensor)):
        return new
    if not new.shape.is_compatible_with(old.shape):
        raise ValueError(f"AttentionWrapperState.clone: {new.name} has shape {shapes.text(new)}; expected {shapes.text(old)}, the shape of "
                         f"{old.name}. " + _shape_remedy(old, new))
    if old.shape.is_fully_defined() and new.shape.is_fully_defined():
        return new
    message = f"AttentionWrapperState.clone: {new.name} has another shape than {old.name}, which it replaces. Expected, then given:"
    check = tf.Assert(_same_shape(old, new), [message, tf.shape(old), tf.shape(new)])
    with tf.control_dependencies([check]):
        checked = tf.identity(new)
    checked.set_shape(old.shape)
    return checked


def _same_shape(old, new):
    equal_ranks = tf.equal(tf.rank(old), tf.rank(new))
    return tf.cond(equal_ranks, lambda: tf.reduce_all(tf.equal(tf.shape(old), tf.shape(new))), lambda: False)


def _shape_remedy(old, new):
    if new.shape.ndims != old.shape.ndims:
        return "Pass the encoder's final state, not its outputs."
    ours, theirs = shapes.static_size(old, 0), shapes.static_size(new, 0)
    if ours and theirs and ours != theirs:
        if ours % theirs == 0:
            return f"For beam search, tile it: tf.contrib.seq2seq.tile_batch(encoder_state, multiplier={ours // theirs})."
        return "Give zero_state the batch size of the encoder (times the beam width)."
    return "Make encoder and decoder cells equally deep, or bridge them with tf.layers.dense(encoder_state, decoder_units)."
