"""What a model function returns. Source: TF1 tf.estimator.EstimatorSpec, ModeKeys."""

import collections

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.estimator.export.export_output import ExportOutput, PredictOutput


class ModeKeys:
    """The names of a model's modes. Source: TF1 tf.estimator.ModeKeys."""

    TRAIN = "train"
    EVAL = "eval"
    PREDICT = "infer"


_FIELDS = ("mode", "predictions", "loss", "train_op", "eval_metric_ops", "export_outputs", "training_chief_hooks", "training_hooks",
           "scaffold", "evaluation_hooks", "prediction_hooks")


class EstimatorSpec(collections.namedtuple("EstimatorSpec", _FIELDS)):
    """The ops of a model in one mode.

    mode: a `ModeKeys`. predictions: a tensor or dict of tensors; PREDICT needs them. loss: a scalar, in nats or what the model
    measures; TRAIN and EVAL need it. train_op: an op or tensor; TRAIN needs it. eval_metric_ops: {name: (value, update op)}.
    export_outputs: {signature: ExportOutput}; by default the predictions. *_hooks: of a `tf.train.SessionRunHook` each.
    Raises ValueError where a mode lacks what it needs, TypeError where something is of another type.
    Source: TF1 tf.estimator.EstimatorSpec.
    """

    __slots__ = ()

    def __new__(cls, mode, predictions=None, loss=None, train_op=None, eval_metric_ops=None, export_outputs=None,
                training_chief_hooks=None, training_hooks=None, scaffold=None, evaluation_hooks=None, prediction_hooks=None):
        if mode not in (ModeKeys.TRAIN, ModeKeys.EVAL, ModeKeys.PREDICT):
            raise TypeError(f"EstimatorSpec: `mode` is {mode!r}; expected a tf.estimator.ModeKeys.")
        predictions = {} if predictions is None else predictions
        _check_predictions(predictions, mode)
        hooks = [_hooks(name, given) for name, given in (
            ("training_chief_hooks", training_chief_hooks), ("training_hooks", training_hooks),
            ("evaluation_hooks", evaluation_hooks), ("prediction_hooks", prediction_hooks))]
        if scaffold is not None and not isinstance(scaffold, tf.train.Scaffold):
            raise TypeError(f"EstimatorSpec: `scaffold` is {scaffold!r}; expected a tf.train.Scaffold.")
        return super().__new__(
            cls, mode, predictions, _loss(loss, mode), _train_op(train_op, mode), _metrics(eval_metric_ops),
            _outputs(export_outputs, predictions, mode), *hooks[:2], scaffold or tf.train.Scaffold(), *hooks[2:])


def _is_tensor(value):
    return isinstance(value, (tf.Tensor, tf.SparseTensor, tf.Variable))


def _check_predictions(predictions, mode):
    if mode == ModeKeys.PREDICT and isinstance(predictions, dict) and not predictions:
        raise ValueError("EstimatorSpec: mode PREDICT without `predictions`; give a tensor or a dict of tensors.")
    for value in predictions.values() if isinstance(predictions, dict) else [predictions]:
        if not _is_tensor(value):
            raise TypeError(f"EstimatorSpec: `predictions` holds {value!r}; expected tensors.")


def _loss(loss, mode):
    if loss is None:
        if mode != ModeKeys.PREDICT:
            raise ValueError(f"EstimatorSpec: mode {mode!r} without `loss`; give the scalar that is minimised.")
        return None
    if not isinstance(loss, (tf.Tensor, tf.Variable)):
        raise TypeError(f"EstimatorSpec: `loss` is {loss!r}; expected a tensor.")
    shape = loss.get_shape()
    if shape.num_elements() not in (None, 1):
        raise ValueError(f"EstimatorSpec: `loss` has shape {shape}; expected a scalar: take tf.reduce_mean of it.")
    return loss if shape.is_compatible_with([]) else tf.reshape(loss, [])


def _train_op(train_op, mode):
    if train_op is None:
        if mode == ModeKeys.TRAIN:
            raise ValueError("EstimatorSpec: mode TRAIN without `train_op`; give optimizer.minimize(loss, tf.train.get_global_step()).")
        return None
    if not isinstance(train_op, (tf.Tensor, tf.Operation, tf.Variable)):
        raise TypeError(f"EstimatorSpec: `train_op` is {train_op!r}; expected an op or a tensor.")
    return train_op


def _metrics(eval_metric_ops):
    metrics = {} if eval_metric_ops is None else eval_metric_ops
    if not isinstance(metrics, dict):
        raise TypeError(f"EstimatorSpec: `eval_metric_ops` is a {type(metrics).__name__}; expected {{name: (value, update op)}}.")
    for name, pair in metrics.items():
        if not hasattr(pair, "update_state") and (not isinstance(pair, tuple) or len(pair) != 2):
            raise TypeError(f"EstimatorSpec: `eval_metric_ops[{name!r}]` is {pair!r}; expected (value, update op), as tf.metrics give.")
    return metrics


def _outputs(export_outputs, predictions, mode):
    default = tf.saved_model.signature_constants.DEFAULT_SERVING_SIGNATURE_DEF_KEY
    if export_outputs is None:
        return {default: PredictOutput(predictions)} if mode == ModeKeys.PREDICT else None
    if not isinstance(export_outputs, dict):
        raise TypeError(f"EstimatorSpec: `export_outputs` is a {type(export_outputs).__name__}; expected {{signature: ExportOutput}}.")
    for name, output in export_outputs.items():
        if not isinstance(output, ExportOutput):
            raise TypeError(f"EstimatorSpec: `export_outputs[{name!r}]` is {output!r}; expected a tf.estimator.export.ExportOutput.")
    if len(export_outputs) == 1 and default not in export_outputs:
        return {**export_outputs, default: next(iter(export_outputs.values()))}
    if len(export_outputs) > 1 and default not in export_outputs:
        raise ValueError(f"EstimatorSpec: `export_outputs` has several signatures, none of them {default!r}; name the default one so.")
    return export_outputs


def _hooks(name, hooks):
    hooks = tuple(hooks or ())
    for hook in hooks:
        if not isinstance(hook, tf.train.SessionRunHook):
            raise TypeError(f"EstimatorSpec: `{name}` holds {hook!r}; expected tf.train.SessionRunHook objects.")
    return hooks
