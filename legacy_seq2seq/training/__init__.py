"""Training that survives: sessions that save and resume, progress, checkpoints old and new, without hiding `sess.run`."""

import importlib

_PARTS = {
    "ClusterError": "cluster.definition",
    "MisfitError": "restoring",
    "NanLoss": "finite",
    "SaveError": "saving",
    "Signature": "exporting.saved_model",
    "Stopped": "signals",
    "TakenError": "lock",
    "checkpoints": "checkpoints",
    "export": "exporting.saved_model",
    "local_cluster": "cluster.local",
    "progress": "progress_bar",
    "session": "monitored_session",
    "synchronous": "averaging",
    "task": "cluster.definition",
}
__all__ = sorted(_PARTS)


def __getattr__(name):
    """Loads a part when it is asked for: the command line reads its options without TensorFlow."""
    if name not in _PARTS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(f"{__name__}.{_PARTS[name]}")
    value = module if name == _PARTS[name] else getattr(module, name)
    globals()[name] = value
    return value
