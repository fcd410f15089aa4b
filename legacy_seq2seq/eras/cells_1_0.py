"""The core cells with the variable names of TF 1.0."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.eras import core_cells, names

sigmoid, tanh = tf.sigmoid, tf.tanh  # then's module shows them
globals().update(core_cells.members(__name__, names.V1_0))
