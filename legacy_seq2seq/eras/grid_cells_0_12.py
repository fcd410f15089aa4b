"""tf.contrib.grid_rnn of TF 0.12."""

from legacy_seq2seq.eras import cells_0_12, grid_cells

_CELLS = grid_cells.family(cells_0_12, __name__)
globals().update(_CELLS)

__all__ = sorted(_CELLS)
