"""`tf.contrib.learn`: the estimator of a model function, experiments, data sets, text preprocessing. No ready-made estimators."""

import sys
import types

from legacy_seq2seq import absent
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.learn import datasets, estimators, experiment, learn_runner, metric_spec, monitors, preprocessing
from legacy_seq2seq.contrib.learn.errors import NotFittedError
from legacy_seq2seq.contrib.learn.estimators import (
    BaseEstimator,
    Estimator,
    ModeKeys,
    ModelFnOps,
    RunConfig,
    SKCompat,
    TaskType,
    run_config,
)
from legacy_seq2seq.contrib.learn.experiment import Experiment
from legacy_seq2seq.contrib.learn.metric_spec import MetricSpec

NanLossDuringTrainingError = tf.train.NanLossDuringTrainingError

__all__ = [
    "BaseEstimator", "Estimator", "Experiment", "MetricSpec", "ModeKeys", "ModelFnOps", "NanLossDuringTrainingError", "NotFittedError",
    "RunConfig", "SKCompat", "TaskType", "datasets", "estimators", "experiment", "learn_runner", "metric_spec", "monitors", "preprocessing",
    "run_config",
]


def __getattr__(name):
    if name == "python":  # the way in that TF 1.15's modules had: contrib.learn.python.learn.datasets
        folder = types.ModuleType(f"{__name__}.python")
        folder.__path__, folder.learn = [], sys.modules[__name__]
        globals()[name] = folder
        return folder
    raise absent.error_for(f"tf.contrib.learn.{name}", __all__)
