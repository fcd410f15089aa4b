"""Follows parent pointers through a beam search. Source: TF1 tensorflow.contrib.seq2seq.python.ops.beam_search_ops."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib import engine


def gather_tree(step_ids, parent_ids, max_sequence_lengths, end_token, name=None):
    """The full sequences `[time, batch, beam]` int32 that end in each beam of the last step.

    step_ids: `[time, batch, beam]` int32, the id that each beam took in each step.
    parent_ids: `[time, batch, beam]` int32, the beam of the step before that it continues.
    max_sequence_lengths: `[batch]` int32, the steps that count; what follows them, and what follows the
    first `end_token` (a scalar int32) of a sequence, is `end_token`.

    Raises TypeError for ids that are not int32; ValueError for shapes known not to fit; in the session
    InvalidArgumentError for a parent outside of the beams. Source: TF1 tf.contrib.seq2seq.gather_tree.

        gather_tree([[[1, 2]], [[3, 4]]], [[[0, 0]], [[1, 0]]], [2], 0)   # [[[2, 1]], [[3, 4]]]
    """
    with tf.name_scope(name, "GatherTree", [step_ids, parent_ids, max_sequence_lengths, end_token]):
        tensors = _converted(step_ids, parent_ids, max_sequence_lengths, end_token)
        return engine.choose("seq2seq.gather_tree", own_gather_tree)(*tensors)


def own_gather_tree(step_ids, parent_ids, lengths, end_token):
    """`gather_tree` of tensors where Addons, whose operation it is on the classic stack, is not installed."""
    steps, batch, beams = tf.unstack(tf.shape(step_ids), num=3)
    is_last = tf.equal(tf.range(steps)[:, None], tf.minimum(lengths, steps)[None, :] - 1)  # [time, batch]
    counts = tf.range(steps)[:, None] < lengths[None, :]
    own_beam = tf.tile(tf.range(beams)[None, :], [batch, 1])  # [batch, beam]

    def one_step_back(beam_after, step):
        """Which beam of the step, and which one of the step before it, each sequence goes through."""
        parents, last, counted = step
        here = tf.where(tf.tile(last[:, None], [1, beams]), own_beam, beam_after[1])
        return here, tf.where(tf.tile(counted[:, None], [1, beams]), tf.gather(parents, here, batch_dims=1), own_beam)

    path, _ = tf.scan(one_step_back, (parent_ids, is_last, counts), initializer=(own_beam, own_beam), reverse=True)
    taken = tf.gather(step_ids, path, batch_dims=2)  # [time, batch, beam]
    ended_before = tf.cumsum(tf.cast(tf.equal(taken, end_token), tf.int32), axis=0, exclusive=True) > 0
    keeps = tf.logical_and(tf.logical_not(ended_before), tf.tile(counts[:, :, None], [1, 1, beams]))
    sequences = tf.where(keeps, taken, tf.fill(tf.shape(taken), end_token))
    sequences.set_shape(step_ids.shape.merge_with(parent_ids.shape).merge_with([None, tf.dimension_value(lengths.shape[0]), None]))
    return sequences


def _converted(step_ids, parent_ids, max_sequence_lengths, end_token):
    """The four as int32 tensors of ranks 3, 3, 1 and 0."""
    tensors = []
    for name, value, axes in (("step_ids", step_ids, ["time", "batch", "beam"]), ("parent_ids", parent_ids, ["time", "batch", "beam"]),
                              ("max_sequence_lengths", max_sequence_lengths, ["batch"]), ("end_token", end_token, [])):
        tensor = tf.convert_to_tensor(value, dtype=value.dtype if tf.is_tensor(value) else tf.int32, name=name)
        if tensor.dtype != tf.int32:
            raise TypeError(f"gather_tree: `{name}` is {tensor.dtype.name}; expected int32. Cast it: tf.cast({name}, tf.int32).")
        if tensor.shape.ndims not in (None, len(axes)):
            raise ValueError(f"gather_tree: `{name}` has shape {tensor.shape}; expected [{', '.join(axes)}].")
        tensors.append(tensor)
    step_ids, parent_ids, lengths, _ = tensors
    lengths.set_shape([None])
    if not step_ids.shape.is_compatible_with(parent_ids.shape):
        raise ValueError(f"gather_tree: `step_ids` {step_ids.shape} and `parent_ids` {parent_ids.shape} differ in shape.")
    batch = step_ids.shape.merge_with(parent_ids.shape).with_rank(3)[1:2]
    if not batch.is_compatible_with(lengths.shape):
        raise ValueError(f"gather_tree: `max_sequence_lengths` {lengths.shape} has another batch than `step_ids` {step_ids.shape}.")
    return tensors
