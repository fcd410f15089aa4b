"""`tf.contrib.tensorboard`: its plugin that shows embeddings."""

import importlib

__all__ = ["plugins"]


def __getattr__(name):
    if name == "plugins":
        return importlib.import_module(f"{__name__}.plugins")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
