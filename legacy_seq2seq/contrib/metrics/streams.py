"""Streaming sums that core lacks: counts, covariance, correlation, error rates, concatenation. Source: TF1 tf.contrib.metrics."""

import math

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.metrics import parts

_GROWTH = 1.5


def aggregate_metrics(*value_update_tuples):
    """Pairs (value, update), turned into two lists. Raises ValueError without any. Source: TF1 tf.contrib.metrics.aggregate_metrics."""
    if not value_update_tuples:
        raise ValueError("aggregate_metrics: no metric came; expected one (value, update) pair or more, such as tf.metrics.mean(values).")
    values, updates = zip(*value_update_tuples)
    return list(values), list(updates)


def aggregate_metric_map(names_to_tuples):
    """{name: (value, update)}, turned into {name: value} and {name: update}. Source: TF1 tf.contrib.metrics.aggregate_metric_map."""
    values, updates = zip(*names_to_tuples.values())
    return dict(zip(names_to_tuples, values)), dict(zip(names_to_tuples, updates))


def count(values, weights=None, metrics_collections=None, updates_collections=None, name=None):
    """The number of values so far, or the sum of their weights: a scalar float32. Returns (value, update).

    Raises ValueError for weights that do not broadcast. Source: TF1 tf.contrib.metrics.count.
    """
    with tf.variable_scope(name, "count", [values, weights]):
        total = parts.variable("count", [])
        update = tf.assign_add(total, _size(*_values_and_weights("count", values, weights)))
        return parts.collected(tf.identity(total), update, metrics_collections, updates_collections)


def _values_and_weights(metric, values, weights):
    values, _, weights = parts.aligned(metric, values, values, weights)
    return values, None if weights is None else parts.wide_weights(metric, weights, values)


def _size(values, weights):
    return tf.cast(tf.size(values), tf.float32) if weights is None else tf.reduce_sum(weights)


def streaming_covariance(predictions, labels, weights=None, metrics_collections=None, updates_collections=None, name=None):
    """The unbiased sample covariance of predictions and labels, in one pass (Chan et al. 1979).

    NaN until the weights sum to more than 1. Returns (value, update). Raises ValueError for shapes that do not fit.
    Source: TF1 tf.contrib.metrics.streaming_covariance.
    """
    with tf.variable_scope(name, "covariance", [predictions, labels, weights]):
        predictions, labels, weights = parts.aligned("streaming_covariance", predictions, labels, weights)
        if weights is not None:
            weights = parts.wide_weights("streaming_covariance", weights, labels)
        number, mean_p, mean_l, comoment = (
            parts.variable(part, []) for part in ("count", "mean_prediction", "mean_label", "comoment"))
        value = _unbiased(comoment, number)
        batch = _Moments(predictions, labels, weights)
        new_number = number + batch.number
        step_p, step_l = batch.mean_p - mean_p, batch.mean_l - mean_l
        share = tf.div_no_nan(batch.number, new_number)
        add = batch.comoment + step_p * step_l * number * share
        # All is computed from the old numbers before any of them changes.
        with tf.control_dependencies([new_number, add, step_p * share, step_l * share]):
            moved = [tf.assign_add(comoment, add), tf.assign_add(mean_p, step_p * share), tf.assign_add(mean_l, step_l * share)]
        with tf.control_dependencies(moved):
            counted = tf.assign(number, new_number)
        update = _unbiased(moved[0], counted)
        return parts.collected(value, update, metrics_collections, updates_collections)


def _unbiased(comoment, number):
    return tf.where(tf.less_equal(number, 1.0), tf.constant(float("nan")), tf.truediv(comoment, number - 1.0))


class _Moments:
    """Size, means and co-moment of one batch."""

    def __init__(self, predictions, labels, weights):
        self.number = _size(labels, weights)
        self.mean_p, self.mean_l = self._mean(predictions, weights), self._mean(labels, weights)
        products = (predictions - self.mean_p) * (labels - self.mean_l)
        self.comoment = tf.reduce_sum(products if weights is None else products * weights)

    def _mean(self, values, weights):
        return tf.div_no_nan(tf.reduce_sum(values if weights is None else values * weights), self.number)


def streaming_pearson_correlation(predictions, labels, weights=None, metrics_collections=None, updates_collections=None, name=None):
    """Pearson's correlation of predictions and labels, in [-1, 1]. Returns (value, update).

    Raises ValueError for shapes that do not fit. Source: TF1 tf.contrib.metrics.streaming_pearson_correlation.
    """
    with tf.variable_scope(name, "pearson_r", [predictions, labels, weights]):
        predictions, labels, weights = parts.aligned("streaming_pearson_correlation", predictions, labels, weights)
        both = streaming_covariance(predictions, labels, weights, name="covariance")
        of_predictions = streaming_covariance(predictions, predictions, weights, name="variance_predictions")
        of_labels = streaming_covariance(labels, labels, weights, name="variance_labels")
        value, update = (covariance / (tf.sqrt(variance_p) * tf.sqrt(variance_l))
                         for covariance, variance_p, variance_l in zip(both, of_predictions, of_labels))
        return parts.collected(value, update, metrics_collections, updates_collections)


def _rate(scope, error, right, predictions, labels, weights, metrics_collections, updates_collections, name):
    with tf.variable_scope(name, scope, [predictions, labels, weights]):
        predictions, labels, weights = parts.aligned(
            f"streaming_{scope}", tf.cast(tf.convert_to_tensor(predictions), tf.bool), tf.cast(labels, tf.bool), weights)
        wrong = getattr(tf.metrics, error)(labels, predictions, weights)
        correct = getattr(tf.metrics, right)(labels, predictions, weights)
        value, update = (parts.pick(w, w + c) for w, c in zip(wrong, correct))
        return parts.collected(value, update, metrics_collections, updates_collections)


def streaming_false_positive_rate(predictions, labels, weights=None, metrics_collections=None, updates_collections=None, name=None):
    """The share of false labels that were predicted true; 0 without false labels. Returns (value, update).

    Both are cast to bool. Raises ValueError for shapes that do not fit. Source: TF1 tf.contrib.metrics.streaming_false_positive_rate.
    """
    return _rate("false_positive_rate", "false_positives", "true_negatives", predictions, labels, weights, metrics_collections,
                 updates_collections, name)


def streaming_false_negative_rate(predictions, labels, weights=None, metrics_collections=None, updates_collections=None, name=None):
    """The share of true labels that were predicted false; 0 without true labels. Returns (value, update).

    Both are cast to bool. Raises ValueError for shapes that do not fit. Source: TF1 tf.contrib.metrics.streaming_false_negative_rate.
    """
    return _rate("false_negative_rate", "false_negatives", "true_positives", predictions, labels, weights, metrics_collections,
                 updates_collections, name)


def streaming_concat(values, axis=0, max_size=None, metrics_collections=None, updates_collections=None, name=None):
    """All values so far, joined along `axis`: `[..., size so far, ...]`; the other dimensions must be static.

    max_size: keeps the first so many and drops the rest. The buffer grows by half when it is full. Returns (value, update), where
    update gives the size. Raises ValueError for scalars, an unknown rank or dimension, an axis out of range.
    Source: TF1 tf.contrib.metrics.streaming_concat.
    """
    with tf.variable_scope(name, "streaming_concat", [values]):
        values = tf.convert_to_tensor(values)
        axis = _checked_axis(values, axis)
        forth = [axis, *(i for i in range(values.shape.ndims) if i != axis)]
        back = [forth.index(i) for i in range(values.shape.ndims)]
        rows = tf.transpose(values, forth) if axis else values  # the axis that grows comes first
        fixed = rows.shape.as_list()[1:]
        buffer = parts.variable("array", [0, *fixed], values.dtype.base_dtype, validate_shape=False)
        size = parts.variable("size", [], tf.int32)
        filled = tf.slice(buffer, [0] * rows.shape.ndims, [size] + [-1] * len(fixed))
        filled.set_shape([None, *fixed])
        value = tf.transpose(filled, back) if axis else filled
        update = _append(buffer, size, rows, fixed, max_size)
        return parts.collected(value, update, metrics_collections, updates_collections)


def _checked_axis(values, axis):
    rank = values.shape.ndims
    if rank is None:
        raise ValueError("streaming_concat: the rank of `values` is not known when the graph is built; expected a known one. "
                         "Set it: values.set_shape([None, ...]).")
    if not -rank <= axis < rank:
        raise ValueError(f"streaming_concat: `axis` is {axis}, `values` has shape {values.shape}; expected an axis of values. "
                         "Give single numbers an axis: tf.expand_dims(values, 0).")
    axis %= rank
    if any(dim.value is None for i, dim in enumerate(values.shape.dims) if i != axis):
        raise ValueError(f"streaming_concat: `values` has shape {values.shape}; expected all dimensions but axis {axis} to be known when "
                         "the graph is built. Set them with values.set_shape.")
    return axis


def _append(buffer, size, rows, fixed, max_size):
    """The op that writes `rows` behind the `size` rows in use, as many as fit; gives the new size."""
    number = tf.shape(rows)[0]
    if max_size is not None:
        number = tf.minimum(number, max_size - size)
    needed = size + number

    def grown():
        free = tf.zeros(tf.stack([_buffer_size(needed, max_size) - tf.shape(buffer)[0], *fixed]), rows.dtype)
        return tf.assign(buffer, tf.concat([buffer, free], 0), validate_shape=False)

    room = tf.cond(tf.greater(needed, tf.shape(buffer)[0]), lambda: tf.group(grown()), tf.no_op)
    with tf.control_dependencies([room]):
        written = tf.scatter_update(buffer, tf.range(size, needed), rows[:number])
    with tf.control_dependencies([written]):
        return tf.assign(size, needed)


def _buffer_size(needed, max_size):
    steps = tf.ceil(tf.log(tf.cast(needed, tf.float32)) / math.log(_GROWTH))
    size = tf.cast(tf.ceil(tf.pow(_GROWTH, steps)), tf.int32)
    return size if max_size is None else tf.minimum(size, max_size)
