"""An LSTM in groups that do not see each other."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.rnn.pieces import columns, dense, lstm_state
from legacy_seq2seq.nn.rnn_cell.base import LSTMStateTuple, RNNCell


class GLSTMCell(RNNCell):
    """Group LSTM (Kuchaiev & Ginsburg 2017): inputs and output in groups, each with a kernel of its own.

    inputs `[batch, depth]`; `c` `[batch, num_units]`; output and `h` `[batch, num_proj or num_units]`.
    State: `LSTMStateTuple(c, h)`. depth, num_units and num_proj are multiples of `number_of_groups`.
    initializer: for the kernels, not for the projection. activation: of the memory on its way out; the
    candidate's is always tanh, as in TF 1.15.
    Variables: `group0/kernel` … `[(depth + depth of h) / groups, 4 * num_units / groups]` (i, j, f, o);
    `bias_i`, `bias_j`, `bias_f`, `bias_o` `[num_units]`; with `num_proj` `projection/kernel`.

    Raises ValueError where a size is no multiple, or the depth is unknown; TypeError for a state that is
    one tensor. Source: TF1 tf.contrib.rnn.GLSTMCell.
    """

    def __init__(self, num_units, initializer=None, num_proj=None, number_of_groups=1, forget_bias=1.0, activation=tf.tanh, reuse=None):
        super().__init__(_reuse=reuse)
        self._num_units = num_units
        self._initializer = initializer
        self._num_proj = num_proj
        self._number_of_groups = number_of_groups
        self._forget_bias = forget_bias
        self._activation = activation
        self._require_multiple("num_units", num_units)
        if num_proj:
            self._require_multiple("num_proj", num_proj)

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self.output_size)

    @property
    def output_size(self):
        return self._num_proj or self._num_units

    def _require_multiple(self, name, size):
        groups = self._number_of_groups
        if size is None or size % groups:
            raise ValueError(
                f"GLSTMCell: `{name}` is {size}; expected a known multiple of number_of_groups = {groups}, such as "
                f"{groups * max(1, (size or 0) // groups)}.")

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        c, h = lstm_state(self, state)
        i, j, f, o = self._gates(inputs, h)
        new_c = tf.sigmoid(f + self._forget_bias) * c + tf.sigmoid(i) * tf.tanh(j)
        new_h = tf.sigmoid(o) * self._activation(new_c)
        if self._num_proj is not None:
            with tf.variable_scope("projection"):
                new_h = dense([new_h], self._num_proj, use_bias=False)
        return new_h, LSTMStateTuple(new_c, new_h)

    def _gates(self, inputs, h):
        """i, j, f, o `[batch, num_units]`: each is the groups' parts, side by side."""
        depth, groups = tf.dimension_value(inputs.shape[-1]), self._number_of_groups
        self._require_multiple("inputs' depth", depth)
        of_group = []
        for number in range(groups):
            with tf.variable_scope(f"group{number}"):
                mine = [columns(tensor, number * size // groups, size // groups) for tensor, size in ((inputs, depth), (h, self.output_size))]
                product = dense(mine, 4 * self._num_units // groups, use_bias=False, kernel_initializer=self._initializer)
                of_group.append(tf.split(product, 4, axis=1))
        return [tf.nn.bias_add(tf.concat(parts, 1), tf.get_variable("bias_" + gate, [self._num_units], inputs.dtype, tf.zeros_initializer()))
                for gate, parts in zip("ijfo", zip(*of_group))]
