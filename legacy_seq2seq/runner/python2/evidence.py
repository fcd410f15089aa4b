"""Is a program that compiles as Python 3 a Python 2 program all the same?"""

import ast

from legacy_seq2seq.runner.then import modules

_BUILTINS = {"basestring", "execfile", "file", "long", "raw_input", "reduce", "unichr", "unicode", "xrange"}
_METHODS = {"has_key", "iteritems", "iterkeys", "itervalues"}


def is_evident(tree):
    """Whether a syntax tree uses what only Python 2 has, and is not prepared for its absence.

    A name that the program itself defines, and whatever stands in a `try` or an `if`, proves nothing:
    programs that run on both Pythons choose there.
    """
    defined = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    imports = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    defined |= {alias.asname or alias.name for node in imports for alias in node.names}
    defined |= {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    return any(_proves(node, defined) for node in _unguarded(tree))


def _proves(node, defined):
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        return node.id in _BUILTINS and node.id not in defined
    if isinstance(node, ast.Attribute):
        return node.attr in _METHODS and not (isinstance(node.value, ast.Name) and node.value.id == "six")  # `six.iteritems` suits both
    if isinstance(node, ast.Import):
        return any(alias.name in modules.RENAMED for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return node.level == 0 and node.module in modules.RENAMED
    return False


def _unguarded(tree):
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.Try):
            waiting.extend(node.orelse + node.finalbody + ([] if node.handlers else node.body))
        elif isinstance(node, (ast.If, ast.IfExp)) and (_asks_for_version(node.test) or _asks_for_method(node.test)):
            continue
        else:
            waiting.extend(ast.iter_child_nodes(node))


def _asks_for_version(test):
    return any(isinstance(node, ast.Attribute) and node.attr in ("version_info", "version", "PY2", "PY3", "major")
               or isinstance(node, ast.Name) and node.id in ("PY2", "PY3") for node in ast.walk(test))


def _asks_for_method(test):
    """`hasattr(values, "iteritems")`"""
    return any(isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "hasattr"
               and isinstance(node.args[-1], ast.Constant) and node.args[-1].value in _METHODS for node in ast.walk(test))
