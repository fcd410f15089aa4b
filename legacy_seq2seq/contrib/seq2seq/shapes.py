"""What is known of a shape before the graph runs, and how it is written in messages. Internal to this package."""

from legacy_seq2seq import tf1 as tf


def static_size(tensor, axis):
    """The size of an axis, None where it is unknown until the graph runs."""
    return None if tensor.shape.ndims is None else tf.dimension_value(tensor.shape[axis])


def size(tensor, axis):
    """The size of an axis: an int where it is known, else a scalar int32 tensor."""
    known = static_size(tensor, axis)
    return tf.shape(tensor)[axis] if known is None else known


def text(tensor):
    """The static shape as read by people: "[32, ?, 128]"."""
    if tensor.shape.ndims is None:
        return "of unknown rank"
    return "[" + ", ".join("?" if known is None else str(known) for known in tensor.shape.as_list()) + "]"
