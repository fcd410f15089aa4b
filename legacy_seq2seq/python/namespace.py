"""`tf.python` and what is below it: our module where there is one, else today's TensorFlow's own."""

import importlib
import importlib.util
import types

from legacy_seq2seq import stack

_OURS = "legacy_seq2seq.python"
# Modules of TF 1.15 that today's TensorFlow has elsewhere.
_MOVED = {"training.training_ops": "ops.gen_training_ops", "util.tf_logging": "platform.tf_logging"}
# Where the public API has what the inside had.
_PUBLIC = ("", "nn", "math", "train", "layers", "summary", "sparse", "graph_util", "losses", "initializers", "image", "random", "linalg",
           "strings", "io", "gfile", "data", "errors", "metrics", "saved_model")


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
        if inner == "keras":
            from legacy_seq2seq import tf1

            return KerasModule(tf1.keras, stack.legacy_keras_inside(), f"{self._path}.keras")
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
        if value is None and ".gen_" in self._source.__name__:  # until TF 1.6, kernels that are not public began with a line
            value = getattr(self._source, name.removeprefix("_"), None)
        if value is None:
            value = self._submodule(name)
        if value is None:
            value = _public(name)
        if value is None:
            raise AttributeError(f"{self._path}.{name} is not in today's TensorFlow, nor in the public API under that name.")
        if isinstance(value, types.ModuleType) and value.__name__.startswith(("tensorflow.python", "tensorflow.core")):
            return TodaysModule(value, f"{self._path}.{name}")
        return value

    def _submodule(self, name):
        path = f"{self._source.__name__}.{name}"
        moved = _MOVED.get(path.partition("tensorflow.python.")[2])
        if moved:
            return stack.inner_module(moved)
        return _module(path) if hasattr(self._source, "__path__") else None

    def __dir__(self):
        return dir(self._source)


# The modules of layers in TF 1.15's Keras. Today's has layers in others: a layer is found among all of them.
_LAYERS_OF_THEN = frozenset((
    "advanced_activations", "convolutional", "convolutional_recurrent", "core", "cudnn_recurrent", "dense_attention", "embeddings",
    "local", "merge", "noise", "normalization", "pooling", "recurrent", "wrappers"))


class KerasModule(types.ModuleType):
    """`tensorflow.python.keras` or a module below it: Keras 2's public names, and what its inside has besides.

    public, inside: the module of each that has this path, or None.
    """

    def __init__(self, public, inside, path):
        super().__init__(path)
        self.__dict__.update(_public=public, _inside=inside, _path=path)
        self.__path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        public = getattr(self._public, name, None)
        inside = getattr(self._inside, name, None)
        if public is None and inside is None and self._inside is not None:
            inside = _module(f"{self._inside.__name__}.{name}") if hasattr(self._inside, "__path__") else None
        if name in _LAYERS_OF_THEN and self._path.endswith("keras.layers"):
            public = self._public
        value = inside if public is None else public
        if value is None:
            raise AttributeError(f"{self._path}.{name} is not in Keras 2.")
        if isinstance(value, types.ModuleType):
            public, inside = (one if isinstance(one, types.ModuleType) else None for one in (public, inside))
            if inside is None:
                inside = _module(f"{self._inside.__name__}.{name}") if self._inside is not None else None
            value = KerasModule(public, inside, f"{self._path}.{name}")
        setattr(self, name, value)
        return value

    def __dir__(self):
        return sorted({*dir(self._public), *dir(self._inside)})


def _module(path):
    """The module of that full name, or None."""
    try:
        return importlib.import_module(path)
    except ModuleNotFoundError:
        return None


def _public(name):
    """What the public API has under `name`, or None."""
    from legacy_seq2seq import tf1

    for part in _PUBLIC:
        module = getattr(tf1, part) if part else tf1
        if hasattr(module, name):
            return getattr(module, name)
    return None
