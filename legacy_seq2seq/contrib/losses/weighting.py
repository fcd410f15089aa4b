"""From losses per element to one number. Source: TF1 tf.contrib.losses (loss_ops)."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.losses.collection import add_loss


def compute_weighted_loss(losses, weights=1.0, scope=None):
    """The sum of `losses · weights`, divided by the number of losses whose weight is not 0. Adds it to LOSSES.

    losses: `[batch, d_1, ...]`. weights: a scalar, `[batch]`, or more of the axes of `losses`, from the left;
    a last axis of size 1 is dropped. Computed in float32; returns a scalar of the dtype of `losses`, 0
    where all weights are 0.
    Raises ValueError for unknown ranks and for shapes that do not fit. Source: TF1 tf.contrib.losses.compute_weighted_loss.

        compute_weighted_loss([[1.0, 2.0], [3.0, 4.0]], weights=[1.0, 0.0])   # (1 + 2) / 2 = 1.5
    """
    with tf.name_scope(scope, "weighted_loss", [losses, weights]):
        losses, weights = tf.convert_to_tensor(losses), as_weights("compute_weighted_loss", weights)
        require_rank("compute_weighted_loss", "losses", losses)
        total = weighted_sum(tf.to_float(losses), weights)
        loss = tf.div_no_nan(total, tf.reduce_sum(present_per_example(losses, weights)), name="value")
        if losses.dtype.base_dtype != tf.float32:
            loss = tf.cast(loss, losses.dtype.base_dtype)
        add_loss(loss)
        return loss


def as_weights(function, weights):
    """`weights` as a float32 tensor of known rank, a last axis of size 1 dropped."""
    weights = tf.to_float(tf.convert_to_tensor(weights))
    require_rank(function, "weights", weights)
    if weights.shape.ndims > 1 and weights.shape[-1:].is_compatible_with([1]):
        weights = tf.squeeze(weights, [-1])
    return weights


def require_rank(function, argument, tensor):
    """Raises ValueError where the rank of `tensor` is not known."""
    if tensor.shape.ndims is None:
        raise ValueError(f"{function}: the rank of `{argument}` ({tensor.name}) is not known. Set it: {argument}.set_shape([None, ...]).")


def weighted_sum(losses, weights):
    """The sum of `losses · weights`; weights lack axes on the right, those are summed first."""
    missing = list(range(weights.shape.ndims, losses.shape.ndims))
    return tf.reduce_sum(tf.reduce_sum(losses, axis=missing) * weights)


def present_per_example(losses, weights):
    """How many elements of each example have a weight other than 0: `[batch]`; a scalar, of all, for weights of rank 0."""
    axes_of_weights = weights.shape.ndims
    nonzero = tf.to_float(tf.not_equal(weights, 0))
    covered = tf.to_float(tf.reduce_prod(tf.shape(losses)[axes_of_weights:]))  # elements that share one weight
    return tf.reduce_sum(nonzero, axis=list(range(1, axes_of_weights))) * covered
