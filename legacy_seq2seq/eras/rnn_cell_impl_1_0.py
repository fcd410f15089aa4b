"""`tensorflow.python.ops.rnn_cell_impl` of TF 1.0 and 1.1: the base class under its private name."""

from legacy_seq2seq.eras.cells_base import RNNCell, zeros_like_sizes
from legacy_seq2seq.python.ops.rnn_cell_impl import _concat  # noqa: F401

_RNNCell = RNNCell
_zero_state_tensors = zeros_like_sizes
