"""Training with slim. Source: TF1 tf.contrib.slim.learning.

The gradient functions are contrib.training's; `train` and `train_step`, the loop, come from the tf-slim package.
"""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib import training
from legacy_seq2seq.contrib.slim import installed
from legacy_seq2seq.contrib.training import clip_gradient_norms, multiply_gradients

_USE_GLOBAL_STEP = 0  # says «the graph's global step», where None says «no step»

_FROM_TF_SLIM = ("train", "train_step")

__all__ = ["add_gradients_summaries", "clip_gradient_norms", "create_train_op", "multiply_gradients"]


def create_train_op(total_loss, optimizer, global_step=_USE_GLOBAL_STEP, update_ops=None, variables_to_train=None,
                    clip_gradient_norm=0, summarize_gradients=False, gate_gradients=tf.train.Optimizer.GATE_OP,
                    aggregation_method=None, colocate_gradients_with_ops=False, gradient_multipliers=None, check_numerics=True):
    """An op that takes one step of `optimizer` and gives the loss: `tf.contrib.training.create_train_op`, with two changes of gradients.

    gradient_multipliers: {variable or its op name: factor}. clip_gradient_norm: then each gradient is shortened to this norm of
    its own; 0 leaves them. Source: TF1 tf.contrib.slim.learning.create_train_op.
    """
    def transform(grads_and_vars):
        if gradient_multipliers:
            grads_and_vars = multiply_gradients(grads_and_vars, gradient_multipliers)
        return clip_gradient_norms(grads_and_vars, clip_gradient_norm) if clip_gradient_norm > 0 else grads_and_vars

    return training.create_train_op(
        total_loss, optimizer, **({} if global_step is _USE_GLOBAL_STEP else {"global_step": global_step}), update_ops=update_ops,
        variables_to_train=variables_to_train, transform_grads_fn=transform, summarize_gradients=summarize_gradients,
        gate_gradients=gate_gradients, aggregation_method=aggregation_method, colocate_gradients_with_ops=colocate_gradients_with_ops,
        check_numerics=check_numerics)


def add_gradients_summaries(grads_and_vars):
    """Adds, for each (gradient, variable), a histogram `<name>/gradient` and a scalar `<name>/gradient_norm`.

    Returns the list of summaries; a gradient that is None has none. (Those of `create_train_op` are named by contrib.training:
    `<name>_gradient`.) Source: TF1 tf.contrib.slim.learning.add_gradients_summaries.
    """
    summaries = []
    for gradient, variable in grads_and_vars:
        if gradient is None:
            tf.logging.info(f"add_gradients_summaries: {variable.op.name} has no gradient.")
            continue
        values = gradient.values if isinstance(gradient, tf.IndexedSlices) else gradient
        name = variable.op.name
        summaries.append(tf.summary.histogram(f"{name}/gradient", values))
        summaries.append(tf.summary.scalar(f"{name}/gradient_norm", tf.global_norm([values])))
    return summaries


def __getattr__(name):
    if name in _FROM_TF_SLIM:
        if not installed.is_installed():
            raise AttributeError(installed.why_missing(f"tf.contrib.slim.learning.{name}"))
        return getattr(installed.module("learning"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
