"""Makes an experiment and runs it. Source: TF1 tf.contrib.learn.learn_runner."""

from legacy_seq2seq.contrib.learn.experiment import Experiment
from legacy_seq2seq.contrib.training import HParams


def run(experiment_fn, output_dir=None, schedule=None, run_config=None, hparams=None):
    """Calls `experiment_fn(output_dir)`, or `experiment_fn(run_config, hparams)`, and runs the experiment by its method `schedule`.

    By default the schedule is "train_and_evaluate". Returns what it returns.
    Raises ValueError for no or two places, or a schedule that is no method. Source: TF1 tf.contrib.learn.learn_runner.run.
    """
    if output_dir is not None and run_config is not None:
        raise ValueError("learn_runner.run: both `output_dir` and `run_config` were given; give one.")
    if output_dir is None and run_config is None:
        raise ValueError("learn_runner.run: neither `output_dir` nor `run_config` was given; give one.")
    if run_config is not None and run_config.model_dir is None:
        raise ValueError("learn_runner.run: `run_config` has no `model_dir`; it says where the model goes.")
    if hparams is not None and not isinstance(hparams, HParams):
        raise ValueError(f"learn_runner.run: `hparams` is a {type(hparams).__name__}; expected a tf.contrib.training.HParams.")
    experiment = experiment_fn(output_dir) if run_config is None else experiment_fn(run_config, hparams)
    if not isinstance(experiment, Experiment):
        raise TypeError(f"learn_runner.run: `experiment_fn` returned {experiment!r}; expected a tf.contrib.learn.Experiment.")
    method = getattr(experiment, schedule or "train_and_evaluate", None)
    if not callable(method):
        raise ValueError(f"learn_runner.run: `schedule` is {schedule!r}; expected the name of a method of Experiment.")
    return method()
