"""`tf.contrib.nn`: the dropout of self-normalising networks, a scaled softplus, and losses of old argument orders."""

from legacy_seq2seq import absent
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.nn.activations import alpha_dropout, scaled_softplus
from legacy_seq2seq.contrib.nn.flipped import (
    deprecated_flipped_sigmoid_cross_entropy_with_logits,
    deprecated_flipped_softmax_cross_entropy_with_logits,
    deprecated_flipped_sparse_softmax_cross_entropy_with_logits,
)

conv1d_transpose = tf.nn.conv1d_transpose

__all__ = [
    "alpha_dropout", "conv1d_transpose", "deprecated_flipped_sigmoid_cross_entropy_with_logits",
    "deprecated_flipped_softmax_cross_entropy_with_logits", "deprecated_flipped_sparse_softmax_cross_entropy_with_logits", "nth_element",
    "scaled_softplus",
]


def nth_element(input, n, reverse=False, name=None):
    """The n-th smallest (largest if `reverse`) along the last axis, counted from zero. Source: TF1 tf.contrib.nn.nth_element."""
    return tf.raw_ops.NthElement(input=input, n=n, reverse=reverse, name=name)

_below = deep_paths.below(__name__)


def __getattr__(name):
    try:
        return _below(name)
    except AttributeError:
        raise absent.error_for(f"tf.contrib.nn.{name}", __all__) from None
