"""The grids with a name of their own: one, two or three dimensions of a core cell.

Dimension 0 is depth: the inputs `[batch, depth]` enter there and the output `[batch, num_units]` leaves there,
after the other dimensions, time for instance, have moved on (it has priority). `non_recurrent_fn`, where it is
given, makes dimension 0 a dense layer with that activation: the grid then has no state there.
Variables, `tied` and the forms of state and output are those of `GridRNNCell`.
"""

import functools

from legacy_seq2seq.contrib.grid_rnn.grid_rnn_cell import GridRNNCell


class _GridAlongDepth(GridRNNCell):
    """What they share."""

    def __init__(self, num_units, num_dims, cell_fn, state_is_tuple, output_is_tuple, tied=False, non_recurrent_fn=None):
        super().__init__(num_units, num_dims, input_dims=0, output_dims=0, priority_dims=0,
                         non_recurrent_dims=None if non_recurrent_fn is None else 0, tied=tied, cell_fn=cell_fn,
                         non_recurrent_fn=non_recurrent_fn, state_is_tuple=state_is_tuple, output_is_tuple=output_is_tuple)

    def _lstm(self, use_peepholes, forget_bias):
        return functools.partial(self._core.LSTMCell, use_peepholes=use_peepholes, forget_bias=forget_bias)

    def _basic_lstm(self, forget_bias):
        return functools.partial(self._core.BasicLSTMCell, forget_bias=forget_bias)


class Grid1BasicRNNCell(_GridAlongDepth):
    """One dimension of `BasicRNNCell`. Source: TF1 tf.contrib.grid_rnn.Grid1BasicRNNCell."""

    def __init__(self, num_units, state_is_tuple=True, output_is_tuple=True):
        super().__init__(num_units, 1, self._core.BasicRNNCell, state_is_tuple, output_is_tuple)


class Grid1BasicLSTMCell(_GridAlongDepth):
    """One dimension of `BasicLSTMCell`. Source: TF1 tf.contrib.grid_rnn.Grid1BasicLSTMCell."""

    def __init__(self, num_units, forget_bias=1, state_is_tuple=True, output_is_tuple=True):
        super().__init__(num_units, 1, self._basic_lstm(forget_bias), state_is_tuple, output_is_tuple)


class Grid1LSTMCell(_GridAlongDepth):
    """One dimension of `LSTMCell`, optionally with peepholes. Source: TF1 tf.contrib.grid_rnn.Grid1LSTMCell."""

    def __init__(self, num_units, use_peepholes=False, forget_bias=1.0, state_is_tuple=True, output_is_tuple=True):
        super().__init__(num_units, 1, self._lstm(use_peepholes, forget_bias), state_is_tuple, output_is_tuple)


class Grid2BasicRNNCell(_GridAlongDepth):
    """Two dimensions of `BasicRNNCell`. Source: TF1 tf.contrib.grid_rnn.Grid2BasicRNNCell."""

    def __init__(self, num_units, tied=False, non_recurrent_fn=None, state_is_tuple=True, output_is_tuple=True):
        super().__init__(num_units, 2, self._core.BasicRNNCell, state_is_tuple, output_is_tuple, tied, non_recurrent_fn)


class Grid2BasicLSTMCell(_GridAlongDepth):
    """Two dimensions of `BasicLSTMCell`. Source: TF1 tf.contrib.grid_rnn.Grid2BasicLSTMCell."""

    def __init__(self, num_units, tied=False, non_recurrent_fn=None, forget_bias=1, state_is_tuple=True, output_is_tuple=True):
        super().__init__(num_units, 2, self._basic_lstm(forget_bias), state_is_tuple, output_is_tuple, tied, non_recurrent_fn)


class Grid2LSTMCell(_GridAlongDepth):
    """Two dimensions of `LSTMCell`: the stacked grid LSTM of the paper, with its depth and time.

    Source: TF1 tf.contrib.grid_rnn.Grid2LSTMCell.

        cell = Grid2LSTMCell(32, tied=True, output_is_tuple=False)
        outputs, states = tf.nn.dynamic_rnn(cell, tf.zeros([8, 20, 16]), dtype=tf.float32)   # outputs [8, 20, 32]
    """

    def __init__(self, num_units, tied=False, non_recurrent_fn=None, use_peepholes=False, forget_bias=1.0, state_is_tuple=True,
                 output_is_tuple=True):
        super().__init__(num_units, 2, self._lstm(use_peepholes, forget_bias), state_is_tuple, output_is_tuple, tied, non_recurrent_fn)


class Grid2GRUCell(_GridAlongDepth):
    """Two dimensions of `GRUCell`. Source: TF1 tf.contrib.grid_rnn.Grid2GRUCell."""

    def __init__(self, num_units, tied=False, non_recurrent_fn=None, state_is_tuple=True, output_is_tuple=True):
        super().__init__(num_units, 2, self._core.GRUCell, state_is_tuple, output_is_tuple, tied, non_recurrent_fn)


class Grid3LSTMCell(_GridAlongDepth):
    """Three dimensions of `LSTMCell`. Source: TF1 tf.contrib.grid_rnn.Grid3LSTMCell."""

    def __init__(self, num_units, tied=False, non_recurrent_fn=None, use_peepholes=False, forget_bias=1.0, state_is_tuple=True,
                 output_is_tuple=True):
        super().__init__(num_units, 3, self._lstm(use_peepholes, forget_bias), state_is_tuple, output_is_tuple, tied, non_recurrent_fn)
