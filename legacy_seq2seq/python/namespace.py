"""`tf.python` and what is below it: our module where there is one, else today's TensorFlow's own."""

import importlib
import importlib.util
import types

from legacy_seq2seq import stack

_OURS = "legacy_seq2seq.python"


class InnerNamespace(types.ModuleType):
    """The module that stands for `path` ("tf.python", "tf.python.ops"), a folder of TensorFlow's inside.

    A module below it is ours where `legacy_seq2seq/python/` has it, and TensorFlow's own otherwise.
    """

    def __init__(self, path, module_name):
        super().__init__(module_name)
        self.__dict__.update(_path=path, _inner=path.partition(".python")[2].lstrip("."))
        self.__path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        value = self._find(name)
        setattr(self, name, value)
        return value

    def _find(self, name):
        inner = f"{self._inner}.{name}".lstrip(".")
        ours = importlib.util.find_spec(f"{_OURS}.{inner}") if self._is_ours() else None
        if ours is not None:
            if ours.submodule_search_locations is not None:
                return InnerNamespace(f"{self._path}.{name}", f"{self.__name__}.{name}")
            return importlib.import_module(f"{_OURS}.{inner}")
        return getattr(TodaysModule(stack.inner_module(self._inner), self._path), name)

    def _is_ours(self):
        return importlib.util.find_spec(f"{_OURS}.{self._inner}".rstrip(".")) is not None


class TodaysModule(types.ModuleType):
    """A module of today's TensorFlow; a name that has moved out of it is looked up in the public API."""

    def __init__(self, source, path):
        super().__init__(source.__name__, source.__doc__)
        self.__dict__.update(_source=source, _path=path)
        if hasattr(source, "__path__"):
            self.__path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        value = self._find(name)
        setattr(self, name, value)
        return value

    def _find(self, name):
        value = getattr(self._source, name, None)
        if value is None:
            value = self._submodule(name)
        if value is None:
            value = _public(name)
        if value is None:
            raise AttributeError(f"{self._path}.{name} is not in today's TensorFlow, nor in the public API under that name.")
        if isinstance(value, types.ModuleType) and value.__name__.startswith("tensorflow.python"):
            return TodaysModule(value, f"{self._path}.{name}")
        return value

    def _submodule(self, name):
        inner = self._source.__name__.partition("tensorflow.python")[2].lstrip(".")
        try:
            return stack.inner_module(f"{inner}.{name}".lstrip(".")) if hasattr(self._source, "__path__") else None
        except ModuleNotFoundError:
            return None

    def __dir__(self):
        return dir(self._source)


def _public(name):
    """What the public API has under `name`, or None."""
    from legacy_seq2seq import tf1

    for module in (tf1, tf1.nn, tf1.math, tf1.train, tf1.layers, tf1.summary, tf1.sparse):
        if hasattr(module, name):
            return getattr(module, name)
    return None
