"""Checkpoints without their graph: what is in them, what is damaged, how they differ, and the names of earlier versions.

    from legacy_seq2seq.training import checkpoints

    checkpoints.variables("logs")            # of the newest one there: names, shapes, dtypes, bytes
    checkpoints.damage("logs/model.ckpt-100")        # [] where everything in it can be read
    checkpoints.differences("logs", tf.get_default_graph())          # why it will not restore
    checkpoints.compare("logs/model.ckpt-1", "logs/model.ckpt-100", values=True)
    checkpoints.convert("of_tensorflow_1_0/model.ckpt-100", "converted/")      # for the names of TF 1.15

A PATH is a folder (its newest checkpoint), a prefix as `tf.train.Saver.save` returns it, or one of a checkpoint's files.
"""

from legacy_seq2seq import lazy

_PARTS = {
    "Checkpoint": "reading",
    "Cudnn": "opaque",
    "Damage": "damaged",
    "Difference": "differing",
    "Variable": "reading",
    "compare": "comparing",
    "convert": "converting",
    "damage": "damaged",
    "differences": "differing",
    "prefix_of": "finding",
    "prefixes_in": "finding",
    "value": "reading",
    "variables": "reading",
}
__all__ = sorted(_PARTS)
__getattr__ = lazy.loader(__name__, _PARTS)
