"""Private functions of TF 0.12 to 1.1 that programs took from its inside, for decoders and taggers of their own."""

from legacy_seq2seq import tf1 as tf


def _state_size_with_prefix(state_size, prefix=None):
    """A state's shape as a list: `prefix`, a list, before `state_size`, an int or a shape. Source: TF 1.0 python.ops.rnn_cell_impl."""
    sizes = tf.TensorShape(state_size).as_list()
    if prefix is None:
        return sizes
    if not isinstance(prefix, list):
        raise TypeError(f"_state_size_with_prefix: prefix is {prefix!r}; expected a list, such as [batch_size].")
    return prefix + sizes


def _lengths_to_masks(lengths, max_length):
    """Ones up to each of `lengths` `[batch]` and zeros after, float32 `[batch, max_length]`. Source: TF 1.0 contrib.crf."""
    return tf.sequence_mask(lengths, max_length, tf.float32)
