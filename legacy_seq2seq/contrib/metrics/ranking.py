"""Precision and recall of the k classes with the highest scores. Source: TF1 tf.contrib.metrics.streaming_sparse_*."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.metrics import parts


def streaming_recall_at_k(predictions, labels, k, weights=None, metrics_collections=None, updates_collections=None, name=None):
    """The share of rows whose label is among the k best of `predictions` `[batch, classes]`; labels `[batch]`.

    Returns (value, update). Source: TF1 tf.contrib.metrics.streaming_recall_at_k.
    """
    found = tf.cast(tf.nn.in_top_k(predictions, labels, k), tf.float32)  # [batch]
    return tf.metrics.mean(found, weights, metrics_collections, updates_collections, name or f"recall_at_{k}")


def streaming_sparse_recall_at_k(predictions, labels, k, class_id=None, weights=None, metrics_collections=None, updates_collections=None,
                                 name=None):
    """The share of `labels` `[..., labels]` (dense or sparse, int64) among the k best of `predictions` `[..., classes]`.

    class_id: looks at this class alone. Returns (value, update) float64. Source: TF1 tf.contrib.metrics.streaming_sparse_recall_at_k.
    """
    return tf.metrics.recall_at_k(labels, predictions, k, class_id, weights, metrics_collections, updates_collections, name)


def streaming_sparse_precision_at_k(predictions, labels, k, class_id=None, weights=None, metrics_collections=None, updates_collections=None,
                                    name=None):
    """The share of the k best of `predictions` `[..., classes]` that are `labels` `[..., labels]`. Returns (value, update) float64."""
    return tf.metrics.precision_at_k(labels, predictions, k, class_id, weights, metrics_collections, updates_collections, name)


def streaming_sparse_precision_at_top_k(top_k_predictions, labels, class_id=None, weights=None, metrics_collections=None,
                                        updates_collections=None, name=None):
    """The share of the ids `top_k_predictions` `[..., k]` that are `labels` `[..., labels]`. Returns (value, update) float64."""
    return tf.metrics.precision_at_top_k(
        labels, top_k_predictions, class_id=class_id, weights=weights, metrics_collections=metrics_collections,
        updates_collections=updates_collections, name=name or _with_class("precision_at_k", class_id))


def sparse_recall_at_top_k(labels, top_k_predictions, class_id=None, weights=None, metrics_collections=None, updates_collections=None,
                           name=None):
    """The share of `labels` `[..., labels]` among the ids `top_k_predictions` `[..., k]`. Returns (value, update) float64."""
    return tf.metrics.recall_at_top_k(
        labels, top_k_predictions, class_id=class_id, weights=weights, metrics_collections=metrics_collections,
        updates_collections=updates_collections, name=name or _with_class("recall_at_k", class_id))


def _with_class(name, class_id):
    return name if class_id is None else f"{name}_class{class_id}"


def streaming_sparse_average_precision_at_k(predictions, labels, k, weights=None, metrics_collections=None, updates_collections=None,
                                            name=None):
    """The mean of the precisions at the ranks up to k where a label stands; predictions `[..., classes]` are scores.

    Returns (value, update) float64. Source: TF1 tf.contrib.metrics.streaming_sparse_average_precision_at_k.
    """
    return tf.metrics.average_precision_at_k(labels, predictions, k, weights, metrics_collections, updates_collections, name)


def streaming_sparse_average_precision_at_top_k(top_k_predictions, labels, weights=None, metrics_collections=None, updates_collections=None,
                                                name=None):
    """As `streaming_sparse_average_precision_at_k`, of ids `[..., k]` in the order of their scores, best first; k must be static.

    Returns (value, update) float64. Raises ValueError where k is unknown.
    Source: TF1 tf.contrib.metrics.streaming_sparse_average_precision_at_top_k.
    """
    with tf.variable_scope(name, "average_precision_at_top_k", [top_k_predictions, labels, weights]):
        precision = average_precision(tf.cast(tf.convert_to_tensor(top_k_predictions), tf.int64), labels)
        if weights is None:
            total, number = tf.reduce_sum(precision), tf.cast(tf.size(precision), tf.float64)
        else:
            wide = parts.wide_weights("streaming_sparse_average_precision_at_top_k", weights, precision, tf.float64)
            total, number = tf.reduce_sum(precision * wide), tf.reduce_sum(wide)
        number_so_far, total_so_far = parts.variable("max", [], tf.float64), parts.variable("total", [], tf.float64)
        value = tf.div_no_nan(total_so_far, number_so_far, name="mean")
        update = tf.div_no_nan(tf.assign_add(total_so_far, total), tf.assign_add(number_so_far, number))
        return parts.collected(value, update, metrics_collections, updates_collections)


def average_precision(ids, labels):
    """The average precision `[...]` float64 of the ids `[..., k]`, best first, for labels `[..., labels]`."""
    k = tf.dimension_value(ids.shape[-1]) if ids.shape.ndims else None
    if k is None:
        raise ValueError(f"streaming_sparse_average_precision_at_top_k: `top_k_predictions` has shape {ids.shape}; expected a last "
                         "dimension that is known when the graph is built. Set it: top_k_predictions.set_shape([..., k]).")
    if isinstance(labels, tf.SparseTensor):
        given = tf.sparse.to_dense(tf.SparseTensor(labels.indices, tf.ones_like(labels.values, tf.int64), labels.dense_shape),
                                   validate_indices=False)
        labels = tf.sparse.to_dense(labels, default_value=-1, validate_indices=False)
        number = tf.reduce_sum(given, axis=-1)  # [...]
    else:
        labels = tf.convert_to_tensor(labels)
        if labels.shape.ndims is not None and labels.shape.ndims == ids.shape.ndims - 1:
            labels = tf.expand_dims(labels, -1)
        number = tf.reduce_sum(tf.ones_like(labels, tf.int64), axis=-1)
    same = tf.equal(tf.expand_dims(ids, -1), tf.expand_dims(tf.cast(labels, tf.int64), -2))  # [..., k, labels]
    found = tf.cast(tf.reduce_any(same, axis=-1), tf.float64)  # [..., k]
    precisions = tf.cumsum(found, axis=-1) / tf.range(1, k + 1, dtype=tf.float64)  # [..., k], at each rank
    # NaN for a row without labels, as TF 1.15 has it.
    return tf.reduce_sum(precisions * found, axis=-1) / tf.cast(tf.minimum(number, k), tf.float64)
