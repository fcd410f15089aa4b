"""Counting with `a / b`: `range(n / size)`, `x[:n / 2]`. Python 3 refuses it, whatever a and b are."""

import ast

from legacy_seq2seq.runner.python2.values import held, key

# Functions whose every argument is a count or a size.
_COUNTS = {"range", "xrange"}


def counts_with_a_quotient(tree):
    """Whether a quotient is a count, an end of a slice or a length of a list, directly or by a name that always holds one."""
    if any(isinstance(node, ast.ImportFrom) and node.module == "__future__" and any(alias.name == "division" for alias in node.names)
           for node in tree.body):
        return False
    quotients = held(tree, lambda node: "quotient" if _is_quotient(node, {}) else None)
    return any(_counts(node, quotients) for node in ast.walk(tree))


def _is_quotient(node, quotients):
    """Whether it can only be a float in Python 3: a quotient of names, numbers and lengths, and what is made of it by + - *."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return _is_a_number(node.left) and _is_a_number(node.right)
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub, ast.Mult)):
        return _is_quotient(node.left, quotients) or _is_quotient(node.right, quotients)
    return key(node) in quotients


def _is_a_number(node):
    """Not surely: `x.shape[0]`, `n`, `len(x)`, `self.n`, and sums and products of these."""
    if isinstance(node, ast.BinOp):
        plain = isinstance(node.op, (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv))
        return plain and _is_a_number(node.left) and _is_a_number(node.right)
    if isinstance(node, ast.Constant):
        return type(node.value) is int
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in ("len", "int", "sum", "max", "min")
    return isinstance(node, (ast.Name, ast.Attribute, ast.Subscript))


def _counts(node, quotients):
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _COUNTS:
        return any(_is_quotient(argument, quotients) for argument in node.args)
    if isinstance(node, ast.Slice):
        return any(_is_quotient(part, quotients) for part in (node.lower, node.upper, node.step) if part is not None)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return isinstance(node.left, ast.List) and _is_quotient(node.right, quotients)
    return False
