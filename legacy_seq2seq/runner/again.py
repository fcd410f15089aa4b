"""A program that the TensorFlow in force refuses, where an earlier one did not, is run again from its start as of that one.

Which era a program is of may show in the run alone: `MultiRNNCell([cell] * n)` runs in TF 1.15 where the inputs are as deep as
the cell, and else in TF 1.0. Nothing is repeated where the program did what must not be done twice: read the terminal, or
written to the end of a file.
"""

import gc
import importlib
import os
import random
import sys

import numpy

from legacy_seq2seq import earlier, ownership, stack
from legacy_seq2seq.runner import failures, names, user_code
from legacy_seq2seq.shapes import places


class Again(BaseException):
    """Raised to the runner: the program is to be run as of `era`; `why`, in words."""

    def __init__(self, era, why):
        super().__init__(era, why)
        self.era, self.why = era, why


def raise_if_of_an_earlier_era(error, place=None):
    """Raises `Again` where an uncaught error would not have arisen in an era that the program may be run as of. place: of the error."""
    for one in places.chain(error):
        era = earlier.turning.to(_eras_without(one))
        if era is not None:
            place = place or failures.users_place(error.__traceback__) or "it"
            raise Again(era, f"{place} fails as of {earlier.turning.era}: {_first_line(one)}") from None


def _first_line(error):
    text = str(error).partition("\n")[0]
    return text if len(text) < 200 else text[:200] + "…"


def _eras_without(error):
    """The eras in which the error would not have arisen, as far as is known."""
    name = getattr(error, "absent_name", None)
    if name:
        return names.eras_of(name)
    if isinstance(error, ValueError) and _passed_through(error.__traceback__, "slot_creator.py"):
        return frozenset({"0.12"})  # where an optimizer's slots could be made in a scope that reuses variables
    return getattr(error, "earlier_eras", frozenset())


def _passed_through(traceback, file):
    return any(os.path.basename(entry.tb_frame.f_code.co_filename) == file for entry in places.entries(traceback))


def may_turn(era=None, *others):
    """Says what the program is run as of, and what it may be run as of instead: the newest first."""
    earlier.turning.era, earlier.turning.eras, earlier.turning.done_for_good = era, others, None
    if others:
        _watch()


def answer_of_the_last_error(cell):
    """For the runner of notebooks, in the kernel: (era, why) where the last uncaught error makes it one of an earlier era, or None."""
    try:
        raise_if_of_an_earlier_era(sys.last_value, f"cell {cell}")
    except Again as turn:
        return turn.era, turn.why
    return None


class Start:
    """The process as it was before the program ran."""

    def __init__(self, era, others):
        """era: what it is run as of; others: what it may be run as of instead, the newest first."""
        may_turn(era, *others)
        self._argv, self._path = list(sys.argv), list(sys.path)
        self._folder, self._environment = os.getcwd(), dict(os.environ)
        self._random, self._numpy_random = random.getstate(), numpy.random.get_state()
        self._streams = sys.stdin, sys.stdout, sys.stderr

    def restore(self):
        """Puts it back, the program's modules and its graph forgotten."""
        sys.stdin, sys.stdout, sys.stderr = self._streams
        sys.argv[:], sys.path[:] = self._argv, self._path
        os.chdir(self._folder)
        os.environ.clear()
        os.environ.update(self._environment)
        random.setstate(self._random)
        numpy.random.set_state(self._numpy_random)
        for name, module in list(sys.modules.items()):
            if isinstance(getattr(module, "__loader__", None), user_code.Loader):
                del sys.modules[name]
        stack.forget_graphs()
        importlib.import_module("legacy_seq2seq.tf1").app.flags.FLAGS._forget()
        gc.collect()  # closes the files that the program left open


_watching = []


def _watch():
    """Notes what must not be done twice. Python keeps the hook for good; it looks at nothing once no era is left to turn to."""
    if not _watching:
        _watching.append(True)
        sys.addaudithook(_note)


def _note(event, arguments):
    if not earlier.turning.eras:
        return
    if event == "builtins.input":
        earlier.turning.done_for_good = "it read the terminal"
    elif (event == "open" and isinstance(arguments[1], str) and "a" in arguments[1]
          and ownership.is_users(sys._getframe(1).f_code.co_filename)):  # a library's log may have its lines twice
        earlier.turning.done_for_good = f"it wrote to the end of {arguments[0]}"
