"""tf.contrib.losses with the names that its arguments had before 0.12, which 0.12 took too: `weight=`, `targets=`, `target=`."""

import functools

from legacy_seq2seq import tf1 as tf

_FORMER = {"weight": "weights", "targets": "labels", "target": "labels"}
_NAMES = ("absolute_difference compute_weighted_loss cosine_distance hinge_loss log_loss mean_pairwise_squared_error mean_squared_error "
          "sigmoid_cross_entropy softmax_cross_entropy sparse_softmax_cross_entropy")


def _with_former_names(function):
    @functools.wraps(function)
    def of_then(*args, **kwargs):
        return function(*args, **{_FORMER.get(name, name): value for name, value in kwargs.items()})
    return of_then


globals().update({name: _with_former_names(getattr(tf.contrib.losses, name)) for name in _NAMES.split()})
