"""The four core cells. Keras 2 computes them; TF1's names, scopes and variables are theirs.

Shapes throughout: inputs `[batch, depth]`, output and each state part `[batch, num_units]`. All raise
ValueError for inputs that are not of rank 2, of unknown depth, or not of a floating-point type.
"""

from legacy_seq2seq import stack
from legacy_seq2seq.nn.rnn_cell.base import LayerRNNCell

_legacy = stack.legacy_rnn_cell()


class BasicRNNCell(_legacy.BasicRNNCell, LayerRNNCell):
    """`output = new_state = activation([inputs, state] · kernel + bias)`, activation tanh unless given.

    Variables: `kernel` `[depth + num_units, num_units]`, `bias` `[num_units]`.
    Source: TF1 tf.nn.rnn_cell.BasicRNNCell.
    """


class GRUCell(_legacy.GRUCell, LayerRNNCell):
    """Gated recurrent unit (Cho et al. 2014); the state is the output.

    Variables: `gates/kernel` `[depth + num_units, 2 * num_units]` (reset, update), `gates/bias` (ones),
    `candidate/kernel` `[depth + num_units, num_units]`, `candidate/bias`.
    Source: TF1 tf.nn.rnn_cell.GRUCell.
    """


class BasicLSTMCell(_legacy.BasicLSTMCell, LayerRNNCell):
    """LSTM without peepholes, clipping or projection (Zaremba et al. 2014).

    The state is `LSTMStateTuple(c, h)`, or with `state_is_tuple=False` their concatenation
    `[batch, 2 * num_units]`. `forget_bias` is added to the forget gate and is no variable.
    Variables: `kernel` `[depth + num_units, 4 * num_units]` (gates i, j, f, o), `bias` `[4 * num_units]`.
    Source: TF1 tf.nn.rnn_cell.BasicLSTMCell.
    """


class LSTMCell(_legacy.LSTMCell, LayerRNNCell):
    """LSTM with optional peepholes, cell clipping and projection (Sak et al. 2014).

    The state is `LSTMStateTuple(c [batch, num_units], h [batch, num_proj or num_units])`.
    Variables: `kernel`, `bias`; with `use_peepholes` `w_f_diag`, `w_i_diag`, `w_o_diag` `[num_units]`;
    with `num_proj` `projection/kernel` `[num_units, num_proj]`.
    Source: TF1 tf.nn.rnn_cell.LSTMCell.
    """
