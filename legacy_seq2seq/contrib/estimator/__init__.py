"""`tf.contrib.estimator`: heads, hooks and extenders for models given by a function.

The hooks that stop training early left for `tf.estimator.experimental` with TF 1.13; programs of 2018 have them here.
Boosted trees and the ready-made RNNs are not provided.
"""

from legacy_seq2seq import absent
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.estimator.classification import binary_classification_head, multi_class_head, multi_label_head
from legacy_seq2seq.contrib.estimator.extenders import clip_gradients_by_norm, forward_features
from legacy_seq2seq.contrib.estimator.regression import logistic_regression_head, poisson_regression_head, regression_head
from legacy_seq2seq.contrib.estimator.replicate import TowerOptimizer, replicate_model_fn

_KEPT = {
    **{name: name for name in ("DNNEstimator", "DNNLinearCombinedEstimator", "LinearEstimator", "add_metrics")},
    **{name: f"experimental.{name}" for name in (
        "InMemoryEvaluatorHook", "make_early_stopping_hook", "make_stop_at_checkpoint_step_hook", "stop_if_higher_hook",
        "stop_if_lower_hook", "stop_if_no_decrease_hook", "stop_if_no_increase_hook")},
}

__all__ = [
    "TowerOptimizer", "add_metrics", "binary_classification_head", "clip_gradients_by_norm", "forward_features",
    "logistic_regression_head", "make_early_stopping_hook", "multi_class_head", "multi_label_head", "poisson_regression_head",
    "regression_head", "replicate_model_fn", "stop_if_higher_hook", "stop_if_lower_hook", "stop_if_no_decrease_hook",
    "stop_if_no_increase_hook",
]

_below = deep_paths.below(__name__)


def __getattr__(name):
    if name in _KEPT:
        value = tf.estimator
        for step in _KEPT[name].split("."):
            value = getattr(value, step)
        return value
    try:
        return _below(name)
    except AttributeError:
        raise absent.error_for(f"tf.contrib.estimator.{name}", __all__) from None
