"""The memory that attention looks at, with its padding taken out: of the memory itself, and of the scores."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq import shapes


def _prepare_memory(memory, memory_sequence_length=None, memory_mask=None, check_inner_dims_defined=True):
    """The memory with zeros on its padding.

    memory: a tensor `[batch, time, ...]`, or a nest of such tensors. memory_sequence_length: `[batch]` ints, or
    instead of it memory_mask: `[batch, time]`, true on what counts. Without either nothing is set to zero.

    Returns the nest of tensors. Raises ValueError where the axes after time are not all known (unless
    check_inner_dims_defined is False), for lengths and mask together, and for lengths of a wrong rank or batch.
    Source: TF1 tensorflow.contrib.seq2seq.python.ops.attention_wrapper.
    """
    _require_one_way_to_mask(memory_sequence_length, memory_mask)
    memory = tf.nest.map_structure(lambda part: tf.convert_to_tensor(part, name="memory"), memory)
    parts = tf.nest.flatten(memory)
    if check_inner_dims_defined:
        for part in parts:
            _require_known_depth(part)
    if memory_sequence_length is not None:
        lengths = tf.convert_to_tensor(memory_sequence_length, name="memory_sequence_length")
        _check_lengths(lengths, parts[0])
        mask = tf.sequence_mask(lengths, maxlen=tf.shape(parts[0])[1], dtype=parts[0].dtype)
    elif memory_mask is not None:
        mask = tf.cast(memory_mask, parts[0].dtype)
    else:
        return memory
    return tf.nest.map_structure(lambda part: _without_padding(part, mask), memory)


def _without_padding(part, mask):
    """`part` `[batch, time, ...]` times `mask` `[batch, time]`."""
    inner_axes = (2 if part.shape.ndims is None else part.shape.ndims) - 2
    ones = tf.ones([inner_axes], tf.int32)
    return part * tf.reshape(mask, tf.concat([tf.shape(mask), ones], 0))


def _maybe_mask_score(score, memory_sequence_length=None, memory_mask=None, score_mask_value=None):
    """`score` with `score_mask_value` on the memory's padding.

    score: `[batch, time]`. memory_sequence_length, memory_mask: as for `_prepare_memory`.

    Returns `[batch, time]`. Raises ValueError for lengths and mask together; InvalidArgumentError, where the
    graph runs, for a length of zero: no cell of that memory could be attended to.
    Source: TF1 tensorflow.contrib.seq2seq.python.ops.attention_wrapper.
    """
    _require_one_way_to_mask(memory_sequence_length, memory_mask)
    if memory_sequence_length is None and memory_mask is None:
        return score
    checks = []
    if memory_sequence_length is not None:
        checks.append(tf.assert_positive(memory_sequence_length, message=(
            "All values in memory_sequence_length must be greater than zero: attention over nothing is undefined. Where the batch "
            "is filled up with empty rows, pass tf.maximum(lengths, 1)")))
    with tf.control_dependencies(checks):
        if memory_sequence_length is not None:
            memory_mask = tf.sequence_mask(memory_sequence_length, maxlen=tf.shape(score)[1])
        return tf.where(tf.cast(memory_mask, tf.bool), score, score_mask_value * tf.ones_like(score))


def _require_one_way_to_mask(memory_sequence_length, memory_mask):
    if memory_sequence_length is not None and memory_mask is not None:
        raise ValueError("memory_sequence_length and memory_mask are both given; expected one of them. The mask of lengths is "
                         "tf.sequence_mask(memory_sequence_length, maxlen): leave one out.")


def _require_known_depth(memory):
    if memory.shape.ndims is None or not memory.shape[2:].is_fully_defined():
        raise ValueError(
            f"`memory` ({memory.name}) has shape {shapes.text(memory)}; all axes after [batch, time] must be known, since the "
            "size of the weights depends on them. Say what it is: memory.set_shape([None, None, depth]), or give the placeholder "
            "the shape [None, None, depth].")


def _check_lengths(lengths, memory):
    if lengths.shape.ndims not in (None, 1):
        raise ValueError(
            f"`memory_sequence_length` has shape {shapes.text(lengths)}; expected [batch], one length for each row of `memory` "
            f"{shapes.text(memory)}. " + _rank_remedy(lengths))
    batch, rows = shapes.static_size(memory, 0), shapes.static_size(lengths, 0)
    if batch is not None and rows is not None and batch != rows:
        raise ValueError(
            f"`memory_sequence_length` has {rows} lengths, but `memory` {shapes.text(memory)} has batch {batch}. "
            + _batch_remedy(batch, rows))


def _rank_remedy(lengths):
    if lengths.shape.ndims == 0:
        return "For one length throughout: tf.fill([batch_size], length)."
    return "Of a mask [batch, time], take the sum: tf.reduce_sum(mask, axis=1); of [batch, 1], tf.squeeze(lengths, axis=1)."


def _batch_remedy(batch, rows):
    if rows and batch % rows == 0:
        return ("Where the memory is tiled for beam search, so are its lengths: "
                f"tf.contrib.seq2seq.tile_batch(lengths, multiplier={batch // rows}).")
    if batch and rows % batch == 0:
        return ("Where the lengths are tiled for beam search, so is the memory: "
                f"tf.contrib.seq2seq.tile_batch(memory, multiplier={rows // batch}).")
    return "Feed both of the same batch; a memory [time, batch, depth] is turned by tf.transpose(memory, [1, 0, 2])."
