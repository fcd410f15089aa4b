"""How two sets of variables differ, each a checkpoint's, a program's or a graph's."""

import collections
import os

from legacy_seq2seq.training.checkpoints import differing, program, reading, renaming, sides, slots


class Row(collections.namedtuple("Row", "name first second called slot_of difference")):
    """A variable of two sets.

    name: in the first, or in the second where the first has none. first, second: the `Side` of each, or None. called: its name in the
    second where a known renaming makes one of the other, else "". slot_of: as in `Variable`. difference: the largest absolute difference
    of the values where they were compared, else None.
    """

    __slots__ = ()

    @property
    def is_only_renamed(self):
        """Whether an earlier version's name is all that keeps the two apart."""
        return bool(self.called) and not self.difference and differing.agree(self.first, self.second)


class Comparison:
    """`rows`, a `Row` for each variable; `differing`, those that are not equal in both. `first_is_older`: whether it is the first that has
    an earlier version's names, where there are known renamings."""

    def __init__(self, rows, first_is_older=False):
        self.rows, self.first_is_older = list(rows), first_is_older

    @property
    def differing(self):
        return [row for row in self.rows if row.called or row.difference or not differing.agree(row.first, row.second)]

    @property
    def renamed(self):
        """Those that only an earlier version's names keep apart."""
        return [row for row in self.rows if row.is_only_renamed]

    @property
    def agrees(self):
        return not self.differing


def compare(first, second, values=False):
    """The `Comparison` of two, each a checkpoint's path (see `prefix_of`), a graph, or {name: `Side`}.

    values: also compares the values of variables that both have, where both are checkpoints; ValueError where one is not.
    """
    opened = [reading.Checkpoint(one) if isinstance(one, (str, os.PathLike)) else None for one in (first, second)]
    if values and None in opened:
        raise ValueError("values=True: values are compared between two checkpoints; a program's or a graph's variables have none yet")
    a, b = (sides.of_checkpoint(checkpoint) if checkpoint else one if isinstance(one, dict) else sides.of_graph(one)[0]
            for checkpoint, one in zip(opened, (first, second)))
    called = _known_renamings(a, b)
    first_is_older = bool(called)
    if not called:
        called = {first: second for second, first in _known_renamings(b, a).items()}
    owners = slots.owners({name: side.shape for name, side in {**b, **a}.items()})
    rows, answered = [], set(called.values())
    for name in sorted({*a, *b} - answered):
        other = called.get(name, name)
        difference = None
        if values and name in a and other in b and a[name] == b[other]:
            difference = _difference(opened[0].value(name), opened[1].value(other))
        rows.append(Row(name, a.get(name), b.get(other), called.get(name, ""), owners.get(name), difference))
    return Comparison(rows, first_is_older)


def side_of(path, arguments=(), era=None):
    """What `compare` takes, of a path on the command line: the variables of a program, or a checkpoint's path."""
    return program.sides_of(path, arguments, era) if program.is_program(path) else path


def _known_renamings(old, new):
    """{name in old: name in new} of variables that are only in one each, and whose name a later version changed so."""
    return {one: later for one, later in _renamed(old).items()
            if one not in new and later in new and later not in old}


def _renamed(held):
    """{name: name in TF 1.15} of variables and their slots; those that are joined of several are left out."""
    owners = slots.owners({name: side.shape for name, side in held.items()})
    model = {one.olds[0]: one.new for one in renaming.to_1_15(name for name in held if name not in owners) if len(one.olds) == 1}
    for name, owner in owners.items():
        if owner in model:
            start = name.rindex(owner + "/")
            model[name] = name[:start] + model[owner] + name[start + len(owner):]
    return model


def _difference(first, second):
    """The largest absolute difference of two arrays; for words and their like, how many elements differ."""
    import numpy as np

    if first.dtype.kind in "fiucb":
        kind = np.complex128 if first.dtype.kind == "c" else np.float64
        with np.errstate(invalid="ignore"):
            apart = np.abs(np.asarray(first, kind) - np.asarray(second, kind))
        same = (first == second) | ((first != first) & (second != second))  # infinities, and not-a-numbers
        return float(np.max(np.where(same, 0.0, apart), initial=0.0))
    if hasattr(first, "astype") and first.dtype.kind == "V":  # bfloat16 and its like
        return _difference(first.astype(np.float32), second.astype(np.float32))
    return float(np.sum(np.asarray(first) != np.asarray(second)))
