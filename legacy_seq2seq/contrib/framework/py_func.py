"""Python functions on nested tensors. Source: TF1 tf.contrib.framework.py_func."""

import numpy as np

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework import nest


def py_func(func, args=(), kwargs=None, output_types=None, output_shapes=None, stateful=True, name=None):
    """`func(*args, **kwargs)` on NumPy arrays, as an op; the arguments and the result may be nested.

    args: a list or tuple, kwargs: a dict; tensors in them reach `func` as arrays, all else as it is.
    output_types: the dtypes, in the structure of the result. output_shapes: static shapes in the same
    structure, or None. Raises TypeError for `args` or `kwargs` of another type.
    Source: TF1 tf.contrib.framework.py_func.

        doubled = py_func(lambda batch: {"x": 2 * batch["x"]}, args=({"x": x},), output_types={"x": tf.float32})
    """
    if not isinstance(args, (list, tuple)):
        raise TypeError(f"py_func: `args` is a {type(args).__name__}; expected a list or tuple. One argument: args=(argument,).")
    if kwargs is not None and not isinstance(kwargs, dict):
        raise TypeError(f"py_func: `kwargs` is a {type(kwargs).__name__}; expected a dict.")
    if output_types is None:
        raise TypeError("py_func: `output_types` is None; expected the dtypes of the result, such as tf.float32.")
    dtypes = nest.flatten(output_types)
    given = (list(args), dict(kwargs or {}))
    flat = nest.flatten(given)
    fed = [tf.is_tensor(value) for value in flat]

    def on_arrays(*arrays):
        arrays = iter(arrays)
        filled = [next(arrays) if is_fed else value for value, is_fed in zip(flat, fed)]
        positional, named = nest.pack_sequence_as(given, filled)
        results = nest.flatten_up_to(output_types, func(*positional, **named), check_types=False)
        return [_typed(result, dtype) for result, dtype in zip(results, dtypes)]

    outputs = tf.py_func(on_arrays, [value for value, is_fed in zip(flat, fed) if is_fed], dtypes,
                         stateful=stateful, name=name)
    if output_shapes is not None:
        for output, shape in zip(outputs, nest.flatten_up_to(output_types, output_shapes, check_types=False)):
            output.set_shape(shape)
    return nest.pack_sequence_as(output_types, outputs)


def _typed(result, dtype):
    """Python's numbers as arrays of `dtype`; NumPy's keep the type that they have."""
    dtype = tf.as_dtype(dtype)
    return np.array(result, dtype.as_numpy_dtype) if isinstance(result, (bool, int, float)) else result
