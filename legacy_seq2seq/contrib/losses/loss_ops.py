"""Losses of predictions against labels, each averaged by `compute_weighted_loss` and put into tf.GraphKeys.LOSSES.

They differ from tf.losses: the predictions come first, and weights fit the axes from the left. All
compute in float32. Source: TF1 tf.contrib.losses (loss_ops).
"""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.losses.collection import add_loss
from legacy_seq2seq.contrib.losses.weighting import (
    as_weights,
    compute_weighted_loss,
    present_per_example,
    require_rank,
    weighted_sum,
)


def absolute_difference(predictions, labels=None, weights=1.0, scope=None):
    """The mean of `|predictions - labels|`, tensors of one shape `[batch, ...]`; a scalar.

    weights: as in `compute_weighted_loss`. Raises ValueError for shapes that differ.
    Source: TF1 tf.contrib.losses.absolute_difference.
    """
    with tf.name_scope(scope, "absolute_difference", [predictions, labels, weights]) as scope:
        predictions, labels = _floats("absolute_difference", predictions, labels)
        return compute_weighted_loss(tf.abs(predictions - labels), weights, scope=scope)


def mean_squared_error(predictions, labels=None, weights=1.0, scope=None):
    """The mean of `(predictions - labels)²`, tensors of one shape `[batch, ...]`; a scalar.

    weights: as in `compute_weighted_loss`. Raises ValueError for shapes that differ.
    Source: TF1 tf.contrib.losses.mean_squared_error.
    """
    with tf.name_scope(scope, "mean_squared_error", [predictions, labels, weights]) as scope:
        predictions, labels = _floats("mean_squared_error", predictions, labels)
        return compute_weighted_loss(tf.squared_difference(predictions, labels), weights, scope=scope)


def log_loss(predictions, labels=None, weights=1.0, epsilon=1e-7, scope=None):
    """The mean cross-entropy of probabilities, `-labels · ln(p + epsilon) - (1 - labels) · ln(1 - p + epsilon)`, in nats.

    predictions: probabilities `[batch, ...]`; labels of the same shape. weights: as in `compute_weighted_loss`.
    Raises ValueError for shapes that differ. Source: TF1 tf.contrib.losses.log_loss.
    """
    with tf.name_scope(scope, "log_loss", [predictions, labels, weights]) as scope:
        predictions, labels = _floats("log_loss", predictions, labels)
        losses = -labels * tf.log(predictions + epsilon) - (1 - labels) * tf.log(1 - predictions + epsilon)
        return compute_weighted_loss(losses, weights, scope=scope)


def hinge_loss(logits, labels=None, scope=None):
    """`max(0, 1 - y · logits)` for each element, y being -1 for label 0 and 1 for label 1.

    Returns a tensor of the shape of `logits`: unlike the others it is neither averaged nor put into LOSSES.
    Raises ValueError for shapes that differ. Source: TF1 tf.contrib.losses.hinge_loss.
    """
    with tf.name_scope(scope, "hinge_loss", [logits, labels]):
        logits, labels = _of_one_shape("hinge_loss", "logits", logits, labels)
        signs = 2 * tf.to_float(labels) - 1
        return tf.nn.relu(1 - signs * logits)


def cosine_distance(predictions, labels=None, axis=None, weights=1.0, scope=None, dim=None):
    """The mean of `1 - predictions · labels` along `axis`, for tensors that are unit vectors along it already.

    weights: as in `compute_weighted_loss`; the axis stays, with size 1. dim: the old name of `axis`.
    Raises ValueError without an axis, with both names, and for shapes that differ.
    Source: TF1 tf.contrib.losses.cosine_distance.
    """
    if (axis is None) == (dim is None):
        raise ValueError("cosine_distance: expected `axis`, or its old name `dim`; got " + ("neither" if axis is None else "both")
                         + ". Give axis=1 for vectors [batch, depth].")
    with tf.name_scope(scope, "cosine_distance_loss", [predictions, labels, weights]) as scope:
        predictions, labels = _floats("cosine_distance", predictions, labels)
        losses = 1 - tf.reduce_sum(predictions * labels, axis=[dim if axis is None else axis])
        return compute_weighted_loss(losses, weights, scope=scope)


def sigmoid_cross_entropy(logits, multi_class_labels, weights=1.0, label_smoothing=0, scope=None):
    """The mean cross-entropy of independent yes-or-no labels, in nats.

    logits, multi_class_labels: `[batch, classes]`, labels in [0, 1]. label_smoothing: moves labels towards 1/2.
    weights: as in `compute_weighted_loss`. Raises ValueError for shapes that differ.
    Source: TF1 tf.contrib.losses.sigmoid_cross_entropy.
    """
    with tf.name_scope(scope, "sigmoid_cross_entropy_loss", [logits, multi_class_labels, weights]) as scope:
        logits, labels = _of_one_shape("sigmoid_cross_entropy", "logits", logits, multi_class_labels, "multi_class_labels")
        labels = _smoothed(tf.cast(labels, logits.dtype), label_smoothing, 2)
        losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits, name="xentropy")
        return compute_weighted_loss(losses, weights, scope=scope)


def softmax_cross_entropy(logits, onehot_labels, weights=1.0, label_smoothing=0, scope=None):
    """The mean cross-entropy of one-hot labels, in nats; no gradient flows to the labels.

    logits, onehot_labels: `[batch, classes]`. label_smoothing: moves labels towards 1/classes.
    weights: a scalar or `[batch]`. Raises ValueError for shapes that differ.
    Source: TF1 tf.contrib.losses.softmax_cross_entropy.
    """
    with tf.name_scope(scope, "softmax_cross_entropy_loss", [logits, onehot_labels, weights]) as scope:
        logits, labels = _of_one_shape("softmax_cross_entropy", "logits", logits, onehot_labels, "onehot_labels")
        labels = tf.cast(labels, logits.dtype)
        if label_smoothing > 0:
            labels = _smoothed(labels, label_smoothing, tf.cast(tf.shape(labels)[1], logits.dtype))
        losses = tf.nn.softmax_cross_entropy_with_logits(labels=tf.stop_gradient(labels), logits=logits, name="xentropy")
        return compute_weighted_loss(losses, weights, scope=scope)


def sparse_softmax_cross_entropy(logits, labels, weights=1.0, scope=None):
    """The mean cross-entropy of class ids, in nats.

    logits: `[batch, classes]`. labels: `[batch]` or `[batch, 1]` of int32 or int64. weights: a scalar or `[batch]`.
    Raises TypeError for labels that are no integers. Source: TF1 tf.contrib.losses.sparse_softmax_cross_entropy.
    """
    with tf.name_scope(scope, "sparse_softmax_cross_entropy_loss", [logits, labels, weights]) as scope:
        labels = tf.convert_to_tensor(labels)
        if labels.dtype.base_dtype not in (tf.int32, tf.int64):
            raise TypeError(f"sparse_softmax_cross_entropy: `labels` are {labels.dtype.base_dtype.name}; expected int32 or int64 ids. "
                            "One-hot labels go to softmax_cross_entropy; ids are cast: tf.to_int32(labels).")
        labels = tf.reshape(labels, [tf.shape(labels)[0]])
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits, name="xentropy")
        return compute_weighted_loss(losses, weights, scope=scope)


def mean_pairwise_squared_error(predictions, labels=None, weights=1.0, scope=None):
    """How much the differences within an example are missed: the mean of `((p_i - p_j) - (l_i - l_j))²` over all pairs i, j.

    predictions, labels: `[batch, ...]` of one shape. weights: a scalar or `[batch]`; one of 0 leaves its example out.
    Returns a scalar: the sum over the batch of each example's mean. With d = predictions - labels and n
    elements that is `2 Σd² / n - 2 (Σd / n)²`; pairs with i = j count. (tf.losses leaves those out, and averages.)
    Raises ValueError for shapes that differ and unknown ranks. Source: TF1 tf.contrib.losses.mean_pairwise_squared_error.
    """
    with tf.name_scope(scope, "mean_pairwise_squared_error", [predictions, labels, weights]):
        predictions, labels = _floats("mean_pairwise_squared_error", predictions, labels)
        # TF 1.15 keeps a last axis of size 1 here, and then pairs each example with the weight of every other.
        weights = as_weights("mean_pairwise_squared_error", weights)
        differences = predictions - labels
        require_rank("mean_pairwise_squared_error", "predictions - labels", differences)
        inner = list(range(1, differences.shape.ndims))
        number = _elements_per_example(differences, weights)
        mean_square = tf.div_no_nan(tf.reduce_sum(tf.square(differences), axis=inner), number, name="value")  # [batch]
        squared_mean = tf.div_no_nan(tf.square(tf.reduce_sum(differences, axis=inner)), tf.square(number), name="value")
        loss = weighted_sum(2.0 * mean_square - 2.0 * squared_mean, weights)
        loss = tf.where(tf.reduce_sum(number) > 0, loss, tf.zeros_like(loss), name="value")
        add_loss(loss)
        return loss


def _elements_per_example(losses, weights):
    """`[batch]`: the number of elements of each example, 0 for those of weight 0."""
    if weights.shape.ndims:
        return present_per_example(losses, weights)
    return present_per_example(losses, tf.fill(tf.shape(losses)[:1], weights))


def _smoothed(labels, amount, classes):
    """`labels` moved by the share `amount` towards `1 / classes`."""
    return labels * (1 - amount) + amount / classes if amount > 0 else labels


def _floats(function, predictions, labels):
    predictions, labels = _of_one_shape(function, "predictions", predictions, labels)
    return tf.to_float(predictions), tf.to_float(labels)


def _of_one_shape(function, argument, predictions, labels, name_of_labels="labels"):
    """Both as tensors. Raises ValueError where their shapes are known to differ."""
    for name, value in ((argument, predictions), (name_of_labels, labels)):
        if value is None:  # the type of error that TF 1.15 falls into
            raise AttributeError(f"{function}: `{name}` is missing; expected a tensor of the shape of the other. In contrib's losses "
                                 "the predictions come first, the labels second.")
    predictions, labels = tf.convert_to_tensor(predictions), tf.convert_to_tensor(labels)
    if not predictions.shape.is_compatible_with(labels.shape):
        raise ValueError(f"{function}: `{argument}` has shape {predictions.shape}, but `{name_of_labels}` has {labels.shape}; expected one "
                         "shape. " + _shape_remedy(argument, predictions.shape, labels.shape))
    return predictions, labels


def _shape_remedy(argument, mine, theirs):
    if mine.ndims is not None and theirs.ndims is not None:
        if argument == "logits" and theirs.ndims == mine.ndims - 1:
            return "Class ids go to sparse_softmax_cross_entropy, or become one-hot: tf.one_hot(labels, num_classes)."
        longer = max(mine, theirs, key=len)
        if abs(mine.ndims - theirs.ndims) == 1 and longer[-1:].as_list() == [1]:
            return "Drop the last axis of size 1: tf.squeeze(..., [-1])."
    return "Bring both to the same shape."
