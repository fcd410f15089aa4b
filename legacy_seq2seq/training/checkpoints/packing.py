"""Cudnn's opaque buffers among the variables of a conversion: cut into cells, and made of cells."""

import difflib
import re

import numpy as np

from legacy_seq2seq.training.checkpoints import opaque
from legacy_seq2seq.training.checkpoints.parts import LaidOut, PartOf
from legacy_seq2seq.training.checkpoints.sides import Side


class Buffers:
    """The buffers that a conversion cuts, and those, `packed`, {name: `Cudnn`}, that it makes.

    held: {name: `Part`} of the old checkpoint. target: {name: `Side`} or None. cudnn: {name: `Cudnn`} as the user says; of a buffer that
    has its cells beside it in the target, it is known. Raises ValueError where sizes do not add up.
    """

    def __init__(self, held, target, cudnn):
        self._target = target or {}
        cudnn = {**_known_of(self._target), **cudnn}
        pieces = {name: _pieces(held, name) for name in cudnn}
        self._cut = {name: cudnn[name] for name, found in pieces.items() if found}
        self.packed = {name: one for name, one in cudnn.items() if name not in self._cut}
        self._wholes = {name: _joined([held[piece] for piece in pieces[name]]) for name in self._cut}
        self._pieces = {name: pieces[name] for name in self._cut}
        for name, one in self._cut.items():
            opaque.check(name, self._wholes[name].shape, one)
        for name in self.packed.keys() & self._target.keys():
            opaque.check(name, self._target[name].shape, self.packed[name])

    def unpacked(self, held):
        """`held` with cells in the place of buffers; cells that are there already win. A buffer that the target has, too, is kept."""
        gone = {piece for name, pieces in self._pieces.items() if name not in self._target for piece in pieces}
        made = {name: part for name, part in held.items() if name not in gone}
        for name, one in self._cut.items():
            names = one.names(name)
            whole = LaidOut([self._wholes[name]], _cutting(one, names))
            for cell, side in one.sides(name, self._wholes[name].dtype).items():
                made.setdefault(cell, PartOf(whole, cell, side, f"of Cudnn's {one.rnn}"))
        return made

    @property
    def cells_wanted(self):
        """{name: `Side`} of the cells that buffers are to be made of."""
        return {cell: side for name, one in self.packed.items()
                for cell, side in one.sides(name, getattr(self._target.get(name), "dtype", "float32")).items()}

    def packed_into(self, made):
        """`made`, {new name: `Part`}, with the buffers that are made of its cells. Raises ValueError where there are no such cells."""
        for name, one in self.packed.items():
            names = one.names(name)
            lacking = [cell for cell in names if cell not in made]
            if lacking:
                near = difflib.get_close_matches(name, [other for other, part in made.items() if len(part.shape) == 1], n=3)
                hint = f" Did you mean {' or '.join(near)}?" if near else ""
                raise ValueError(f"--cudnn {name}={one}: OLD has no variable of this name to make cells of, nor the cells to make it of: "
                                 f"{_listed(lacking)}.{hint}")
            whole = LaidOut([made[cell] for cell in names], _packing(one, name))
            side = Side((one.size,), made[names[0]].dtype)
            made[name] = PartOf(whole, name, side, f"Cudnn's {one.rnn} of {len(names)} variables")
        extra = {cell for name, one in self.packed.items() for cell in one.names(name) if self._target and cell not in self._target}
        return {name: part for name, part in made.items() if name not in extra}


def _known_of(target):
    found = {name: opaque.of_cells(name, side.shape, target) for name, side in target.items()
             if side.shape is not None and opaque.looks_like(name, side.shape)}
    return {name: one for name, one in found.items() if one is not None}


def _pieces(held, name):
    """The names that a buffer is saved under: its own, or in TF 1.0 and 1.1 those of an operation's outputs, NAME:0, NAME:1, …"""
    if name in held:
        return [name]
    found = [one for one in held if re.fullmatch(re.escape(name) + r":\d+", one)]
    return sorted(found, key=lambda one: int(one.rpartition(":")[2]))


def _joined(parts):
    if len(parts) == 1:
        return parts[0]
    whole = LaidOut(parts, lambda arrays, is_slot: {"": np.concatenate([array.reshape(-1) for array in arrays])})
    return PartOf(whole, "", Side((sum(int(np.prod(part.shape)) for part in parts),), parts[0].dtype), "")


def _cutting(one, names):
    return lambda arrays, is_slot: dict(zip(names, one.cells(arrays[0], is_slot)))


def _packing(one, name):
    return lambda arrays, is_slot: {name: one.flat(arrays, is_slot)}


def _listed(names):
    return ", ".join(names[:2]) + (f" … and {len(names) - 2} more" if len(names) > 2 else "")
