"""The area under the curve from every score kept, not from thresholds. Source: TF1 tf.contrib.metrics."""

import collections
import statistics

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.metrics import parts
from legacy_seq2seq.contrib.metrics.streams import streaming_concat

AucData = collections.namedtuple("AucData", "auc lower upper")
AucData.__doc__ = """An area under the ROC curve, and the ends of its confidence interval."""


def streaming_dynamic_auc(labels, predictions, curve="ROC", metrics_collections=(), updates_collections=(), name=None, weights=None):
    """The exact area under the "ROC" or "PR" curve; keeps every label, score and weight that it was given.

    labels 0 or 1, predictions any float, of one shape; weights None or of that shape. Returns (value float64, update), where
    update is an op without a value; 0 while only one kind of label came. A run with other labels raises
    InvalidArgumentError. Raises ValueError for another curve, or shapes that differ.
    Source: TF1 tf.contrib.metrics.streaming_dynamic_auc.
    """
    if curve not in ("ROC", "PR"):
        raise ValueError(f'streaming_dynamic_auc: `curve` is {curve!r}; expected "ROC" or "PR".')
    with tf.variable_scope(name, "dynamic_auc"):
        with tf.control_dependencies(_checks("streaming_dynamic_auc", labels, predictions)):
            kept, update = _keep(labels, predictions, weights, tf.float64)
        scores, true = kept["preds"], tf.cast(kept["labels"], tf.float64)
        wide = kept.get("weights", tf.ones_like(true))
        return parts.collected(_area(scores, true * wide, (1.0 - true) * wide, curve), update, metrics_collections, updates_collections)


def auc_with_confidence_intervals(labels, predictions, weights=None, alpha=0.95, logit_transformation=True, metrics_collections=(),
                                  updates_collections=(), name=None):
    """The exact area under the ROC curve with an interval that holds the true one with probability `alpha`.

    labels 0 or 1, predictions any float, of one shape; weights None or broadcasting to it. The variance of the area is DeLong's
    (DeLong et al. 1988); the interval is normal, on the logit scale with `logit_transformation`, so that it stays within [0, 1].
    Returns (AucData of float32 scalars, update), where update gives True; zeros while only one kind of label came.
    Raises ValueError for an alpha outside (0, 1), or shapes that differ.
    Source: TF1 tf.contrib.metrics.auc_with_confidence_intervals.
    """
    if not 0 < alpha < 1:
        raise ValueError(f"auc_with_confidence_intervals: `alpha` is {alpha}; expected a probability between 0 and 1, such as 0.95.")
    with tf.variable_scope(name, "auc_with_confidence_intervals"):
        with tf.control_dependencies(_checks("auc_with_confidence_intervals", labels, predictions)):
            weights = parts.wide_weights(
                "auc_with_confidence_intervals", 1.0 if weights is None else weights, tf.convert_to_tensor(predictions))
            kept, update = _keep(labels, predictions, weights, tf.float32)
        with tf.control_dependencies([update]):
            update = tf.constant(True)  # TF 1.15's update gives True
        value = _interval(kept["preds"], kept["labels"], tf.cast(kept["weights"], tf.float64), alpha, logit_transformation)
        return parts.collected(value, update, metrics_collections, updates_collections)


def _checks(metric, labels, predictions):
    labels, predictions = tf.convert_to_tensor(labels), tf.convert_to_tensor(predictions)
    parts.same_shape(metric, predictions, labels)
    return [tf.assert_equal(tf.shape(predictions), tf.shape(labels), message="labels must be shaped as predictions"),
            tf.assert_greater_equal(labels, tf.zeros_like(labels), message="labels must be 0 or 1, at least one is <0"),
            tf.assert_less_equal(labels, tf.ones_like(labels), message="labels must be 0 or 1, at least one is >1")]


def _keep(labels, predictions, weights, weights_dtype):
    """Everything so far by part, each `[size]`, and the op that adds a batch."""
    streams = {"labels": (labels, tf.int64), "preds": (predictions, tf.float64)}
    if weights is not None:
        streams["weights"] = (weights, weights_dtype)
    kept, updates = {}, []
    for part, (tensor, dtype) in streams.items():
        kept[part], update = streaming_concat(tf.reshape(tf.cast(tensor, dtype), [-1]), name=f"concat_{part}")
        updates.append(update)
    return kept, tf.group(*updates)


def _area(scores, true, false, curve):
    """The trapezoids under the curve; true and false `[size]` hold each score's weight for its label, 0 for the other."""
    order = tf.argsort(scores, direction="DESCENDING")
    scores = tf.gather(scores, order)
    # Scores that are equal are one point of the curve: the last of each run counts.
    last = tf.concat([tf.not_equal(scores[1:], scores[:-1]), tf.ones_like(scores[:1], tf.bool)], 0)
    tp, fp = (tf.boolean_mask(tf.cumsum(tf.gather(part, order)), last) for part in (true, false))
    all_true, all_false = tf.reduce_sum(true), tf.reduce_sum(false)
    if curve == "ROC":
        x, y = tf.div_no_nan(fp, all_false), tf.div_no_nan(tp, all_true)
        x, y = tf.concat([[0.0], x], 0), tf.concat([[0.0], y], 0)
    else:
        x, y = tf.div_no_nan(tp, all_true), tf.div_no_nan(tp, tp + fp)
        x, y = tf.concat([[0.0], x], 0), tf.concat([y[:1], y], 0)
    area = tf.reduce_sum((x[1:] - x[:-1]) * (y[1:] + y[:-1]) / 2)
    return tf.where(tf.logical_and(all_true > 0, all_false > 0), area, tf.zeros_like(area))


def _interval(scores, labels, weights, alpha, logit_transformation):
    true = tf.cast(labels, tf.float64) * weights
    false = weights - true
    all_true, all_false = tf.reduce_sum(true), tf.reduce_sum(false)
    below = _share_below(scores, false, all_false)  # of each score: the share of false labels that score less
    above = 1.0 - _share_below(scores, true, all_true)  # the share of true labels that score more
    auc = tf.div_no_nan(tf.reduce_sum(below * true), all_true)
    variance = (tf.div_no_nan(_variance(below, true, all_true), all_true - 1.0)
                + tf.div_no_nan(_variance(above, false, all_false), all_false - 1.0))
    width = _normal_quantile((1.0 + alpha) / 2) * tf.sqrt(variance)
    if logit_transformation:
        centre, width = tf.log(auc / (1.0 - auc)), width / (auc * (1.0 - auc))
        lower, upper = tf.sigmoid(centre - width), tf.sigmoid(centre + width)
        at_an_end = tf.logical_or(tf.equal(auc, 0.0), tf.equal(auc, 1.0))
        lower, upper = tf.where(at_an_end, auc, lower), tf.where(at_an_end, auc, upper)
    else:
        lower, upper = auc - width, auc + width
    known = tf.logical_and(tf.not_equal(all_true, 0.0), tf.not_equal(all_false, 0.0))
    return AucData(*(tf.cast(tf.where(known, part, tf.zeros_like(part)), tf.float32) for part in (auc, lower, upper)))


def _share_below(scores, weights, total):
    """For each score `[size]`: the share of `weights` on lower scores, and half of that on equal ones."""
    order = tf.argsort(scores)
    ordered, cumulated = tf.gather(scores, order), tf.concat([[0.0], tf.cumsum(tf.gather(weights, order))], 0)
    first, beyond = (tf.searchsorted(ordered, scores, side=side) for side in ("left", "right"))
    return tf.div_no_nan((tf.gather(cumulated, first) + tf.gather(cumulated, beyond)) / 2, total)


def _variance(values, weights, total):
    mean = tf.div_no_nan(tf.reduce_sum(values * weights), total)
    return tf.div_no_nan(tf.reduce_sum(tf.square(values - mean) * weights), total)


def _normal_quantile(probability):
    return statistics.NormalDist().inv_cdf(probability)
