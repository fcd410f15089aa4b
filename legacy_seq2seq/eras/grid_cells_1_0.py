"""tf.contrib.grid_rnn of TF 1.0."""

from legacy_seq2seq.eras import cells_1_0, grid_cells

_CELLS = grid_cells.family(cells_1_0, __name__)
globals().update(_CELLS)

__all__ = sorted(_CELLS)
