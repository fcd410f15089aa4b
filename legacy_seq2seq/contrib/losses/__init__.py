"""`tf.contrib.losses`: losses as they were before tf.losses, with predictions first and labels second."""

from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.losses.collection import add_loss, get_losses, get_regularization_losses, get_total_loss
from legacy_seq2seq.contrib.losses.loss_ops import (
    absolute_difference,
    cosine_distance,
    hinge_loss,
    log_loss,
    mean_pairwise_squared_error,
    mean_squared_error,
    sigmoid_cross_entropy,
    softmax_cross_entropy,
    sparse_softmax_cross_entropy,
)
from legacy_seq2seq.contrib.losses.weighting import compute_weighted_loss

__all__ = [
    "absolute_difference", "add_loss", "compute_weighted_loss", "cosine_distance", "get_losses", "get_regularization_losses",
    "get_total_loss", "hinge_loss", "log_loss", "mean_pairwise_squared_error", "mean_squared_error", "sigmoid_cross_entropy",
    "softmax_cross_entropy", "sparse_softmax_cross_entropy",
]

_below = deep_paths.below(__name__)


def __getattr__(name):
    if name != "metric_learning":  # read from the tf-slim package, which kept it
        return _below(name)
    from legacy_seq2seq.contrib.slim import installed

    if not installed.is_installed():
        raise AttributeError(installed.why_missing("tf.contrib.losses.metric_learning"))
    return installed.module("losses.metric_learning")
