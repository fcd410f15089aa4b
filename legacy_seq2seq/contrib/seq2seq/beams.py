"""The layout of beams in tensors: tiling, choosing beams, following them through TensorArrays."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib import engine
from legacy_seq2seq.contrib.seq2seq.beam_search_ops import gather_tree


def tile_batch(t, multiplier, name=None):
    """Repeats each row `multiplier` times: `[batch, ...]` becomes `[batch * multiplier, ...]`, row by row.

    t: a tensor, or a nested structure of tensors, of known rank; an encoder's state for a beam search,
    for instance. multiplier: a Python int.

    Raises ValueError for scalars and tensors of unknown rank, TypeError for another `multiplier`.
    Source: TF1 tf.contrib.seq2seq.tile_batch.

        tile_batch(tf.constant([1, 2]), 3)   # [1, 1, 1, 2, 2, 2]
    """
    if isinstance(multiplier, float) or tf.is_tensor(multiplier):
        raise TypeError(f"tile_batch: `multiplier` is {multiplier!r}; expected a Python int, the beam width.")
    for part in tf.nest.flatten(t):
        shape = tf.convert_to_tensor(part).shape
        if not shape.ndims:
            raise ValueError(f"tile_batch: `t` must have statically known rank, at least 1; {part!r} has shape {shape}. "
                             "Lists are taken for structures of tensors: convert them with tf.constant.")
    return engine.choose("seq2seq.tile_batch", own_tile_batch)(t, multiplier, name=name)


def own_tile_batch(t, multiplier, name=None):
    """`tile_batch` where Addons, whose function it is on the classic stack, is not installed."""
    with tf.name_scope(name, "tile_batch", [tf.nest.flatten(t), multiplier]):
        return tf.nest.map_structure(lambda part: _with_rows_repeated(tf.convert_to_tensor(part, name="t"), multiplier), t)


def _with_rows_repeated(tensor, multiplier):
    rest = tensor.shape[1:]
    tiled = tf.tile(tf.expand_dims(tensor, 1), [1, multiplier] + [1] * rest.ndims)  # [batch, multiplier, ...]
    tiled = tf.reshape(tiled, tf.concat([[tf.shape(tensor)[0] * multiplier], tf.shape(tensor)[1:]], 0))
    rows = tf.dimension_value(tensor.shape[0])
    tiled.set_shape(tf.TensorShape([None if rows is None else rows * multiplier]).concatenate(rest))
    return tiled


def _check_maybe(t):
    """ValueError where the rank of `t` is unknown."""
    if t.shape.ndims is None:
        raise ValueError(f"BeamSearchDecoder: {t!r} has no known rank; the beams of its batch cannot be told apart. Give its placeholder a "
                         "shape, or call set_shape.")


_check_ndims = _check_maybe  # TF 1.15's name for it


def _tensor_gather_helper(gather_indices, gather_from, batch_size, range_size, gather_shape, name=None):
    """For each batch entry the rows of `gather_from` that `gather_indices` `[batch, beam]` names.

    gather_from: `[batch, range_size, ...]`. gather_shape: the shape to which `gather_from` is brought so
    that its first axis is batch * range_size: `[-1]` for rank 2, `[batch * beam, -1]` for more.
    Returns `[batch, beam, ...]`.
    """
    with tf.name_scope(name, "tensor_gather_helper"):
        first_rows = tf.expand_dims(tf.range(batch_size) * range_size, 1)  # [batch, 1]
        rows = tf.reshape(gather_indices + first_rows, [-1])
        gathered = tf.gather(tf.reshape(gather_from, gather_shape), rows)
        output = tf.reshape(gathered, tf.shape(gather_from)[:1 + len(gather_shape)], name="output")
        output.set_shape(tf.TensorShape([tf.get_static_value(batch_size)]).concatenate(gather_from.shape[1:1 + len(gather_shape)]))
        return output


def _maybe_tensor_gather_helper(gather_indices, gather_from, batch_size, range_size, gather_shape):
    """As _tensor_gather_helper; TensorArrays, and tensors of lower rank than `gather_shape`, are left as they are."""
    if isinstance(gather_from, tf.TensorArray):
        return gather_from
    _check_maybe(gather_from)
    if gather_from.shape.ndims < len(gather_shape):
        return gather_from
    return _tensor_gather_helper(gather_indices, gather_from, batch_size, range_size, gather_shape)


def gather_tree_from_array(t, parent_ids, sequence_length):
    """The history `t` in the order of the final beams.

    t: a tensor `[time, batch, beam, ...]` or `[time, batch * beam, ...]`. parent_ids:
    `[time, batch, beam]` int32. sequence_length: `[batch, beam]`; what follows a beam's length stays as it is.
    Returns a tensor shaped as `t`.
    """
    steps, batch, beams = tf.unstack(tf.shape(parent_ids))
    own_beam = tf.tile(tf.range(beams)[None, None, :], [steps, batch, 1])  # [time, batch, beam]
    longest = tf.cast(tf.reduce_max(sequence_length, axis=1), tf.int32)
    path = gather_tree(own_beam, parent_ids, longest, beams + 1)
    within = tf.transpose(tf.sequence_mask(sequence_length, maxlen=steps), [2, 0, 1])
    path = tf.where(within, path, own_beam)
    apart = tf.reshape(t, tf.concat([[steps, batch, beams], [-1]], 0))  # [time, batch, beam, rest]
    ordered = tf.reshape(tf.gather(apart, path, batch_dims=2), tf.shape(t))
    ordered.set_shape(t.shape)
    return ordered


def reordered_array(array, parent_ids, sequence_length, static_batch, batch_size, beam_width):
    """The TensorArray stacked in the order of the final beams, or itself where its elements have no known beams."""
    shape = array.element_shape
    if shape is None or not shape.ndims:
        tf.logging.warning(
            f"BeamSearchDecoder: the TensorArray {array.handle.name} in the cell state has elements of unknown shape; it stays in the "
            "order in which it was written, not that of the final beams. Give it an element_shape.")
        return array
    if not _check_static_batch_beam_maybe(shape, static_batch, beam_width):
        return array
    stacked = array.stack()
    with tf.control_dependencies([_check_batch_beam(stacked, batch_size, beam_width)]):
        return gather_tree_from_array(stacked, parent_ids, sequence_length)


def _check_static_batch_beam_maybe(shape, batch_size, beam_width):
    """Whether elements of this TensorShape may be a batch of beams; where not, a warning says so.

    As TF 1.15 does, it accepts elements of known batch only where they have rank 1: a matrix
    `[batch * beam, ...]` is sorted only where the batch is not known statically.
    """
    rows = tf.dimension_value(shape[0])
    if batch_size is None or rows is None:
        return True
    second = tf.dimension_value(shape[1]) if shape.ndims > 1 else None
    if rows == batch_size * beam_width and (shape.ndims == 1 or (rows == batch_size and second == beam_width)):
        return True
    tf.logging.warning(
        f"BeamSearchDecoder: a TensorArray in the cell state has elements of shape {shape}, which TF 1.15 does not take for "
        f"[batch {batch_size}, beam {beam_width}, ...]: it stays in the order in which it was written, not that of the final beams. "
        "Pass reorder_tensor_arrays=False to say that this is meant, or gather_tree_from_array to sort it.")
    return False


def _check_batch_beam(t, batch_size, beam_width):
    """An assertion that `t` is `[time, batch * beam]`, `[time, batch * beam, ...]` or `[time, batch, beam, ...]`."""
    shape = tf.shape(t)
    fits = tf.equal(shape[1], batch_size * beam_width)
    if t.shape.ndims > 2:
        fits = tf.logical_or(fits, tf.logical_and(tf.equal(shape[1], batch_size), tf.equal(shape[2], beam_width)))
    return tf.Assert(fits, [
        "BeamSearchDecoder: a TensorArray in the cell state holds elements that are no batch of beams [batch_size * beam_width, ...]: "
        f"{t.name} has shape", shape, "Set reorder_tensor_arrays=False to leave such arrays as they are."])
