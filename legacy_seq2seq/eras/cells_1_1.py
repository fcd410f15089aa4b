"""The core cells with the variable names of TF 1.1."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.eras import cells_around, cells_base, core_cells, names

_checked_scope = cells_base.checked_scope
sigmoid, tanh = tf.sigmoid, tf.tanh  # then's module shows them
globals().update(core_cells.members(__name__, names.V1_1, dropout=cells_around.DropoutWrapperWithState))
