"""Further cells of tf.contrib.rnn: layer normalization and the fused ones."""

from tests.parity.cases_of_eras import era_case
from tests.parity.cases_of_eras.building import cells, unrolled


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
