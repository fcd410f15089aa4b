"""`tf.contrib.tensorboard.plugins`."""

import importlib

__all__ = ["projector"]


def __getattr__(name):
    if name == "projector":
        return importlib.import_module(f"{__name__}.projector")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
