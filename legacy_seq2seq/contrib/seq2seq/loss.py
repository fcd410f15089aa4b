"""The weighted cross-entropy of a sequence of logits. Source: TF1 tf.contrib.seq2seq.sequence_loss."""

from legacy_seq2seq import earlier
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib import engine


def sequence_loss(logits, targets, weights, average_across_timesteps=True, average_across_batch=True,
                  sum_over_timesteps=False, sum_over_batch=False, softmax_loss_function=None, name=None):
    """Weighted cross-entropy of `logits` against `targets`, in nats.

    logits: `[batch, time, vocab]` float, not normalised. targets: `[batch, time]` int ids.
    weights: `[batch, time]` float, 0 on padding.
    average_across_timesteps, average_across_batch: divide by the sum of the weights over that axis.
    sum_over_timesteps, sum_over_batch: divide by the number of non-zero weights over that axis. With one
        axis averaged and the other summed, the averaged one alone is reduced.
    softmax_loss_function: `f(labels=[n], logits=[n, vocab]) -> [n]`, in place of the full softmax.

    Returns a scalar by default; `[batch]` where only time is reduced, `[time]` where only the batch is,
    `[batch, time]` where neither is. Weights that are all zero give a loss of zero.

    Raises ValueError for wrong ranks, for leading `[batch, time]` that are known to differ, and where
    one axis is both averaged and summed. Source: TF1 tf.contrib.seq2seq.sequence_loss.

        logits = tf.zeros([2, 3, 5])
        loss = sequence_loss(logits, tf.zeros([2, 3], tf.int32), tf.ones([2, 3]))   # ln 5 = 1.609
    """
    logits, targets, weights = (tf.convert_to_tensor(value) for value in (logits, targets, weights))
    _check_shapes(logits, targets, weights)
    for axis, average, total in (("timesteps", average_across_timesteps, sum_over_timesteps),
                                 ("batch", average_across_batch, sum_over_batch)):
        if average and total:
            raise ValueError(f"sequence_loss: average_across_{axis} and sum_over_{axis} are both set. Clear one; "
                             f"average_across_{axis} is the one set by default.")
    # Where one axis is averaged and the other summed, TF 1.15 reduces the averaged one alone.
    sum_over_timesteps = sum_over_timesteps and not average_across_batch
    sum_over_batch = sum_over_batch and not average_across_timesteps
    compute = engine.choose("seq2seq.sequence_loss", own_sequence_loss)
    return compute(logits, targets, weights, average_across_timesteps, average_across_batch,
                   sum_over_timesteps, sum_over_batch, earlier.called_by_keywords(softmax_loss_function), name)


def _check_shapes(logits, targets, weights):
    shapes = {"logits": logits.shape, "targets": targets.shape, "weights": weights.shape}
    axes = {"logits": "[batch, time, vocab]", "targets": "[batch, time]", "weights": "[batch, time]"}
    listing = ", ".join(f"{argument} {_text(shape)}" for argument, shape in shapes.items())
    for argument, shape in shapes.items():
        expected = axes[argument].count(",") + 1
        if shape.ndims not in (None, expected):
            raise ValueError(
                f"sequence_loss: `{argument}` has rank {shape.ndims}; expected {axes[argument]}. Got {listing}. "
                + _rank_remedy(argument, shape.ndims))
    for argument in ("targets", "weights"):
        for axis, axis_name in enumerate(("batch", "time")):
            mine, theirs = (tf.dimension_value(s[axis]) if s.ndims is not None else None
                            for s in (shapes[argument], shapes["logits"]))
            if mine is not None and theirs is not None and mine != theirs:
                raise ValueError(
                    f"sequence_loss: `{argument}` has {axis_name} {mine}, but `logits` has {axis_name} {theirs}. Got {listing}. "
                    + _size_remedy(argument, axis_name, theirs))


def _rank_remedy(argument, rank):
    if argument == "logits":
        return "Bring them back to three axes: tf.reshape(logits, [batch_size, sequence_length, vocab_size])."
    if argument == "targets" and rank == 3:
        return "Targets are ids, not one-hot: tf.argmax(targets, axis=2)."
    if argument == "weights" and rank == 3:
        return "Drop the last axis: tf.squeeze(weights, axis=2)."
    return f"One {'id' if argument == 'targets' else 'weight'} for each symbol: tf.reshape({argument}, [batch_size, sequence_length])."


def _size_remedy(argument, axis_name, size):
    if axis_name == "batch":
        return f"Feed `{argument}` of the same batch as `logits`."
    if argument == "weights":
        return f"Build the mask as long as the logits: tf.sequence_mask(lengths, maxlen={size}, dtype=tf.float32)."
    return (f"A decoder stops at its longest sequence: cut or pad both to one length, targets[:, :{size}] where targets are "
            "longer, tf.pad(logits, ...) where logits are.")


def _text(shape):
    return "of unknown rank" if shape.ndims is None else str(["?" if d is None else d for d in shape.as_list()]).replace("'", "")


def own_sequence_loss(logits, targets, weights, average_across_timesteps=True, average_across_batch=True,
                      sum_over_timesteps=False, sum_over_batch=False, softmax_loss_function=None, name=None):
    """`sequence_loss` without Addons. The arguments are checked and are tensors."""
    with tf.name_scope(name, "sequence_loss", [logits, targets, weights]):
        vocab = tf.shape(logits)[2]
        flat_logits = tf.reshape(logits, tf.stack([-1, vocab]))  # [batch * time, vocab]
        flat_logits.set_shape([None, logits.shape.dims[2] if logits.shape.dims else None])
        flat_targets = tf.reshape(targets, [-1])  # [batch * time]
        loss_of = softmax_loss_function or tf.nn.sparse_softmax_cross_entropy_with_logits
        losses = loss_of(labels=flat_targets, logits=flat_logits) * tf.reshape(weights, [-1])
        if average_across_timesteps and average_across_batch:
            return tf.div_no_nan(tf.reduce_sum(losses), tf.reduce_sum(weights))
        if sum_over_timesteps and sum_over_batch:
            return tf.div_no_nan(tf.reduce_sum(losses), tf.cast(_count(weights, None), losses.dtype))
        losses = tf.reshape(losses, tf.shape(logits)[:2])  # [batch, time]
        losses.set_shape(logits.shape[:2])
        for reduces, size_over, axis in ((average_across_timesteps, tf.reduce_sum, 1), (average_across_batch, tf.reduce_sum, 0),
                                         (sum_over_timesteps, _count, 1), (sum_over_batch, _count, 0)):
            if reduces:
                return tf.div_no_nan(tf.reduce_sum(losses, axis=axis), tf.cast(size_over(weights, axis), losses.dtype))
        return losses


def _count(weights, axis):
    return tf.math.count_nonzero(weights, axis=axis)
