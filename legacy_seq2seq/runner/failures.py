"""A program's uncaught exception, shown as Python shows it: the program's own frames, without the runner's."""

import linecache
import pathlib
import sys
import types

from legacy_seq2seq import ownership
from legacy_seq2seq.shapes import places

_RUNNER = str(pathlib.Path(__file__).resolve().parent)
_PIP_NAMES = {"PIL": "pillow", "cv2": "opencv-python", "skimage": "scikit-image", "sklearn": "scikit-learn", "yaml": "pyyaml"}

before_the_error = None  # what `legacy-seq2seq shapes` shows first; called with the error


def report(error):
    """Shows `error` by the program's `sys.excepthook`, a hint after it, and returns Python's exit status."""
    if before_the_error is not None:
        before_the_error(error)
    for one in places.chain(error):
        one.__traceback__ = without_runner(one.__traceback__)
    where = _users_line(error.__traceback__)
    if where:
        print(where, file=sys.stderr)
    sys.excepthook(type(error), error, error.__traceback__)
    from legacy_seq2seq.shapes.explaining import explain  # here, as most programs do not fail

    explanation = explain(error, may_run=True)
    hint = _hint(error) if explanation is None else explanation.text()
    if hint:
        print(hint, file=sys.stderr)
    return 130 if isinstance(error, KeyboardInterrupt) else 1


def without_runner(traceback):
    """The traceback without the frames of the runner and of Python's import system."""
    kept = None
    for one in reversed(places.entries(traceback)):
        name = one.tb_frame.f_code.co_filename
        if not name.startswith((_RUNNER, "<frozen importlib")):
            kept = types.TracebackType(kept, one.tb_frame, one.tb_lasti, one.tb_lineno)
    return kept


def _users_line(traceback):
    """The user's line that led into a library where the error arose, or None where it arose in the user's own."""
    entries, last = places.entries(traceback), _last_of_users(traceback)
    if last is None or last is entries[-1]:
        return None
    return f"{_place(last)}: {linecache.getline(last.tb_frame.f_code.co_filename, last.tb_lineno).strip()}"


def users_place(traceback):
    """The last place of the user's in a traceback, "program.py, line 7", or None."""
    last = _last_of_users(traceback)
    return None if last is None else _place(last)


def _last_of_users(traceback):
    users = [entry for entry in places.entries(traceback) if ownership.is_users(entry.tb_frame.f_code.co_filename)]
    return users[-1] if users else None


def _place(traceback):
    return f"{traceback.tb_frame.f_code.co_filename}, line {traceback.tb_lineno}"


def _hint(error):
    if isinstance(error, ModuleNotFoundError) and error.name and not error.name.startswith(("tensorflow", "legacy_seq2seq")):
        package = error.name.partition(".")[0]
        return f"The program needs the package {package!r}, which is not installed: pip install {_PIP_NAMES.get(package, package)}"
    if "Cannot assign a device" in str(error) and "GPU" in str(error).upper():
        return ("The program asks for a GPU, and TensorFlow sees none here. Let it fall back to the CPU: "
                "tf.Session(config=tf.ConfigProto(allow_soft_placement=True))")
    return None
