"""The libraries that programs use beside TensorFlow, as the user's modules see them: with what was dropped since."""

import builtins
import importlib
import types

from legacy_seq2seq.runner.then import numpy, pandas, pictures, science
from legacy_seq2seq.runner.then.modules import ModuleOfThen

_CHANGED = {"numpy": numpy.CHANGED, "pandas": pandas.CHANGED, **science.CHANGED, **pictures.CHANGED}
_DROPPED = {"numpy": numpy.DROPPED, "pandas": pandas.DROPPED, "pandas.io.json": pandas.DROPPED_OF_JSON, **science.DROPPED,
            **pictures.DROPPED}
_ALIASES = pictures.ALIASES
_MOVED = science.MOVED
_PREPARED = {"numpy": numpy.prepare, "pandas": pandas.prepare}

HEADS = frozenset(name.partition(".")[0] for table in (_CHANGED, _DROPPED, _MOVED, _ALIASES) for name in table)
# The modules that differ, and those that lead to them.
_SEEN = frozenset(".".join(name.split(".")[:end]) for table in (_CHANGED, _DROPPED, _MOVED, _ALIASES) for name in table
                  for end in range(1, name.count(".") + 2))


class Libraries:
    """The modules of then, made when they are first imported."""

    def __init__(self):
        self._made = {}

    def imported(self, name, fromlist):
        """What `import name` gives; None where that is the module of today.

        Raises ImportError where the library is not installed, or never had such a module.
        """
        if not fromlist:
            head = name.partition(".")[0]
            if name not in _MOVED:
                importlib.import_module(name)
            return self.module(head)
        if name not in _SEEN:
            return None
        if name not in _MOVED:
            builtins.__import__(name, fromlist=fromlist)  # the modules among what is wanted
        return self.module(name)

    def module(self, name):
        """The module of then with this name, whose differences are known."""
        name = _ALIASES.get(name, name)
        if name not in self._made:
            self._made[name] = _Library(self, name)
        return self._made[name]


class _Library(ModuleOfThen):
    def __init__(self, libraries, name):
        head = name.partition(".")[0]
        importlib.import_module(head)
        if head in _PREPARED:
            _PREPARED[head]()
        dropped = _DROPPED.get(name, {})
        super().__init__([_todays(name)], dropped() if callable(dropped) else dropped, _CHANGED.get(name, {}))
        self.__dict__.update(__name__=name, _libraries=libraries)
        self.__dict__.setdefault("__path__", [])

    def __getattr__(self, name):
        inner = f"{self.__name__}.{name}"
        if inner in _SEEN and not name.startswith("__"):
            value = getattr(self._modules[0], name, None)
            if inner in _MOVED or isinstance(value, types.ModuleType) or value is None and _is_a_module(inner):
                return self._libraries.module(inner)
        return super().__getattr__(name)


def _is_a_module(name):
    try:
        importlib.import_module(name)
    except ModuleNotFoundError:
        return False
    return True


def _todays(name):
    """The module itself; where it is gone, the one that has its names, or an empty one."""
    try:
        if name not in _MOVED:
            return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
    return importlib.import_module(_MOVED[name]) if _MOVED.get(name) else types.ModuleType(name)
