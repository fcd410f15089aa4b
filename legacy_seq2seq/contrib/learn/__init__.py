"""`tf.contrib.learn`, without its estimators: data sets, text preprocessing, ModeKeys."""

import sys
import types

from legacy_seq2seq import absent
from legacy_seq2seq.contrib.learn import datasets, preprocessing
from legacy_seq2seq.contrib.learn.errors import NotFittedError
from legacy_seq2seq.contrib.learn.model_fn import ModeKeys

__all__ = ["ModeKeys", "NotFittedError", "datasets", "preprocessing"]


def __getattr__(name):
    if name == "python":  # the way in that TF 1.15's modules had: contrib.learn.python.learn.datasets
        folder = types.ModuleType(f"{__name__}.python")
        folder.__path__, folder.learn = [], sys.modules[__name__]
        globals()[name] = folder
        return folder
    entry = None if name.startswith("__") else absent.entry_for(f"tf.contrib.learn.{name}")
    if entry:
        raise AttributeError(f"tf.contrib.learn.{name} is not available: {entry.reason}. Use instead: {entry.use}.")
    raise AttributeError(f"tf.contrib.learn.{name} is not provided. Provided: {', '.join(__all__)}.")
