"""Shows the shapes of a TF1 graph's tensors, static and at run time, side by side, and explains shape errors."""

import importlib

_PARTS = {
    "Row": "row",
    "Table": "tables",
    "axis_names": "bindings",
    "diff": "states",
    "dry_run": "trial",
    "expect": "expecting",
    "explain": "watching",
    "names": "bindings",
    "table": "tables",
    "watch": "watching",
}
__all__ = sorted(_PARTS)


def __getattr__(name):
    """Loads a part when it is asked for: the runner reads sources with this package before NumPy or TensorFlow are needed."""
    if name not in _PARTS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_PARTS[name]}"), name)
    globals()[name] = value
    return value
