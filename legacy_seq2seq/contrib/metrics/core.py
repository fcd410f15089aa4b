"""Metrics that today's tf.metrics still has; contrib takes the predictions first, and has names of its own.

In all of them: `weights` is None, or broadcasts to the values. Returns (value, update): the metric over all batches
so far, and an op that takes in one more batch and gives the new value. Both go to the collections named.
Source: TF1 tf.contrib.metrics.streaming_*.
"""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.metrics import parts

_FROM_CORE = """{what}. Predictions come before labels.

Returns (value, update). Raises ValueError for shapes that do not fit. Source: TF1 tf.contrib.metrics.{name},
tf.metrics.{core}.
"""


def _of_predictions_and_labels(name, core, what):
    def metric(predictions, labels, weights=None, metrics_collections=None, updates_collections=None, name=None):
        return getattr(tf.metrics, core)(labels, predictions, weights, metrics_collections, updates_collections, name)

    metric.__name__ = metric.__qualname__ = name
    metric.__doc__ = _FROM_CORE.format(what=what, name=name, core=core)
    return metric


def _at_thresholds(name, core, what):
    def metric(predictions, labels, thresholds, weights=None, metrics_collections=None, updates_collections=None, name=None):
        return getattr(tf.metrics, core)(labels, predictions, thresholds, weights, metrics_collections, updates_collections, name)

    metric.__name__ = metric.__qualname__ = name
    metric.__doc__ = _FROM_CORE.format(what=what, name=name, core=core)
    return metric


streaming_accuracy = _of_predictions_and_labels("streaming_accuracy", "accuracy", "The share of predictions that equal their labels")
streaming_true_positives = _of_predictions_and_labels(
    "streaming_true_positives", "true_positives", "The sum of weights where prediction and label are true")
streaming_true_negatives = _of_predictions_and_labels(
    "streaming_true_negatives", "true_negatives", "The sum of weights where prediction and label are false")
streaming_false_positives = _of_predictions_and_labels(
    "streaming_false_positives", "false_positives", "The sum of weights where the prediction is true and the label false")
streaming_false_negatives = _of_predictions_and_labels(
    "streaming_false_negatives", "false_negatives", "The sum of weights where the prediction is false and the label true")
streaming_precision = _of_predictions_and_labels(
    "streaming_precision", "precision", "The share of true labels among the predictions that say true")
streaming_recall = _of_predictions_and_labels("streaming_recall", "recall", "The share of the true labels that were predicted")
streaming_mean_absolute_error = _of_predictions_and_labels(
    "streaming_mean_absolute_error", "mean_absolute_error", "The mean of |prediction - label|")
streaming_mean_squared_error = _of_predictions_and_labels(
    "streaming_mean_squared_error", "mean_squared_error", "The mean of (prediction - label) squared")
streaming_root_mean_squared_error = _of_predictions_and_labels(
    "streaming_root_mean_squared_error", "root_mean_squared_error", "The root of the mean of (prediction - label) squared")
streaming_precision_at_thresholds = _at_thresholds(
    "streaming_precision_at_thresholds", "precision_at_thresholds", "The precision `[thresholds]` of saying true above each threshold")
streaming_recall_at_thresholds = _at_thresholds(
    "streaming_recall_at_thresholds", "recall_at_thresholds", "The recall `[thresholds]` of saying true above each threshold")


def streaming_mean(values, weights=None, metrics_collections=None, updates_collections=None, name=None):
    """The weighted mean of all values. Returns (value, update). Source: TF1 tf.contrib.metrics.streaming_mean."""
    return tf.metrics.mean(values, weights, metrics_collections, updates_collections, name)


def streaming_mean_tensor(values, weights=None, metrics_collections=None, updates_collections=None, name=None):
    """The mean over batches, of each element by itself. Returns (value, update), shaped as values. Source: as the name, in TF1."""
    return tf.metrics.mean_tensor(values, weights, metrics_collections, updates_collections, name)


def streaming_percentage_less(values, threshold, weights=None, metrics_collections=None, updates_collections=None, name=None):
    """The share of values below `threshold`, in [0, 1]. Returns (value, update). Source: as the name, in TF1."""
    return tf.metrics.percentage_below(values, threshold, weights, metrics_collections, updates_collections, name)


def streaming_mean_relative_error(predictions, labels, normalizer, weights=None, metrics_collections=None, updates_collections=None,
                                  name=None):
    """The mean of |prediction - label| / normalizer, 0 where normalizer is 0. Returns (value, update). Source: as the name, in TF1."""
    return tf.metrics.mean_relative_error(labels, predictions, normalizer, weights, metrics_collections, updates_collections, name)


def streaming_mean_cosine_distance(predictions, labels, dim, weights=None, metrics_collections=None, updates_collections=None, name=None):
    """The mean of 1 - prediction·label along `dim`; both are taken to be of unit length. `weights` has size 1 there.

    Returns (value, update). Raises ValueError for shapes that differ. Source: TF1 tf.contrib.metrics.streaming_mean_cosine_distance.
    """
    parts.same_shape("streaming_mean_cosine_distance", tf.convert_to_tensor(predictions), tf.convert_to_tensor(labels))
    return tf.metrics.mean_cosine_distance(labels, predictions, dim, weights, metrics_collections, updates_collections, name)


def streaming_mean_iou(predictions, labels, num_classes, weights=None, metrics_collections=None, updates_collections=None, name=None):
    """The mean over classes of intersection / union. Returns (value, update). Source: TF1 tf.contrib.metrics.streaming_mean_iou."""
    return tf.metrics.mean_iou(labels, predictions, num_classes, weights, metrics_collections, updates_collections, name)


def streaming_auc(predictions, labels, weights=None, num_thresholds=200, metrics_collections=None, updates_collections=None, curve="ROC",
                  name=None):
    """The area under the "ROC" or "PR" curve, from `num_thresholds` points. Returns (value, update).

    Raises ValueError for another curve. Source: TF1 tf.contrib.metrics.streaming_auc.
    """
    return tf.metrics.auc(labels, predictions, weights, num_thresholds, metrics_collections, updates_collections, curve, name)


def streaming_sensitivity_at_specificity(predictions, labels, specificity, weights=None, num_thresholds=200, metrics_collections=None,
                                         updates_collections=None, name=None):
    """The sensitivity at the threshold whose specificity is nearest to `specificity`, in [0, 1]. Returns (value, update)."""
    return tf.metrics.sensitivity_at_specificity(
        labels, predictions, specificity, weights, num_thresholds, metrics_collections, updates_collections, name)


def streaming_specificity_at_sensitivity(predictions, labels, sensitivity, weights=None, num_thresholds=200, metrics_collections=None,
                                         updates_collections=None, name=None):
    """The specificity at the threshold whose sensitivity is nearest to `sensitivity`, in [0, 1]. Returns (value, update)."""
    return tf.metrics.specificity_at_sensitivity(
        labels, predictions, sensitivity, weights, num_thresholds, metrics_collections, updates_collections, name)
