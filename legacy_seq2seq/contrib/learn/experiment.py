"""An estimator with its inputs, trained and evaluated together. Source: TF1 tf.contrib.learn.Experiment."""

from legacy_seq2seq.contrib.learn import monitors


class Experiment:
    """Trains `estimator` for `train_steps` in all on `train_input_fn`, evaluating new checkpoints on `eval_input_fn`.

    estimator: contrib.learn's or `tf.estimator.Estimator`. eval_steps: batches of an evaluation; None is to the input's end.
    min_eval_frequency: steps between evaluations in `train_and_evaluate`; 0 evaluates at the end alone.
    Source: TF1 tf.contrib.learn.Experiment.
    """

    def __init__(self, estimator, train_input_fn, eval_input_fn, eval_metrics=None, train_steps=None, eval_steps=100, train_monitors=None,
                 eval_hooks=None, local_eval_frequency=None, eval_delay_secs=120, continuous_eval_throttle_secs=60,
                 min_eval_frequency=None, delay_workers_by_global_step=False, export_strategies=None, train_steps_per_iteration=None,
                 checkpoint_and_export=False, saving_listeners=None, check_interval_secs=5):
        if not hasattr(estimator, "evaluate") or not (hasattr(estimator, "fit") or hasattr(estimator, "train")):
            raise ValueError(f"Experiment: `estimator` is {estimator!r}; expected tf.estimator.Estimator or contrib.learn's.")
        self._estimator, self._train_input_fn, self._eval_input_fn = estimator, train_input_fn, eval_input_fn
        self._eval_metrics, self._train_steps, self._eval_steps = eval_metrics, train_steps, eval_steps
        self._train_monitors, self._eval_hooks = list(train_monitors or ()), list(eval_hooks or ())
        self._min_eval_frequency = 1 if min_eval_frequency is None else min_eval_frequency

    @property
    def estimator(self):
        return self._estimator

    @property
    def eval_metrics(self):
        return self._eval_metrics

    @property
    def train_steps(self):
        return self._train_steps

    @property
    def eval_steps(self):
        return self._eval_steps

    def extend_train_hooks(self, additional_hooks):
        """Further hooks for the training."""
        self._train_monitors.extend(additional_hooks)

    def train(self, delay_secs=None):
        """Trains up to `train_steps`."""
        return self._train(self._train_monitors)

    def evaluate(self, delay_secs=None, name=None):
        """The metrics of one evaluation."""
        return self._evaluate(self._eval_steps, name)

    def test(self):
        """One step of training and one batch of evaluation: does it run at all?"""
        self._train([], steps=1)
        return self._evaluate(1, "one_pass")

    def train_and_evaluate(self):
        """Trains, evaluating new checkpoints on the way, then evaluates; returns (metrics, exports)."""
        hooks = list(self._train_monitors)
        if self._min_eval_frequency:
            hooks.append(monitors.ValidationMonitor(
                input_fn=self._eval_input_fn, eval_steps=self._eval_steps, metrics=self._eval_metrics,
                every_n_steps=self._min_eval_frequency, hooks=self._eval_hooks))
        self._train(hooks)
        return self._evaluate(self._eval_steps, None), []

    local_run = train_and_evaluate
    continuous_train_and_eval = train_and_evaluate

    def _train(self, hooks, steps=None):
        train = getattr(self._estimator, "fit", None)
        size = {"steps": steps} if steps is not None else {"max_steps": self._train_steps}
        if train is not None:
            return train(input_fn=self._train_input_fn, monitors=hooks, **size)
        return self._estimator.train(self._train_input_fn, monitors.replace_monitors_with_hooks(hooks, self._estimator), **size)

    def _evaluate(self, steps, name):
        metrics = {"metrics": self._eval_metrics} if self._eval_metrics else {}
        return self._estimator.evaluate(input_fn=self._eval_input_fn, steps=steps, hooks=self._eval_hooks, name=name, **metrics)
