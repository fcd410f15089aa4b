"""Batches from NumPy arrays. Source: TF1 tf.estimator.inputs.numpy_input_fn."""

import numpy as np

from legacy_seq2seq.estimator.inputs import feeding


def numpy_input_fn(x, y=None, batch_size=128, num_epochs=1, shuffle=None, queue_capacity=1000, num_threads=1):
    """An input function that reads rows of the arrays in `x`, {name: array}, or of one array, and of `y`, an array or dict.

    num_epochs: how often; None for ever. It returns features of `x`'s structure, and labels of `y`'s where there is one.
    Raises ValueError where `shuffle` is not True or False, or lengths differ. Source: TF1 tf.estimator.inputs.numpy_input_fn.
    """
    if not isinstance(shuffle, bool):
        raise ValueError(f"numpy_input_fn: `shuffle` is {shuffle!r}; say True or False: True for training, False else.")

    def input_fn():
        if not isinstance(x, (np.ndarray, dict)):
            raise TypeError(f"numpy_input_fn: `x` is a {type(x).__name__}; expected an array, or a dict of arrays.")
        features = _columns(x)
        if not features:
            raise ValueError("numpy_input_fn: `x` is empty; give one array at least.")
        labels = _columns(y)
        if isinstance(y, dict) and not y:
            raise ValueError("numpy_input_fn: `y` is an empty dict; leave it out, or give labels.")
        _check_lengths(features, labels)
        batch = feeding.rows([*features.values(), *labels.values()], batch_size, num_epochs, shuffle, queue_capacity, num_threads)
        of_features = _like(x, features, batch[:len(features)])
        return of_features if y is None else (of_features, _like(y, labels, batch[len(features):]))

    return input_fn


def _columns(values):
    """{name: array}, by name; of one array, {None: array}."""
    if values is None:
        return {}
    if isinstance(values, dict):
        return {name: np.asarray(values[name]) for name in sorted(values)}
    return {None: np.asarray(values)}


def _check_lengths(features, labels):
    lengths = {name: len(array) for name, array in [*features.items(), *(("y" if name is None else f"y[{name!r}]", array)
                                                                         for name, array in labels.items())]}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"numpy_input_fn: the arrays' lengths differ: {lengths}; each row is one example.")


def _like(values, columns, tensors):
    return dict(zip(columns, tensors)) if isinstance(values, dict) else tensors[0]
