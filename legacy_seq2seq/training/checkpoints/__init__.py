"""Reads checkpoints without their graph: what is in them, what is damaged, how they differ from a graph.

    from legacy_seq2seq.training import checkpoints

    checkpoints.variables("logs")            # of the newest one there: names, shapes, dtypes, bytes
    checkpoints.damage("logs/model.ckpt-100")        # [] where everything in it can be read
    checkpoints.differences("logs", tf.get_default_graph())

A PATH is a folder (its newest checkpoint), a prefix as `tf.train.Saver.save` returns it, or one of a checkpoint's files.
"""

import importlib

_PARTS = {
    "Damage": "damaged",
    "Difference": "differing",
    "Variable": "reading",
    "damage": "damaged",
    "differences": "differing",
    "prefix_of": "finding",
    "prefixes_in": "finding",
    "value": "reading",
    "variables": "reading",
}
__all__ = sorted(_PARTS)


def __getattr__(name):
    if name not in _PARTS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_PARTS[name]}"), name)
    globals()[name] = value
    return value
