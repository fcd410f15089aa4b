"""`tf.nn.rnn_cell` of TF 1.15, on both stacks. Also reached as `tf.contrib.rnn`."""

from legacy_seq2seq.nn.rnn_cell.base import LSTMStateTuple, RNNCell
from legacy_seq2seq.nn.rnn_cell.cells import BasicLSTMCell, BasicRNNCell, GRUCell, LSTMCell
from legacy_seq2seq.nn.rnn_cell.multi import MultiRNNCell
from legacy_seq2seq.nn.rnn_cell.wrappers import DeviceWrapper, DropoutWrapper, ResidualWrapper

__all__ = [
    "BasicLSTMCell", "BasicRNNCell", "DeviceWrapper", "DropoutWrapper", "GRUCell", "LSTMCell", "LSTMStateTuple",
    "MultiRNNCell", "RNNCell", "ResidualWrapper",
]
