"""Further cells of tf.contrib.rnn with the variable names of TF 0.12."""

from legacy_seq2seq.eras import further_cells, names

_CELLS = further_cells.family(names.V0_12, __name__)
globals().update(_CELLS)

__all__ = sorted(_CELLS)
