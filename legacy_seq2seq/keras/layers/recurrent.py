"""Recurrent layers whose cell's variables bear the layer's name: `lstm/kernel`, not `lstm/lstm_cell/kernel`.

Inputs `[batch, time, depth]` throughout; outputs `[batch, units]`, or `[batch, time, units]` with `return_sequences`.
"""

import contextlib

from legacy_seq2seq import stack
from legacy_seq2seq.keras.names import snake_case

_keras = stack.legacy_keras()
_layers = _keras.layers


@contextlib.contextmanager
def _in_the_scope_around(cells):
    """Lets today's Keras build `cells` where it stands: it opens a name scope with each one's name.

    A scope's name that ends in "/" is the whole name, and is entered again as it is.
    """
    around = stack.compat_v1().get_default_graph().get_name_scope() + "/"
    layers = [cell for cell in cells if isinstance(cell, _layers.Layer)]
    names = [cell._name for cell in layers]
    for cell in layers:
        cell._name = around
    try:
        yield
    finally:
        for cell, name in zip(layers, names):
            cell._name = name


class StackedRNNCells(_layers.StackedRNNCells):
    """Cells on top of each other, as one. Source: TF1 tf.keras.layers.StackedRNNCells."""

    def build(self, input_shape):
        with _in_the_scope_around(self.cells):
            super().build(input_shape)


class RNN(_layers.RNN):
    """Runs a cell, or a list of cells, along the time of its input. Source: TF1 tf.keras.layers.RNN."""

    def __init__(self, cell, *args, **kwargs):
        super().__init__(StackedRNNCells(cell) if isinstance(cell, (list, tuple)) else cell, *args, **kwargs)

    def build(self, input_shape):
        with _in_the_scope_around([self.cell]):
            super().build(input_shape)


class SimpleRNN(_layers.SimpleRNN, RNN):
    """`output = tanh(input · kernel + state · recurrent_kernel + bias)`. Source: TF1 tf.keras.layers.SimpleRNN."""


class GRU(_layers.GRU, RNN):
    """Gated recurrent unit (Cho et al. 2014). Source: TF1 tf.keras.layers.GRU."""


class LSTM(_layers.LSTM, RNN):
    """Long short-term memory (Hochreiter and Schmidhuber 1997). Source: TF1 tf.keras.layers.LSTM."""


class ConvLSTM2D(_layers.ConvLSTM2D, RNN):
    """LSTM of pictures, whose products are convolutions (Shi et al. 2015). Source: TF1 tf.keras.layers.ConvLSTM2D."""

    def _init_set_name(self, name, zero_based=True):
        # Then as now made of the class' name, by other rules.
        unique = stack.legacy_keras_inside().backend.unique_object_name
        super()._init_set_name(unique(snake_case(type(self).__name__), zero_based=zero_based) if name is None else name)
