"""Training with an evaluation after each checkpoint. Source: TF1 tf.estimator.train_and_evaluate."""

import collections
import os

from legacy_seq2seq import tf1 as tf


class TrainSpec(collections.namedtuple("TrainSpec", ("input_fn", "max_steps", "hooks"))):
    """What to train on and for how many steps in all. Source: TF1 tf.estimator.TrainSpec."""

    __slots__ = ()

    def __new__(cls, input_fn, max_steps=None, hooks=None):
        _check_callable("TrainSpec", input_fn)
        if max_steps is not None and max_steps <= 0:
            raise ValueError(f"TrainSpec: `max_steps` is {max_steps}; expected a number above 0, or None.")
        return super().__new__(cls, input_fn, max_steps, tuple(hooks or ()))


class EvalSpec(collections.namedtuple("EvalSpec", ("input_fn", "steps", "name", "hooks", "exporters", "start_delay_secs",
                                                   "throttle_secs"))):
    """What to evaluate on, for how many batches, how often at most, and what to export. Source: TF1 tf.estimator.EvalSpec."""

    __slots__ = ()

    def __new__(cls, input_fn, steps=100, name=None, hooks=None, exporters=None, start_delay_secs=120, throttle_secs=600):
        _check_callable("EvalSpec", input_fn)
        if steps is not None and steps <= 0:
            raise ValueError(f"EvalSpec: `steps` is {steps}; expected a number above 0, or None.")
        for field, seconds in (("start_delay_secs", start_delay_secs), ("throttle_secs", throttle_secs)):
            if seconds < 0:
                raise ValueError(f"EvalSpec: `{field}` is {seconds}; expected 0 or more.")
        exporters = () if exporters is None else tuple(exporters) if isinstance(exporters, (list, tuple)) else (exporters,)
        return super().__new__(cls, input_fn, steps, name, tuple(hooks or ()), exporters, start_delay_secs, throttle_secs)


def _check_callable(owner, input_fn):
    if not callable(input_fn):
        raise TypeError(f"{owner}: `input_fn` is {input_fn!r}; expected a function.")


def train_and_evaluate(estimator, train_spec, eval_spec):
    """Trains up to `train_spec.max_steps`, and evaluates after a checkpoint, at most one in `eval_spec.throttle_secs`, and at the end.

    Returns (the last evaluation's metrics, what the exporters returned). Runs in this process; raises ValueError where TF_CONFIG
    names a cluster. Source: TF1 tf.estimator.train_and_evaluate.
    """
    if estimator.config.cluster_spec.jobs:
        raise ValueError("train_and_evaluate: TF_CONFIG names a cluster; it trains in one process here. Unset TF_CONFIG, or use "
                         "tf.train.MonitoredTrainingSession with a tf.train.Server.")
    tf.logging.info("Running training and evaluation locally (non-distributed).")
    listener = _EvaluatingListener(estimator, train_spec.max_steps, eval_spec)
    estimator.train(train_spec.input_fn, hooks=train_spec.hooks, max_steps=train_spec.max_steps, saving_listeners=[listener])
    return listener.metrics, listener.exports


class _EvaluatingListener(tf.train.CheckpointSaverListener):
    """Evaluates what was saved, but for the weights that training starts from."""

    def __init__(self, estimator, max_steps, spec):
        self._estimator, self._max_steps, self._spec = estimator, max_steps, spec
        self._timer = tf.train.SecondOrStepTimer(every_secs=spec.throttle_secs)
        self._is_first, self._evaluated = True, None
        self.metrics, self.exports = None, []

    def begin(self):
        self._timer.reset()
        self._is_first = True

    def after_save(self, session, global_step_value):
        if self._is_first:
            self._is_first = False
        elif self._timer.should_trigger_for_step(global_step_value):
            self._evaluate(global_step_value)
        else:
            tf.logging.info(f"Skip the current checkpoint eval due to throttle secs ({self._spec.throttle_secs} secs).")

    def end(self, session, global_step_value):
        if global_step_value != self._timer.last_triggered_step():
            self._evaluate(global_step_value)

    def _evaluate(self, step):
        self._timer.update_last_triggered_step(step)
        path = self._estimator.latest_checkpoint()
        if not path or path == self._evaluated:
            raise RuntimeError(f"train_and_evaluate: no new checkpoint in {self._estimator.model_dir} at step {step} to evaluate.")
        self._evaluated = path
        self.metrics = self._estimator.evaluate(self._spec.input_fn, steps=self._spec.steps, name=self._spec.name, checkpoint_path=path,
                                                hooks=self._spec.hooks)
        is_final = self._max_steps is not None and self.metrics["global_step"] >= self._max_steps
        self.exports = [exporter.export(self._estimator, os.path.join(self._estimator.model_dir, "export", exporter.name), path,
                                        self.metrics, is_final) for exporter in self._spec.exporters]
