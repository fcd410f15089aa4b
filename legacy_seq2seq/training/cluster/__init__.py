"""Training on more than one machine: parameter servers and workers of TensorFlow's distributed runtime, between-graph replication."""

import importlib

_PARTS = {
    "ClusterError": "definition",
    "Task": "definition",
    "find": "definition",
    "join": "place",
    "serve": "serving",
}
__all__ = sorted(_PARTS)


def __getattr__(name):
    """Loads a part when it is asked for: a cluster's file is read and checked without TensorFlow."""
    if name not in _PARTS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_PARTS[name]}"), name)
    globals()[name] = value
    return value
