"""The modes of a model, and what its function returns. Source: TF1 tf.contrib.learn.ModeKeys, ModelFnOps."""

import collections

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.estimator.model_fn import EstimatorSpec


class ModeKeys:
    """The names of a model's modes: training, evaluation, inference. Source: TF1 tf.contrib.learn.ModeKeys."""

    TRAIN = "train"
    EVAL = "eval"
    INFER = "infer"

    @classmethod
    def validate(cls, key):
        """Raises ValueError for a `key` that is no mode."""
        if key not in (cls.TRAIN, cls.EVAL, cls.INFER):
            raise ValueError(f"ModeKeys: {key!r} is no mode; expected ModeKeys.TRAIN, EVAL or INFER.")


class ModelFnOps(collections.namedtuple("ModelFnOps", (
        "predictions", "loss", "train_op", "eval_metric_ops", "output_alternatives", "training_chief_hooks", "training_hooks", "scaffold",
        "mode"))):
    """What a model function of contrib.learn returns. Source: TF1 tf.contrib.learn.ModelFnOps.

    Raises ValueError where a mode lacks what it needs: TRAIN a `train_op`, TRAIN and EVAL a `loss`, INFER `predictions`.
    """

    __slots__ = ()

    def __new__(cls, mode, predictions=None, loss=None, train_op=None, eval_metric_ops=None, output_alternatives=None,
                training_chief_hooks=None, training_hooks=None, scaffold=None):
        ModeKeys.validate(mode)
        needed = {ModeKeys.TRAIN: {"loss": loss, "train_op": train_op}, ModeKeys.EVAL: {"loss": loss},
                  ModeKeys.INFER: {"predictions": predictions}}[mode]
        for name, value in needed.items():
            if value is None:
                raise ValueError(f"ModelFnOps: mode {mode!r} without `{name}`.")
        train_op = getattr(train_op, "op", train_op)  # of a tensor, as optimize_loss returns one: it is run, not fetched
        return super().__new__(cls, {} if predictions is None else predictions, loss, train_op, eval_metric_ops or {}, output_alternatives,
                               tuple(training_chief_hooks or ()), tuple(training_hooks or ()), scaffold, mode)

    def estimator_spec(self, default_serving_output_alternative_key=None):
        """The same as a `tf.estimator.EstimatorSpec`."""
        metrics = {name: _updated(metric) for name, metric in self.eval_metric_ops.items()}
        return EstimatorSpec(self.mode, self.predictions, _scalar(self.loss), self.train_op, metrics,
                             training_chief_hooks=self.training_chief_hooks, training_hooks=self.training_hooks, scaffold=self.scaffold)


def _updated(metric):
    """A metric as (value, update op); a tensor alone is updated by nothing, and evaluated at the end."""
    return (metric, tf.no_op()) if isinstance(metric, tf.Tensor) else tuple(metric) if isinstance(metric, list) else metric


def _scalar(loss):
    return loss if loss is None or loss.get_shape().is_compatible_with([]) else tf.reshape(loss, [])
