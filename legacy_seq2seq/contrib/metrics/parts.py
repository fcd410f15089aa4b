"""What the metrics share: their variables, weights as wide as the values, and where results are collected."""

from legacy_seq2seq import tf1 as tf


def variable(name, shape, dtype=tf.float32, validate_shape=True, collections=None):
    """A zero variable, local and among the metrics' own, that is not trained."""
    if collections is None:
        collections = [tf.GraphKeys.LOCAL_VARIABLES, tf.GraphKeys.METRIC_VARIABLES]
    return tf.Variable(
        lambda: tf.zeros(shape, dtype), trainable=False, collections=collections, validate_shape=validate_shape, name=name)


def collected(value, update, metrics_collections, updates_collections):
    """The pair (value, update), after adding each to its collections."""
    for collections, tensor in ((metrics_collections, value), (updates_collections, update)):
        if collections:
            tf.add_to_collections(collections, tensor)
    return value, update


def same_shape(metric, predictions, labels):
    """Raises ValueError where the static shapes of predictions and labels cannot agree."""
    if not predictions.shape.is_compatible_with(labels.shape):
        raise ValueError(f"{metric}: `predictions` has shape {predictions.shape}, `labels` {labels.shape}; expected one shape for both. "
                         "tf.reshape one of them.")


def aligned(metric, predictions, labels, weights=None):
    """The three as tensors of one rank: a last dimension of size 1 that one has more than the others is dropped.

    Raises ValueError where predictions and labels still differ in shape. `weights` may be None.
    """
    predictions, labels = tf.convert_to_tensor(predictions), tf.convert_to_tensor(labels)
    predictions, labels = _without_extra_axis(predictions, labels), _without_extra_axis(labels, predictions)
    same_shape(metric, predictions, labels)
    if weights is not None:
        weights = tf.convert_to_tensor(weights)
        rank = weights.shape.ndims
        if rank is None or rank:
            weights = _without_extra_axis(weights, predictions)
            if rank is not None and predictions.shape.ndims is not None and predictions.shape.ndims - rank == 1:
                weights = tf.expand_dims(weights, -1)
    return predictions, labels, weights


def _without_extra_axis(tensor, other):
    if tensor.shape.ndims is not None and other.shape.ndims is not None:
        if tensor.shape.ndims - other.shape.ndims == 1 and tensor.shape.dims[-1].is_compatible_with(1):
            return tf.squeeze(tensor, [-1])
        return tensor
    if tensor.shape.ndims is not None and not (tensor.shape.ndims and tensor.shape.dims[-1].is_compatible_with(1)):
        return tensor
    return tf.cond(tf.equal(tf.rank(tensor) - tf.rank(other), 1), lambda: tf.squeeze(tensor, [-1]), lambda: tensor)


def wide_weights(metric, weights, values, dtype=tf.float32):
    """`weights` as `dtype`, repeated to the shape of `values`.

    Raises ValueError unless weights are a scalar, or have the rank of values with each dimension 1 or that of values.
    """
    weights = tf.cast(tf.convert_to_tensor(weights), dtype)
    if weights.shape.ndims is not None and values.shape.ndims is not None and weights.shape.ndims:
        fits = weights.shape.ndims == values.shape.ndims and all(
            one.is_compatible_with(1) or one.is_compatible_with(other) for one, other in zip(weights.shape.dims, values.shape.dims))
        if not fits:
            raise ValueError(f"{metric}: `weights` has shape {weights.shape}; expected a scalar, or the rank of the values {values.shape} "
                             "with each dimension 1 or theirs. Add the missing axes: tf.expand_dims(weights, -1).")
    wide = tf.broadcast_to(weights, tf.shape(values))
    wide.set_shape(values.shape)
    return wide


def pick(numerator, denominator):
    """Their quotient, 0 where the denominator is not positive."""
    positive = tf.greater(denominator, 0)
    safe = tf.where(positive, denominator, tf.ones_like(denominator))
    return tf.where(positive, tf.truediv(numerator, safe), tf.zeros_like(tf.truediv(numerator, safe)))
