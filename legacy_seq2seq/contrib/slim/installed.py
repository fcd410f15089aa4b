"""The parts of the tf-slim package that contrib.slim shows, loaded so that they build on OUR layers.

tf-slim kept contrib.slim alive outside TensorFlow, but its own layers lean on TensorFlow's inside: its
`batch_norm` asks `tensorflow.python.layers.normalization` for a Keras 2 that is not where TensorFlow
looks (TensorFlow 2.15 wants tf-keras installed, 2.16 and newer want a module that tf-keras moved).
So its layers, arg_scope, variables, losses and training are not used. The rest (train loop, evaluation,
data, nets) is read from the installed package into modules of ours, whose imports of `tf_slim.layers`
and its like lead here. The package itself, as other code in this process imports it, stays untouched.
"""

import builtins
import importlib
import importlib.util
import os
import sys
import types

from legacy_seq2seq.contrib.slim import standins

_PREFIX = "legacy_seq2seq.contrib.slim.from_tf_slim"
_LOADED = {}  # path below tf_slim, "nets.vgg": module; one that is just running is there already, for imports in a circle


def is_installed():
    """Whether the tf-slim package can be found. Does not import it."""
    return _location() is not None


def module(path):
    """The module at `path` below tf_slim ("learning", "nets", "nets.vgg"): ours where we have it, else read from tf-slim.

    Raises ModuleNotFoundError, with the remedy, where it is not ours and tf-slim is not installed or has none.
    """
    if path not in _LOADED:
        root, own = _location(), standins.modules_for(path)
        stem = os.path.join(root, *path.split(".")) if root else ""
        if os.path.isdir(stem):
            _LOADED[path] = _Folder(path, stem, own)
        elif own:
            _LOADED[path] = standins.joined(path, own)
        elif root is None:
            raise ModuleNotFoundError(why_missing(f"tf.contrib.slim's {path}"))
        elif os.path.exists(stem + ".py"):
            _run(path, stem + ".py")
        else:
            raise ModuleNotFoundError(f"tf-slim, installed in {root}, has no module {path}.")
    return _LOADED[path]


def why_missing(name):
    """What to say of a name for which tf-slim is needed and not installed."""
    return (f"{name} comes from the tf-slim package, which is not installed. To do: pip install tf-slim "
            "(or pip install legacy_seq2seq[slim]). Layers, arg_scope, losses and create_train_op work without it.")


def _location():
    try:
        spec = importlib.util.find_spec("tf_slim")
    except (ImportError, ValueError):
        return None
    return spec.submodule_search_locations[0] if spec is not None and spec.submodule_search_locations else None


def _run(path, file):
    found = types.ModuleType(f"{_PREFIX}.{path}")
    found.__file__ = file
    found.__package__ = found.__name__.rpartition(".")[0]
    # A module's functions take their builtins from its globals: imports within them are led here too.
    found.__builtins__ = {**vars(builtins), "__import__": _import}
    _LOADED[path] = sys.modules[found.__name__] = found
    try:
        with open(file, encoding="utf-8") as source:
            exec(compile(source.read(), file, "exec"), found.__dict__)
    except BaseException:
        del _LOADED[path], sys.modules[found.__name__]
        raise


def _import(name, globals=None, locals=None, fromlist=(), level=0):
    """`__import__` for the modules read from tf-slim."""
    if level or name.partition(".")[0] != "tf_slim":
        return builtins.__import__(name, globals, locals, fromlist, level)
    # `import tf_slim.summaries as s` asks for the root and then walks down its attributes.
    return module(name.partition(".")[2]) if fromlist else module("")


class _Folder(types.ModuleType):
    """A folder of tf-slim; names are those of our own modules for it, then its modules, loaded when first asked for."""

    def __init__(self, path, folder, own):
        super().__init__(f"{_PREFIX}.{path}".rstrip("."), f"`{path or 'tf_slim'}` of the tf-slim package, on our layers.")
        self.__dict__.update(_path=path, _folder=folder, _own=own)
        self.__path__ = []  # a package, for import statements

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        for own in self._own:
            if hasattr(own, name):
                return getattr(own, name)
        if not self._has_module(name):
            raise AttributeError(f"{self.__name__} has no {name!r}.")
        value = module(f"{self._path}.{name}".lstrip("."))
        setattr(self, name, value)
        return value

    def _has_module(self, name):
        return any(os.path.exists(os.path.join(self._folder, name + ending)) for ending in (".py", "/__init__.py"))

    def __dir__(self):
        files = [entry for entry in os.listdir(self._folder) if entry.endswith(".py") and not entry.endswith("_test.py")]
        return sorted(file.removesuffix(".py") for file in files if not file.startswith("_"))
