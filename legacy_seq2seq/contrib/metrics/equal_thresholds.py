"""Precision and recall at evenly spaced thresholds, in time that does not grow with their number."""

import collections

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.metrics import parts

PrecisionRecallData = collections.namedtuple("PrecisionRecallData", "tp fp tn fn precision recall thresholds")
PrecisionRecallData.__doc__ = """Each `[num_thresholds]`: counts, precision and recall at the thresholds."""


def precision_recall_at_equal_thresholds(labels, predictions, weights=None, num_thresholds=None, use_locking=None, name=None):
    """Counts, precision and recall at `num_thresholds` (201 by default) thresholds 0 … 1; at or above one is true.

    labels bool and predictions in [0, 1] float, of one shape; a run with others raises InvalidArgumentError. Each
    prediction falls into one bucket; the counts above a threshold are sums over buckets.
    Returns (PrecisionRecallData in the dtype of predictions, update), where update is an op without a value.
    Raises TypeError for labels that are not bool, ValueError for shapes that differ.
    Source: TF1 tf.contrib.metrics.precision_recall_at_equal_thresholds.
    """
    labels, predictions = tf.convert_to_tensor(labels), tf.convert_to_tensor(predictions)
    if labels.dtype.base_dtype != tf.bool:
        raise TypeError(f"precision_recall_at_equal_thresholds: `labels` has dtype {labels.dtype.name}; expected bool. "
                        "tf.cast(labels, tf.bool).")
    parts.same_shape("precision_recall_at_equal_thresholds", predictions, labels)
    number = 201 if num_thresholds is None else num_thresholds
    with tf.variable_scope(name, "precision_recall_at_equal_thresholds", [labels, predictions, weights]):
        checks = [tf.assert_greater_equal(predictions, tf.cast(0.0, predictions.dtype), message="predictions must be in [0, 1]"),
                  tf.assert_less_equal(predictions, tf.cast(1.0, predictions.dtype), message="predictions must be in [0, 1]"),
                  tf.assert_equal(tf.shape(labels), tf.shape(predictions), message="labels must be shaped as predictions")]
        with tf.control_dependencies(checks):
            buckets = tf.cast(tf.floor(predictions * (number - 1)), tf.int32)
        # float64: the buckets count every example ever seen.
        counts = tf.ones_like(predictions, tf.float64)
        if weights is not None:
            counts *= tf.cast(weights, tf.float64)
        true = tf.cast(labels, tf.float64)
        with tf.variable_scope("variables"):
            tp_buckets = parts.variable("tp_buckets", [number], tf.float64)
            fp_buckets = parts.variable("fp_buckets", [number], tf.float64)
        update = tf.group(tf.scatter_add(tp_buckets, buckets, counts * true, use_locking=bool(use_locking)),
                          tf.scatter_add(fp_buckets, buckets, counts * (1.0 - true), use_locking=bool(use_locking)))
        return _at_each(tp_buckets, fp_buckets, number, predictions.dtype), update


def _at_each(tp_buckets, fp_buckets, number, dtype):
    tp, fp = tf.cumsum(tp_buckets, reverse=True), tf.cumsum(fp_buckets, reverse=True)
    fn, tn = tp[0] - tp, fp[0] - fp
    precision, recall = tf.div_no_nan(tp, tp + fp), tf.div_no_nan(tp, tp + fn)
    # float32 first: TF 1.15's thresholds are rounded so, whatever the dtype of the predictions.
    thresholds = tf.linspace(0.0, 1.0, number)
    return PrecisionRecallData(*(tf.cast(part, dtype) for part in (tp, fp, tn, fn, precision, recall, thresholds)))
