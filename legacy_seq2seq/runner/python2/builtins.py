"""The builtins of Python 2, for the modules of Python 2 programs alone."""

import builtins
import functools
import io
import sys

from legacy_seq2seq.runner import sources
from legacy_seq2seq.runner.python2 import containers, helpers
from legacy_seq2seq.runner.then import loading


def _returning_lists(function):
    @functools.wraps(function)
    def eager(*arguments):
        return list(function(*arguments))
    return eager


def _map(function, *iterables):
    return list(zip(*iterables)) if function is None else list(map(function, *iterables))


def _filter(function, values):
    kept = filter(function, values)
    if isinstance(values, str):
        return "".join(kept)
    return tuple(kept) if isinstance(values, tuple) else list(kept)


def _range(*arguments):
    return list(range(*map(int, arguments)))


def _sorted(values, cmp=None, key=None, reverse=False):
    if cmp is not None:
        by = functools.cmp_to_key(cmp)
        key = by if key is None else (lambda value, _key=key: by(_key(value)))
    return sorted(values, key=key, reverse=reverse)


class _AnyText(type):
    def __instancecheck__(cls, value):
        return isinstance(value, str)


class _Unicode(str, metaclass=_AnyText):
    """`unicode(value, encoding)`: text, also where Python 3 has decoded it already."""

    def __new__(cls, value="", encoding="utf-8", errors="strict"):
        return helpers.decode(value, encoding, errors) if isinstance(value, (bytes, bytearray)) else str(value)


def _cmp(left, right):
    return (left > right) - (left < right)


def _round(number, digits=0):
    return float(round(number, digits))


class _Text(io.TextIOWrapper):
    """A text file that takes encoded text too, as every file of Python 2 did."""

    def write(self, text):
        return super().write(helpers.decode(text, errors="replace") if isinstance(text, bytes) else text)


def _open(name, mode="r", buffering=-1):
    if "b" in mode or not isinstance(name, (str, bytes)):
        return builtins.open(name, mode, buffering)
    mode = mode.replace("U", "") or "r"
    raw = builtins.open(name, mode.replace("t", "") + "b")  # noqa: SIM115 - the caller closes it
    return _Text(raw, encoding="utf-8", errors="surrogateescape", newline=None)


def _print(*values, **options):
    builtins.print(*(helpers.decode(value, errors="replace") if isinstance(value, bytes) else value for value in values), **options)


def _execfile(path, scope=None, local=None):
    caller = sys._getframe(1)
    if scope is None:
        scope, local = caller.f_globals, caller.f_locals
    scope.setdefault("__builtins__", caller.f_builtins)
    code, _ = sources.compile_as_of_its_time(sources.read(path), path, as_python_2=True)
    exec(code, scope, scope if local is None else local)


BUILTINS = {
    "__python2__": helpers, "basestring": str, "buffer": memoryview, "cmp": _cmp, "dict": containers.Dict, "execfile": _execfile,
    "file": _open, "filter": _filter, "input": lambda prompt="": eval(builtins.input(prompt)), "intern": sys.intern, "long": int,
    "map": _map, "open": _open, "print": _print, "range": _range, "raw_input": builtins.input, "reduce": functools.reduce,
    "reload": loading.reload, "round": _round, "set": containers.Set, "sorted": _sorted, "unichr": chr, "unicode": _Unicode,
    "xrange": lambda *arguments: range(*map(int, arguments)), "zip": _returning_lists(zip),
}
