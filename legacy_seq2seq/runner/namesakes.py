"""Modules of the user's that are called as one of Python's or of a library's is: `parser.py`, `token.py`, `random.py` beside the program.

Python finds the one in the program's folder first, for whoever asks. Libraries import more today than they did then, and ours
have been imported before the program starts; so the user's modules get the user's, and libraries their own.
"""

import builtins
import contextlib
import importlib.machinery
import sys

from legacy_seq2seq.ownership import is_users

# What Python itself has imported before a program's folder is on the path: these no program could replace.
_FROM_THE_START = frozenset(sys.builtin_module_names) | {
    "_collections_abc", "abc", "codecs", "encodings", "genericpath", "io", "os", "posixpath", "site", "stat", "sysconfig"}

# The packages that TensorFlow, and what it needs, import.
_LIST = """
    absl attr astunparse certifi chardet charset_normalizer flatbuffers gast google grpc h5py idna jax keras markdown mdurl ml_dtypes namex
    numpy opt_einsum optree packaging pygments requests rich scipy six tensorboard termcolor tree urllib3 werkzeug wrapt yaml
"""
_OF_TENSORFLOW = frozenset(_LIST.split())


class Namesakes:
    """The user's modules with such names, once they are imported. They do not stand in `sys.modules`, where libraries find their own."""

    def __init__(self):
        self._modules = {}  # {first part of the name: {full name: module}}
        self._known = {}
        self._importing = set()

    def has(self, head):
        """Whether the user has a module `head` which is called as a library's is."""
        if head in _FROM_THE_START:
            return False
        key = head, len(sys.path), sys.path[0] if sys.path else None
        if key not in self._known:
            self._known[key] = _is_in_the_users_folders(head) and _is_elsewhere(head)
        return self._known[key]

    def is_being_imported(self, head):
        """Whether the module `head` that Python looks for is the user's."""
        return head in self._importing

    def imported(self, name, globals, locals, fromlist):
        """What `import name` gives the user's modules."""
        head = name.partition(".")[0]
        if head in self._importing:
            return builtins.__import__(name, globals, locals, fromlist)
        with self._in_place(head):
            return builtins.__import__(name, globals, locals, fromlist)

    @contextlib.contextmanager
    def _in_place(self, head):
        librarys = _taken_out(head)
        sys.modules.update(self._modules.get(head, {}))
        self._importing.add(head)
        try:
            yield
        finally:
            self._importing.discard(head)
            self._modules[head] = _taken_out(head)
            sys.modules.update(librarys)


def _taken_out(head):
    """The modules of `sys.modules` that are `head` or below it, which stand there no longer."""
    names = [name for name in sys.modules if name == head or name.startswith(head + ".")]
    return {name: sys.modules.pop(name) for name in names}


def _is_in_the_users_folders(head):
    return _is_of_users(importlib.machinery.PathFinder.find_spec(head))


def _is_of_users(spec):
    return spec is not None and spec.origin is not None and spec.has_location and is_users(spec.origin)


def _is_elsewhere(head):
    names = getattr(sys, "stdlib_module_names", None)  # Python 3.9 has no such list
    if names is not None and head not in names and head not in _OF_TENSORFLOW:
        return False  # `utils`, `tests`: some package has installed one, which nobody asks for
    return names is not None and head in names or spec_of_the_library(head) is not None


def spec_of_the_library(head):
    """The spec of the module `head` that stands behind the user's on the path, or None."""
    for folder in sys.path:
        spec = importlib.machinery.PathFinder.find_spec(head, [folder])
        if spec is not None and spec.origin is not None and not _is_of_users(spec):
            return spec
    return None
