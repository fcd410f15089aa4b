"""A metric, and to which predictions and labels it applies. Source: TF1 tf.contrib.learn.MetricSpec."""

import inspect


class MetricSpec:
    """`metric_fn` of the prediction, label and weight with these keys; a key is None where there is one tensor alone.

    Source: TF1 tf.contrib.learn.MetricSpec.
    """

    def __init__(self, metric_fn, prediction_key=None, label_key=None, weight_key=None):
        self.metric_fn, self.prediction_key, self.label_key, self.weight_key = metric_fn, prediction_key, label_key, weight_key

    def create_metric_ops(self, inputs, labels, predictions):
        """(value, update op) of the metric. Raises ValueError where a key does not fit."""
        prediction = _picked("prediction_key", predictions, self.prediction_key)
        label = _picked("label_key", labels, self.label_key)
        weights = None if self.weight_key is None else inputs[self.weight_key]
        return _apply(self.metric_fn, prediction, label, weights)


def _picked(name, values, key):
    if not isinstance(values, dict):
        if key is not None:
            raise ValueError(f"MetricSpec: `{name}` is {key!r}, but there is one tensor, no dict; leave it out.")
        return values
    if key is None and len(values) == 1:
        return next(iter(values.values()))
    if key not in values:
        raise ValueError(f"MetricSpec: `{name}` is {key!r}; expected one of {sorted(map(str, values))}.")
    return values[key]


def _apply(metric_fn, prediction, label, weights):
    """By name where the function has the usual names, else in their order: predictions, labels."""
    try:
        names = inspect.signature(metric_fn).parameters
    except (TypeError, ValueError):
        names = {}
    given = {"weights": weights} if weights is not None else {}
    labels_name = next((name for name in ("labels", "label", "targets", "target") if name in names), None)
    predictions_name = next((name for name in ("predictions", "prediction") if name in names), None)
    if labels_name and predictions_name:
        return metric_fn(**{predictions_name: prediction, labels_name: label}, **given)
    return metric_fn(prediction, label, **given) if len(names) != 1 else metric_fn(prediction, **given)


def metric_ops(metrics, features, labels, predictions):
    """{name: (value, update op)} of {name: MetricSpec}, or of {(name, prediction key): function}, as older programs gave."""
    result = {}
    for name, metric in sorted(metrics.items(), key=lambda item: str(item[0])):
        if isinstance(metric, MetricSpec):
            result[name] = metric.create_metric_ops(features, labels, predictions)
        elif isinstance(name, tuple):
            result[name[0]] = metric(predictions[name[1]], labels)
        else:
            result[name] = metric(predictions, labels)
    return result
