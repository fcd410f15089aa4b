"""Notes what assignments bind, so that a tensor keeps its name after the function that made it has returned.

Only `legacy-seq2seq shapes` has programs compiled with these notes; a normal run has none of them.
"""

import ast
import contextlib
import weakref

NOTE = "__legacy_seq2seq_note__"  # a builtin of the user's modules
_MOST_LEAVES = 64

_names = weakref.WeakKeyDictionary()  # {graph: {tensor name: Python name}}


class Noted(ast.NodeTransformer):
    """Makes `outputs, state = f(x)` into `outputs, state = note(f(x), ("outputs", "state"))`."""

    def visit_Assign(self, node):
        self.generic_visit(node)
        names = _written(node.targets[0])
        if names is not None:
            call = ast.Call(ast.Name(NOTE, ast.Load()), [node.value, ast.Constant(names)], [])
            node.value = ast.copy_location(call, node.value)
        return node

    def visit_ClassDef(self, node):
        for part in node.body:  # a class's own names are no tensors, its methods' are
            if isinstance(part, (ast.FunctionDef, ast.ClassDef)):
                self.visit(part)
        return node


def _written(target):
    """The names that a target binds, nested as it is: "x", ("outputs", ("c", "h")); None where it binds no plain names."""
    if isinstance(target, ast.Name):
        return target.id
    if isinstance(target, ast.Attribute):
        return ast.unparse(target)
    if isinstance(target, (ast.Tuple, ast.List)) and not any(isinstance(part, ast.Starred) for part in target.elts):
        return tuple(_written(part) for part in target.elts)
    return None


def note(value, names):
    """Remembers that the tensors in `value` are bound to `names`, and returns `value` as it is."""
    with contextlib.suppress(Exception):  # a note must never change what the program does
        _note(value, names, [_MOST_LEAVES])
    return value


def _note(value, names, left):
    if names is None or left[0] <= 0 or (isinstance(names, str) and not names.strip("_")):
        return
    if isinstance(names, tuple):
        if isinstance(value, (tuple, list)) and len(value) == len(names):
            for part, name in zip(value, names):
                _note(part, name, left)
    elif isinstance(value, tuple) and hasattr(value, "_fields"):
        for field, part in zip(value._fields, value):
            _note(part, f"{names}.{field}", left)
    elif isinstance(value, (tuple, list)):
        for position, part in enumerate(value):
            _note(part, f"{names}[{position}]", left)
    elif type(value) is dict:
        for key, part in value.items():
            _note(part, f"{names}[{key!r}]", left)
    else:
        _note_tensor(value, names, left)


def _note_tensor(value, name, left):
    graph = value.graph if all(hasattr(value, part) for part in ("op", "dtype", "graph")) else None
    if graph is not None and isinstance(getattr(value, "name", None), str):
        left[0] -= 1
        _names.setdefault(graph, {}).setdefault(value.name, name)


def name_of(tensor):
    """The name that a tensor was bound to first; "" where none was noted."""
    return _names.get(tensor.graph, {}).get(tensor.name, "") if _names else ""
