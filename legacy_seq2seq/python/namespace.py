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
        try:
            return stack.inner_module(inner)
        except ModuleNotFoundError:
            folder = stack.inner_module(self._inner)
            if hasattr(folder, name):
                return getattr(folder, name)
        raise AttributeError(f"{self._path}.{name} is not in today's TensorFlow; use the public API, {_public_hint(inner)}.")

    def _is_ours(self):
        return importlib.util.find_spec(f"{_OURS}.{self._inner}".rstrip(".")) is not None


def _public_hint(inner):
    """Where a module's public names are to be found."""
    for folder, public in (("layers", "tf.layers"), ("training", "tf.train"), ("summary", "tf.summary"), ("ops", "tf, tf.nn"),
                           ("platform", "tf.gfile, tf.logging, tf.app"), ("saved_model", "tf.saved_model")):
        if inner.startswith(folder):
            return public
    return "tf"
