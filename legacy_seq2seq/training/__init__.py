"""Training that survives: sessions that save and resume, progress, checkpoints old and new, without hiding `sess.run`."""

from legacy_seq2seq import lazy

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
__getattr__ = lazy.loader(__name__, _PARTS)
