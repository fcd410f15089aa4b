"""What of a checkpoint cannot be read: bytes that changed, files cut short or missing."""

import collections

from legacy_seq2seq.training.checkpoints import reading
from legacy_seq2seq.training.reasons import OF_READING, reason_of


class Damage(collections.namedtuple("Damage", "name reason")):
    """A variable that cannot be read, and why; `name` is None where nothing in the checkpoint can."""

    __slots__ = ()

    def __str__(self):
        return self.reason if self.name is None else f"{self.name}: {self.reason}"


def damage(path):
    """The `Damage`s of a checkpoint, [] where all of it can be read: each variable is read and its checksum verified.

    Takes about the time of reading the files. Raises FileNotFoundError where there is no checkpoint.
    """
    from legacy_seq2seq import tf1 as tf

    try:
        checkpoint = reading.Checkpoint(path)
    except tf.errors.DataLossError as error:
        return [Damage(None, error.message)]
    return damage_of(checkpoint)


def damage_of(checkpoint):
    """As `damage`, of an open `Checkpoint`."""
    found = []
    for name in checkpoint.names:
        try:
            checkpoint.verify(name)
        except reading.unreadable() as error:
            found.append(Damage(name, reason_of(error, OF_READING)))
    return found
