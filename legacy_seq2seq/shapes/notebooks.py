"""Explanations in IPython and its notebooks, which show exceptions by themselves: the explanation ends the traceback."""

import sys

from legacy_seq2seq.shapes import explaining, watching


def explain_in(shell):
    """Has an IPython shell end the traceback of a shape error with its explanation; handlers that it has already stay."""
    if not shell.custom_exceptions:
        shell.set_custom_exc((Exception,), _show)


def leave(shell):
    """Takes out what `explain_in` put in."""
    if shell.custom_exceptions == (Exception,):
        shell.set_custom_exc((), None)


def _show(shell, kind, error, traceback, tb_offset=None):
    explanation = None if watching.is_explained(error) else explaining.explain(error)
    if explanation is None:
        shell.showtraceback((kind, error, traceback), tb_offset=tb_offset)
        return
    sys.last_type, sys.last_value, sys.last_traceback = kind, error, traceback  # as IPython leaves them: %debug and others look there
    lines = shell.InteractiveTB.structured_traceback(kind, error, traceback, tb_offset=tb_offset)
    shell._showtraceback(kind, error, [*lines, explanation.text()])
