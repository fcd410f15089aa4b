"""Layers and models from their configuration or file, made of TF 1.15's layers."""

import functools

from legacy_seq2seq import stack
from legacy_seq2seq.keras import layers, models

_keras = stack.legacy_keras()


def _with_the_layers_of_then(function):
    """`function`, which makes layers by the names of their classes, finding ours first; the user's own before those."""

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        own = _keras.utils.get_custom_objects()
        with _keras.utils.custom_object_scope({name: made for name, made in _of_then().items() if name not in own}):
            return function(*args, **kwargs)

    return wrapper


def _of_then():
    return {**{name: getattr(layers, name) for name in layers.__all__}, "Model": models.Model, "Sequential": models.Sequential}


deserialize = _with_the_layers_of_then(_keras.layers.deserialize)
load_model = _with_the_layers_of_then(_keras.models.load_model)
model_from_config = _with_the_layers_of_then(_keras.models.model_from_config)
model_from_json = _with_the_layers_of_then(_keras.models.model_from_json)
model_from_yaml = _with_the_layers_of_then(_keras.models.model_from_yaml)
