"""`tf.estimator.experimental`: hooks that stop training early."""

import operator
import os

from legacy_seq2seq import absent
from legacy_seq2seq import tf1 as tf

_SCOPE = "signal_early_stopping"  # the chief tells the other workers by a variable in it, which checkpoints hold too


def _stop_variable():
    with tf.variable_scope(_SCOPE, reuse=tf.AUTO_REUSE):
        return tf.get_variable("STOP", shape=[], dtype=tf.bool, initializer=tf.constant_initializer(False),
                               collections=[tf.GraphKeys.GLOBAL_VARIABLES], trainable=False)


class _StoppingHook(tf.train.SessionRunHook):
    """Stops once `should_stop_fn()` says so, and tells the other workers; asked every some steps or seconds."""

    def __init__(self, should_stop_fn, run_every_secs, run_every_steps):
        self._should_stop_fn = should_stop_fn
        self._timer = tf.train.SecondOrStepTimer(every_secs=run_every_secs, every_steps=run_every_steps)

    def begin(self):
        self._step = tf.train.get_or_create_global_step()
        self._tell = tf.assign(_stop_variable(), True)
        self._timer.reset()

    def before_run(self, run_context):
        return tf.train.SessionRunArgs(self._step)

    def after_run(self, run_context, run_values):
        step = run_values.results
        if self._timer.should_trigger_for_step(step):
            self._timer.update_last_triggered_step(step)
            if self._should_stop_fn():
                tf.logging.info(f"Requesting early stopping at global step {step}")
                run_context.session.run(self._tell)
                run_context.request_stop()


class _ObeyingHook(tf.train.SessionRunHook):
    """Stops once the chief has said so."""

    def begin(self):
        tf.train.get_or_create_global_step()
        self._told = _stop_variable()

    def before_run(self, run_context):
        return tf.train.SessionRunArgs(self._told)

    def after_run(self, run_context, run_values):
        if run_values.results:
            tf.logging.info("Early stopping requested, suspending run.")
            run_context.request_stop()


def make_early_stopping_hook(estimator, should_stop_fn, run_every_secs=60, run_every_steps=None):
    """A hook that stops training where `should_stop_fn()` is true, asked every so many seconds or steps.

    Raises TypeError for what is no function. Source: TF1 tf.estimator.experimental.make_early_stopping_hook.
    """
    if not callable(should_stop_fn):
        raise TypeError(f"make_early_stopping_hook: `should_stop_fn` is {should_stop_fn!r}; expected a function.")
    if not estimator.config.is_chief:
        return _ObeyingHook()
    return _StoppingHook(should_stop_fn, None if run_every_steps is not None else run_every_secs, run_every_steps)


def stop_if_higher_hook(estimator, metric_name, threshold, eval_dir=None, min_steps=0, run_every_secs=60, run_every_steps=None):
    """Stops once an evaluation's metric is above `threshold`. Source: TF1 tf.estimator.experimental.stop_if_higher_hook."""
    return _threshold_hook(estimator, metric_name, threshold, operator.gt, eval_dir, min_steps, run_every_secs, run_every_steps)


def stop_if_lower_hook(estimator, metric_name, threshold, eval_dir=None, min_steps=0, run_every_secs=60, run_every_steps=None):
    """Stops once an evaluation's metric is below `threshold`. Source: TF1 tf.estimator.experimental.stop_if_lower_hook."""
    return _threshold_hook(estimator, metric_name, threshold, operator.lt, eval_dir, min_steps, run_every_secs, run_every_steps)


def stop_if_no_increase_hook(estimator, metric_name, max_steps_without_increase, eval_dir=None, min_steps=0, run_every_secs=60,
                             run_every_steps=None):
    """Stops where a metric has not risen for so many steps. Source: TF1 tf.estimator.experimental.stop_if_no_increase_hook."""
    return _stalled_hook(estimator, metric_name, max_steps_without_increase, operator.gt, eval_dir, min_steps, run_every_secs,
                         run_every_steps)


def stop_if_no_decrease_hook(estimator, metric_name, max_steps_without_decrease, eval_dir=None, min_steps=0, run_every_secs=60,
                             run_every_steps=None):
    """Stops where a metric has not fallen for so many steps. Source: TF1 tf.estimator.experimental.stop_if_no_decrease_hook."""
    return _stalled_hook(estimator, metric_name, max_steps_without_decrease, operator.lt, eval_dir, min_steps, run_every_secs,
                         run_every_steps)


def read_eval_metrics(eval_dir):
    """{step: {metric: value}} from the event files of evaluations in `eval_dir`, by rising step."""
    found = {}
    for name in sorted(os.listdir(eval_dir)) if os.path.isdir(eval_dir) else ():
        if "tfevents" in name:
            for event in tf.train.summary_iterator(os.path.join(eval_dir, name)):
                values = {value.tag: value.simple_value for value in event.summary.value if value.HasField("simple_value")}
                if values:
                    found[event.step] = values
    return dict(sorted(found.items()))


def _threshold_hook(estimator, metric_name, threshold, passes, eval_dir, min_steps, run_every_secs, run_every_steps):
    def should_stop():
        return any(step >= min_steps and passes(metrics[metric_name], threshold)
                   for step, metrics in read_eval_metrics(eval_dir or estimator.eval_dir()).items())

    return make_early_stopping_hook(estimator, should_stop, run_every_secs, run_every_steps)


def _stalled_hook(estimator, metric_name, patience, better, eval_dir, min_steps, run_every_secs, run_every_steps):
    def should_stop():
        best = best_step = None
        for step, metrics in read_eval_metrics(eval_dir or estimator.eval_dir()).items():
            if step < min_steps:
                continue
            if best is None or better(metrics[metric_name], best):
                best, best_step = metrics[metric_name], step
            if step - best_step >= patience:
                return True
        return False

    return make_early_stopping_hook(estimator, should_stop, run_every_secs, run_every_steps)


def __getattr__(name):
    raise absent.error_for(f"tf.estimator.experimental.{name}")
