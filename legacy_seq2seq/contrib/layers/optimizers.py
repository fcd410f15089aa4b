"""From a loss to a train op in one call. Source: TF1 tf.contrib.layers (optimizers)."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework.tensor_util import assert_scalar
from legacy_seq2seq.contrib.layers.gradient_transforms import adaptive_clipping_fn, clipped_by_norm, multiplied, with_noise

OPTIMIZER_CLS_NAMES = {
    "Adagrad": tf.train.AdagradOptimizer,
    "Adam": tf.train.AdamOptimizer,
    "Ftrl": tf.train.FtrlOptimizer,
    "Momentum": lambda learning_rate: tf.train.MomentumOptimizer(learning_rate, momentum=0.9),
    "RMSProp": tf.train.RMSPropOptimizer,
    "SGD": tf.train.GradientDescentOptimizer,
}

OPTIMIZER_SUMMARIES = ["learning_rate", "loss", "gradients", "gradient_norm", "global_gradient_norm"]
_DEFAULT_SUMMARIES = ("loss", "learning_rate", "global_gradient_norm")

__all__ = ["OPTIMIZER_CLS_NAMES", "OPTIMIZER_SUMMARIES", "adaptive_clipping_fn", "optimize_loss"]


def optimize_loss(loss, global_step, learning_rate, optimizer, gradient_noise_scale=None, gradient_multipliers=None,
                  clip_gradients=None, learning_rate_decay_fn=None, update_ops=None, variables=None, name=None, summaries=None,
                  colocate_gradients_with_ops=False, increment_global_step=True):
    """An op that takes one step of training and gives the loss.

    1. Runs `update_ops` before the loss: those of the collection UPDATE_OPS by default.
    2. Makes the variable `OptimizeLoss/learning_rate` from a float; applies `learning_rate_decay_fn(rate, global_step)`.
    3. Makes the optimizer: a name of OPTIMIZER_CLS_NAMES, a subclass of tf.train.Optimizer, an instance, or a
       function of the learning rate (of nothing, where learning_rate is None) that returns an instance.
    4. Computes the gradients of `variables`, by default all trainable ones.
    5. Adds noise to them (`gradient_noise_scale`, its deviation), multiplies some (`gradient_multipliers`, {variable
       or its name: factor}), and clips them: `clip_gradients` is a global norm, a float, or `f(list of (gradient, variable))`.
    6. Applies them, counting `global_step` up unless `increment_global_step` is False.

    loss: a scalar. global_step: an integer variable, None for the graph's own, if it has one. learning_rate: a float,
    a scalar tensor or None. summaries: of OPTIMIZER_SUMMARIES; by default "loss", "learning_rate" (written where it
    decays) and "global_gradient_norm". Returns the loss as a tensor that does all this when run.

    Raises ValueError where loss is not a scalar, for a learning_rate, optimizer, clip_gradients or summaries of another
    kind, and for decay without a global step; TypeError for a global_step that is no integer variable.
    Source: TF1 tf.contrib.layers.optimize_loss.

        train_op = optimize_loss(loss, tf.train.get_or_create_global_step(), 0.01, "Adam", clip_gradients=5.0)
    """
    loss = assert_scalar(tf.convert_to_tensor(loss))
    if global_step is None:
        global_step = tf.train.get_global_step()
    else:
        tf.train.assert_global_step(global_step)
    with tf.variable_scope(name, "OptimizeLoss", [loss, global_step]):
        loss = _after(tf.get_collection(tf.GraphKeys.UPDATE_OPS) if update_ops is None else update_ops, loss)
        rate = _learning_rate(learning_rate)
        summaries = _checked(summaries)
        if rate is not None and learning_rate_decay_fn is not None:
            rate = _decayed(rate, learning_rate_decay_fn, global_step, summaries)
        optimizer = _optimizer(optimizer, rate)
        gradients = optimizer.compute_gradients(
            loss, tf.trainable_variables() if variables is None else variables,
            colocate_gradients_with_ops=colocate_gradients_with_ops)
        gradients = _transformed(gradients, gradient_noise_scale, gradient_multipliers, clip_gradients, summaries)
        if "loss" in summaries:
            tf.summary.scalar("loss", loss)
        _summarize_each(gradients, summaries)
        if clip_gradients is not None:
            _summarize_norm("global_norm/clipped_gradient_norm", gradients, summaries)
        step = optimizer.apply_gradients(gradients, global_step=global_step if increment_global_step else None, name="train")
        return _after([step], loss)


def _after(ops, tensor):
    """`tensor`, evaluated after `ops`."""
    ops = list(dict.fromkeys(ops))
    if not ops:
        return tensor
    with tf.control_dependencies(ops):
        return tf.identity(tensor, name="control_dependency")


def _learning_rate(learning_rate):
    """A scalar tensor or variable, or None."""
    if learning_rate is None or (isinstance(learning_rate, tf.Tensor) and learning_rate.shape.ndims == 0):
        return learning_rate
    if not isinstance(learning_rate, float):
        raise ValueError(f"optimize_loss: `learning_rate` is {learning_rate!r}, of {type(learning_rate).__name__}; expected a float, a "
                         "scalar tensor (of known shape []) or None. " + _rate_remedy(learning_rate))
    if learning_rate < 0:
        raise ValueError(f"optimize_loss: `learning_rate` is {learning_rate}; expected 0.0 or more. A negative one would climb the loss.")
    return tf.get_variable("learning_rate", [], trainable=False, initializer=tf.constant_initializer(learning_rate))


def _rate_remedy(learning_rate):
    if isinstance(learning_rate, tf.Tensor):
        return "Say its shape: learning_rate.set_shape([])."
    if isinstance(learning_rate, tf.Variable):
        return "Give its value: tf.identity(learning_rate)."
    return "Write it with a point, such as 1.0, or float(learning_rate)."


def _checked(summaries):
    if summaries is None:
        return _DEFAULT_SUMMARIES
    for summary in summaries:
        if summary not in OPTIMIZER_SUMMARIES:
            raise ValueError(f"optimize_loss: `summaries` has {summary!r}; expected some of {', '.join(OPTIMIZER_SUMMARIES)}.")
    return summaries


def _decayed(rate, decay, global_step, summaries):
    if global_step is None:
        raise ValueError("optimize_loss: `learning_rate_decay_fn` needs a global step, and the graph has none. "
                         "Give tf.train.get_or_create_global_step().")
    rate = decay(rate, global_step)
    if "learning_rate" in summaries:
        tf.summary.scalar("learning_rate", rate)
    return rate


def _optimizer(optimizer, rate):
    """An instance from whatever describes it."""
    if isinstance(optimizer, tf.train.Optimizer):
        return optimizer
    if isinstance(optimizer, str):
        _require_rate(rate, optimizer)
        if optimizer not in OPTIMIZER_CLS_NAMES:
            raise ValueError(f"optimize_loss: `optimizer` is {optimizer!r}; expected one of {', '.join(sorted(OPTIMIZER_CLS_NAMES))}.")
        return OPTIMIZER_CLS_NAMES[optimizer](learning_rate=rate)
    if isinstance(optimizer, type) and issubclass(optimizer, tf.train.Optimizer):
        _require_rate(rate, optimizer.__name__)
        return optimizer(learning_rate=rate)
    if not callable(optimizer):
        raise ValueError(f"optimize_loss: `optimizer` is {optimizer!r}; expected a name such as \"Adam\", a subclass of "
                         "tf.train.Optimizer, an instance of one, or a function of the learning rate.")
    made = optimizer() if rate is None else optimizer(rate)
    if not isinstance(made, tf.train.Optimizer):
        raise ValueError(f"optimize_loss: the function `optimizer` returned {made!r}; expected an instance of tf.train.Optimizer. "
                         "Return it: lambda learning_rate: tf.train.AdamOptimizer(learning_rate).")
    return made


def _require_rate(rate, optimizer):
    if rate is None:
        raise ValueError(f"optimize_loss: `learning_rate` is None, but the optimizer {optimizer} is yet to be made with one. "
                         "Give a rate, or an optimizer that has its own: tf.train.AdamOptimizer(0.001).")


def _transformed(gradients, noise_scale, multipliers, clip, summaries):
    if noise_scale is not None:
        gradients = with_noise(gradients, noise_scale)
    if multipliers is not None:
        gradients = multiplied(gradients, multipliers)
    _summarize_norm("global_norm/gradient_norm", gradients, summaries)
    if isinstance(clip, float):
        return clipped_by_norm(gradients, clip)
    if callable(clip):
        return clip(gradients)
    if clip is not None:
        raise ValueError(f"optimize_loss: `clip_gradients` is {clip!r}, of {type(clip).__name__}; expected a float (a global norm) or a "
                         "function of the list of (gradient, variable). Write a norm with a point, such as 5.0.")
    return gradients


def _summarize_norm(name, gradients, summaries):
    if "global_gradient_norm" in summaries or "gradient_norm" in summaries:
        tf.summary.scalar(name, tf.global_norm([gradient for gradient, _ in gradients]))


def _summarize_each(gradients, summaries):
    for gradient, variable in gradients:
        if gradient is None:
            continue
        values = gradient.values if isinstance(gradient, tf.IndexedSlices) else gradient
        name = variable.name.replace(":", "_")
        if "gradients" in summaries:
            tf.summary.histogram(f"gradients/{name}", values)
        if "gradient_norm" in summaries:
            tf.summary.scalar(f"gradient_norm/{name}", tf.global_norm([values]))
