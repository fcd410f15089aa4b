"""Is a program that compiles as Python 3 a Python 2 program all the same?"""

import ast
import re

from legacy_seq2seq.runner.python2.lists import takes_for_a_list
from legacy_seq2seq.runner.python2.quotients import counts_with_a_quotient
from legacy_seq2seq.runner.then import modules

_BUILTINS = {"apply", "basestring", "buffer", "cmp", "execfile", "file", "intern", "long", "raw_input", "reduce", "reload", "unichr",
             "unicode", "xrange"}
_METHODS = {"has_key", "iteritems", "iterkeys", "itervalues"}
_DROPPED = {name: set(modules.DROPPED[name]) for name in ("itertools", "string", "types")}
_DROPPED.update(os={"getcwdu"}, sys={"maxint", "setdefaultencoding"}, urllib=set(modules.DROPPED["urllib"]))
# Modules and keyword arguments that Python 3 brought.
_MODULES_OF_3 = {"asyncio", "builtins", "concurrent", "configparser", "enum", "html", "http", "pathlib", "queue", "statistics", "tkinter",
                 "typing", "urllib.error", "urllib.parse", "urllib.request"}
_KEYWORDS_OF_3 = {"open": {"encoding", "newline"}, "makedirs": {"exist_ok"}, "print": {"end", "file", "flush", "sep"}}
_SYNTAX_OF_3 = (ast.AnnAssign, ast.AsyncFunctionDef, ast.JoinedStr, ast.MatMult, ast.Nonlocal, ast.YieldFrom)


def is_evident(tree):
    """Whether a syntax tree uses what only Python 2 has, and is not prepared for its absence.

    A name that the program itself defines, and whatever stands in a `try` or an `if`, proves nothing:
    programs that run on both Pythons choose there.
    """
    bound = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    bound |= {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    bound |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    bound |= _imported(tree, ast.ImportFrom)
    imported = _imported(tree, ast.Import)
    if any(alias.name == "pandas" for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names):
        imported.add("iteritems")  # its frames had it in Python 3 too
    if any(_proves(node, bound, imported) for node in _unguarded(tree)):
        return True
    return takes_for_a_list(tree) or counts_with_a_quotient(tree)


def is_python_3(tree, text):
    """Whether a program is of Python 3 beyond doubt: by its syntax, by a module or an argument that Python 2 had not."""
    if _is_undeclared(text) or re.match(r"#!.*python3", text):
        return True
    has_print = _from_future(tree, "print_function")
    return any(_proves_3(node, has_print) for node in _unguarded(tree))


def is_refused_by_2(tree, text):
    """Whether Python 2 would not even have compiled the module, wherever in it that stands."""
    has_print = _from_future(tree, "print_function")
    return _is_undeclared(text) or any(_is_syntax_of_3(node, has_print) for node in ast.walk(tree))


def _proves(node, bound, imported):
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        return node.id in _BUILTINS and node.id not in bound | imported
    if isinstance(node, ast.Attribute):
        if node.attr in _METHODS & imported:
            return False
        name = _name_of(node.value)
        if name == "six":  # `six.iteritems` suits both
            return False
        # In `string.split()`, `string` is the module only where nothing else has that name.
        is_module = isinstance(node.value, ast.Name) and name not in bound
        return node.attr in _METHODS or is_module and node.attr in _DROPPED.get(name, ())
    if isinstance(node, ast.Import):
        return any(alias.name in modules.RENAMED for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return node.level == 0 and (node.module in modules.RENAMED
                                    or any(alias.name in _DROPPED.get(node.module, ()) for alias in node.names))
    if isinstance(node, ast.Call):
        return _name_of(node.func) in ("sort", "sorted") and any(keyword.arg == "cmp" for keyword in node.keywords)
    if isinstance(node, ast.ClassDef):
        methods = {child.name for child in node.body if isinstance(child, ast.FunctionDef)}
        return {"__iter__", "next"} <= methods and "__next__" not in methods
    if isinstance(node, ast.Expr):  # `print` alone, and `print >>file, text`
        first = node.value.elts[0] if isinstance(node.value, ast.Tuple) and node.value.elts else node.value
        first = first.left if isinstance(first, ast.BinOp) and isinstance(first.op, ast.RShift) else first
        return isinstance(first, ast.Name) and first.id == "print"
    return False


def _is_syntax_of_3(node, has_print):
    if isinstance(node, _SYNTAX_OF_3):
        return True
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.MatMult)
    if isinstance(node, ast.FunctionDef):
        every = [*node.args.args, *node.args.kwonlyargs]
        return bool(node.args.kwonlyargs or node.returns or any(argument.annotation for argument in every))
    if isinstance(node, ast.ClassDef):
        return bool(node.keywords)
    if isinstance(node, ast.Raise):
        return node.cause is not None
    if isinstance(node, ast.Starred):
        return isinstance(node.ctx, ast.Store)
    # `print` was no name, and what stood behind it in brackets took no `end=`.
    is_print = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    return is_print and not has_print and _has_keyword(node)


def _proves_3(node, has_print):
    if _is_syntax_of_3(node, has_print):
        return True
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [] if node.level else [node.module]
        return any(name in _MODULES_OF_3 or name.partition(".")[0] in _MODULES_OF_3 for name in names)
    if isinstance(node, ast.Attribute):
        return node.attr == "__next__"
    if isinstance(node, ast.Call):
        name = _name_of(node.func)
        if name == "super" and not node.args or name == "input" and isinstance(node.func, ast.Name):
            return True
        if name == "print" and has_print or name == "open" and not isinstance(node.func, ast.Name):
            return False
        return _has_keyword(node)
    return False


def _imported(tree, kind):
    """The names that statements of a kind, `import a` or `from a import b`, bind."""
    return {alias.asname or alias.name for node in ast.walk(tree) if isinstance(node, kind) for alias in node.names}


def _has_keyword(call):
    return any(keyword.arg in _KEYWORDS_OF_3.get(_name_of(call.func), ()) for keyword in call.keywords)


def _is_undeclared(text):
    """Whether there is more than ASCII in it, and no word of its coding in the first two lines: Python 2 refused that."""
    return not text.isascii() and not any(re.match(r"^[ \t\f]*#.*?coding[:=]|\ufeff", line) for line in text.split("\n")[:2])


def _from_future(tree, name):
    return any(isinstance(node, ast.ImportFrom) and node.module == "__future__" and any(alias.name == name for alias in node.names)
               for node in tree.body)


def _name_of(function):
    return function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else None


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
