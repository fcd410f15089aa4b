"""Sequences of one step have no transitions: each function here has a short way for them, as in TF 1.15."""

from legacy_seq2seq import tf1 as tf


def either_length(sequences, single, several):
    """`single()` where `sequences` `[batch, time, ...]` have one time step, else `several()`; decided now if time is known."""
    time = tf.dimension_value(sequences.shape[1]) if sequences.shape.ndims is not None else None
    if time is not None:
        return single() if time == 1 else several()
    return tf.cond(tf.equal(tf.shape(sequences)[1], 1), single, several)


def zero_where_empty(scores, sequence_lengths):
    """`scores` `[batch]`, with zero for sequences of length zero."""
    return tf.where(tf.less_equal(sequence_lengths, 0), tf.zeros_like(scores), scores)


def require_float32(owner, **arguments):
    """Raises TypeError, as TF 1.15 does, for scores of another dtype in sequences of several steps."""
    for argument, value in arguments.items():
        if value.dtype.base_dtype != tf.float32:
            raise TypeError(f"{owner}: `{argument}` is {value.dtype.base_dtype.name}; expected float32, in which the chain is computed. "
                            f"Cast it: tf.cast({argument}, tf.float32).")
