"""`tensorflow.python.ops.rnn_cell` of TF 1.15."""

from legacy_seq2seq.nn.rnn_cell import *  # noqa: F403


def __getattr__(name):
    if name in ("_linear", "_Linear"):  # programs of several eras look for them here
        from legacy_seq2seq.contrib.rnn import core_rnn_cell
        return getattr(core_rnn_cell, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
