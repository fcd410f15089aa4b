"""A long text as windows for truncated backpropagation through time, the way of the Penn Treebank programs."""

import collections
import os

import numpy as np

from legacy_seq2seq.text.endless import Endless
from legacy_seq2seq.text.id_file import IdFile

Window = collections.namedtuple("Window", "inputs targets first")
Window.__doc__ = """`inputs`, `targets` [batch, time] int32, the targets one id later; `first`: the epoch begins, with a zero state."""


def windows(ids, batch_size, time_steps):
    """`Windows` of an array of ids, or of the file that `encode_file` wrote (its path)."""
    return Windows(IdFile(ids) if isinstance(ids, (str, os.PathLike)) else ids, batch_size, time_steps)


class Windows(Endless):
    """Endless windows [batch, time] of one long text, each beginning where the one before it ended, so that the state carries over.

        windows = text.windows("train.npy", batch_size=20, time_steps=35)
        for x, y, first in windows.rest_of_epoch():
            if first: state = sess.run(initial_state)
            _, state = sess.run([train_op, final_state], {X: x, Y: y, initial_state: state})

    ids: [time], an array or an IdFile, which may be larger than memory. The text is cut into batch_size parts of equal length, a row
    each (Zaremba et al. 2014); what is left over at its end, less than a window a row, is not used: `unused` tells how many ids.
    `get_state` and `set_state` resume with the window that would have come (the state of the network is yours to keep).
    """

    def __init__(self, ids, batch_size, time_steps):
        for name, value in (("batch_size", batch_size), ("time_steps", time_steps)):
            if value < 1:
                raise ValueError(f"{name} is {value}; expected 1 or more")
        self.ids, self.batch_size, self.time_steps = ids, batch_size, time_steps
        self.row = (len(ids) - 1) // batch_size                # ids of a row; the last one's target needs one more
        self.windows_per_epoch = self.row // time_steps
        if self.windows_per_epoch < 1:
            raise ValueError(f"ids has {len(ids)}; {batch_size} rows of {time_steps} and their targets need {batch_size * time_steps + 1}. "
                             "Give a longer text, a smaller batch_size or smaller time_steps")
        self.unused = len(ids) - 1 - self.windows_per_epoch * time_steps * batch_size

    def _in_an_epoch(self):
        return self.windows_per_epoch

    def _at(self, position):
        start = position * self.time_steps
        rows = np.stack([self._read(row * self.row + start, self.time_steps + 1) for row in range(self.batch_size)])  # [batch, time + 1]
        return Window(rows[:, :-1], rows[:, 1:], position == 0)

    def _read(self, start, count):
        return self.ids.read(start, count) if isinstance(self.ids, IdFile) else np.asarray(self.ids[start:start + count], np.int32)

    def get_state(self):
        """The position as a small dict for JSON."""
        return {"epoch": self.epoch, "position": self.position, "ids": len(self.ids), "batch_size": self.batch_size,
                "time_steps": self.time_steps}

    def set_state(self, state):
        """Goes on where `get_state` was asked. Raises ValueError where the text or the windows have another size than then."""
        self._go_on(state, "windows", ("ids", "batch_size", "time_steps"))
