"""The simple recurrent unit."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.rnn.pieces import known_depth, sigmoid_mix
from legacy_seq2seq.nn.rnn_cell.base import LayerRNNCell


class SRUCell(LayerRNNCell):
    """Simple recurrent unit (Lei & Zhang 2017): gates that depend on the inputs alone.

    `c' = f * c + (1 - f) * Wx`, `output = r * activation(c') + (1 - r) * Ux`, activation tanh unless given.
    inputs `[batch, depth]`; output and state c `[batch, num_units]`.
    Variables: `kernel` `[depth, 4 * num_units]` (Wx, f, r, Ux), `bias` `[2 * num_units]` (f, r).

    Raises ValueError for inputs of unknown depth. Source: TF1 tf.contrib.rnn.SRUCell.
    """

    def __init__(self, num_units, activation=None, reuse=None, name=None, **kwargs):
        super().__init__(_reuse=reuse, name=name, **kwargs)
        self._num_units = num_units
        self._activation = activation or tf.tanh
        self.input_spec = tf.layers.InputSpec(ndim=2)

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def build(self, inputs_shape):
        depth = known_depth(self, tf.TensorSpec(inputs_shape))
        self._kernel = self.add_weight("kernel", [depth, 4 * self._num_units])
        self._bias = self.add_weight("bias", [2 * self._num_units], initializer=tf.zeros_initializer())
        self.built = True

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        new, forget, reset, highway = tf.split(tf.matmul(inputs, self._kernel), 4, axis=1)
        gates = tf.sigmoid(tf.nn.bias_add(tf.concat([forget, reset], 1), self._bias))
        forget, reset = tf.split(gates, 2, axis=1)
        c = sigmoid_mix(forget, state, new)
        return sigmoid_mix(reset, self._activation(c), highway), c
