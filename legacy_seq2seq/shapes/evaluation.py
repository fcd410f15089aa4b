"""The value of an expression in a frame, found without running anything of the user's."""

import ast
import builtins
import operator
import types

import numpy as np

MISSING = object()


def value_of(node, frame):
    """The value of a name, an attribute, an element or a constant in `frame`; MISSING for all that would have to be run."""
    kind = type(node)
    if kind is ast.Constant:
        return node.value
    if kind is ast.Name:
        for space in (frame.f_locals, frame.f_globals, vars(builtins)):
            if node.id in space:
                return space[node.id]
        return MISSING
    if kind is ast.Attribute:
        return _attribute(value_of(node.value, frame), node.attr)
    if kind is ast.Subscript:
        return _element(value_of(node.value, frame), value_of(node.slice, frame))
    if kind is ast.Slice:
        ends = [None if end is None else value_of(end, frame) for end in (node.lower, node.upper, node.step)]
        return MISSING if any(end is MISSING for end in ends) else slice(*ends)
    if kind in (ast.Tuple, ast.List):
        parts = [value_of(part, frame) for part in node.elts]
        return MISSING if any(part is MISSING for part in parts) else (tuple if kind is ast.Tuple else list)(parts)
    if kind is ast.UnaryOp and isinstance(node.op, ast.USub):
        value = value_of(node.operand, frame)
        return -value if isinstance(value, (int, float)) else MISSING
    if kind is ast.BinOp:
        return _calculated(node, value_of(node.left, frame), value_of(node.right, frame))
    return MISSING


_CALCULATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Div: operator.truediv,
}


def _calculated(node, left, right):
    """The result of arithmetic on plain numbers."""
    calculation = _CALCULATIONS.get(type(node.op))
    if calculation is None or type(left) not in (int, float) or type(right) not in (int, float):
        return MISSING
    try:
        return calculation(left, right)
    except ArithmeticError:
        return MISSING


def is_of_a_module(node, frame):
    """Whether an expression is a module, or a part of one: `tf.contrib.seq2seq` of `tf.contrib.seq2seq.dynamic_decode(decoder)`."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and isinstance(value_of(node, frame), types.ModuleType)


def _attribute(owner, name):
    """`owner.name` where reading it runs nothing: what an object, a class or a module holds."""
    if owner is MISSING:
        return MISSING
    held = getattr(owner, "__dict__", {})
    if isinstance(held, dict) and name in held:
        return held[name]
    if isinstance(owner, tuple) and name in getattr(owner, "_fields", ()):
        return getattr(owner, name)
    if isinstance(owner, types.ModuleType):
        return MISSING
    for base in type(owner).__mro__:
        if name in vars(base):
            found = vars(base)[name]
            return found if not hasattr(type(found), "__get__") else MISSING
    return MISSING


def _element(owner, key):
    if key is MISSING:
        return MISSING
    try:
        if type(owner) is dict or isinstance(owner, tuple) or type(owner) is list or type(owner) is np.ndarray and _is_a_view(key):
            return owner[key]
    except (LookupError, TypeError, ValueError):
        pass
    return MISSING


def _is_a_view(key):
    """Whether indexing an array by `key` shows a part of it, copying nothing."""
    return all(one is None or one is Ellipsis or type(one) in (int, slice) for one in (key if type(key) is tuple else (key,)))
