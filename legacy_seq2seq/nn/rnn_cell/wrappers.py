"""Wrappers around one cell: dropout, residual connection, device."""

from legacy_seq2seq import drawing, stack
from legacy_seq2seq.nn.rnn_cell.base import RNNCell

_legacy = stack.legacy_rnn_cell()
_nest = stack.compat_v1().nest


class _WrappedByItsOldName:
    """The wrapped cell as `_cell` too, its name until TF 1.12, which wrappers of programs' own read."""

    def __getattr__(self, name):
        if name == "_cell" and "cell" in self.__dict__:
            return self.cell
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")


class DropoutWrapper(_WrappedByItsOldName, _legacy.DropoutWrapper, RNNCell):
    """Dropout on a cell's inputs, outputs and state. The keep probabilities are numbers or tensors.

    `variational_recurrent=True` keeps one mask for all steps (Gal & Ghahramani 2015); it needs `dtype`,
    and `input_size` where inputs are dropped. The memory `c` of an LSTM is never dropped.
    Source: TF1 tf.nn.rnn_cell.DropoutWrapper.
    """

    def _dropout(self, values, salt_prefix, recurrent_noise, keep_prob, shallow_filtered_substructure=None):
        if self._variational_recurrent or shallow_filtered_substructure is not None:
            return super()._dropout(values, salt_prefix, recurrent_noise, keep_prob, shallow_filtered_substructure)
        dropped = [drawing.dropout(value, keep_prob, seed=self._gen_seed(salt_prefix, number))
                   for number, value in enumerate(_nest.flatten(values))]
        return _nest.pack_sequence_as(values, dropped)


class ResidualWrapper(_WrappedByItsOldName, _legacy.ResidualWrapper, RNNCell):
    """Adds the inputs to the outputs, or `residual_fn(inputs, outputs)` where given.

    Raises ValueError where inputs and outputs differ in shape.
    Source: TF1 tf.nn.rnn_cell.ResidualWrapper.
    """


class DeviceWrapper(_WrappedByItsOldName, _legacy.DeviceWrapper, RNNCell):
    """Runs a cell on a device, "/cpu:0" for instance. Source: TF1 tf.nn.rnn_cell.DeviceWrapper."""
