"""A model that is given by a function, trained, evaluated and asked in sessions of its own. Source: TF1 tf.estimator.Estimator."""

import copy
import tempfile

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.estimator import evaluating, exporting, predicting, training_session, util
from legacy_seq2seq.estimator.model_fn import EstimatorSpec, ModeKeys
from legacy_seq2seq.estimator.run_config import RunConfig
from legacy_seq2seq.estimator.warm_starting import settings_of

_OFFERED = ("features", "labels", "mode", "params", "config")


class Estimator:
    """Trains, evaluates and asks the model that `model_fn` builds, each in a graph and a session of its own.

    model_fn: takes features and, where it names them, labels, mode, params, config, and returns an `EstimatorSpec`.
    model_dir: where checkpoints and summaries go; config's, or a new temporary folder, by default.
    params: a dict, or hyperparameters, for `model_fn` and input functions; copied. warm_start_from: a checkpoint's path, or
    `WarmStartSettings`. Raises ValueError for a model function without `features`, or with arguments of other names.
    Source: TF1 tf.estimator.Estimator.

        Estimator(model_fn, "logs").train(lambda: ({"x": x}, y), steps=100)
    """

    def __init__(self, model_fn, model_dir=None, config=None, params=None, warm_start_from=None):
        self._config = _config(config, model_dir)
        self._model_dir = self._config.model_dir
        self._session_config = self._config.session_config or _placing_softly()
        _check_model_fn(model_fn, params)
        self._model_fn = model_fn
        self._params = copy.deepcopy(params or {})
        self._warm_start_settings = settings_of(warm_start_from)

    @property
    def model_dir(self):
        return self._model_dir

    @property
    def config(self):
        return copy.deepcopy(self._config)

    @property
    def params(self):
        return copy.deepcopy(self._params)

    @property
    def model_fn(self):
        """The model function, as one of (features, labels, mode, config)."""

        def public_model_fn(features, labels, mode, config):
            return self._call_model_fn(features, labels, mode, config)

        return public_model_fn

    def train(self, input_fn, hooks=None, steps=None, max_steps=None, saving_listeners=None):
        """Trains until the input ends, for `steps` more steps, or up to `max_steps` in all. Returns the estimator.

        Continues from the newest checkpoint in `model_dir`. Raises ValueError for both numbers, or one not above 0.
        """
        if steps is not None and max_steps is not None:
            raise ValueError("Estimator.train: both `steps` and `max_steps` were given; give one.")
        _check_positive("train", "steps", steps)
        _check_positive("train", "max_steps", max_steps)
        hooks = _checked_hooks("train", hooks)
        if max_steps is not None and self._trained_steps() >= max_steps:
            tf.logging.info("Skipping training since max_steps has already saved.")
            return self
        if steps is not None or max_steps is not None:
            hooks.append(tf.train.StopAtStepHook(steps, max_steps))
        loss = training_session.train(self, input_fn, hooks, _checked_listeners(saving_listeners))
        tf.logging.info(f"Loss for final step: {loss}.")
        return self

    def evaluate(self, input_fn, steps=None, hooks=None, checkpoint_path=None, name=None):
        """{metric: value} over `steps` batches, or to the input's end, with "loss", the mean of batches, and "global_step".

        Of `checkpoint_path`, the newest by default. name: says where the summaries go, `eval_<name>` in `model_dir`.
        """
        _check_positive("evaluate", "steps", steps)
        return evaluating.evaluate(self, input_fn, steps, _checked_hooks("evaluate", hooks), checkpoint_path, name)

    def predict(self, input_fn, predict_keys=None, hooks=None, checkpoint_path=None, yield_single_examples=True):
        """Yields the predictions for each example, or for each batch where not `yield_single_examples`.

        predict_keys: of a dict of predictions, those wanted; all by default.
        """
        return predicting.predict(self, input_fn, predict_keys, _checked_hooks("predict", hooks), checkpoint_path, yield_single_examples)

    def export_saved_model(self, export_dir_base, serving_input_receiver_fn, assets_extra=None, as_text=False, checkpoint_path=None,
                           experimental_mode=ModeKeys.PREDICT):
        """Writes a SavedModel into a new folder, named by the time, below `export_dir_base`; returns its path, bytes.

        Raises ValueError where there is no checkpoint.
        """
        return exporting.export(self, export_dir_base, serving_input_receiver_fn, assets_extra, as_text, checkpoint_path,
                                mode=experimental_mode)

    def export_savedmodel(self, export_dir_base, serving_input_receiver_fn, assets_extra=None, as_text=False, checkpoint_path=None,
                          strip_default_attrs=False):
        """`export_saved_model` of TF 1.4 to 1.12."""
        return exporting.export(self, export_dir_base, serving_input_receiver_fn, assets_extra, as_text, checkpoint_path,
                                strip_default_attrs=strip_default_attrs)

    def latest_checkpoint(self):
        """The newest checkpoint in `model_dir`, or None."""
        return tf.train.latest_checkpoint(self.model_dir)

    def get_variable_names(self):
        """The names of all variables in the newest checkpoint. Raises ValueError where there is none."""
        self._require_checkpoint()
        return [name for name, _ in tf.train.list_variables(self.model_dir)]

    def get_variable_value(self, name):
        """A variable's value in the newest checkpoint, an array. Raises ValueError where there is none."""
        self._require_checkpoint()
        return tf.train.load_variable(self.model_dir, name)

    def eval_dir(self, name=None):
        """Where an evaluation's summaries go."""
        return f"{self.model_dir}/{f'eval_{name}' if name else 'eval'}"

    def _create_global_step(self, graph):
        """The step's variable, for a kind of estimator that has another."""
        return tf.train.create_global_step(graph)

    def _require_checkpoint(self):
        if not self.latest_checkpoint():
            raise ValueError(f"Estimator: no checkpoint in {self.model_dir}; train the model first.")

    def _trained_steps(self):
        try:
            return int(tf.train.load_variable(self.model_dir, tf.GraphKeys.GLOBAL_STEP))
        except Exception:  # no checkpoint, or one of a model without steps
            return 0

    def _call_model_fn(self, features, labels, mode, config):
        names = util.argument_names(self._model_fn)
        if labels is not None and "labels" not in names and "**" not in names:
            raise ValueError("Estimator: `model_fn` does not take labels, but `input_fn` returned some; name an argument `labels`.")
        tf.logging.info("Calling model_fn.")
        offered = {"labels": labels, "mode": mode, "params": self.params, "config": config}
        spec = self._model_fn(features, **{name: value for name, value in offered.items() if name in names})
        tf.logging.info("Done calling model_fn.")
        if not isinstance(spec, EstimatorSpec):
            raise ValueError(f"Estimator: `model_fn` returned {spec!r}; expected a tf.estimator.EstimatorSpec.")
        return spec


def _config(config, model_dir):
    """The configuration, with its `model_dir` settled."""
    if config is None:
        config = RunConfig()
    if not isinstance(config, (RunConfig, tf.estimator.RunConfig)):
        raise ValueError(f"Estimator: `config` is {config!r}; expected a tf.estimator.RunConfig.")
    config = copy.copy(config)  # a copy, for the folder
    if model_dir is not None and config.model_dir is not None and str(model_dir) != str(config.model_dir):
        raise ValueError(f"Estimator: `model_dir` is {model_dir!r}, but the configuration's is {config.model_dir!r}; give one of them.")
    config._model_dir = model_dir if model_dir is not None else config.model_dir
    if config.model_dir is None:
        config._model_dir = tempfile.mkdtemp()
        tf.logging.warning(f"Using temporary folder as model directory: {config.model_dir}")
    config._model_dir = str(config.model_dir)
    return config


def _placing_softly():
    config = tf.ConfigProto(allow_soft_placement=True)
    config.graph_options.rewrite_options.meta_optimizer_iterations = 1
    return config


def _check_model_fn(model_fn, params):
    if model_fn is None:
        raise ValueError("Estimator: `model_fn` is None; give the function that builds the model.")
    names = util.argument_names(model_fn)
    if "features" not in names:
        raise ValueError(f"Estimator: `model_fn` takes {names}; expected `features` among its arguments.")
    if params is not None and "params" not in names and "**" not in names:
        raise ValueError(f"Estimator: `params` were given, but `model_fn` takes {names}; name an argument `params`.")
    other = [name for name in names if name not in (*_OFFERED, "self", "**")]
    if other:
        raise ValueError(f"Estimator: `model_fn` takes {other}; of {list(_OFFERED)} it may take any, and no other.")


def _check_positive(method, name, number):
    if number is not None and number <= 0:
        raise ValueError(f"Estimator.{method}: `{name}` is {number}; expected a number above 0, or None.")


def _checked_hooks(method, hooks):
    """The hooks as a new list."""
    for hook in hooks or ():
        if not isinstance(hook, tf.train.SessionRunHook):
            raise TypeError(f"Estimator.{method}: `hooks` holds {hook!r}; expected tf.train.SessionRunHook objects.")
    return list(hooks or ())


def _checked_listeners(listeners):
    for listener in listeners or ():
        if not isinstance(listener, tf.train.CheckpointSaverListener):
            raise TypeError(f"Estimator.train: `saving_listeners` holds {listener!r}; expected tf.train.CheckpointSaverListener objects.")
    return list(listeners or ())
