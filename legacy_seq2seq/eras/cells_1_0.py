"""The core cells with the variable names of TF 1.0."""

from legacy_seq2seq.eras import core_cells, names

globals().update(core_cells.members(__name__, names.V1_0))
