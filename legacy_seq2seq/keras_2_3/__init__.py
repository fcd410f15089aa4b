"""Keras 2.3, the package `keras` of TF 1's time, on the Keras 2 of today.

Layers are named from one (`dense_1`), optimizers are those of then, and each module is found under the paths of then:
`keras.engine.topology`, `keras.layers.recurrent`, `keras.utils.np_utils`.
"""

from legacy_seq2seq.keras_2_3 import paths as _paths
from legacy_seq2seq.namespace import AttributeImporter as _AttributeImporter

__version__ = "2.3.1"


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    value = _paths.below_root(name)
    globals()[name] = value
    return value


def __dir__():
    return sorted({*_paths.SECTIONS, "Input", "Model", "Sequential"})


__all__ = __dir__()
_AttributeImporter(__name__).install(first=False)  # the files beside this one come before
