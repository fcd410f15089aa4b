"""What every head does: from a model's logits and labels to the ops of each mode."""

import inspect

from legacy_seq2seq import tf1 as tf

MEAN = tf.losses.Reduction.SUM_OVER_BATCH_SIZE


class Head:
    """Turns logits into loss, predictions, metrics, and an `EstimatorSpec`. Source: TF1 tf.contrib.estimator's heads.

    A subclass says what the labels mean: `_prepare_labels`, `_losses` (one for each example, `[batch, 1]` or more), `_predict`,
    `_measure` and `_outputs`.
    """

    def __init__(self, logits_dimension, weight_column, loss_reduction, loss_fn, name):
        if not (weight_column is None or isinstance(weight_column, str) or hasattr(weight_column, "key")):
            raise TypeError(f"`weight_column` is {weight_column!r}; expected a feature's name or a tf.feature_column.numeric_column.")
        self.logits_dimension, self.name = logits_dimension, name
        self._weight_column, self._loss_reduction, self._loss_fn = weight_column, loss_reduction, loss_fn

    def create_loss(self, features, mode, logits, labels):
        """The training loss (a scalar, nats where the losses are), each example's own, their weights, and the labels in use."""
        labels = self._prepare_labels(labels, logits)
        losses = self._own_losses(labels, logits, features) if self._loss_fn else self._losses(labels, logits)
        weights = self._weights(features, losses)
        return tf.losses.compute_weighted_loss(losses, weights, reduction=self._loss_reduction), losses, weights, labels

    def create_estimator_spec(self, features, mode, logits, labels=None, optimizer=None, train_op_fn=None, regularization_losses=None):
        """The `EstimatorSpec` of one mode.

        logits `[batch, logits_dimension]`. Training needs an `optimizer` or a `train_op_fn(loss)`, not both.
        regularization_losses: scalars that are added to the loss. Raises ValueError where logits have another size, or where a
        training has neither optimizer nor train_op_fn, or both.
        """
        with tf.name_scope(self.name or "head"):  # an optimizer's variables of its own are named by it
            return self._spec(features, mode, self._check_logits(logits), labels, optimizer, train_op_fn, regularization_losses)

    def _spec(self, features, mode, logits, labels, optimizer, train_op_fn, regularization_losses):
        predictions = self._predict(logits)
        if mode == tf.estimator.ModeKeys.PREDICT:
            outputs = {**self._outputs(predictions), "predict": tf.estimator.export.PredictOutput(predictions)}
            return tf.estimator.EstimatorSpec(mode, predictions=predictions, export_outputs=outputs)
        loss, losses, weights, labels = self.create_loss(features, mode, logits, labels)
        extra = tf.add_n(regularization_losses) if regularization_losses else None
        whole = loss if extra is None else loss + extra
        if mode == tf.estimator.ModeKeys.EVAL:
            metrics = {"average_loss": tf.metrics.mean(losses, weights), **self._measure(labels, predictions, weights)}
            if extra is not None:
                metrics["regularization_loss"] = tf.metrics.mean(extra)
            return tf.estimator.EstimatorSpec(mode, predictions=predictions, loss=whole,
                                              eval_metric_ops={self._key(name): metric for name, metric in metrics.items()})
        train_op = self._train_op(whole, optimizer, train_op_fn)
        with tf.name_scope(""):
            tf.summary.scalar(self._key("loss"), whole)
            if extra is not None:
                tf.summary.scalar(self._key("regularization_loss"), extra)
        return tf.estimator.EstimatorSpec(mode, predictions=predictions, loss=whole, train_op=train_op)

    def _key(self, name):
        return f"{name}/{self.name}" if self.name else name

    def _check_logits(self, logits):
        logits = tf.convert_to_tensor(logits, name="logits")
        if not tf.TensorShape([None, self.logits_dimension]).is_compatible_with(logits.shape[:1].concatenate(logits.shape[-1:])):
            raise ValueError(f"{type(self).__name__}: `logits` has shape {logits.shape}; expected [batch, {self.logits_dimension}]. "
                             f"Let the last layer have {self.logits_dimension} units.")
        return logits

    def _prepare_labels(self, labels, logits):
        """Labels `[batch]` get a last dimension, `[batch, 1]`, as the logits have."""
        if labels is None:
            raise ValueError(f"{type(self).__name__}: `labels` is None; training and evaluation need labels, from the input_fn.")
        labels = tf.convert_to_tensor(labels)
        return tf.expand_dims(labels, -1) if labels.shape.ndims is not None and labels.shape.ndims < logits.shape.ndims else labels

    def _own_losses(self, labels, logits, features):
        wanted = inspect.signature(self._loss_fn).parameters
        offered = {"features": features, "loss_reduction": self._loss_reduction}
        return self._loss_fn(labels=labels, logits=logits, **{name: value for name, value in offered.items() if name in wanted})

    def _weights(self, features, losses):
        if self._weight_column is None:
            return 1.0
        key = self._weight_column if isinstance(self._weight_column, str) else self._weight_column.key
        weights = tf.to_float(features[key])
        return tf.expand_dims(weights, -1) if weights.shape.ndims is not None and weights.shape.ndims < losses.shape.ndims else weights

    def _train_op(self, loss, optimizer, train_op_fn):
        if (optimizer is None) == (train_op_fn is None):
            raise ValueError("create_estimator_spec: give either `optimizer` or `train_op_fn` for training, "
                             f"not {'neither' if optimizer is None else 'both'}.")
        train_op = train_op_fn(loss) if optimizer is None else optimizer.minimize(loss, global_step=tf.train.get_global_step())
        updates = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
        return tf.group(train_op, *updates) if updates else train_op


def under_a_name(outputs, first):
    """`outputs`, of which the one called `first` is also what is served."""
    key = tf.saved_model.signature_constants.DEFAULT_SERVING_SIGNATURE_DEF_KEY
    return {key: outputs[first], **outputs}
