"""`tf.contrib.grid_rnn`: recurrent cells laid out in a grid of one or more dimensions."""

from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.grid_rnn.cells import (
    Grid1BasicLSTMCell,
    Grid1BasicRNNCell,
    Grid1LSTMCell,
    Grid2BasicLSTMCell,
    Grid2BasicRNNCell,
    Grid2GRUCell,
    Grid2LSTMCell,
    Grid3LSTMCell,
)
from legacy_seq2seq.contrib.grid_rnn.grid_rnn_cell import GridRNNCell

__all__ = [
    "Grid1BasicLSTMCell", "Grid1BasicRNNCell", "Grid1LSTMCell", "Grid2BasicLSTMCell", "Grid2BasicRNNCell", "Grid2GRUCell",
    "Grid2LSTMCell", "Grid3LSTMCell", "GridRNNCell",
]

__getattr__ = deep_paths.below(__name__)
