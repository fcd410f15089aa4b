"""What TF 1.15's `tf.keras` did otherwise than Keras 2 does today. Keras 2 itself stays as libraries know it."""

import importlib

# {full TF1 name: (module of ours, name in it)}; `tf1` looks them up when first used.
_NAMES = {
    **{f"tf.keras.layers.{name}": ("layers", name) for name in (
        "ConvLSTM2D", "GRU", "LSTM", "RNN", "SimpleRNN", "StackedRNNCells")},
    **{f"tf.keras.{place}{name}": ("models", name) for place in ("", "models.") for name in ("Model", "Sequential")},
    **{f"tf.keras.optimizers.{name}": ("optimizers", name) for name in ("Adagrad", "get")},
    "tf.keras.layers.deserialize": ("saved", "deserialize"),
    **{f"tf.keras.models.{name}": ("saved", name) for name in (
        "load_model", "model_from_config", "model_from_json", "model_from_yaml")},
}


def overrides():
    """`{full TF1 name: function without arguments that returns what stands there}`."""
    return {path: _lookup(*place) for path, place in _NAMES.items()}


def _lookup(module, name):
    return lambda: getattr(importlib.import_module(f"{__name__}.{module}"), name)
