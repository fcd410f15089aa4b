"""What a variable of a new checkpoint is made of: variables of the old one, joined, or laid out anew."""

import numpy as np


class Part:
    """Variables of the old checkpoint, `olds`, joined along the first axis where there are several. shape: a tuple; dtype: a name."""

    said = ""  # what becomes of the values, to a user

    def __init__(self, olds, shape, dtype):
        self.olds, self.shape, self.dtype = tuple(olds), tuple(shape), dtype

    @classmethod
    def of(cls, olds, sides):
        """The part of some variables of {name: `Side`} or of `Variable`s."""
        first = sides[olds[0]]
        rows = [sum(sides[old].shape[0] for old in olds)] if len(olds) > 1 else first.shape[:1]
        return cls(olds, (*rows, *first.shape[1:]), first.dtype)

    def value(self, read, names, is_slot):
        """The array. read: a function of a name; names: {old: the name to read, its own or a slot's}. is_slot: an optimizer's slot's."""
        values = [read(names[old]) for old in self.olds]
        return values[0] if len(values) == 1 else np.concatenate(values)


class LaidOut:
    """What several `Part`s are made into together: `make(arrays, is_slot)` gives {key: array}. The last result is kept."""

    def __init__(self, parts, make):
        self._parts, self._make = list(parts), make
        self.olds = tuple(dict.fromkeys(old for part in self._parts for old in part.olds))
        self._last = None, None

    def value(self, key, read, names, is_slot):
        """One of the arrays; arguments as of `Part.value`."""
        of = [names[old] for old in self.olds]
        if self._last[0] != of:
            self._last = of, self._make([part.value(read, names, is_slot) for part in self._parts], is_slot)
        return self._last[1][key]


class PartOf(Part):
    """One array of a `LaidOut`. said: what becomes of the values, to a user."""

    def __init__(self, whole, key, side, said):
        super().__init__(whole.olds, side.shape, side.dtype)
        self._whole, self._key, self.said = whole, key, said

    def value(self, read, names, is_slot):
        return np.asarray(self._whole.value(self._key, read, names, is_slot)).reshape(self.shape)
