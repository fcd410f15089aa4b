"""A model given by a function, as contrib.learn had it. Source: TF1 tf.contrib.learn.Estimator."""

import copy
import inspect

import numpy as np

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.learn import metric_spec, monitors
from legacy_seq2seq.contrib.learn.errors import NotFittedError
from legacy_seq2seq.contrib.learn.estimators.arrays import ArrayInput
from legacy_seq2seq.contrib.learn.estimators.model_fn import ModeKeys, ModelFnOps
from legacy_seq2seq.contrib.learn.estimators.run_config import RunConfig
from legacy_seq2seq.estimator import estimator as core
from legacy_seq2seq.estimator import util


class BaseEstimator:
    """What the estimators of contrib.learn share. Source: TF1 tf.contrib.learn.BaseEstimator."""


class Estimator(BaseEstimator):
    """Trains, evaluates and asks the model that `model_fn` builds.

    model_fn: takes features, labels (or targets) and, where it names them, mode, params, config, model_dir; returns a `ModelFnOps` or
    (predictions, loss, train_op). feature_engineering_fn: turns (features, labels) into those that the model gets.
    The input is an `input_fn`, or arrays `x` and `y`, read in batches. Source: TF1 tf.contrib.learn.Estimator.
    """

    def __init__(self, model_fn=None, model_dir=None, config=None, params=None, feature_engineering_fn=None):
        if model_fn is None:
            raise ValueError("Estimator: `model_fn` is None; give the function that builds the model.")
        names = util.argument_names(model_fn)
        if params is not None and "params" not in names and "**" not in names:
            raise ValueError(f"Estimator: `params` were given, but `model_fn` takes {names}; name an argument `params`.")
        self._model_fn, self._engineer = model_fn, feature_engineering_fn
        self._params, self._metrics = params, None
        self._label_signature = None
        self._config = config or RunConfig()
        self._core = core.Estimator(self._spec, model_dir, _logging_as_here(self._config))

    @property
    def model_dir(self):
        return self._core.model_dir

    @property
    def config(self):
        return copy.deepcopy(self._config)

    @property
    def params(self):
        return self._params

    @property
    def model_fn(self):
        return self._model_fn

    def fit(self, x=None, y=None, input_fn=None, steps=None, batch_size=None, monitors=None, max_steps=None):
        """Trains for `steps` more steps, or up to `max_steps`, or to the input's end. Returns the estimator."""
        if x is not None:
            _check_input(x, y, input_fn)
            input_fn = ArrayInput(x, y, batch_size, is_training=True)
        hooks = [_hook_of(monitor, self) for monitor in monitors or ()]
        self._core.train(input_fn, [*([input_fn.hook()] if x is not None else []), *hooks], steps, max_steps)
        return self

    def partial_fit(self, x=None, y=None, input_fn=None, steps=1, batch_size=None, monitors=None):
        """`fit`, one step by default."""
        return self.fit(x, y, input_fn, steps, batch_size, monitors)

    def evaluate(self, x=None, y=None, input_fn=None, feed_fn=None, batch_size=None, steps=None, metrics=None, name=None,
                 checkpoint_path=None, hooks=None, log_progress=True):
        """{metric: value} over `steps` batches or to the input's end, with "loss" and "global_step".

        metrics: {name: MetricSpec}. Raises NotFittedError where there is no checkpoint.
        """
        hooks = list(hooks or ())
        if x is not None:
            _check_input(x, y, input_fn)
            input_fn = ArrayInput(x, y, batch_size, is_training=False)
            hooks.append(input_fn.hook())
        elif feed_fn is not None:
            hooks.append(tf.train.FeedFnHook(feed_fn))
        self._require_fitted(checkpoint_path)
        self._metrics = metrics
        try:
            return self._core.evaluate(input_fn, steps, hooks, checkpoint_path, name)
        finally:
            self._metrics = None

    def predict(self, x=None, input_fn=None, batch_size=None, outputs=None, as_iterable=True, iterate_batches=False):
        """The predictions of each example: a generator, or where not `as_iterable` an array or dict of arrays.

        outputs: of a dict of predictions, those wanted. Raises NotFittedError where there is no checkpoint.
        """
        hooks = []
        if x is not None:
            input_fn = ArrayInput(x, None, batch_size, is_training=False)
            hooks.append(input_fn.hook())
        self._require_fitted(None)
        found = self._core.predict(input_fn, outputs, hooks, yield_single_examples=as_iterable and not iterate_batches)
        return found if as_iterable else _joined(list(found))

    def get_variable_names(self):
        return self._core.get_variable_names()

    def get_variable_value(self, name):
        return self._core.get_variable_value(name)

    def get_params(self, deep=True):
        """The constructor's arguments that this estimator keeps, as scikit-learn asks for them."""
        return {"params": self._params}

    def export_savedmodel(self, export_dir_base, serving_input_fn, default_output_alternative_key=None, assets_extra=None, as_text=False,
                          checkpoint_path=None, **_):
        """Writes a SavedModel below `export_dir_base`; returns its folder."""
        return self._core.export_savedmodel(export_dir_base, serving_input_fn, assets_extra, as_text, checkpoint_path)

    def _require_fitted(self, checkpoint_path):
        if checkpoint_path is None and not self._core.latest_checkpoint():
            raise NotFittedError(f"Estimator: no checkpoint in {self.model_dir}; call fit first.")

    def _spec(self, features, labels, mode, config):
        """The model as a `tf.estimator.EstimatorSpec`: what the core estimator is given."""
        if mode == ModeKeys.INFER:
            labels = _placeholders_like(self._label_signature)
        else:
            self._label_signature = labels
        if self._engineer is not None:
            features, labels = self._engineer(features, labels)
        result = util.call(self._model_fn, features, labels, mode=mode, params=self._params, config=config, model_dir=self.model_dir)
        ops = result if isinstance(result, ModelFnOps) else _ops_of(result, mode)
        if mode == ModeKeys.EVAL and self._metrics:
            more = metric_spec.metric_ops(self._metrics, features, labels, ops.predictions)
            ops = ops._replace(eval_metric_ops={**ops.eval_metric_ops, **more})
        return ops.estimator_spec()


def _logging_as_here(config):
    """The configuration for the core estimator: contrib.learn's logged the loss each 100 steps, whatever it said."""
    config = copy.copy(config)
    config._log_step_count_steps = 100
    return config


def _ops_of(result, mode):
    if not isinstance(result, (list, tuple)) or len(result) != 3:
        raise ValueError(f"Estimator: `model_fn` returned {result!r}; expected a ModelFnOps or (predictions, loss, train_op).")
    return ModelFnOps(mode, *result)


def _check_input(x, y, input_fn):
    if input_fn is not None:
        raise ValueError("Estimator: both arrays and `input_fn` were given; give one of them.")
    if y is None:
        raise ValueError("Estimator: `x` without `y`; give the labels too.")


def _placeholders_like(labels):
    """In inference, labels are placeholders that nothing may need."""
    if labels is None:
        return None
    make = lambda tensor: tf.placeholder(tensor.dtype, [None, *tensor.get_shape().as_list()[1:]])  # noqa: E731
    return {name: make(tensor) for name, tensor in labels.items()} if isinstance(labels, dict) else make(labels)


def _hook_of(monitor, estimator):
    if isinstance(monitor, monitors.BaseMonitor):
        monitor.set_estimator(estimator)
    return monitor


def _joined(batches):
    if not batches:
        return None
    if isinstance(batches[0], dict):
        return {name: np.concatenate([batch[name] for batch in batches]) for name in batches[0]}
    return np.concatenate(batches)


class SKCompat(BaseEstimator):
    """An estimator with the methods of scikit-learn: fit, predict, score, of arrays. Source: TF1 tf.contrib.learn.SKCompat."""

    def __init__(self, estimator):
        self._estimator = estimator

    def fit(self, x, y, batch_size=128, steps=None, max_steps=None, monitors=None):
        self._estimator.fit(x, y, batch_size=batch_size, steps=steps, max_steps=max_steps, monitors=monitors)
        return self

    def score(self, x, y, batch_size=128, steps=None, metrics=None, name=None):
        """The metrics of an evaluation."""
        return self._estimator.evaluate(x, y, batch_size=batch_size, steps=steps, metrics=metrics, name=name or "score")

    def predict(self, x, batch_size=128, outputs=None):
        """All predictions, an array or a dict of arrays."""
        return self._estimator.predict(x, batch_size=batch_size, outputs=outputs, as_iterable=False)

    def get_params(self, deep=False):
        return self._estimator.get_params(deep)

    def set_params(self, **params):
        for name in params:
            if name not in inspect.signature(type(self._estimator)).parameters:
                raise ValueError(f"SKCompat.set_params: {name!r} is no parameter of {type(self._estimator).__name__}.")
        return self
