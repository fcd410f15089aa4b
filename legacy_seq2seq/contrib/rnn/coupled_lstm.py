"""An LSTM that forgets exactly as much as it takes in."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.rnn.pieces import columns, known_depth, layer_norm, lstm_state, sharded_variable, sigmoid_mix
from legacy_seq2seq.nn.rnn_cell.base import LSTMStateTuple, RNNCell


class CoupledInputForgetGateLSTMCell(RNNCell):
    """LSTM with `input gate = 1 - forget gate` (Greff et al. 2015): `c' = f * c + (1 - f) * tanh(j)`.

    inputs `[batch, depth]`; `c` `[batch, num_units]`; output and `h` `[batch, num_proj or num_units]`.
    State: `LSTMStateTuple(c, h)`, with `state_is_tuple=False` their concatenation.
    use_peepholes: the gates also see `c`. num_proj: depth of the projected output; proj_clip bounds it.
    num_unit_shards, num_proj_shards: over how many variables the rows of the matrices are spread.
    layer_norm: normalises the gates and the new `c`; the bias is then made but not used, as in TF 1.15.
    initializer: not used either, as in TF 1.15; the scope's initialiser is.
    Variables: `W_0` … `[depth + depth of h, 3 * num_units]` (j, f, o), `B`; with peepholes `W_F_diag`,
    `W_O_diag` `[num_units]`; with `num_proj` `W_P_0` … `[num_units, num_proj]`; with `layer_norm` `gamma`
    and `beta` in `transform`, `forget`, `output`, `state`.

    Raises ValueError for inputs of unknown depth, TypeError for a state that is one tensor.
    Source: TF1 tf.contrib.rnn.CoupledInputForgetGateLSTMCell.
    """

    def __init__(self, num_units, use_peepholes=False, initializer=None, num_proj=None, proj_clip=None, num_unit_shards=1, num_proj_shards=1,
                 forget_bias=1.0, state_is_tuple=True, activation=tf.tanh, reuse=None, layer_norm=False, norm_gain=1.0, norm_shift=0.0):
        super().__init__(_reuse=reuse)
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._initializer = initializer
        self._num_proj = num_proj
        self._proj_clip = proj_clip
        self._num_unit_shards = num_unit_shards
        self._num_proj_shards = num_proj_shards
        self._forget_bias = forget_bias
        self._state_is_tuple = state_is_tuple
        self._activation = activation
        self._layer_norm = layer_norm
        self._norm_gain = norm_gain
        self._norm_shift = norm_shift

    @property
    def state_size(self):
        sizes = LSTMStateTuple(self._num_units, self.output_size)
        return sizes if self._state_is_tuple else sum(sizes)

    @property
    def output_size(self):
        return self._num_proj or self._num_units

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        c, h = lstm_state(self, state) if self._state_is_tuple else (
            columns(state, 0, self._num_units), columns(state, self._num_units, self.output_size))
        j, f, o = self._gates(inputs, h)
        forget_diagonal, output_diagonal = self._peepholes(inputs.dtype)
        f = f + self._forget_bias
        forget_gate = tf.sigmoid(f + forget_diagonal * c if self._use_peepholes else f)
        new_c = self._normalized(sigmoid_mix(forget_gate, c, self._activation(j)), "state")
        output_gate = tf.sigmoid(o + output_diagonal * new_c if self._use_peepholes else o)
        new_h = self._projected(output_gate * self._activation(new_c))
        return new_h, LSTMStateTuple(new_c, new_h) if self._state_is_tuple else tf.concat([new_c, new_h], 1)

    def _gates(self, inputs, h):
        """j, f, o `[batch, num_units]`, before their activations."""
        rows = known_depth(self, inputs) + tf.dimension_value(h.shape[1])
        kernel = sharded_variable("W", [rows, 3 * self._num_units], self._num_unit_shards, inputs.dtype)
        bias = tf.get_variable("B", [3 * self._num_units], inputs.dtype, tf.zeros_initializer())
        gates = tf.matmul(tf.concat([inputs, h], 1), kernel)
        if not self._layer_norm:
            gates = tf.nn.bias_add(gates, bias)
        return [self._normalized(gate, name) for gate, name in zip(tf.split(gates, 3, axis=1), ("transform", "forget", "output"))]

    def _peepholes(self, dtype):
        if not self._use_peepholes:
            return None, None
        return [tf.get_variable(name, [self._num_units], dtype) for name in ("W_F_diag", "W_O_diag")]

    def _normalized(self, values, name):
        return layer_norm(values, name, self._norm_gain, self._norm_shift) if self._layer_norm else values

    def _projected(self, h):
        if self._num_proj is None:
            return h
        projected = tf.matmul(h, sharded_variable("W_P", [self._num_units, self._num_proj], self._num_proj_shards, h.dtype))
        return projected if self._proj_clip is None else tf.clip_by_value(projected, -self._proj_clip, self._proj_clip)
