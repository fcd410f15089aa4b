"""Further cells of tf.contrib.rnn: layer normalization and the fused ones."""

from tests.parity.cases_of_eras import era_case
from tests.parity.cases_of_eras.building import cells, model, static_rnn, steps, unrolled


@era_case()
def layer_norm_cell(tf):
    return unrolled(tf, tf.contrib.rnn.LayerNormBasicLSTMCell(5))


@era_case()
def layer_norm_cells_in_layers(tf):
    c = cells(tf)
    return unrolled(tf, c.MultiRNNCell([c.DropoutWrapper(tf.contrib.rnn.LayerNormBasicLSTMCell(5, layer_norm=False), output_keep_prob=1.0)
                                        for _ in range(2)]))


@era_case("0.12", "1.0")
def layer_norm_cell_repeated(tf):
    return unrolled(tf, cells(tf).MultiRNNCell([tf.contrib.rnn.LayerNormBasicLSTMCell(5)] * 2))


@era_case()
def fused_lstm_cell(tf):
    return unrolled(tf, tf.contrib.rnn.LSTMBlockCell(5))


@era_case()
def fused_gru_cell(tf):
    return unrolled(tf, tf.contrib.rnn.GRUBlockCell(5))


@era_case()
def cell_that_looks_back(tf):
    return unrolled(tf, tf.contrib.rnn.AttentionCellWrapper(cells(tf).GRUCell(5), 2, state_is_tuple=True))


@era_case()
def coupled_cell(tf):
    """Its state is one tensor, unless told otherwise."""
    return unrolled(tf, tf.contrib.rnn.CoupledInputForgetGateLSTMCell(5, use_peepholes=True))


@era_case()
def grid_lstm_cell(tf):
    cell = tf.contrib.rnn.GridLSTMCell(5, feature_size=1, frequency_skip=1, num_frequency_blocks=[3])
    return over_steps(tf, cell)


def over_steps(tf, cell):
    """Over steps of a known batch, which then's grids need."""
    outputs, state = static_rnn(tf)(cell, steps(tf), dtype=tf.float32)
    return model(tf, outputs=list(outputs), state=state)


@era_case()
def grid_of_lstms(tf):
    """Its state and its output are one tensor."""
    return over_steps(tf, tf.contrib.grid_rnn.Grid2LSTMCell(5, use_peepholes=True, forget_bias=0.3))


@era_case()
def grid_of_tied_lstms(tf):
    return over_steps(tf, tf.contrib.grid_rnn.Grid3LSTMCell(5, tied=True))


@era_case()
def grid_of_basic_lstms(tf):
    return over_steps(tf, tf.contrib.grid_rnn.Grid2BasicLSTMCell(5))


@era_case()
def grid_of_grus(tf):
    return over_steps(tf, tf.contrib.grid_rnn.Grid2GRUCell(5))


@era_case()
def grid_of_basic_rnns(tf):
    return over_steps(tf, tf.contrib.grid_rnn.Grid2BasicRNNCell(5, True))


@era_case("1.1")
def nas_cell(tf):
    return unrolled(tf, tf.contrib.rnn.NASCell(5))
