"""One model on several devices: on machines without GPUs, one tower, on the CPU."""

import functools

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.estimator.extenders import Delegating


def replicate_model_fn(model_fn, loss_reduction=tf.losses.Reduction.SUM_OVER_BATCH_SIZE, devices=None):
    """`model_fn`, run once: this project needs no GPU, and one tower computes what `model_fn` says.

    With several `devices`, the batch is not split among them; a line says so.
    Source: TF1 tf.contrib.estimator.replicate_model_fn.
    """
    if devices is not None and len(devices) > 1:
        tf.logging.warning(f"replicate_model_fn: the model runs on one device, not on {len(devices)}; the numbers are those of one tower.")

    @functools.wraps(model_fn)
    def one_tower(*arguments, **options):
        return model_fn(*arguments, **options)

    return one_tower


class TowerOptimizer(Delegating):
    """The optimizer of a replicated model: with one tower, the one given. Source: TF1 tf.contrib.estimator.TowerOptimizer.

    optimizer_or_optimizer_fn: an optimizer, or a function that makes one.
    """

    def __init__(self, optimizer_or_optimizer_fn):
        optimizer = optimizer_or_optimizer_fn
        super().__init__(optimizer if isinstance(optimizer, tf.train.Optimizer) else optimizer(), "TowerOptimizer")
