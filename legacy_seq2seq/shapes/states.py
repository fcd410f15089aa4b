"""Compares two nested states, and says what differs first."""

import collections

from legacy_seq2seq.shapes import values
from legacy_seq2seq.shapes.row import shape_text

_Sides = collections.namedtuple("_Sides", "leaves_differ first second")


def diff(first, second, name="state", of_first="on one side", of_second="on the other"):
    """The first difference of two nests of tensors as text, None where they are built alike and their shapes fit.

    first, second: tensors, LSTMStateTuples, tuples, lists, dictionaries of them, at any depth. An unknown size fits any.
    name: what the text calls the whole. of_first, of_second: what it says of the two.

        shapes.diff(cell.zero_state(4, tf.float32), encoder_state)
        # state[1].h is [4, 128] on one side, [4, 256] on the other.
    """
    return _difference(name, first, second, _Sides(_tensors_differ, of_first, of_second))


def difference_of_size(size, state):
    """As `diff`, of a cell's `state_size` and a state for it."""
    return _difference("state", size, state, _Sides(_size_differs, "in the cell", "in the state given"))


def _difference(path, first, second, sides):
    if _is_nest(first) or _is_nest(second):
        if _is_built_otherwise(first, second):
            return f"{path} is {_kind(first)} {sides.first}, {_kind(second)} {sides.second}. {_likely(path, first, second)}".rstrip()
        for key in _fields(first):
            found = _difference(_below(path, first, key), _part(first, key), _part(second, key), sides)
            if found:
                return found
        return None
    return sides.leaves_differ(path, first, second, sides)


def _is_built_otherwise(first, second):
    if not (_is_nest(first) and _is_nest(second)) or _fields(first) != _fields(second):
        return True
    return type(first) is not type(second) and any(hasattr(one, "_fields") for one in (first, second))


def _tensors_differ(path, first, second, sides):
    a, b = values.static_shape(first), values.static_shape(second)
    if a is None or b is None:
        return None
    if not values.may_be_equal(a, b):
        return f"{path} is {shape_text(a)} {sides.first}, {shape_text(b)} {sides.second}."
    return None


def _size_differs(path, size, tensor, sides):
    shape = values.static_shape(tensor)
    size = values.of_tensor_shape(size) if hasattr(size, "ndims") else (size,) if isinstance(size, int) else None
    if shape is None or size is None:
        return None
    if not values.may_be_equal((None, *size), shape):
        return f"{path} is {shape_text(shape)}, the cell's is [batch, {shape_text(size)[1:-1]}]."
    return None


def _is_nest(value):
    return isinstance(value, (tuple, list, dict))


def _fields(value):
    return list(value) if isinstance(value, dict) else list(getattr(value, "_fields", range(len(value))))


def _part(value, key):
    return getattr(value, key) if hasattr(value, "_fields") else value[key]


def _below(path, nest, key):
    return f"{path}.{key}" if hasattr(nest, "_fields") else f"{path}[{key!r}]"


def _kind(value):
    if hasattr(value, "_fields"):
        return f"{type(value).__name__}({', '.join(value._fields)})"
    if isinstance(value, (tuple, list)):
        return f"a {type(value).__name__} of {len(value)}"
    if isinstance(value, dict):
        return f"a dictionary of {', '.join(map(repr, value))}"
    if isinstance(value, int) or hasattr(value, "ndims"):
        return f"one tensor of size {value}"
    return f"one tensor {shape_text(values.static_shape(value))}" if values.is_tensor(value) else type(value).__name__


def _likely(path, first, second):
    kinds = {type(first).__name__, type(second).__name__}
    if "LSTMStateTuple" in kinds and not (_is_nest(first) and _is_nest(second)):
        return "An LSTM's state is LSTMStateTuple(c, h); a GRU's, and an LSTM's output, is one tensor."
    if "LSTMStateTuple" in kinds and "tuple" in kinds:
        return "A plain tuple is not an LSTMStateTuple, nor is a stack's tuple of states one layer's: LSTMStateTuple(c, h)."
    if "AttentionWrapperState" in kinds:
        return "An AttentionWrapper's state is made by its zero_state(...), the encoder's put in with .clone(cell_state=...)."
    if path.startswith("state") and isinstance(first, tuple) and isinstance(second, tuple) and len(first) != len(second):
        return "A MultiRNNCell's state has one entry for each layer."
    return ""
