"""What watches the training of contrib.learn's estimators. Source: TF1 tf.contrib.learn.monitors."""

from legacy_seq2seq import tf1 as tf


class BaseMonitor(tf.train.SessionRunHook):
    """A hook that knows its estimator. Source: TF1 tf.contrib.learn.monitors.BaseMonitor."""

    def set_estimator(self, estimator):
        """Called by `fit`, before training starts."""
        self._estimator = estimator


class EveryN(BaseMonitor):
    """Calls `every_n_step_end(step, outputs)` after the first `first_n_steps` steps, and then each `every_n_steps`.

    `every_n_step_begin(step)` names the tensors that are fetched: outputs is {name: value}. Returning True stops the training.
    Source: TF1 tf.contrib.learn.monitors.EveryN.
    """

    def __init__(self, every_n_steps=100, first_n_steps=1):
        self._every_n_steps, self._first_n_steps = every_n_steps, first_n_steps
        self._last, self._first = None, None

    def every_n_step_begin(self, step):
        return []

    def every_n_step_end(self, step, outputs):
        return False

    def begin(self):
        self._step = tf.train.get_global_step()

    def after_create_session(self, session, coord):
        done = int(session.run(self._step))
        self._next, self._first = done + 1, done
        self._last = done if self._last is None else self._last

    def before_run(self, run_context):
        self._is_due = self._next - self._first <= self._first_n_steps or self._next >= self._last + self._every_n_steps
        names = self.every_n_step_begin(self._next) if self._is_due else []
        graph = tf.get_default_graph()
        return tf.train.SessionRunArgs({name: graph.as_graph_element(name) for name in names}) if names else None

    def after_run(self, run_context, run_values):
        step, self._next = self._next, self._next + 1
        if self._is_due:
            self._last = step
            if self.every_n_step_end(step, run_values.results or {}):
                run_context.request_stop()


class PrintTensor(EveryN):
    """Logs tensors: a list of names, or {label: name}. Source: TF1 tf.contrib.learn.monitors.PrintTensor."""

    def __init__(self, tensor_names, every_n=100, first_n=1):
        super().__init__(every_n, first_n)
        self._names = tensor_names if isinstance(tensor_names, dict) else {name: name for name in tensor_names}

    def every_n_step_begin(self, step):
        return list(self._names.values())

    def every_n_step_end(self, step, outputs):
        tf.logging.info(f"Step {step}: " + ", ".join(f"{label} = {outputs[name]}" for label, name in self._names.items()))


class ValidationMonitor(EveryN):
    """Evaluates each new checkpoint; stops where `early_stopping_metric` got no better for `early_stopping_rounds` steps.

    x, y or input_fn: what to evaluate on, with batch_size, eval_steps, metrics, hooks, name as of `Estimator.evaluate`.
    `best_step`, `best_value` and `early_stopped` tell how it went. Source: TF1 tf.contrib.learn.monitors.ValidationMonitor.
    """

    def __init__(self, x=None, y=None, input_fn=None, batch_size=None, eval_steps=None, every_n_steps=100, metrics=None, hooks=None,
                 early_stopping_rounds=None, early_stopping_metric="loss", early_stopping_metric_minimize=True, name=None,
                 check_interval_secs=5):
        super().__init__(every_n_steps, first_n_steps=-1)
        if x is None and input_fn is None:
            raise ValueError("ValidationMonitor: neither `x` nor `input_fn` was given; give one of them.")
        self._evaluation = {"x": x, "y": y, "input_fn": input_fn, "batch_size": batch_size, "steps": eval_steps, "metrics": metrics,
                            "hooks": hooks, "name": name}
        self._rounds, self._metric, self._minimize = early_stopping_rounds, early_stopping_metric, early_stopping_metric_minimize
        self._seen = None
        self.best_step = self.best_value = self.best_metrics = None
        self.early_stopped = False

    def every_n_step_end(self, step, outputs):
        path = tf.train.latest_checkpoint(self._estimator.model_dir)
        if path is None or path == self._seen:
            return False
        self._seen = path
        given = {name: value for name, value in self._evaluation.items() if value is not None}
        found = self._estimator.evaluate(**given)
        tf.logging.info(f"Validation (step {step}): " + ", ".join(f"{name} = {value!s}" for name, value in sorted(found.items())))
        return self._rounds is not None and self._has_stalled(step, found)

    def _has_stalled(self, step, found):
        if self._metric not in found:
            raise ValueError(f"ValidationMonitor: `early_stopping_metric` is {self._metric!r}; expected one of {sorted(found)}.")
        value = found[self._metric]
        better = self.best_value is None or (value < self.best_value if self._minimize else value > self.best_value)
        if better:
            self.best_value, self.best_step, self.best_metrics = value, step, found
        self.early_stopped = step - self.best_step >= self._rounds
        return self.early_stopped


class RunHookAdapterForMonitors(tf.train.SessionRunHook):
    """Monitors are hooks here already. Source: TF1 tf.contrib.learn.monitors.RunHookAdapterForMonitors."""


def replace_monitors_with_hooks(monitors_or_hooks, estimator):
    """The monitors, which are hooks, knowing their estimator."""
    for monitor in monitors_or_hooks or ():
        if isinstance(monitor, BaseMonitor):
            monitor.set_estimator(estimator)
    return list(monitors_or_hooks or ())
