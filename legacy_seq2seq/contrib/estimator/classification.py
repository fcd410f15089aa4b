"""Heads whose labels are classes: one of two, one of many, any of many."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.estimator.head import MEAN, Head, under_a_name


def binary_classification_head(weight_column=None, thresholds=None, label_vocabulary=None, loss_reduction=MEAN, loss_fn=None, name=None):
    """A head for two classes. Logits `[batch, 1]`; labels 0 or 1, or words of `label_vocabulary`, `[batch]` or `[batch, 1]`.

    thresholds: probabilities at which accuracy, precision and recall are measured too.
    Source: TF1 tf.contrib.estimator.binary_classification_head.
    """
    return _Binary(tuple(thresholds or ()), label_vocabulary, weight_column, loss_reduction, loss_fn, name)


def multi_class_head(n_classes, weight_column=None, label_vocabulary=None, loss_reduction=MEAN, loss_fn=None, name=None):
    """A head for one of `n_classes`, three or more. Logits `[batch, n_classes]`; labels ids, or words of `label_vocabulary`.

    Source: TF1 tf.contrib.estimator.multi_class_head.
    """
    if n_classes is None or n_classes <= 2:
        raise ValueError(f"multi_class_head: `n_classes` is {n_classes}; expected 3 or more. For two: binary_classification_head.")
    return _OneOfMany(n_classes, label_vocabulary, weight_column, loss_reduction, loss_fn, name)


def multi_label_head(n_classes, weight_column=None, thresholds=None, label_vocabulary=None, loss_reduction=MEAN, loss_fn=None,
                     classes_for_class_based_metrics=None, name=None):
    """A head for any of `n_classes` at once. Logits `[batch, n_classes]`; labels 0 or 1 of that shape, or a SparseTensor of ids or words.

    Source: TF1 tf.contrib.estimator.multi_label_head.
    """
    if n_classes is None or n_classes < 2:
        raise ValueError(f"multi_label_head: `n_classes` is {n_classes}; expected 2 or more.")
    if classes_for_class_based_metrics:
        raise NotImplementedError("multi_label_head: `classes_for_class_based_metrics` is not provided. Add such metrics with "
                                  "tf.contrib.estimator.add_metrics.")
    return _AnyOfMany(n_classes, tuple(thresholds or ()), label_vocabulary, weight_column, loss_reduction, loss_fn, name)


class _Classes(Head):
    """What the three share: the vocabulary of the labels, and the names of the classes."""

    def __init__(self, logits_dimension, n_classes, label_vocabulary, *settings):
        if label_vocabulary is not None and len(label_vocabulary) != n_classes:
            raise ValueError(f"`label_vocabulary` has {len(label_vocabulary)} words; expected one for each of {n_classes} classes.")
        super().__init__(logits_dimension, *settings)
        self._n_classes, self._vocabulary = n_classes, None if label_vocabulary is None else [str(word) for word in label_vocabulary]

    def _ids(self, labels):
        """Ids of the labels, which are checked to be classes."""
        if self._vocabulary is not None:
            labels = tf.contrib.lookup.index_table_from_tensor(self._vocabulary, name="class_id_lookup").lookup(labels)
        fine = [tf.assert_non_negative(labels, message="Labels must be >= 0."),
                tf.assert_less_equal(labels, tf.cast(self._n_classes - 1, labels.dtype), message=f"Labels must be < {self._n_classes}.")]
        with tf.control_dependencies(fine):
            return tf.identity(labels)

    def _names(self, ids):
        if self._vocabulary is None:
            return tf.as_string(ids, name="str_classes")
        return tf.gather(tf.constant(self._vocabulary), ids)

    def _class_predictions(self, probabilities, ids):
        """Of each example: the likeliest class `[batch, 1]`, and all classes `[batch, n_classes]`, in their order."""
        every = tf.tile(tf.expand_dims(tf.range(self._n_classes), 0), [tf.shape(probabilities)[0], 1])
        every.set_shape([probabilities.shape[0], self._n_classes])
        return {"probabilities": probabilities, "class_ids": ids, "classes": self._names(ids),
                "all_class_ids": every, "all_classes": self._names(every)}

    def _outputs(self, predictions):
        batch = tf.shape(predictions["probabilities"])[0]
        classes = tf.tile(tf.expand_dims(self._names(tf.range(self._n_classes)), 0), [batch, 1])
        return under_a_name({"classification": tf.estimator.export.ClassificationOutput(predictions["probabilities"], classes),
                             **self._more_outputs(predictions)}, "classification")

    def _more_outputs(self, predictions):
        return {}


class _Binary(_Classes):
    def __init__(self, thresholds, label_vocabulary, *settings):
        super().__init__(1, 2, label_vocabulary, *settings)
        self._thresholds = _checked(thresholds)

    def _prepare_labels(self, labels, logits):
        return tf.to_float(self._ids(super()._prepare_labels(labels, logits)))

    def _losses(self, labels, logits):
        return tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)

    def _predict(self, logits):
        logistic = tf.sigmoid(logits)
        both = tf.concat([tf.zeros_like(logits), logits], -1)  # [batch, 2]
        ids = tf.expand_dims(tf.argmax(both, -1), -1)  # [batch, 1]
        return {"logits": logits, "logistic": logistic, **self._class_predictions(tf.nn.softmax(both), ids)}

    def _measure(self, labels, predictions, weights):
        logistic, weights = predictions["logistic"], tf.ones_like(labels) * weights
        positive = tf.metrics.mean(labels, weights)
        metrics = {
            "accuracy": tf.metrics.accuracy(labels, predictions["class_ids"], weights),
            "precision": tf.metrics.precision(labels, predictions["class_ids"], weights),
            "recall": tf.metrics.recall(labels, predictions["class_ids"], weights),
            "prediction/mean": tf.metrics.mean(logistic, weights),
            "label/mean": positive,
            "accuracy_baseline": tuple(tf.maximum(share, 1 - share) for share in positive),
            **_areas(labels, logistic, weights),
        }
        return {**metrics, **_at_thresholds(self._thresholds, labels, logistic, weights)}

    def _more_outputs(self, predictions):
        return {"regression": tf.estimator.export.RegressionOutput(predictions["logistic"])}


class _OneOfMany(_Classes):
    def __init__(self, n_classes, label_vocabulary, *settings):
        super().__init__(n_classes, n_classes, label_vocabulary, *settings)

    def _prepare_labels(self, labels, logits):
        return self._ids(super()._prepare_labels(labels, logits))

    def _losses(self, labels, logits):
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.squeeze(labels, [-1]), logits=logits)
        return tf.expand_dims(losses, -1)

    def _predict(self, logits):
        ids = tf.expand_dims(tf.argmax(logits, -1), -1)  # [batch, 1]
        return {"logits": logits, **self._class_predictions(tf.nn.softmax(logits), ids)}

    def _measure(self, labels, predictions, weights):
        weights = tf.ones_like(labels, dtype=tf.float32) * weights
        return {"accuracy": tf.metrics.accuracy(labels, predictions["class_ids"], weights)}


class _AnyOfMany(_Classes):
    def __init__(self, n_classes, thresholds, label_vocabulary, *settings):
        super().__init__(n_classes, n_classes, label_vocabulary, *settings)
        self._thresholds = _checked(thresholds)

    def _prepare_labels(self, labels, logits):
        if isinstance(labels, tf.SparseTensor):
            ids = tf.SparseTensor(labels.indices, tf.to_int64(self._ids(labels.values)), labels.dense_shape)
            return tf.to_float(tf.sparse_to_indicator(ids, self._n_classes))
        return tf.to_float(super()._prepare_labels(labels, logits))

    def _losses(self, labels, logits):
        losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)  # [batch, n_classes]
        return tf.reduce_mean(losses, -1, keepdims=True)

    def _predict(self, logits):
        return {"logits": logits, "probabilities": tf.sigmoid(logits)}

    def _measure(self, labels, predictions, weights):
        weights = tf.ones_like(labels) * weights
        return {**_areas(labels, predictions["probabilities"], weights),
                **_at_thresholds(self._thresholds, labels, predictions["probabilities"], weights)}


def _checked(thresholds):
    if any(not 0 < threshold < 1 for threshold in thresholds):
        raise ValueError(f"`thresholds` are {list(thresholds)}; expected each between 0 and 1, both excluded.")
    return thresholds


def _areas(labels, probabilities, weights):
    return {name: tf.metrics.auc(labels, probabilities, weights, curve=curve)
            for name, curve in (("auc", "ROC"), ("auc_precision_recall", "PR"))}


def _at_thresholds(thresholds, labels, probabilities, weights):
    found = {}
    for threshold in thresholds:
        above = tf.to_float(tf.greater(probabilities, threshold))
        found[f"accuracy/positive_threshold_{threshold:g}"] = tf.metrics.accuracy(labels, above, weights)
        for name, metric in (("precision", tf.metrics.precision_at_thresholds), ("recall", tf.metrics.recall_at_thresholds)):
            found[f"{name}/positive_threshold_{threshold:g}"] = tuple(
                tf.squeeze(value) for value in metric(labels, probabilities, [threshold], weights))
    return found
