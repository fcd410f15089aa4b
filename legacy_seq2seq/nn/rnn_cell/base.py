"""The base classes of all cells. Source: TF1 tf.nn.rnn_cell.RNNCell, tensorflow.python.ops.rnn_cell_impl."""

import contextlib

from legacy_seq2seq import earlier, stack

_legacy = stack.legacy_rnn_cell()
# TF1's second base class has no public name in Keras 2; it is the parent of every cell that creates its
# variables in `build`.
_LegacyLayerRNNCell = _legacy.BasicRNNCell.__mro__[1]

LSTMStateTuple = _legacy.LSTMStateTuple


class RNNCell(_legacy.RNNCell):
    """An abstract cell: `output, new_state = cell(inputs, state)`, inputs and output `[batch, depth]`.

    A subclass gives the properties `state_size` and `output_size` (ints, TensorShapes, or nested
    tuples of them for the state) and `call(self, inputs, state)`, or overrides `__call__(self,
    inputs, state, scope=None)`; variables made with `tf.get_variable` inside are the cell's.

    Source: TF1 tf.nn.rnn_cell.RNNCell.
    """

    def __new__(cls, *args, **kwargs):
        cell = super().__new__(cls, *args, **kwargs)
        # Past Keras' attribute tracking, which would count cells among the arguments as sub-layers.
        cell.__dict__["_constructor_arguments"] = (args, kwargs)
        return cell

    def __call__(self, inputs, state, *args, **kwargs):
        with _one_input_depth(self, inputs):
            return super().__call__(inputs, state, *args, **kwargs)


class LayerRNNCell(_LegacyLayerRNNCell, RNNCell):
    """A cell that creates its variables in `build(self, inputs_shape)`, as `tf.layers.Layer` does.

    Source: TF1 tf.contrib.rnn.LayerRNNCell.
    """

    def __call__(self, inputs, state, *args, **kwargs):
        with _one_input_depth(self, inputs):
            return super().__call__(inputs, state, *args, **kwargs)


@contextlib.contextmanager
def _one_input_depth(cell, inputs):
    """Marks the error of a cell that is called with inputs of another depth than at first: until 1.0 that was two sets of weights."""
    depth = tuple(getattr(inputs, "shape", ()))[-1:]
    first = cell.__dict__.setdefault("_first_depth", depth)
    try:
        yield
    except ValueError as error:
        if depth != first:
            earlier.mark_own_weights(error)
        raise



def fresh_copy(cell):
    """A new cell made as `cell` was, with weights of its own; cells inside it are made anew too.

    Returns None for a cell that did not tell how it was made (not a subclass of our RNNCell).
    """
    if "_constructor_arguments" not in cell.__dict__:
        return None
    args, kwargs = cell._constructor_arguments

    def renew(value):
        if isinstance(value, _legacy.RNNCell):
            return fresh_copy(value) or value
        if type(value) in (list, tuple):
            return type(value)(renew(item) for item in value)
        return value

    return type(cell)(*map(renew, args), **{name: renew(value) for name, value in kwargs.items()})
