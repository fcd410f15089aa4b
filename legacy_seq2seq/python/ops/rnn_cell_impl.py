"""`tensorflow.python.ops.rnn_cell_impl` of TF 1.15: our cells, and the helpers that programs import with them."""

from legacy_seq2seq import stack
from legacy_seq2seq.nn.rnn_cell import *  # noqa: F403
from legacy_seq2seq.nn.rnn_cell.base import LayerRNNCell

_todays = stack.inner_module("ops.rnn_cell_impl")

assert_like_rnncell = _todays.assert_like_rnncell
_concat = _todays._concat
_zero_state_tensors = _todays._zero_state_tensors
_BIAS_VARIABLE_NAME = "bias"
_WEIGHTS_VARIABLE_NAME = "kernel"
_LSTMStateTuple = LSTMStateTuple.__bases__[0]  # noqa: F405
_LayerRNNCell = LayerRNNCell  # its name until TF 1.7
_RNNCell = RNNCell  # noqa: F405 - the base class until TF 1.2, an alias for some time after


def _like_rnncell(cell):
    """Whether `cell` has what an RNN cell has. Source: TF 1.2 to 1.6, before assert_like_rnncell."""
    return callable(cell) and all(hasattr(cell, name) for name in ("output_size", "state_size", "zero_state"))


def __getattr__(name):
    if name in ("_linear", "_Linear"):  # they moved to contrib in TF 1.5
        from legacy_seq2seq.contrib.rnn import core_rnn_cell
        return getattr(core_rnn_cell, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
