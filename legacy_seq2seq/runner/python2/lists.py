"""What Python 2 gave as a list and Python 3 does not: `zip(a, b)[0]`, `random.shuffle(range(n))`, `d.keys()[0]`."""

import ast

from legacy_seq2seq.runner.python2.values import held, key

_FUNCTIONS = {"filter", "map", "range", "zip"}
_METHODS = {"items", "keys", "values"}
_CHANGING = {"append", "extend", "insert", "pop", "remove", "reverse", "sort"}


def takes_for_a_list(tree):
    """Whether a program does with such a value what only a list allows."""
    own = {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    own |= {alias.asname or alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    lists = held(tree, lambda node: _kind(node, own, {}))
    return any(_needs_a_list(node, own, lists) for node in ast.walk(tree))


def _kind(node, own, lists):
    """What Python 3 makes of the node: "range", "iterator", "view", or None where it is none of these."""
    if not isinstance(node, ast.Call):
        return lists.get(key(node))
    if isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS - own and node.args:
        return "range" if node.func.id == "range" else "iterator"
    if isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS and not node.args and not node.keywords:
        return "view"
    return None


def _needs_a_list(node, own, lists):
    if isinstance(node, ast.Subscript):
        kind = _kind(node.value, own, lists)
        # A view may be pandas', which has indices: only one that is indexed on the spot counts.
        return kind == "iterator" or kind == "view" and isinstance(node.value, ast.Call) or (
            kind == "range" and not isinstance(node.ctx, ast.Load))
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mult)):
        if isinstance(node.op, ast.Mult):
            return _is_call(_kind(node.left, own, {})) and isinstance(node.right, (ast.Constant, ast.Name))
        kinds = [_kind(side, own, lists) for side in (node.left, node.right)]
        return any(_is_call(kind) for kind in kinds) and any(isinstance(side, ast.List) for side in (node.left, node.right)) or all(
            _is_call(kind) for kind in kinds)
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name) and node.func.id == "len" and len(node.args) == 1:
        return _kind(node.args[0], own, lists) == "iterator"
    if isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGING:
        return _is_call(_kind(node.func.value, own, lists))
    if isinstance(node.func, ast.Attribute) and node.func.attr == "shuffle" and len(node.args) == 1:
        return _is_call(_kind(node.args[0], own, lists))
    return False


def _is_call(kind):
    return kind in ("iterator", "range")
