"""`tf.contrib` of TF 1.15. Each part loads when it is first used."""

import difflib
import importlib
import pkgutil

from legacy_seq2seq import absent
from legacy_seq2seq.contrib import kept, outside

_PARTS = tuple(sorted([part.name for part in pkgutil.iter_modules(__path__) if part.ispkg] + list(kept.NAMES)))

__all__ = list(_PARTS)


def __getattr__(name):
    if name in kept.NAMES:
        globals()[name] = kept.part(name)
        return globals()[name]
    if name in outside.NAMES:
        globals()[name] = outside.OutsidePart(name)
        return globals()[name]
    if name in _PARTS:
        return importlib.import_module(f"{__name__}.{name}")
    if name.startswith("__"):
        raise AttributeError(name)
    entry = absent.entry_for(f"tf.contrib.{name}")
    if entry:
        raise AttributeError(f"tf.contrib.{name} is not available: {entry.reason}. Use instead: {entry.use}.")
    near = difflib.get_close_matches(name, _PARTS, n=1)
    hint = f" Did you mean tf.contrib.{near[0]}?" if near else f" Provided: {', '.join(_PARTS)}."
    raise AttributeError(f"tf.contrib.{name} is not provided.{hint}")


def __dir__():
    return sorted(_PARTS)
