"""Heads whose labels are numbers."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.estimator.head import MEAN, Head, under_a_name


def regression_head(weight_column=None, label_dimension=1, loss_reduction=MEAN, loss_fn=None, inverse_link_fn=None, name=None):
    """A head with squared errors. Labels and logits `[batch, label_dimension]`.

    inverse_link_fn: from logits to predictions; none leaves them. loss_fn: (labels, logits) to losses `[batch, label_dimension]`.
    Source: TF1 tf.contrib.estimator.regression_head.
    """
    return _Regression(label_dimension, weight_column, loss_reduction, loss_fn, inverse_link_fn, name)


def poisson_regression_head(weight_column=None, label_dimension=1, loss_reduction=MEAN, compute_full_loss=True, name=None):
    """A head for counts: predictions are `exp(logits)`, losses in nats. Source: TF1 tf.contrib.estimator.poisson_regression_head."""
    def losses(labels, logits):
        return tf.nn.log_poisson_loss(targets=labels, log_input=logits, compute_full_loss=compute_full_loss)

    return _Regression(label_dimension, weight_column, loss_reduction, losses, tf.exp, name)


def logistic_regression_head(weight_column=None, loss_reduction=MEAN, name=None):
    """A head for labels between 0 and 1: predictions are `sigmoid(logits)`. Source: TF1 tf.contrib.estimator.logistic_regression_head."""
    def losses(labels, logits):
        return tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)

    return _Regression(1, weight_column, loss_reduction, losses, tf.sigmoid, name)


class _Regression(Head):
    def __init__(self, label_dimension, weight_column, loss_reduction, loss_fn, inverse_link_fn, name):
        if label_dimension < 1:
            raise ValueError(f"`label_dimension` is {label_dimension}; expected 1 or more.")
        super().__init__(label_dimension, weight_column, loss_reduction, loss_fn, name)
        self._inverse_link_fn = inverse_link_fn

    def _prepare_labels(self, labels, logits):
        return tf.to_float(super()._prepare_labels(labels, logits))

    def _losses(self, labels, logits):
        return tf.losses.mean_squared_error(labels=labels, predictions=logits, reduction=tf.losses.Reduction.NONE)

    def _predict(self, logits):
        logits = tf.to_float(logits)
        return {"predictions": self._inverse_link_fn(logits), "logits": logits} if self._inverse_link_fn else {"predictions": logits}

    def _measure(self, labels, predictions, weights):
        return {"prediction/mean": tf.metrics.mean(predictions["predictions"], _like(weights, labels)),
                "label/mean": tf.metrics.mean(labels, _like(weights, labels))}

    def _outputs(self, predictions):
        return under_a_name({"regression": tf.estimator.export.RegressionOutput(predictions["predictions"])}, "regression")


def _like(weights, values):
    return tf.ones_like(values) * weights
