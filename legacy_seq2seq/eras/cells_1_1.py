"""The core cells with the variable names of TF 1.1."""

from legacy_seq2seq.eras import cells_around, core_cells, names

globals().update(core_cells.members(__name__, names.V1_1, dropout=cells_around.DropoutWrapperWithState))
