"""Shapes of any values: tensors, arrays, nested states, and the lists of lists that people feed."""

import functools

import numpy as np

from legacy_seq2seq.shapes.row import shape_text

_MAX_LEAVES = 64
_OF_TENSORS = ("op", "dtype", "shape")


def is_tensor(value):
    """Whether a value is a tensor of a graph, or stands for one (a variable)."""
    if isinstance(value, type):
        return False
    return _are_tensors(type(value)) or not hasattr(value, "state_size") and all(hasattr(value, name) for name in _OF_TENSORS)


@functools.lru_cache(maxsize=1024)
def _are_tensors(kind):
    """Whether a class alone tells it: to ask a tensor itself computes its shape, and tables ask of thousands."""
    return not hasattr(kind, "state_size") and all(hasattr(kind, name) for name in _OF_TENSORS)


def static_shape(value):
    """A value's shape as a tuple with None for unknown sizes; None for an unknown rank, or where it has no shape."""
    if is_tensor(value):
        return of_tensor_shape(value.shape)
    if isinstance(value, (np.ndarray, np.generic)):
        return tuple(value.shape)
    if isinstance(value, (list, tuple)) and not hasattr(value, "_fields"):
        return of_lists(value)
    if isinstance(value, (int, float, complex, bool)):
        return ()
    if hasattr(value, "iloc") and hasattr(value, "shape"):  # pandas
        return tuple(value.shape)
    return None


def may_be_equal(first, second):
    """Whether two shapes of known rank, tuples with None for unknown sizes, may be equal."""
    return len(first) == len(second) and all(a is None or b is None or a == b for a, b in zip(first, second))


def of_tensor_shape(shape):
    """A TensorShape as a tuple, or None for an unknown rank."""
    try:
        return None if shape.ndims is None else tuple(None if size is None else int(size) for size in shape.as_list())
    except (AttributeError, TypeError, ValueError):
        return None


def of_lists(value):
    """The shape of a list of lists, None for an axis of different lengths: [[1, 2], [3]] is (2, None)."""
    if isinstance(value, np.ndarray):
        return tuple(value.shape) if value.dtype != object else of_lists(list(value)) if value.ndim else ()
    if is_tensor(value):
        return of_tensor_shape(value.shape)
    if not isinstance(value, (list, tuple)):
        return ()
    inner = {of_lists(one) for one in value[:10000]}
    if not inner:
        return (0,)
    ranks = {None if shape is None else len(shape) for shape in inner}
    if len(ranks) > 1 or None in ranks:
        return (len(value), None)
    return (len(value), *(sizes.pop() if len(sizes) == 1 else None for sizes in (set(axis) for axis in zip(*inner))))


def lengths(value):
    """The different lengths of a ragged list's rows, sorted; [] where it has none."""
    return (
        sorted({len(row) for row in value if isinstance(row, (list, tuple, np.ndarray))})
        if isinstance(value, (list, tuple, np.ndarray))
        else []
    )


def dtype_name(value):
    """The name of a value's type of numbers: "float32"; "" where it has none."""
    dtype = getattr(value, "dtype", None)
    return "" if dtype is None else getattr(getattr(dtype, "base_dtype", dtype), "name", str(dtype))


def has_tensors(value):
    """Whether a structure holds a tensor or an array within its first few dozen leaves."""
    return any(is_tensor(leaf) or isinstance(leaf, np.ndarray) for leaf in leaves(value))


def leaves(value):
    """The leaves of a nest of tuples, lists and dictionaries, at most a few dozen of them."""
    found, waiting = [], [value]
    while waiting and len(found) < _MAX_LEAVES:
        one = waiting.pop(0)
        if isinstance(one, dict):
            waiting[:0] = list(one.values())[:_MAX_LEAVES]
        elif isinstance(one, (list, tuple)):
            waiting[:0] = list(one)[:_MAX_LEAVES]
        else:
            found.append(one)
    return found


def described(value):
    """A value's shape as people read it, a nest of tensors by its parts: "LSTMStateTuple(c=[2, 4], h=[2, 4])"."""
    if hasattr(value, "_fields") and isinstance(value, tuple):
        return f"{type(value).__name__}({', '.join(f'{name}={described(part)}' for name, part in zip(value._fields, value))})"
    if isinstance(value, (list, tuple)) and value and has_tensors(value) and len(value) <= 8:
        opening, closing = "()" if isinstance(value, tuple) else "[]"
        return opening + ", ".join(described(part) for part in value) + closing
    if isinstance(value, (list, tuple)) and value and has_tensors(value):
        return f"{type(value).__name__} of {len(value)}: {described(value[0])}, …"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {described(part)}" for key, part in list(value.items())[:8]) + "}"
    return shape_text(static_shape(value)) if has_shape(value) else type(value).__name__


def has_shape(value):
    """Whether a value is of a kind whose shape can be told."""
    return is_tensor(value) or isinstance(value, (np.ndarray, np.generic, list, tuple, dict)) or hasattr(value, "iloc")
