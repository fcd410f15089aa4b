"""The two cells of "Capacity and Trainability in Recurrent Neural Networks" (Collins et al. 2016)."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.rnn.pieces import dense, known_depth, sigmoid_mix
from legacy_seq2seq.nn.rnn_cell.base import RNNCell


class UGRNNCell(RNNCell):
    """Update gate RNN (Collins et al. 2016): `state' = g * state + (1 - g) * activation(c)`.

    inputs `[batch, depth]`; output and state `[batch, num_units]`, the same tensor. `forget_bias` is
    added to the gate g and is no variable. initializer: for the kernel.
    Variables: `kernel` `[depth + num_units, 2 * num_units]` (g, c), `bias` `[2 * num_units]`.

    Raises ValueError for inputs of unknown depth. Source: TF1 tf.contrib.rnn.UGRNNCell.
    """

    def __init__(self, num_units, initializer=None, forget_bias=1.0, activation=tf.tanh, reuse=None):
        super().__init__(_reuse=reuse)
        self._num_units = num_units
        self._initializer = initializer
        self._forget_bias = forget_bias
        self._activation = activation

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        known_depth(self, inputs)
        product = dense([inputs, state], 2 * self._num_units, kernel_initializer=self._initializer)
        gate, candidate = tf.split(product, 2, axis=1)
        output = sigmoid_mix(tf.sigmoid(gate + self._forget_bias), state, self._activation(candidate))
        return output, output


class IntersectionRNNCell(RNNCell):
    """Intersection RNN, "+RNN" (Collins et al. 2016): gated in time and in depth at once.

    inputs `[batch, depth]`; output and state `[batch, num_units]`. The depth must be num_units, or
    `num_in_proj=num_units` brings it there. `y_activation` (relu) is that of the output, tanh that of
    the state; `forget_bias` is added to both gates. initializer: for the kernels.
    Variables: with another depth `in_projection/kernel` `[depth, num_in_proj]`, `in_projection/bias`;
    `kernel` `[2 * num_units, 4 * num_units]` (state gate, state, output gate, output), `bias`.

    Raises ValueError for inputs of unknown depth, or of one that is not num_units and not projected to it.
    Source: TF1 tf.contrib.rnn.IntersectionRNNCell.
    """

    def __init__(self, num_units, num_in_proj=None, initializer=None, forget_bias=1.0, y_activation=tf.nn.relu, reuse=None):
        super().__init__(_reuse=reuse)
        self._num_units = num_units
        self._num_in_proj = num_in_proj
        self._initializer = initializer
        self._forget_bias = forget_bias
        self._y_activation = y_activation

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        inputs = self._fitted(inputs)  # [batch, num_units]
        product = dense([inputs, state], 4 * self._num_units, kernel_initializer=self._initializer)
        state_gate, state_candidate, output_gate, output_candidate = tf.split(product, 4, axis=1)
        new_state = sigmoid_mix(tf.sigmoid(state_gate + self._forget_bias), state, tf.tanh(state_candidate))
        output = sigmoid_mix(tf.sigmoid(output_gate + self._forget_bias), inputs, self._y_activation(output_candidate))
        return output, new_state

    def _fitted(self, inputs):
        depth = known_depth(self, inputs)
        if depth == self._num_units:
            return inputs
        if self._num_in_proj != self._num_units:
            raise ValueError(
                f"IntersectionRNNCell: `inputs` has depth {depth} and num_in_proj is {self._num_in_proj}; expected depth {self._num_units}, "
                f"the cell's num_units. Pass num_in_proj={self._num_units}.")
        with tf.variable_scope("in_projection"):
            return dense([inputs], self._num_in_proj, kernel_initializer=self._initializer)
