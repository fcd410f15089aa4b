"""`tf.keras.layers`, where TF 1.15's were others."""

from legacy_seq2seq.keras.layers.recurrent import GRU, LSTM, RNN, ConvLSTM2D, SimpleRNN, StackedRNNCells

__all__ = ["GRU", "LSTM", "RNN", "ConvLSTM2D", "SimpleRNN", "StackedRNNCells"]
