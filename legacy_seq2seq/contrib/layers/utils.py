"""Collections, aliases and sizes, as layers use them. Source: TF1 tf.contrib.layers (utils)."""

import collections

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework.smart_cond import smart_cond, smart_constant_value

NamedOutputs = collections.namedtuple("NamedOutputs", ["name", "outputs"])


def collect_named_outputs(collections, alias, outputs):
    """Puts `outputs` into `collections` (a name or a list) under `alias`, and returns it.

    `convert_collection_to_dict` gives what was collected by alias. Source: TF1 tf.contrib.layers.utils.
    """
    if collections:
        append_tensor_alias(outputs, alias)
        tf.add_to_collections(collections, outputs)
    return outputs


def append_tensor_alias(tensor, alias):
    """Notes a further name for `tensor`, without a "/" at its end; returns the tensor."""
    tensor.aliases = [*getattr(tensor, "aliases", []), alias.rstrip("/")]
    return tensor


def get_tensor_aliases(tensor):
    """The noted names of `tensor`; without any, its op's name ("outer/x" for "outer/x:0")."""
    return tensor.aliases if hasattr(tensor, "aliases") else [tensor.name[:-2] if tensor.name.endswith(":0") else tensor.name]


def gather_tensors_aliases(tensors):
    """All aliases of all `tensors`, in a list."""
    return [alias for tensor in tensors for alias in get_tensor_aliases(tensor)]


def convert_collection_to_dict(collection, clear_collection=False):
    """{alias: tensor} for a collection, in its order; `clear_collection` empties it."""
    found = collections.OrderedDict((alias, tensor) for tensor in tf.get_collection(collection) for alias in get_tensor_aliases(tensor))
    if clear_collection:
        tf.get_default_graph().clear_collection(collection)
    return found


def get_variable_collections(variables_collections, name):
    """The collections of the variable `name`: its entry where `variables_collections` is a dict, else all."""
    return variables_collections.get(name) if isinstance(variables_collections, dict) else variables_collections


def constant_value(value_or_tensor_or_var, dtype=None):
    """The value where it is known while the graph is built, else None.

    Raises ValueError for None, and for a value of another dtype.
    """
    if value_or_tensor_or_var is None:
        raise ValueError("constant_value: the value is None; expected a number, a bool, a tensor or a variable.")
    value = value_or_tensor_or_var
    if isinstance(value, tf.Variable):
        return None
    if tf.is_tensor(value):
        if dtype and value.dtype.base_dtype != dtype:
            raise ValueError(f"constant_value: {value.name} is {value.dtype.base_dtype.name}; expected {tf.as_dtype(dtype).name}.")
        return tf.get_static_value(value)
    if dtype and not isinstance(value, tf.as_dtype(dtype).as_numpy_dtype if dtype != tf.bool else bool):
        raise ValueError(f"constant_value: the value is {value!r}; expected {tf.as_dtype(dtype).name}.")
    return value


def static_cond(pred, fn1, fn2):
    """`fn1()` where the Python value `pred` is true, else `fn2()`. Raises TypeError where one cannot be called."""
    for argument, branch in (("fn1", fn1), ("fn2", fn2)):
        if not callable(branch):
            raise TypeError(f"static_cond: `{argument}` is {branch!r}; expected a function without arguments.")
    return fn1() if pred else fn2()


def channel_dimension(shape, data_format, min_rank=1):
    """The number of channels of a TensorShape, by `data_format` ("NHWC" and its like: last).

    Raises ValueError where the rank is unknown or below `min_rank`, or the number is unknown.
    """
    return _dimension(shape, 1 if str(data_format).startswith("NC") else -1, min_rank)


def last_dimension(shape, min_rank=1):
    """The last dimension of a TensorShape. Raises ValueError as `channel_dimension` does."""
    return _dimension(shape, -1, min_rank)


def _dimension(shape, axis, min_rank):
    shape = tf.TensorShape(shape)
    if shape.ndims is None:
        raise ValueError("the rank of the shape is not known when the graph is built; set it: inputs.set_shape([...]).")
    if shape.ndims < min_rank:
        raise ValueError(f"the shape {shape} has rank {shape.ndims}; expected {min_rank} or more.")
    size = tf.dimension_value(shape[axis])
    if size is None:
        raise ValueError(f"dimension {axis} of the shape {shape} is not known when the graph is built; the variables need it. "
                         "Set it: inputs.set_shape([...]).")
    return size


def two_element_tuple(int_or_tuple):
    """(a, b) from one number, two, or a TensorShape of two. Raises ValueError for anything else."""
    if isinstance(int_or_tuple, tf.TensorShape):
        if int_or_tuple.ndims == 2:
            return tuple(int_or_tuple.as_list())
    elif isinstance(int_or_tuple, (list, tuple)):
        if len(int_or_tuple) == 2:
            return int(int_or_tuple[0]), int(int_or_tuple[1])
    else:
        return int(int_or_tuple), int(int_or_tuple)
    raise ValueError(f"expected one number or two, such as 3 or [3, 5]; got {int_or_tuple!r}.")


def n_positive_integers(n, value):
    """n positive integers from one, or from n of them. Raises ValueError otherwise, TypeError for no numbers."""
    if isinstance(value, tf.TensorShape):
        value = value.as_list()
    numbers = [int(number) for number in value] if hasattr(value, "__len__") else [int(value)] * n
    if len(numbers) != n or any(number < 1 for number in numbers):
        raise ValueError(f"expected one positive integer, or {n} of them; got {value!r}.")
    return tuple(numbers)


__all__ = [
    "NamedOutputs", "append_tensor_alias", "channel_dimension", "collect_named_outputs", "constant_value", "convert_collection_to_dict",
    "gather_tensors_aliases", "get_tensor_aliases", "get_variable_collections", "last_dimension", "n_positive_integers", "smart_cond",
    "smart_constant_value", "static_cond", "two_element_tuple",
]
