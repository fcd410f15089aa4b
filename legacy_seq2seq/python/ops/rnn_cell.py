"""`tensorflow.python.ops.rnn_cell` of TF 1.15."""

from legacy_seq2seq.nn.rnn_cell import *  # noqa: F403
