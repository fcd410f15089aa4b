"""Metrics of scores against thresholds: a prediction says true where it is above the threshold. Source: TF1 tf.contrib.metrics."""

import collections

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.metrics import parts

_EPSILON = 1e-7
_CURVE_EPSILON = 1e-6

_VARIABLES = {"tp": "true_positives", "fn": "false_negatives", "tn": "true_negatives", "fp": "false_positives"}

Counts = collections.namedtuple("Counts", "values updates")
Counts.__doc__ = """Counts `[thresholds]` so far and after this batch, each as {"tp": …, "fp": …, "tn": …, "fn": …}."""


def evenly_spaced(number):
    """`number` thresholds from just below 0 to just above 1."""
    return [-_EPSILON] + [(i + 1) / (number - 1) for i in range(number - 2)] + [1.0 + _EPSILON]


def in_unit_interval(predictions):
    """`predictions` as float32; a run in which one is outside [0, 1] raises InvalidArgumentError."""
    predictions = tf.cast(tf.convert_to_tensor(predictions), tf.float32)
    checks = [tf.assert_greater_equal(predictions, 0.0, message="predictions must be in [0, 1]"),
              tf.assert_less_equal(predictions, 1.0, message="predictions must be in [0, 1]")]
    with tf.control_dependencies(checks):
        return tf.identity(predictions)


def confusion_counts(metric, labels, predictions, thresholds, weights, kinds):
    """Counts of each of `kinds` ("tp", "fn", "tn", "fp"), with variables in the current scope.

    labels are cast to bool. All tensors of one shape, weights None or broadcasting to it. Raises ValueError else.
    """
    predictions, labels, weights = parts.aligned(metric, tf.cast(tf.convert_to_tensor(predictions), tf.float32), labels, weights)
    if weights is not None:
        weights = tf.reshape(parts.wide_weights(metric, weights, predictions), [1, -1])
    labels = tf.reshape(tf.cast(labels, tf.bool), [1, -1])
    thresholds = tf.constant(thresholds, tf.float32)
    says = tf.greater(tf.reshape(predictions, [1, -1]), tf.expand_dims(thresholds, 1))  # [thresholds, size]
    cells = {"tp": (says, labels), "fn": (~says, labels), "tn": (~says, ~labels), "fp": (says, ~labels)}
    values, updates = {}, {}
    for kind in kinds:
        hits = tf.cast(tf.logical_and(*cells[kind]), tf.float32)
        if weights is not None:
            hits *= weights
        values[kind] = parts.variable(_VARIABLES[kind], thresholds.shape.as_list())
        updates[kind] = tf.assign_add(values[kind], tf.reduce_sum(hits, axis=1))
    return Counts({kind: tf.identity(value) for kind, value in values.items()}, updates)


def _count(name, kind, what):
    def metric(predictions, labels, thresholds, weights=None):
        counts = confusion_counts(name, labels, predictions, thresholds, weights, (kind,))
        return counts.values[kind], counts.updates[kind]

    metric.__name__ = metric.__qualname__ = name
    metric.__doc__ = f"""The sum of weights `[thresholds]` where {what}.

    Its variable, `{_VARIABLES[kind]}`, stands in the current scope. Returns (value, update). Source: TF1 tf.contrib.metrics.{name}.
    """
    return metric


streaming_true_positives_at_thresholds = _count(
    "streaming_true_positives_at_thresholds", "tp", "a prediction above the threshold meets a true label")
streaming_true_negatives_at_thresholds = _count(
    "streaming_true_negatives_at_thresholds", "tn", "a prediction not above the threshold meets a false label")
streaming_false_positives_at_thresholds = _count(
    "streaming_false_positives_at_thresholds", "fp", "a prediction above the threshold meets a false label")
streaming_false_negatives_at_thresholds = _count(
    "streaming_false_negatives_at_thresholds", "fn", "a prediction not above the threshold meets a true label")


def _share(scope, part, other, labels, predictions, thresholds, weights, metrics_collections, updates_collections, name):
    with tf.variable_scope(name, scope, [predictions, labels, weights]):
        counts = confusion_counts(f"streaming_{scope}", labels, predictions, thresholds, weights, (part, other))
        value, update = (now[part] / (_EPSILON + now[part] + now[other]) for now in counts)
        return parts.collected(value, update, metrics_collections, updates_collections)


def streaming_false_positive_rate_at_thresholds(predictions, labels, thresholds, weights=None, metrics_collections=None,
                                                updates_collections=None, name=None):
    """The share of false labels with a prediction above each threshold, `[thresholds]`. Returns (value, update).

    Raises ValueError for shapes that do not fit. Source: TF1 tf.contrib.metrics.streaming_false_positive_rate_at_thresholds.
    """
    return _share("false_positive_rate_at_thresholds", "fp", "tn", labels, predictions, thresholds, weights, metrics_collections,
                  updates_collections, name)


def streaming_false_negative_rate_at_thresholds(predictions, labels, thresholds, weights=None, metrics_collections=None,
                                                updates_collections=None, name=None):
    """The share of true labels with no prediction above each threshold, `[thresholds]`. Returns (value, update).

    Raises ValueError for shapes that do not fit. Source: TF1 tf.contrib.metrics.streaming_false_negative_rate_at_thresholds.
    """
    return _share("false_negative_rate_at_thresholds", "fn", "tp", labels, predictions, thresholds, weights, metrics_collections,
                  updates_collections, name)


def streaming_curve_points(labels=None, predictions=None, weights=None, num_thresholds=200, metrics_collections=None,
                           updates_collections=None, curve="ROC", name=None):
    """Points `[num_thresholds, 2]` of a curve: (false, true positive rate) of "ROC", (recall, precision) of "PR".

    Returns (points, update), where update is an op without a value. Raises ValueError for another curve.
    Source: TF1 tf.contrib.metrics.streaming_curve_points.
    """
    with tf.variable_scope(name, "curve_points", [labels, predictions, weights]):
        if curve not in ("ROC", "PR"):
            raise ValueError(f'streaming_curve_points: `curve` is {curve!r}; expected "ROC" or "PR".')
        counts = confusion_counts(
            "streaming_curve_points", labels, predictions, evenly_spaced(num_thresholds), weights, ("tp", "fn", "tn", "fp"))
        tp, fn, tn, fp = (counts.values[kind] for kind in ("tp", "fn", "tn", "fp"))
        recall = (tp + _CURVE_EPSILON) / (tp + fn + _CURVE_EPSILON)
        precision = (tp + _CURVE_EPSILON) / (tp + fp + _CURVE_EPSILON)
        pair = (fp / (fp + tn + _CURVE_EPSILON), recall) if curve == "ROC" else (recall, precision)
        return parts.collected(tf.stack(pair, axis=1), tf.group(*counts.updates.values()), metrics_collections, updates_collections)


def recall_at_precision(labels, predictions, precision, weights=None, num_thresholds=200, metrics_collections=None,
                        updates_collections=None, name=None, strict_mode=False):
    """The recall at the threshold whose precision is nearest to `precision`, in [0, 1].

    strict_mode: the highest recall among the thresholds whose precision is at least that; 0 where there is none.
    Returns (value, update). Raises ValueError for a precision outside [0, 1]. Source: TF1 tf.contrib.metrics.recall_at_precision.
    """
    _check_share("recall_at_precision", "precision", precision)
    with tf.variable_scope(name, "recall_at_precision", [predictions, labels, weights]):
        counts = confusion_counts(
            "recall_at_precision", labels, predictions, evenly_spaced(num_thresholds), weights, ("tp", "fn", "tn", "fp"))

        def recall(tp, fn, tn, fp):
            precisions, recalls = tp / (tp + fp + _EPSILON), tp / (tp + fn + _EPSILON)
            if strict_mode:
                return tf.reduce_max(tf.where(precisions >= precision, recalls, tf.zeros_like(recalls)))
            return recalls[tf.argmin(tf.abs(precisions - precision), 0)]

        return parts.collected(recall(**counts.values), recall(**counts.updates), metrics_collections, updates_collections)


def precision_at_recall(labels, predictions, target_recall, weights=None, num_thresholds=200, metrics_collections=None,
                        updates_collections=None, name=None):
    """The precision at the highest threshold whose recall is at least `target_recall`, in [0, 1].

    Returns (value, update). Raises ValueError for a target outside [0, 1]. Source: TF1 tf.contrib.metrics.precision_at_recall.
    """
    _check_share("precision_at_recall", "target_recall", target_recall)
    with tf.variable_scope(name, "precision_at_recall", [predictions, labels, weights]):
        counts = confusion_counts(
            "precision_at_recall", labels, predictions, evenly_spaced(num_thresholds), weights, ("tp", "fn", "tn", "fp"))

        def precision(tp, fn, tn, fp):
            enough = tf.cast((tp + _EPSILON) / (tp + fn + _EPSILON) >= target_recall, tf.int64)
            last = tf.argmax(tf.cumsum(enough), 0)
            return (tp[last] + _EPSILON) / (tp[last] + fp[last] + _EPSILON)

        return parts.collected(precision(**counts.values), precision(**counts.updates), metrics_collections, updates_collections)


def _check_share(metric, argument, value):
    if not 0 <= value <= 1:
        raise ValueError(f"{metric}: `{argument}` is {value}; expected a share in [0, 1]. Give percentages divided by 100.")
