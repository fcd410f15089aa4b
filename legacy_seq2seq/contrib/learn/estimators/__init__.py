"""`tf.contrib.learn.estimators`: the estimator that a model function makes, without the ready-made ones."""

from legacy_seq2seq.contrib.learn.estimators import estimator, model_fn, run_config
from legacy_seq2seq.contrib.learn.estimators.estimator import BaseEstimator, Estimator, SKCompat
from legacy_seq2seq.contrib.learn.estimators.model_fn import ModeKeys, ModelFnOps
from legacy_seq2seq.contrib.learn.estimators.run_config import RunConfig, TaskType

__all__ = ["BaseEstimator", "Estimator", "ModeKeys", "ModelFnOps", "RunConfig", "SKCompat", "TaskType", "estimator", "model_fn",
           "run_config"]
