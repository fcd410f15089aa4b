"""An estimator that a TPU could run, run without one. Source: TF1 tf.estimator.tpu.TPUEstimator, TPUEstimatorSpec."""

import collections
import copy

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.estimator import util
from legacy_seq2seq.estimator.estimator import Estimator
from legacy_seq2seq.estimator.model_fn import EstimatorSpec, ModeKeys
from legacy_seq2seq.estimator.tpu.tpu_config import RunConfig

_FIELDS = ("mode", "predictions", "loss", "train_op", "eval_metrics", "export_outputs", "scaffold_fn", "host_call", "training_hooks",
           "evaluation_hooks", "prediction_hooks")


class TPUEstimatorSpec(collections.namedtuple("TPUEstimatorSpec", _FIELDS, defaults=(None,) * (len(_FIELDS) - 1))):
    """`EstimatorSpec` with functions in the place of what a TPU's host makes.

    eval_metrics: (function, tensors): the function gets them, in order or by name, and returns {name: (value, update op)}.
    scaffold_fn: makes the scaffold. host_call: (function, tensors), run beside each step. Source: TF1 tf.estimator.tpu.TPUEstimatorSpec.
    """

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        spec = super().__new__(cls, *args, **kwargs)
        for name in ("eval_metrics", "host_call"):
            given = getattr(spec, name)
            if given is not None and (not isinstance(given, (tuple, list)) or len(given) != 2 or not callable(given[0])):
                raise ValueError(f"TPUEstimatorSpec: `{name}` is {given!r}; expected (function, tensors).")
        return spec

    def as_estimator_spec(self):
        """The `EstimatorSpec` of a run on the CPU or a GPU."""
        hooks = [] if self.host_call is None else [_RunBeside(_called(self.host_call))]
        return EstimatorSpec(
            self.mode, self.predictions, self.loss, self.train_op, None if self.eval_metrics is None else _called(self.eval_metrics),
            self.export_outputs, training_hooks=[*(self.training_hooks or ()), *hooks], scaffold=self.scaffold_fn and self.scaffold_fn(),
            evaluation_hooks=[*(self.evaluation_hooks or ()), *hooks], prediction_hooks=[*(self.prediction_hooks or ()), *hooks])


def _called(pair):
    function, tensors = pair
    return function(**tensors) if isinstance(tensors, dict) else function(*tensors)


class _RunBeside(tf.train.SessionRunHook):
    """Runs tensors in each step."""

    def __init__(self, tensors):
        self._tensors = tensors

    def before_run(self, run_context):
        return tf.train.SessionRunArgs(self._tensors)


class _ExamplesPerSecond(tf.train.StepCounterHook):
    """Logs steps and examples per second."""

    def __init__(self, batch_size, **options):
        super().__init__(**options)
        self._batch_size = batch_size

    def _log_and_record(self, elapsed_steps, elapsed_time, global_step):
        super()._log_and_record(elapsed_steps, elapsed_time, global_step)
        tf.logging.info(f"examples/sec: {self._batch_size * elapsed_steps / elapsed_time:g}")


class TPUEstimator(Estimator):
    """`tf.estimator.Estimator` whose input function is given `params["batch_size"]`: that of training, evaluation or prediction.

    use_tpu: must be False, and then nothing else is another than Estimator. config: a `tf.contrib.tpu.RunConfig`.
    Raises ValueError for another `config`, a missing `train_batch_size`, or `params` that hold a batch size.
    Source: TF1 tf.estimator.tpu.TPUEstimator.
    """

    def __init__(self, model_fn=None, model_dir=None, config=None, params=None, use_tpu=True, train_batch_size=None, eval_batch_size=None,
                 predict_batch_size=None, batch_axis=None, eval_on_tpu=True, export_to_tpu=True, export_to_cpu=True, warm_start_from=None,
                 embedding_config_spec=None, export_saved_model_api_version=None):
        if not isinstance(config, RunConfig):
            raise ValueError(f"TPUEstimator: `config` is {config!r}; expected a tf.contrib.tpu.RunConfig.")
        if use_tpu:
            raise ValueError("TPUEstimator: `use_tpu` is True; TPUs are outside this project. Pass use_tpu=False.")
        if params is not None and "batch_size" in params:
            raise ValueError("TPUEstimator: `params` holds \"batch_size\", which the estimator sets itself; take it out.")
        self._batch_sizes = {ModeKeys.TRAIN: train_batch_size, ModeKeys.EVAL: eval_batch_size or train_batch_size,
                             ModeKeys.PREDICT: predict_batch_size}
        self._tpu_model_fn, self._mode = model_fn, None
        self._examples_every = config.log_step_count_steps
        super().__init__(self._spec, model_dir, config, params, warm_start_from)
        self._own_config, self._config = self._config, _without_logging(self._config)

    @property
    def config(self):
        return copy.deepcopy(self._own_config)

    @property
    def params(self):
        """The parameters; while an input function or the model is built, with their batch size."""
        params = super().params
        if self._mode is not None and self._batch_sizes[self._mode] is not None:
            _add(params, "batch_size", self._batch_sizes[self._mode])
        return params

    def train(self, input_fn, hooks=None, steps=None, max_steps=None, saving_listeners=None):
        with _Mode(self, ModeKeys.TRAIN):
            return super().train(input_fn, hooks, steps, max_steps, saving_listeners)

    def evaluate(self, input_fn, steps=None, hooks=None, checkpoint_path=None, name=None):
        with _Mode(self, ModeKeys.EVAL):
            return super().evaluate(input_fn, steps, hooks, checkpoint_path, name)

    def predict(self, input_fn, predict_keys=None, hooks=None, checkpoint_path=None, yield_single_examples=True):
        with _Mode(self, ModeKeys.PREDICT):
            yield from super().predict(input_fn, predict_keys, hooks, checkpoint_path, yield_single_examples)

    def _create_global_step(self, graph):
        """A resource variable: a step that reads it and counts it up by itself reads it first."""
        return tf.get_variable(
            tf.GraphKeys.GLOBAL_STEP, [], tf.int64, tf.zeros_initializer(), trainable=False, use_resource=True,
            collections=[tf.GraphKeys.GLOBAL_VARIABLES, tf.GraphKeys.GLOBAL_STEP])

    def _spec(self, features, labels, mode, params, config):
        tf.logging.info(f"Running {mode} on CPU")
        _add(params, "use_tpu", False)
        offered = {"mode": mode, "params": params, "config": config}
        names = util.argument_names(self._tpu_model_fn)
        if "labels" in names or "**" in names:
            offered["labels"] = labels
        elif labels is not None:
            raise ValueError("TPUEstimator: `model_fn` does not take labels, but `input_fn` returned some; name an argument `labels`.")
        spec = util.call(self._tpu_model_fn, features, **offered)
        if isinstance(spec, TPUEstimatorSpec):
            spec = spec.as_estimator_spec()
        if mode == ModeKeys.TRAIN and self._examples_every is not None:
            hook = _ExamplesPerSecond(self._batch_sizes[mode], every_n_steps=self._examples_every, output_dir=self.model_dir)
            spec = spec._replace(training_hooks=(*spec.training_hooks, hook))
        return spec


class _Mode:
    """Within it, an estimator's parameters are those of a mode."""

    def __init__(self, estimator, mode):
        self._estimator, self._now = estimator, mode

    def __enter__(self):
        self._before, self._estimator._mode = self._estimator._mode, self._now

    def __exit__(self, *_):
        self._estimator._mode = self._before


def _add(params, name, value):
    """Into a dict, or hyperparameters."""
    if hasattr(params, "set_hparam"):
        (params.set_hparam if name in params else params.add_hparam)(name, value)
    else:
        params[name] = value


def _without_logging(config):
    """The loss is not logged step by step, as on a TPU."""
    config = copy.copy(config)
    config._log_step_count_steps = None
    return config
