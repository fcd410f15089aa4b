"""The core cells with the variable names of TF 1.1."""

from legacy_seq2seq.eras import cells, cells_around, cells_base, names
from legacy_seq2seq.eras.cells_base import RNNCell
from legacy_seq2seq.nn.rnn_cell.base import LSTMStateTuple

NAMES = names.V1_1


def _of_then(base, name=None):
    """`base` with this era's names."""
    return type(name or base.__name__, (base,), {"names": NAMES, "__module__": __name__, "__doc__": base.__doc__})


BasicRNNCell = _of_then(cells.BasicRNNCell)
GRUCell = _of_then(cells.GRUCell)
BasicLSTMCell = _of_then(cells.BasicLSTMCell)
LSTMCell = _of_then(cells.LSTMCell)
MultiRNNCell = _of_then(cells_around.MultiRNNCell)
DropoutWrapper = _of_then(cells_around.DropoutWrapperWithState, "DropoutWrapper")
EmbeddingWrapper = _of_then(cells_around.EmbeddingWrapper)
InputProjectionWrapper = _of_then(cells_around.InputProjectionWrapper)
OutputProjectionWrapper = _of_then(cells_around.OutputProjectionWrapper)
ResidualWrapper = _of_then(cells_around.ResidualWrapper)
DeviceWrapper = _of_then(cells_around.DeviceWrapper)


def _linear(args, output_size, bias, bias_start=0.0, scope=None):
    """`[args_0, args_1, ...] · weights + biases`, `[batch, output_size]`, with variables in the current scope."""
    return cells_base.linear(NAMES, args, output_size, bias, bias_start, scope)


__all__ = [
    "BasicLSTMCell", "BasicRNNCell", "DeviceWrapper", "DropoutWrapper", "EmbeddingWrapper", "GRUCell", "InputProjectionWrapper",
    "LSTMCell", "LSTMStateTuple", "MultiRNNCell", "OutputProjectionWrapper", "RNNCell", "ResidualWrapper",
]
