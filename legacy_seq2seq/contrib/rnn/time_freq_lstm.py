"""An LSTM that walks over the frequencies of each frame."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.rnn.pieces import columns, known_depth, sharded_variable
from legacy_seq2seq.nn.rnn_cell.base import RNNCell


def frequency_steps(depth, feature_size, frequency_skip):
    """How many windows of `feature_size`, `frequency_skip` apart, fit into `depth` features."""
    # The division truncates towards zero, as TF 1.15's does.
    return int((depth - feature_size) / frequency_skip) + 1


class TimeFreqLSTMCell(RNNCell):
    """Time-frequency LSTM (Sainath & Li 2016): one LSTM moves over windows of each frame's features.

    inputs `[batch, depth]`, cut into `steps` windows of `feature_size`, `frequency_skip` apart; a rest is
    left out. The LSTM at each window sees the window, its own `h` there one frame ago, and the `h` of the
    window before. Output `[batch, steps * num_units]`; state `[batch, steps * 2 * num_units]`, (c, h) of
    each window. `state_size` is that of one window, as in TF 1.15: with more of them, start from
    `tf.zeros([batch, steps * 2 * num_units])`.
    use_peepholes: the gates also see `c`; cell_clip bounds `c`; num_unit_shards: over how many variables
    the rows of the kernel are spread. initializer: not used, as in TF 1.15; the scope's initialiser is.
    Variables: `W_0` … `[feature_size + 2 * num_units, 4 * num_units]` (i, j, f, o), `B`; with peepholes
    `W_F_diag`, `W_I_diag`, `W_O_diag` `[num_units]`.

    Raises ValueError where the depth is unknown or below `feature_size`, TypeError where `feature_size`
    is not given. Source: TF1 tf.contrib.rnn.TimeFreqLSTMCell.
    """

    def __init__(self, num_units, use_peepholes=False, cell_clip=None, initializer=None, num_unit_shards=1, forget_bias=1.0,
                 feature_size=None, frequency_skip=1, reuse=None):
        super().__init__(_reuse=reuse)
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._cell_clip = cell_clip
        self._initializer = initializer
        self._num_unit_shards = num_unit_shards
        self._forget_bias = forget_bias
        self._feature_size = feature_size
        self._frequency_skip = frequency_skip

    @property
    def state_size(self):
        return 2 * self._num_units

    @property
    def output_size(self):
        return self._num_units

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        windows = self._windows(inputs)  # each [batch, feature_size]
        units, dtype = self._num_units, inputs.dtype
        kernel = sharded_variable("W", [self._feature_size + 2 * units, 4 * units], self._num_unit_shards, dtype)
        bias = tf.get_variable("B", [4 * units], dtype, tf.zeros_initializer())
        diagonals = [tf.get_variable(f"W_{gate}_diag", [units], dtype) for gate in "FIO"] if self._use_peepholes else None
        h_below = tf.zeros([tf.dimension_value(inputs.shape[0]) or tf.shape(inputs)[0], units], dtype)
        outputs, new_state = [], []
        for number, window in enumerate(windows):
            c, h = columns(state, 2 * number * units, units), columns(state, (2 * number + 1) * units, units)
            gates = tf.nn.bias_add(tf.matmul(tf.concat([window, h, h_below], 1), kernel), bias)
            c, h_below = self._step(gates, c, diagonals)
            outputs.append(h_below)
            new_state += [c, h_below]
        return tf.concat(outputs, 1), tf.concat(new_state, 1)

    def _windows(self, inputs):
        depth = known_depth(self, inputs)
        if self._feature_size is None:
            raise TypeError("TimeFreqLSTMCell: `feature_size` is not given; expected the number of features in one window.")
        steps = frequency_steps(depth, self._feature_size, self._frequency_skip)
        if steps < 1:
            raise ValueError(
                f"TimeFreqLSTMCell: `inputs` has depth {depth}; expected at least feature_size = {self._feature_size}. Pass a smaller one.")
        return [columns(inputs, number * self._frequency_skip, self._feature_size) for number in range(steps)]

    def _step(self, gates, c, diagonals):
        """The new (c, h) `[batch, num_units]` of one window."""
        i, j, f, o = tf.split(gates, 4, axis=1)
        f = f + self._forget_bias
        if diagonals:
            f, i = f + diagonals[0] * c, i + diagonals[1] * c
        new_c = tf.sigmoid(f) * c + tf.sigmoid(i) * tf.tanh(j)
        if self._cell_clip is not None:
            new_c = tf.clip_by_value(new_c, -self._cell_clip, self._cell_clip)
        if diagonals:
            o = o + diagonals[2] * new_c
        return new_c, tf.sigmoid(o) * tf.tanh(new_c)
