"""The recurrent cell that an architecture search found."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.rnn.pieces import known_depth, lstm_state
from legacy_seq2seq.nn.rnn_cell.base import LayerRNNCell, LSTMStateTuple


class NASCell(LayerRNNCell):
    """The cell of Zoph & Le 2016 (Neural Architecture Search), as found on the Penn Treebank.

    inputs `[batch, depth]`; `c` `[batch, num_units]`; output and `h` `[batch, num_proj or num_units]`.
    State: `LSTMStateTuple(c, h)`.
    Variables: `recurrent_kernel` `[depth of h, 8 * num_units]`, `kernel` `[depth, 8 * num_units]`, with
    `use_bias` `bias`, with `num_proj` `projection_weights` `[num_units, num_proj]`.

    Raises ValueError for inputs of unknown depth, TypeError for a state that is one tensor.
    Source: TF1 tf.contrib.rnn.NASCell.
    """

    def __init__(self, num_units, num_proj=None, use_bias=False, reuse=None, **kwargs):
        super().__init__(_reuse=reuse, **kwargs)
        self._num_units = num_units
        self._num_proj = num_proj
        self._use_bias = use_bias

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self.output_size)

    @property
    def output_size(self):
        return self._num_units if self._num_proj is None else self._num_proj

    def build(self, inputs_shape):
        depth = known_depth(self, tf.TensorSpec(inputs_shape))
        width = 8 * self._num_units
        self.recurrent_kernel = self.add_weight("recurrent_kernel", [self.output_size, width])
        self.kernel = self.add_weight("kernel", [depth, width])
        if self._use_bias:
            self.bias = self.add_weight("bias", [width], initializer=tf.zeros_initializer())
        if self._num_proj is not None:
            self.projection_weights = self.add_weight("projection_weights", [self._num_units, self._num_proj])
        self.built = True

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        c, h = lstm_state(self, state)
        from_h = tf.matmul(h, self.recurrent_kernel)
        from_inputs = tf.matmul(inputs, self.kernel)  # [batch, 8 * num_units], and from_h likewise
        if self._use_bias:
            from_h = tf.nn.bias_add(from_h, self.bias)
        new_c, new_h = _found_tree(tf.split(from_inputs, 8, axis=1), tf.split(from_h, 8, axis=1), c)
        if self._num_proj is not None:
            new_h = tf.matmul(new_h, self.projection_weights)
        return new_h, LSTMStateTuple(new_c, new_h)


def _found_tree(x, h, c):
    """The tree that the search found: eight leaves, paired twice, with the memory `c` in the middle."""
    sigmoid, tanh, relu = tf.sigmoid, tf.tanh, tf.nn.relu
    leaves = [sigmoid(x[0] + h[0]), relu(x[1] + h[1]), sigmoid(x[2] + h[2]), relu(x[3] * h[3]),
              tanh(x[4] + h[4]), sigmoid(x[5] + h[5]), tanh(x[6] + h[6]), sigmoid(x[7] + h[7])]
    memory = tanh(tanh(leaves[0] * leaves[1]) + c)
    new_c = memory * tanh(leaves[2] + leaves[3])
    return new_c, tanh(new_c * tanh(tanh(leaves[4] * leaves[5]) + sigmoid(leaves[6] + leaves[7])))
