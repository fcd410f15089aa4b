"""How the variables of a checkpoint differ from those of a graph: why it will not restore."""

import collections

from legacy_seq2seq.shapes.row import shape_text
from legacy_seq2seq.training.checkpoints import reading, sides

_MOST_TOLD = 12  # variables of one kind that a text lists


class Difference(collections.namedtuple("Difference", "name there here")):
    """A variable that a checkpoint and a graph do not share: `there` in the checkpoint, `here` in the graph, a `Side` or None."""

    __slots__ = ()

    @property
    def stops_a_restore(self):
        """Whether `tf.train.Saver().restore` fails on it: not for a variable that only the checkpoint has."""
        return self.here is not None

    def __str__(self):
        if self.there is None:
            return f"{self.name} {_text(self.here)} is not in the checkpoint"
        if self.here is None:
            return f"{self.name} {_text(self.there)} is only in the checkpoint"
        return f"{self.name} is {_text(self.there)} in the checkpoint, {_text(self.here)} in the graph"


class Differences(list):
    """A list of `Difference`s; as text, those that stop a restore come first."""

    @property
    def stopping(self):
        """Those on which a restore fails."""
        return Differences(one for one in self if one.stops_a_restore)

    def __str__(self):
        kinds = {
            "that differ": [one for one in self if one.there is not None and one.here is not None],
            "that are not in the checkpoint": [one for one in self if one.there is None],
            "that are only in the checkpoint": [one for one in self if one.here is None],
        }
        lines = []
        for what, kind in kinds.items():
            lines += [str(one) for one in kind[:_MOST_TOLD]]
            if len(kind) > _MOST_TOLD:
                lines.append(f"… and {len(kind) - _MOST_TOLD} more {what}")
        return "\n".join(lines)


def differences(path, graph=None):
    """The `Differences` between a checkpoint and the variables that `tf.train.Saver()` would restore into `graph`, by name.

    path: see `prefix_of`. graph: by default the default graph. [] where every variable of each is in the other with its shape and
    dtype. What the graph saves that is no variable (positions of data sets, tables) is not compared. Reads no values.
    Raises FileNotFoundError without a checkpoint, tf.errors.DataLossError where nothing in it can be read.
    """
    checkpoint = reading.Checkpoint(path)
    there, (here, others) = sides.of_checkpoint(checkpoint), sides.of_graph(graph)
    return between({name: side for name, side in there.items() if name not in others}, here)


def between(there, here):
    """The `Differences` of two {name: `Side`}: of a checkpoint, and of a graph or another checkpoint."""
    found = Differences()
    for name in sorted({*there, *here}):
        if not agree(there.get(name), here.get(name)):
            found.append(Difference(name, there.get(name), here.get(name)))
    return found


def agree(first, second):
    """Whether two sides fit; an unknown size fits any."""
    if first is None or second is None or first.dtype != second.dtype:
        return first is second
    if first.shape is None or second.shape is None:
        return True
    return len(first.shape) == len(second.shape) and all(a == b or None in (a, b) for a, b in zip(first.shape, second.shape))


def _text(side):
    return f"{shape_text(side.shape)} {side.dtype}"
