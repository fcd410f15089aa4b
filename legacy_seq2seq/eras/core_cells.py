"""The core cells of an era: the same classes, with that era's variable names."""

from legacy_seq2seq.eras import cells, cells_around, cells_base
from legacy_seq2seq.nn.rnn_cell.base import LSTMStateTuple

_CELLS = (cells.BasicRNNCell, cells.GRUCell, cells.BasicLSTMCell, cells.LSTMCell, cells_around.MultiRNNCell, cells_around.EmbeddingWrapper,
          cells_around.InputProjectionWrapper, cells_around.OutputProjectionWrapper, cells_around.ResidualWrapper,
          cells_around.DeviceWrapper)


def members(module, names, dropout=cells_around.DropoutWrapper):
    """What the era's module `module` holds: {name: cell class}, `_linear`, NAMES and `__all__`. dropout: its DropoutWrapper."""
    def of_then(base, name):
        return type(name, (base,), {"names": names, "__module__": module, "__doc__": base.__doc__})

    def _linear(args, output_size, bias, bias_start=0.0, scope=None):
        """`[args_0, args_1, ...] · weights + biases`, `[batch, output_size]`, with variables in the current scope."""
        return cells_base.linear(names, args, output_size, bias, bias_start, scope)

    found = {base.__name__: of_then(base, base.__name__) for base in _CELLS}
    found.update(DropoutWrapper=of_then(dropout, "DropoutWrapper"), LSTMStateTuple=LSTMStateTuple, RNNCell=cells_base.RNNCell)
    return {**found, "NAMES": names, "_linear": _linear, "_LSTMStateTuple": LSTMStateTuple.__bases__[0], "__all__": sorted(found)}
