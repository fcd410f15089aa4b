"""Puts the explanation after a shape error wherever the error is shown."""

import functools
import sys

from legacy_seq2seq.shapes import cells
from legacy_seq2seq.shapes.explaining import explain as _explain


def explain(error=None):
    """The `Explanation` of a shape error, None where the fault is another. `print(shapes.explain())` after a failure.

    error: the exception; by default the one that is being handled, else the last that was not caught.
    """
    if error is None:
        error = sys.exc_info()[1] or getattr(sys, "last_value", None)
    return None if error is None else _explain(error)


def watch(session=None):
    """Has shape errors explained: those of `session.run`, and, without a session, every uncaught one of the process.

    session: a tf.Session; returned as it is, so that `with shapes.watch(tf.Session()) as sess:` reads well. The exception
    keeps its type and text; the explanation is a note after it (of Python 3.11 and newer), or follows the traceback.
    In IPython and its notebooks the explanation ends the traceback that is shown. It costs a function call for each run and
    nothing else. `legacy-seq2seq run` and `%load_ext legacy_seq2seq` do this by themselves.
    """
    _hook()
    if session is None or hasattr(session.run, "__wrapped__"):
        return session
    run = session.run

    @functools.wraps(run)
    def watched(*arguments, **options):
        try:
            return run(*arguments, **options)
        except Exception as error:
            add_note(error)
            raise

    session.run = watched
    return session


def add_note(error):
    """Adds the explanation to an exception, once; nothing where there is none."""
    if is_explained(error):
        return
    explanation = _explain(error)
    if explanation is not None and hasattr(error, "add_note"):
        error.add_note(explanation.text())
        error._shapes_explained = True


def is_explained(error):
    """Whether an exception has its explanation with it."""
    return getattr(error, "_shapes_explained", False)


def _hook():
    """Lets uncaught exceptions be explained after their traceback."""
    shell = cells.shell()
    if shell is not None:
        from legacy_seq2seq.shapes import notebooks

        notebooks.explain_in(shell)
    shown = sys.excepthook
    if hasattr(shown, "shapes"):
        return

    def hook(kind, error, traceback):
        shown(kind, error, traceback)
        explanation = None if is_explained(error) else _explain(error)
        if explanation is not None:
            print(explanation.text(), file=sys.stderr)

    hook.shapes = True
    sys.excepthook = hook
