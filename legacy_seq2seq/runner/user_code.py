"""Which modules are the user's own, and how they are loaded: compiled as of their time, with a `View` of the world."""

import importlib.abc
import importlib.machinery
import sys

from legacy_seq2seq.ownership import is_users
from legacy_seq2seq.runner import namesakes, sources


class Loader(importlib.machinery.SourceFileLoader):
    """Loads one module of the user's. No byte code is kept: nothing is written beside the program."""

    def __init__(self, name, path, view):
        super().__init__(name, path)
        self._view = view

    def get_code(self, fullname):
        return sources.compile_as_of_its_time(sources.read(self.path), self.path, self._view.is_python_2)[0]

    def exec_module(self, module):
        code, is_python_2 = sources.compile_as_of_its_time(sources.read(self.path), self.path, self._view.is_python_2)
        # Set before the module runs: Python takes a function's builtins from its module's `__builtins__`.
        module.__dict__["__builtins__"] = self._view.builtins(is_python_2).__dict__
        exec(code, module.__dict__)


class Finder(importlib.abc.MetaPathFinder):
    """Gives the user's own modules the `Loader`; leaves all others to Python."""

    def __init__(self, view):
        self._view = view

    def find_spec(self, fullname, path=None, target=None):
        if fullname in sys.builtin_module_names:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if not isinstance(getattr(with_view(spec, self._view), "loader", None), Loader):
            return None
        if path is None and self._view.namesakes.has(fullname) and not self._view.namesakes.is_being_imported(fullname):
            return namesakes.spec_of_the_library(fullname) or spec  # a library asks, for its own
        return spec


def with_view(spec, view):
    """The spec of a module, with the `Loader` where the module is a source file of the user's."""
    if spec is not None and isinstance(spec.loader, importlib.machinery.SourceFileLoader) and is_users(spec.origin):
        spec.loader = Loader(spec.name, spec.origin, view)
        spec.cached = None
    return spec


def loader_of(view, name, path):
    """The loader of a source file: a `Loader` where it is the user's, else Python's own."""
    return Loader(name, path, view) if is_users(path) else importlib.machinery.SourceFileLoader(name, path)


def install(view):
    """Puts the finder before Python's own. A second call changes the view of modules loaded from then on."""
    for finder in sys.meta_path:
        if isinstance(finder, Finder):
            finder._view = view
            return
    sys.meta_path.insert(0, Finder(view))


def uninstall():
    """Lets modules load as Python loads them, from now on."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, Finder)]
