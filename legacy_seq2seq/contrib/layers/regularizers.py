"""Penalties on weights, to be added to the loss. Source: TF1 tf.contrib.layers (regularizers).

A regularizer is a function from a weight tensor to a scalar, or to None where there is nothing to add:

    weights = tf.get_variable("weights", [3, 4], regularizer=l2_regularizer(1e-4))
    loss += tf.add_n(tf.losses.get_regularization_losses())
"""

import numbers

from legacy_seq2seq import tf1 as tf


def l1_regularizer(scale, scope=None):
    """`scale · Σ|w|`: draws small weights to zero.

    scale: a float of 0 or more, or a scalar tensor; the float 0.0 gives a regularizer that returns None.
    Raises ValueError for an integer or a negative number.
    Source: TF1 tf.contrib.layers.l1_regularizer.
    """
    return _scaled("l1_regularizer", lambda weights: tf.reduce_sum(tf.abs(weights)), scale, scope)


def l2_regularizer(scale, scope=None):
    """`scale · Σw² / 2`: keeps all weights small.

    scale: a float of 0 or more, or a scalar tensor; the float 0.0 gives a regularizer that returns None.
    Raises ValueError for an integer or a negative number.
    Source: TF1 tf.contrib.layers.l2_regularizer.
    """
    return _scaled("l2_regularizer", tf.nn.l2_loss, scale, scope)


def l1_l2_regularizer(scale_l1=1.0, scale_l2=1.0, scope=None):
    """The sum of `l1_regularizer(scale_l1)` and `l2_regularizer(scale_l2)`; with a scale of 0.0 the other alone.

    Raises ValueError for integers and negative numbers. Source: TF1 tf.contrib.layers.l1_l2_regularizer.
    """
    _refuse_integer("l1_l2_regularizer", "scale_l1", scale_l1)
    _refuse_integer("l1_l2_regularizer", "scale_l2", scale_l2)
    scope = scope or "l1_l2_regularizer"
    if _is_zero(scale_l1):
        return l2_regularizer(scale_l2, scope)
    if _is_zero(scale_l2):
        return l1_regularizer(scale_l1, scope)
    return sum_regularizer([l1_regularizer(scale_l1), l2_regularizer(scale_l2)], scope)


def sum_regularizer(regularizer_list, scope=None):
    """A regularizer that adds up what those of the list give; None for a list that is empty or all None.

    Source: TF1 tf.contrib.layers.sum_regularizer.
    """
    regularizers = [regularizer for regularizer in regularizer_list if regularizer is not None]
    if not regularizers:
        return None

    def regularizer_of_sum(weights):
        with tf.name_scope(scope, "sum_regularizer", [weights]) as name:
            penalties = [regularizer(weights) for regularizer in regularizers]
            penalties = [penalty for penalty in penalties if penalty is not None]
            return tf.add_n(penalties, name=name) if penalties else None

    return regularizer_of_sum


def apply_regularization(regularizer, weights_list=None):
    """The sum of `regularizer` over all weights, a scalar; also put into REGULARIZATION_LOSSES.

    weights_list: tensors; those in the collection tf.GraphKeys.WEIGHTS by default.
    Raises ValueError where there are no weights, or the regularizer gives something that is not a scalar.
    Source: TF1 tf.contrib.layers.apply_regularization.
    """
    weights_list = weights_list or tf.get_collection(tf.GraphKeys.WEIGHTS)
    if not weights_list:
        raise ValueError("apply_regularization: `weights_list` is empty, and so is the collection tf.GraphKeys.WEIGHTS. Give the "
                         "weights: apply_regularization(regularizer, tf.trainable_variables()).")
    with tf.name_scope("get_regularization_penalty", values=weights_list) as name:
        penalties = [regularizer(weights) for weights in weights_list]
        penalties = [tf.constant(0.0) if penalty is None else penalty for penalty in penalties]
        for penalty in penalties:
            if penalty.shape.ndims != 0:
                raise ValueError(f"apply_regularization: `regularizer` gave a tensor of shape {penalty.shape}; expected a scalar. "
                                 "Sum it up: tf.reduce_sum(...).")
        total = tf.add_n(penalties, name=name)
    tf.add_to_collection(tf.GraphKeys.REGULARIZATION_LOSSES, total)
    return total


def _scaled(kind, penalty, scale, scope):
    """The regularizer `scale · penalty(weights)`, with its op named after `scope` or `kind`."""
    _refuse_integer(kind, "scale", scale)
    if isinstance(scale, numbers.Real):
        if scale < 0:
            raise ValueError(f"{kind}: `scale` is {scale}; expected 0.0 or more. A negative penalty would reward large weights.")
        if _is_zero(scale):
            tf.logging.info(f"{kind}: a scale of 0.0 switches the regularizer off.")
            return lambda _: None

    def regularizer_of_scale(weights, name=None):
        with tf.name_scope(scope, kind, [weights]) as name:
            factor = tf.convert_to_tensor(scale, dtype=weights.dtype.base_dtype, name="scale")
            return tf.multiply(factor, penalty(weights), name=name)

    return regularizer_of_scale


def _refuse_integer(function, argument, scale):
    if isinstance(scale, numbers.Integral):
        raise ValueError(f"{function}: `{argument}` is the integer {scale!r}; expected a float. Write {float(scale)}.")


def _is_zero(scale):
    return isinstance(scale, numbers.Real) and scale == 0
