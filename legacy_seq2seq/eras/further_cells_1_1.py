"""Further cells of tf.contrib.rnn with the variable names of TF 1.1."""

from legacy_seq2seq.eras import further_cells, names

_CELLS = further_cells.family(names.V1_1, __name__)
globals().update(_CELLS)

__all__ = sorted(_CELLS)
