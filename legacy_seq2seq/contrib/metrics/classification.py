"""Agreement of predicted classes with labels: accuracy, F1, Cohen's kappa. Source: TF1 tf.contrib.metrics."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.metrics import parts
from legacy_seq2seq.contrib.metrics.at_thresholds import confusion_counts, evenly_spaced, in_unit_interval

_EPSILON = 1e-7


def accuracy(predictions, labels, weights=None, name=None):
    """The share of predictions that equal their labels in this one batch: a scalar float32, without variables.

    Both of one shape and one dtype: integer, bool or string. weights: None, or broadcasting to them.
    Raises ValueError for other dtypes, or where shapes or dtypes differ. Source: TF1 tf.contrib.metrics.accuracy.
    """
    if not (labels.dtype.is_integer or labels.dtype in (tf.bool, tf.string)):
        raise ValueError(f"accuracy: `labels` has dtype {labels.dtype.name}; expected integer, bool or string. tf.cast them, or tf.argmax "
                         "scores first.")
    if not labels.dtype.is_compatible_with(predictions.dtype):
        raise ValueError(f"accuracy: `predictions` has dtype {predictions.dtype.name}, `labels` {labels.dtype.name}; expected one dtype. "
                         "tf.cast one of them.")
    parts.same_shape("accuracy", predictions, labels)
    with tf.name_scope(name, "accuracy", [predictions, labels]):
        right = tf.cast(tf.equal(predictions, labels), tf.float32)
        if weights is None:
            return tf.reduce_mean(right)
        weights = tf.cast(weights, tf.float32)
        return tf.reduce_sum(right * weights) / tf.reduce_sum(weights * tf.ones_like(right))


def f1_score(labels, predictions, weights=None, num_thresholds=200, metrics_collections=None, updates_collections=None, name=None):
    """The best F1 (harmonic mean of precision and recall) over `num_thresholds` thresholds in [0, 1].

    labels are cast to bool; predictions in [0, 1], else the run raises InvalidArgumentError. Returns (value, update).
    Raises ValueError for shapes that do not fit. Source: TF1 tf.contrib.metrics.f1_score.
    """
    with tf.variable_scope(name, "f1", [labels, predictions, weights]):
        predictions = in_unit_interval(predictions)
        counts = confusion_counts("f1_score", labels, predictions, evenly_spaced(num_thresholds), weights, ("tp", "fp", "fn"))

        def best(tp, fp, fn):
            precision, recall = tp / (_EPSILON + tp + fp), tp / (_EPSILON + tp + fn)
            return tf.reduce_max(2.0 * precision * recall / (precision + recall + _EPSILON))

        return parts.collected(best(**counts.values), best(**counts.updates), metrics_collections, updates_collections)


def cohen_kappa(labels, predictions_idx, num_classes, weights=None, metrics_collections=None, updates_collections=None, name=None):
    """Cohen's kappa: how far two raters agree beyond chance, 1 for full agreement (Cohen 1960).

    labels and predictions_idx: `[batch]` or `[batch, 1]` ids below num_classes. Returns (value, update) float64.
    Raises ValueError for num_classes below 2, other ranks, or shapes that differ. Source: TF1 tf.contrib.metrics.cohen_kappa.
    """
    if num_classes < 2:
        raise ValueError(f"cohen_kappa: `num_classes` is {num_classes}; expected 2 or more. Give the number of ids in use.")
    with tf.variable_scope(name, "cohen_kappa", [labels, predictions_idx, weights]):
        labels, ids = _column("labels", labels), _column("predictions_idx", predictions_idx)
        parts.same_shape("cohen_kappa", ids, labels)
        dtype = tf.int64
        if weights is not None:
            weights = _column("weights", weights)
            dtype = weights.dtype
        agreed, by_label, by_prediction = (parts.variable(part, [num_classes], dtype) for part in ("po", "pe_row", "pe_col"))
        table = tf.math.confusion_matrix(labels, ids, num_classes=num_classes, weights=weights, dtype=dtype, name="counts_in_table")
        updates = [tf.assign_add(agreed, tf.diag_part(table)), tf.assign_add(by_label, tf.reduce_sum(table, axis=0)),
                   tf.assign_add(by_prediction, tf.reduce_sum(table, axis=1))]
        return parts.collected(_kappa(agreed, by_label, by_prediction), _kappa(*updates), metrics_collections, updates_collections)


def _column(argument, tensor):
    tensor = tf.convert_to_tensor(tensor)
    if tensor.shape.ndims == 2 and tensor.shape.dims[1].is_compatible_with(1):
        return tf.squeeze(tensor, [-1])
    if tensor.shape.ndims not in (1, None):
        raise ValueError(f"cohen_kappa: `{argument}` has shape {tensor.shape}; expected [batch] or [batch, 1]. "
                         f"tf.reshape({argument}, [-1]).")
    return tensor


def _kappa(agreed, by_label, by_prediction):
    agreed, by_label, by_prediction = (tf.cast(part, tf.float64) for part in (agreed, by_label, by_prediction))
    total = tf.reduce_sum(by_label)
    by_chance = tf.div_no_nan(tf.reduce_sum(by_label * by_prediction), total)
    return tf.div_no_nan(tf.reduce_sum(agreed) - by_chance, total - by_chance)
