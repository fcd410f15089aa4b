"""Which modules Keras 2.3 had, and where their names are now."""

import importlib
import types

# {module below `keras`: where its names are looked up}: ours (".models"), or a part of tf.keras ("utils").
SECTIONS = {
    "activations": ["activations"], "applications": ["applications"], "backend": [".backend"], "callbacks": ["callbacks"],
    "constraints": ["constraints"], "datasets": ["datasets"], "engine": [".layers", ".models"], "initializations": ["initializers"],
    "initializers": ["initializers"], "layers": [".layers"], "legacy": [".layers"], "losses": ["losses"], "metrics": ["metrics"],
    "models": [".models"], "objectives": ["losses"], "optimizers": [".optimizers"], "preprocessing": ["preprocessing"],
    "regularizers": ["regularizers"], "utils": [".utils", "utils"], "wrappers": ["wrappers"],
}
# Modules below those, whose names are found in the one above them.
_BELOW = {
    "backend": ["common", "tensorflow_backend"],
    "callbacks": ["callbacks", "tensorboard_v1"],
    "engine": ["base_layer", "input_layer", "network", "saving", "sequential", "topology", "training", "training_utils"],
    "layers": ["advanced_activations", "convolutional", "convolutional_recurrent", "core", "cudnn_recurrent", "embeddings", "local",
               "merge", "noise", "normalization", "pooling", "recurrent", "wrappers"],
    "legacy": ["interfaces", "layers"],
    "utils": ["conv_utils", "data_utils", "generic_utils", "io_utils", "layer_utils", "multi_gpu_utils", "np_utils",
              "training_utils", "vis_utils"],
}


class Part(types.ModuleType):
    """The module `keras.<path>`: the names of its `sources` (modules), and the modules `below` it."""

    def __init__(self, path, sources, below=()):
        super().__init__(f"{__package__}.{path}")
        self.__dict__.update(_path=path, _sources=sources, _below=below)
        self.__path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        value = self._find(name)
        setattr(self, name, value)
        return value

    def _find(self, name):
        if name in self._below:
            return Part(f"{self._path}.{name}", self._sources)
        for source in self._sources:
            if hasattr(source, name):
                value = getattr(source, name)
                return Part(f"{self._path}.{name}", [value]) if isinstance(value, types.ModuleType) else value
        raise AttributeError(f"keras.{self._path}.{name} is not in Keras 2.3, or not provided.")

    def __dir__(self):
        return sorted({name for source in self._sources for name in dir(source) if not name.startswith("_")} | set(self._below))

    @property
    def __all__(self):
        return [name for name in dir(self) if name not in self._below]


def below_root(name):
    """What `keras.<name>` is."""
    if name in ("Input", "Model", "Sequential"):
        return getattr(_module(".models"), name)
    if name not in SECTIONS:
        raise AttributeError(f"keras.{name} is not in Keras 2.3.")
    return Part(name, [_module(place) for place in SECTIONS[name]], _BELOW.get(name, ()))


def _module(place):
    """Ours for ".models"; for "utils" tf.keras's, and behind it what Keras 2 has there besides."""
    if place.startswith("."):
        return importlib.import_module(f"{__package__}.of_then{place}")
    from legacy_seq2seq import tf1

    return getattr(tf1.python.keras, place)
