"""Places in the user's own source: where an operation was made, where an exception passed."""

import collections
import functools
import linecache
import os
import re

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


_NO_CALL = re.compile(
    r"_\w*|wrapper|wrapped|inner|error_handler|op_dispatch_handler|new_func|func_with_args|binary_op_wrapper|\w*op_wrapper"
    r"|decorated|call|map_structure\w*|call_with_\w+|tf__\w+|<\w+>|converted_call|with_scoped_arguments"
)
_LIBRARY = re.compile(r"[\\/](tensorflow|keras|tf_keras|legacy_seq2seq|tf_slim)[\\/]")
_PASSES_THROUGH = re.compile(
    r"[\\/](platform[\\/]app|labs[\\/]reporting|absl[\\/]app|template|tf_decorator|contextlib)\.py$|estimators?[\\/.]|[\\/]learn[\\/]"
)


def making(op):
    """(the user's lines that led to an operation, the outermost first; the function of the library that the last one called).

    Lines of the user's that a library called back, a cell's in `dynamic_rnn` say, are left out: it is the line that called
    the library which made the operation. ((), "") where no line is known.
    """
    found, call, is_inside = [], "", False
    for frame in getattr(op, "traceback", None) or ():
        kind = _kind(frame[0])
        if kind == "runner":  # what started the runner is not the program
            found, call, is_inside = [], "", False
        elif kind == "users" and not is_inside:
            found.append(Place(frame[0], frame[1], frame[2]))
        elif kind == "library" and found and not call:
            is_inside = True
            call = "" if _NO_CALL.fullmatch(frame[2]) else re.sub(r"_v[123]$", "", frame[2])
    return tuple(found), call


@functools.lru_cache(maxsize=4096)
def _kind(file):
    """Whose a file is: "runner", "users", "library" (TensorFlow, Keras or ours), or "" for all others."""
    return "runner" if file.startswith(_RUNNER) else "users" if is_users(file) else "library" if _is_of_library(file) else ""


def _is_of_library(file):
    """Whether a file is TensorFlow's, Keras's or ours, and no mere doorway such as `tf.app.run`."""
    return bool(_LIBRARY.search(file)) and not _PASSES_THROUGH.search(file)


def entries(traceback):
    """The entries of a traceback, the outermost first."""
    found = []
    while traceback is not None:
        found.append(traceback)
        traceback = traceback.tb_next
    return found


def chain(error):
    """An error, and those that led to it."""
    seen = []
    while error is not None and error not in seen:
        seen.append(error)
        error = error.__cause__ or error.__context__
    return seen


def of_entry(entry):
    """The place of an entry of a traceback."""
    code = entry.tb_frame.f_code
    return Place(code.co_filename, entry.tb_lineno, code.co_name)
