"""tf.contrib.grid_rnn of TF 1.1."""

from legacy_seq2seq.eras import cells_1_1, grid_cells

_CELLS = grid_cells.family(cells_1_1, __name__)
globals().update(_CELLS)

__all__ = sorted(_CELLS)
