"""Places in the user's own source: where an operation was made, where an exception passed."""

import collections
import functools
import linecache
import os

from legacy_seq2seq import ownership

_RUNNER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "runner") + os.sep

Place = collections.namedtuple("Place", "file line function")
Place.__doc__ = """A line of the user's: its file (or "<stdin>", "<ipython-input-1>"), its number, the function that holds it."""


@functools.lru_cache(maxsize=4096)
def is_users(file):
    """Whether a code object's file name is the user's own source. Typed and pasted input is."""
    if file.startswith("<"):
        return file.startswith(("<stdin", "<string", "<ipython", "<python-input", "<cell"))
    return not file.endswith(".pyx") and "__autograph_generated_file" not in file and ownership.is_users(file)


def text(place):
    """The line's text, without its indentation; "" where there is no source."""
    return linecache.getline(place.file, place.line).strip()


def of_op(op):
    """The user's lines that led to the making of an operation, the outermost first."""
    try:
        frames = op.traceback
    except AttributeError:  # an operation of a function's body
        return []
    found = []
    for frame in frames or ():
        if frame[0].startswith(_RUNNER):
            found.clear()  # what started the runner is not the program
        elif is_users(frame[0]):
            found.append(Place(frame[0], frame[1], frame[2]))
    return found


def entries(traceback):
    """The entries of a traceback, the outermost first."""
    found = []
    while traceback is not None:
        found.append(traceback)
        traceback = traceback.tb_next
    return found


def of_entry(entry):
    """The place of an entry of a traceback."""
    code = entry.tb_frame.f_code
    return Place(code.co_filename, entry.tb_lineno, code.co_name)
