"""The cells and wrappers that `tf.contrib.rnn` adds to `tf.nn.rnn_cell`, by module."""

from legacy_seq2seq.contrib.rnn.attention_cell import AttentionCellWrapper
from legacy_seq2seq.contrib.rnn.conv_lstm import Conv1DLSTMCell, Conv2DLSTMCell, Conv3DLSTMCell, ConvLSTMCell
from legacy_seq2seq.contrib.rnn.coupled_lstm import CoupledInputForgetGateLSTMCell
from legacy_seq2seq.contrib.rnn.grid_lstm import BidirectionalGridLSTMCell, GridLSTMCell
from legacy_seq2seq.contrib.rnn.group_lstm import GLSTMCell
from legacy_seq2seq.contrib.rnn.independent import IndRNNCell, IndyGRUCell, IndyLSTMCell
from legacy_seq2seq.contrib.rnn.layer_norm_lstm import LayerNormBasicLSTMCell
from legacy_seq2seq.contrib.rnn.nas import NASCell
from legacy_seq2seq.contrib.rnn.phased_lstm import PhasedLSTMCell
from legacy_seq2seq.contrib.rnn.sru import SRUCell
from legacy_seq2seq.contrib.rnn.time_freq_lstm import TimeFreqLSTMCell
from legacy_seq2seq.contrib.rnn.ugrnn import IntersectionRNNCell, UGRNNCell
from legacy_seq2seq.contrib.rnn.wrappers import CompiledWrapper, HighwayWrapper

__all__ = [
    "AttentionCellWrapper", "BidirectionalGridLSTMCell", "CompiledWrapper", "Conv1DLSTMCell", "Conv2DLSTMCell", "Conv3DLSTMCell",
    "ConvLSTMCell", "CoupledInputForgetGateLSTMCell", "GLSTMCell", "GridLSTMCell", "HighwayWrapper", "IndRNNCell", "IndyGRUCell",
    "IndyLSTMCell", "IntersectionRNNCell", "LayerNormBasicLSTMCell", "NASCell", "PhasedLSTMCell", "SRUCell", "TimeFreqLSTMCell",
    "UGRNNCell",
]
