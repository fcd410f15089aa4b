"""`tf.contrib.keras` of TensorFlow 1.1: the Keras of then, its layers named from one, also under `api.keras` and `python.keras`."""

import types

from legacy_seq2seq import keras_2_3

_FOLDERS = ("api", "python")


class _ContribKeras(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if name in _FOLDERS:
            return _folder(f"{self.__name__}.{name}")
        return getattr(keras_2_3, name)

    def __dir__(self):
        return sorted({*_FOLDERS, *dir(keras_2_3)})


def _folder(name):
    folder = types.ModuleType(name)
    folder.__path__ = []
    folder.keras = keras_2_3
    return folder


root = _ContribKeras("legacy_seq2seq.eras.tf1_1.contrib.keras", __doc__)
root.__path__ = []
