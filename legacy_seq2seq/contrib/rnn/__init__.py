"""`tf.contrib.rnn`: cells, wrappers and unrolling functions."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.nn.rnn_cell import (
    BasicLSTMCell,
    BasicRNNCell,
    DeviceWrapper,
    DropoutWrapper,
    GRUCell,
    LSTMCell,
    LSTMStateTuple,
    MultiRNNCell,
    ResidualWrapper,
    RNNCell,
)
from legacy_seq2seq.nn.rnn_cell.base import LayerRNNCell

static_bidirectional_rnn = tf.nn.static_bidirectional_rnn
static_rnn = tf.nn.static_rnn
static_state_saving_rnn = tf.nn.static_state_saving_rnn

__all__ = [
    "BasicLSTMCell", "BasicRNNCell", "DeviceWrapper", "DropoutWrapper", "GRUCell", "LSTMCell", "LSTMStateTuple",
    "LayerRNNCell", "MultiRNNCell", "RNNCell", "ResidualWrapper", "static_bidirectional_rnn", "static_rnn",
    "static_state_saving_rnn",
]

__getattr__ = deep_paths.below(__name__)
