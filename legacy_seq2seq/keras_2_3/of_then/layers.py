"""`keras.layers`: each class of tf.keras.layers as Keras 2.3 had it, made when first asked for."""

import inspect

from legacy_seq2seq import stack
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.keras_2_3.of_then import arguments
from legacy_seq2seq.keras_2_3.of_then.base import Layer

_layers = tf.keras.layers
_ALIASES = {"AtrousConvolution1D": "Conv1D", "AtrousConvolution2D": "Conv2D", "Deconvolution2D": "Conv2DTranspose",
            "Deconvolution3D": "Conv3DTranspose", "ConvRecurrent2D": "ConvLSTM2D", "Recurrent": "RNN"}
_OF_THE_INSIDE = {"Wrapper": "layers.rnn.base_wrapper", "Node": "engine.node", "Network": "engine.functional",
                  "get_source_inputs": "utils.layer_utils"}
_MERGING = ("Add", "Average", "Concatenate", "Dot", "Maximum", "Minimum", "Multiply", "Subtract")

Input = _layers.Input
InputSpec = _layers.InputSpec


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    value = _find(_ALIASES.get(name, name))
    globals()[name] = value
    return value


def __dir__():
    return sorted({name for name in dir(_layers) if not name.startswith("_")} | set(_ALIASES))


def _find(name):
    if name in _ALIASES.values() and name in globals():
        return globals()[name]
    if name in _OF_THE_INSIDE:
        module = stack.legacy_keras_inside()
        for part in _OF_THE_INSIDE[name].split("."):
            module = getattr(module, part)
        return getattr(module, "Functional" if name == "Network" else name)
    value = getattr(_layers, name)
    if inspect.isclass(value) and issubclass(value, _layers.Layer):
        return of_then(value)
    return value


def of_then(cls, _made={_layers.Layer: Layer}):  # noqa: B006, the classes made so far
    """`cls`, a class of tf.keras.layers, with Keras 2.3's names, defaults and arguments; a subclass of its parent's."""
    if cls not in _made:
        parent = next(of_then(base) for base in cls.__mro__[1:] if getattr(_layers, base.__name__, None) is base)
        _made[cls] = type(cls.__name__, (cls, parent), {
            "__doc__": cls.__doc__, "__module__": __name__, "__init__": _constructor(cls), "_is_kerass": True,
            "_init_set_name": Layer._init_set_name})
    return _made[cls]


def _constructor(cls):
    name = cls.__name__

    def __init__(self, *args, **kwargs):
        args, kwargs = arguments.of_keras_2(type(self).__name__ if name not in arguments._RENAMED else name, args, kwargs)
        super(of_then(cls), self).__init__(*args, **{**arguments.defaults(name, args), **kwargs})

    return __init__


def _merging(name):
    def merge(inputs, *args, **kwargs):
        return of_then(getattr(_layers, name))(*args, **kwargs)(inputs)

    merge.__name__ = name.lower()
    return merge


globals().update({name.lower(): _merging(name) for name in _MERGING})
