"""Conditions that are decided while the graph is built, where that is possible. Source: TF1 tf.contrib.framework."""

import numpy as np

from legacy_seq2seq import tf1 as tf


def smart_constant_value(pred):
    """The truth of `pred` where it is known now, else None.

    pred: a bool, 0, 1 or a Tensor. Raises TypeError for anything else.
    Source: TF1 tf.contrib.framework.smart_constant_value.
    """
    if isinstance(pred, (bool, np.bool_)) or (isinstance(pred, int) and pred in (0, 1)):
        return bool(pred)
    if tf.is_tensor(pred):
        return tf.get_static_value(pred)
    raise TypeError(f"smart_constant_value: `pred` is {pred!r}; expected a bool, 0, 1 or a boolean tensor.")


def smart_cond(pred, true_fn=None, false_fn=None, name=None):
    """`true_fn()` or `false_fn()`: one of them alone where `pred` is known now, else tf.cond of both.

    Raises TypeError where one of the two cannot be called. Source: TF1 tf.contrib.framework.smart_cond.
    """
    for argument, branch in (("true_fn", true_fn), ("false_fn", false_fn)):
        if not callable(branch):
            raise TypeError(f"smart_cond: `{argument}` is {branch!r}; expected a function without arguments: lambda: ...")
    known = smart_constant_value(pred)
    if known is None:
        return tf.cond(pred, true_fn=true_fn, false_fn=false_fn, name=name)
    return true_fn() if known else false_fn()


def smart_case(pred_fn_pairs, default=None, exclusive=False, name="smart_case"):
    """The result of the first function whose condition holds, else of `default`.

    pred_fn_pairs: [(condition, function)] or a dict of them. Conditions that are known now leave no
    trace in the graph; tf.case decides among the rest. exclusive: check, when run, that no two hold.
    Raises TypeError for what is not such a list. Source: TF1 tf.contrib.framework.smart_case.
    """
    if not isinstance(pred_fn_pairs, (list, tuple, dict)):
        raise TypeError(f"smart_case: `pred_fn_pairs` is {pred_fn_pairs!r}; expected a list of (condition, function) or a dict.")
    pairs = list(pred_fn_pairs.items()) if isinstance(pred_fn_pairs, dict) else list(pred_fn_pairs)
    for pair in pairs:
        if not isinstance(pair, (tuple, list)) or len(pair) != 2:
            raise TypeError(f"smart_case: an entry of `pred_fn_pairs` is {pair!r}; expected (condition, function).")
        if not callable(pair[1]):
            raise TypeError(f"smart_case: the function of an entry is {pair[1]!r}; expected one without arguments: lambda: ...")
    with tf.name_scope(name):
        undecided = []
        for condition, function in pairs:
            known = smart_constant_value(condition)
            if known is None:
                undecided.append((condition, function))
            elif known and not undecided:
                return function()
            elif known:  # holds wherever the ones before it do not
                default = function
                break
        if undecided:
            return tf.case(undecided, default=default, exclusive=exclusive)
        return default() if default is not None else pairs[-1][1]()
