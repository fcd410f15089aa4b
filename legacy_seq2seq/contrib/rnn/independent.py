"""Cells whose units do not see each other's past: one recurrent weight for each unit and gate."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.rnn.pieces import known_depth, lstm_state, sigmoid_mix
from legacy_seq2seq.nn.rnn_cell.base import LayerRNNCell, LSTMStateTuple


class _IndependentCell(LayerRNNCell):
    """What the three cells share: inputs of rank 2, and products `inputs · kernel + u * past + bias`."""

    def __init__(self, num_units, activation, reuse, name, dtype):
        super().__init__(_reuse=reuse, name=name, dtype=dtype)
        self._num_units = num_units
        self._activation = activation or tf.tanh
        self.input_spec = tf.layers.InputSpec(ndim=2)

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def _add_weights(self, inputs_shape, gates, names, kernel_initializer=None, bias_initializer=None):
        """The kernel `[depth, gates * num_units]`, u `[1, gates * num_units]` and bias, under `names`."""
        depth, width = known_depth(self, tf.TensorSpec(inputs_shape)), gates * self._num_units
        kernel, recurrent, bias = names
        return (self.add_weight(kernel, [depth, width], initializer=kernel_initializer),
                self.add_weight(recurrent, [1, width], initializer=tf.random_uniform_initializer(-1., 1.)),
                self.add_weight(bias, [width], initializer=bias_initializer or tf.zeros_initializer()))


def _product(inputs, past, weights, gates):
    kernel, recurrent, bias = weights
    return tf.nn.bias_add(tf.matmul(inputs, kernel) + tf.tile(past, [1, gates]) * recurrent, bias)


class IndRNNCell(_IndependentCell):
    """Independently recurrent network (Li et al. 2018): `state' = activation(inputs · W + u * state + b)`.

    inputs `[batch, depth]`; output and state `[batch, num_units]`; activation tanh unless given.
    Variables: `kernel_w` `[depth, num_units]`, `kernel_u` `[1, num_units]` (uniform between -1 and 1), `bias`.
    Raises ValueError for inputs that are not of rank 2, or of unknown depth.
    Source: TF1 tf.contrib.rnn.IndRNNCell.
    """

    def __init__(self, num_units, activation=None, reuse=None, name=None, dtype=None):
        super().__init__(num_units, activation, reuse, name, dtype)

    def build(self, inputs_shape):
        self._weights = self._add_weights(inputs_shape, 1, ("kernel_w", "kernel_u", "bias"))
        self.built = True

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        output = self._activation(_product(inputs, state, self._weights, 1))
        return output, output


class IndyGRUCell(_IndependentCell):
    """GRU with independent recurrence (after Li et al. 2018); the state is the output.

    inputs `[batch, depth]`; output and state `[batch, num_units]`; activation tanh unless given.
    Variables: `gates/kernel_w` `[depth, 2 * num_units]` (reset, update), `gates/kernel_u` `[1, 2 *
    num_units]`, `gates/bias` (ones); `candidate/kernel` `[depth, num_units]`, `candidate/kernel_u`,
    `candidate/bias`. Each `kernel_u` starts uniform between -1 and 1.
    Raises ValueError for inputs that are not of rank 2, or of unknown depth.
    Source: TF1 tf.contrib.rnn.IndyGRUCell.
    """

    def __init__(self, num_units, activation=None, reuse=None, kernel_initializer=None, bias_initializer=None, name=None, dtype=None):
        super().__init__(num_units, activation, reuse, name, dtype)
        self._kernel_initializer = kernel_initializer
        self._bias_initializer = bias_initializer

    def build(self, inputs_shape):
        self._gate_weights = self._add_weights(
            inputs_shape, 2, ("gates/kernel_w", "gates/kernel_u", "gates/bias"), self._kernel_initializer,
            self._bias_initializer or tf.ones_initializer())
        self._candidate_weights = self._add_weights(
            inputs_shape, 1, ("candidate/kernel", "candidate/kernel_u", "candidate/bias"), self._kernel_initializer,
            self._bias_initializer)
        self.built = True

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        reset, update = tf.split(tf.sigmoid(_product(inputs, state, self._gate_weights, 2)), 2, axis=1)
        candidate = self._activation(_product(inputs, reset * state, self._candidate_weights, 1))
        output = sigmoid_mix(update, state, candidate)
        return output, output


class IndyLSTMCell(_IndependentCell):
    """LSTM with independent recurrence (Gonnet & Deselaers 2019).

    inputs `[batch, depth]`; output and each part of the state `LSTMStateTuple(c, h)` `[batch, num_units]`.
    Variables: `kernel_w` `[depth, 4 * num_units]` (gates i, j, f, o), `kernel_u` `[1, 4 * num_units]`
    (uniform between -1 and 1), `bias`. `forget_bias` is added to f and is no variable.
    Raises ValueError for inputs that are not of rank 2, or of unknown depth; TypeError for a state that
    is one tensor. Source: TF1 tf.contrib.rnn.IndyLSTMCell.
    """

    def __init__(self, num_units, forget_bias=1.0, activation=None, reuse=None, kernel_initializer=None, bias_initializer=None,
                 name=None, dtype=None):
        super().__init__(num_units, activation, reuse, name, dtype)
        self._forget_bias = forget_bias
        self._kernel_initializer = kernel_initializer
        self._bias_initializer = bias_initializer

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_units)

    def build(self, inputs_shape):
        self._weights = self._add_weights(
            inputs_shape, 4, ("kernel_w", "kernel_u", "bias"), self._kernel_initializer, self._bias_initializer)
        self.built = True

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        c, h = lstm_state(self, state)
        i, j, f, o = tf.split(_product(inputs, h, self._weights, 4), 4, axis=1)
        new_c = c * tf.sigmoid(f + self._forget_bias) + tf.sigmoid(i) * self._activation(j)
        new_h = self._activation(new_c) * tf.sigmoid(o)
        return new_h, LSTMStateTuple(new_c, new_h)
