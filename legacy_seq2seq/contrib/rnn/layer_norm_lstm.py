"""An LSTM whose gates are normalised, with dropout inside the recurrence."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.rnn.pieces import dense, layer_norm, lstm_state
from legacy_seq2seq.nn.rnn_cell.base import LSTMStateTuple, RNNCell


class LayerNormBasicLSTMCell(RNNCell):
    """LSTM with layer normalisation (Ba et al. 2016) and recurrent dropout (Semeniuta et al. 2016).

    inputs `[batch, depth]`; output and each part of the state `LSTMStateTuple(c, h)` `[batch, num_units]`.
    The gates are i, j, f, o; `forget_bias` is added to f after its normalisation. The new `c` is
    normalised too, and it is the normalised one that the state carries on.
    dropout_keep_prob: number or scalar tensor; drops the candidate `tanh(j)`, never the memory.
    norm_gain, norm_shift: where `gamma` and `beta` start. input_size: not used.
    Variables: `kernel` `[depth + num_units, 4 * num_units]`; `gamma` and `beta` `[num_units]` in each of
    `input`, `transform`, `forget`, `output`, `state`. With `layer_norm=False` a `bias` instead, which
    starts at random values, as in TF 1.15.

    Raises ValueError for inputs of unknown depth, TypeError for a state that is one tensor.
    Source: TF1 tf.contrib.rnn.LayerNormBasicLSTMCell.
    """

    def __init__(self, num_units, forget_bias=1.0, input_size=None, activation=tf.tanh, layer_norm=True, norm_gain=1.0, norm_shift=0.0,
                 dropout_keep_prob=1.0, dropout_prob_seed=None, reuse=None):
        super().__init__(_reuse=reuse)
        if input_size is not None:
            tf.logging.warning("LayerNormBasicLSTMCell: `input_size` is not used; leave it out.")
        self._num_units = num_units
        self._forget_bias = forget_bias
        self._activation = activation
        self._layer_norm = layer_norm
        self._norm_gain = norm_gain
        self._norm_shift = norm_shift
        self._keep_prob = dropout_keep_prob
        self._seed = dropout_prob_seed

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self):
        return self._num_units

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        c, h = lstm_state(self, state)
        bias_initializer = tf.get_variable_scope().initializer or tf.glorot_uniform_initializer()
        gates = dense([inputs, h], 4 * self._num_units, not self._layer_norm, bias_initializer=bias_initializer)
        i, j, f, o = (self._normalized(gate, name) for gate, name in zip(
            tf.split(gates, 4, axis=1), ("input", "transform", "forget", "output")))
        candidate = self._activation(j)
        if not isinstance(self._keep_prob, float) or self._keep_prob < 1:
            candidate = tf.nn.dropout(candidate, rate=1 - self._keep_prob, seed=self._seed)
        new_c = self._normalized(c * tf.sigmoid(f + self._forget_bias) + tf.sigmoid(i) * candidate, "state")
        new_h = self._activation(new_c) * tf.sigmoid(o)
        return new_h, LSTMStateTuple(new_c, new_h)

    def _normalized(self, gate, name):
        return layer_norm(gate, name, self._norm_gain, self._norm_shift) if self._layer_norm else gate
