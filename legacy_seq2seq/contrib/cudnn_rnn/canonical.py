"""The canonical weights of a cuDNN RNN, and the opaque buffer that holds them all.

For each layer, and in it for each direction: the matrices of the gates on the inputs, then those on the
state; afterwards, in the same order, the biases. A matrix is `[rows, columns]`, its rows the gate's units.

    lstm      input, forget, new memory and output gate
    gru       reset and update gate, new memory
    rnn_tanh, rnn_relu   one gate

The opaque buffer is all of them in this order, each flattened by rows: `[number of parameters]`. cuDNN calls
its layout its own affair; checkpoints therefore hold the matrices as TensorFlow's cells have them
(`format_converter`), and the buffer beside them.
"""

import collections

import numpy as np

from legacy_seq2seq import tf1 as tf

CUDNN_RNN_UNIDIRECTION, CUDNN_RNN_BIDIRECTION = "unidirectional", "bidirectional"
CUDNN_LSTM, CUDNN_GRU, CUDNN_RNN_TANH, CUDNN_RNN_RELU = "lstm", "gru", "rnn_tanh", "rnn_relu"
CUDNN_INPUT_LINEAR_MODE, CUDNN_INPUT_SKIP_MODE, CUDNN_INPUT_AUTO_MODE = "linear_input", "skip_input", "auto_select"
# Matrices (and as many biases) for each layer and direction.
CUDNN_LSTM_PARAMS_PER_LAYER, CUDNN_GRU_PARAMS_PER_LAYER = 8, 6
CUDNN_RNN_TANH_PARAMS_PER_LAYER = CUDNN_RNN_RELU_PARAMS_PER_LAYER = 2

PARAMS_PER_LAYER = {
    CUDNN_LSTM: CUDNN_LSTM_PARAMS_PER_LAYER, CUDNN_GRU: CUDNN_GRU_PARAMS_PER_LAYER,
    CUDNN_RNN_TANH: CUDNN_RNN_TANH_PARAMS_PER_LAYER, CUDNN_RNN_RELU: CUDNN_RNN_RELU_PARAMS_PER_LAYER,
}


class Plan(collections.namedtuple("Plan", "rnn_mode num_layers num_units input_size direction input_mode num_proj")):
    """What a model's sizes are; from them follow the shapes of its canonical weights. num_proj: None, or an LSTM's projection."""

    @property
    def num_dirs(self):
        return 1 if self.direction == CUDNN_RNN_UNIDIRECTION else 2

    @property
    def gates(self):
        return PARAMS_PER_LAYER[self.rnn_mode] // 2

    @property
    def output_size(self):
        """The depth of one direction's outputs."""
        return self.num_proj or self.num_units

    @property
    def skips_input_projection(self):
        """Whether the first layer adds its inputs to the gates as they are."""
        if self.input_mode == CUDNN_INPUT_AUTO_MODE:
            return self.input_size == self.num_units
        return self.input_mode == CUDNN_INPUT_SKIP_MODE

    def weight_shapes(self, layer):
        """The shapes of the matrices of one direction of `layer`; a projection's is the last."""
        depth = self.input_size if layer == 0 else self.num_dirs * self.output_size
        projection = [(self.num_proj, self.num_units)] if self.num_proj else []
        return [(self.num_units, depth)] * self.gates + [(self.num_units, self.output_size)] * self.gates + projection

    def cells(self):
        """The numbers of the layers, one for each layer and direction, in canonical order."""
        return [layer for layer in range(self.num_layers) for _ in range(self.num_dirs)]

    def all_weight_shapes(self):
        return [shape for layer in self.cells() for shape in self.weight_shapes(layer)]

    def all_bias_shapes(self):
        return [[self.num_units] for _ in self.cells() for _ in range(2 * self.gates)]

    def size(self):
        """The number of parameters."""
        return sum(int(np.prod(shape)) for shape in self.all_weight_shapes() + self.all_bias_shapes())


def check_direction(direction):
    """Raises ValueError for a direction that cuDNN does not know."""
    if direction not in (CUDNN_RNN_UNIDIRECTION, CUDNN_RNN_BIDIRECTION):
        raise ValueError(f"cudnn_rnn: `direction` is {direction!r}; expected {CUDNN_RNN_UNIDIRECTION!r} or {CUDNN_RNN_BIDIRECTION!r}.")


def check_input_mode(input_mode):
    """Raises ValueError for an input mode that cuDNN does not know."""
    known = (CUDNN_INPUT_LINEAR_MODE, CUDNN_INPUT_SKIP_MODE, CUDNN_INPUT_AUTO_MODE)
    if input_mode not in known:
        raise ValueError(f"cudnn_rnn: `input_mode` is {input_mode!r}; expected one of {', '.join(map(repr, known))}.")


def check_skip(plan):
    """Raises ValueError where the first layer is to add inputs of another depth than its units."""
    if plan.skips_input_projection and plan.input_size != plan.num_units:
        raise ValueError(
            f"cudnn_rnn: with input_mode='skip_input' the inputs are added to the gates as they are, but their depth is {plan.input_size} "
            f"and num_units {plan.num_units}. Make them equal, or leave input_mode at 'linear_input'.")


def to_opaque(weights, biases):
    """The buffer, `[number of parameters]`, of all matrices and biases in canonical order."""
    return tf.concat([tf.reshape(part, [-1]) for part in [*weights, *biases]], 0)


def from_opaque(plan, opaque):
    """`(weights, biases)` in canonical order, of a buffer `[number of parameters]`."""
    shapes = plan.all_weight_shapes() + plan.all_bias_shapes()
    parts = tf.split(opaque, [int(np.prod(shape)) for shape in shapes])
    parts = [tf.reshape(part, shape) for part, shape in zip(parts, shapes)]
    count = len(plan.all_weight_shapes())
    return parts[:count], parts[count:]


def by_cell(plan, parts):
    """`parts` cut into one list for each layer and direction."""
    each = len(parts) // len(plan.cells())
    return [parts[start:start + each] for start in range(0, len(parts), each)]
