"""An LSTM whose units open in turns, for events at uneven times."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.rnn.pieces import dense, lstm_state, sigmoid_mix
from legacy_seq2seq.nn.rnn_cell.base import LSTMStateTuple, RNNCell


class PhasedLSTMCell(RNNCell):
    """LSTM with a time gate for each unit (Neil et al. 2016, Phased LSTM).

    inputs: a tuple `(time [batch, 1], features [batch, depth])`; time of any numeric type, in the unit
    of `period_init_min` and `period_init_max`. Output and each part of the state `LSTMStateTuple(c, h)`
    `[batch, num_units]`.
    A unit is open for the share `ratio_on` of its period, rising, then falling; else `leak` of it is.
    Variables: `kernel` and `bias` in `mask_gates` (i, f), `new_input`, `output_gate`, where with
    `use_peepholes` the gates also see `c`; `period` (at first log-uniform between the limits), `phase`
    (uniform within the period), `ratio_on` (trained if `trainable_ratio_on`), `[num_units]` each.

    Raises TypeError where `inputs` or `state` is one tensor; ValueError for features of unknown depth.
    Source: TF1 tf.contrib.rnn.PhasedLSTMCell.
    """

    def __init__(self, num_units, use_peepholes=False, leak=0.001, ratio_on=0.1, trainable_ratio_on=True, period_init_min=1.0,
                 period_init_max=1000.0, reuse=None):
        super().__init__(_reuse=reuse)
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._leak = leak
        self._ratio_on = ratio_on
        self._trainable_ratio_on = trainable_ratio_on
        self._period_range = period_init_min, period_init_max

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self):
        return self._num_units

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        if tf.is_tensor(inputs):
            raise TypeError(
                f"PhasedLSTMCell: `inputs` is one tensor of shape {inputs.shape}; expected a tuple (time [batch, 1], features [batch, depth]). "
                "With dynamic_rnn: inputs=(time [batch, steps, 1], features [batch, steps, depth]).")
        time, features = inputs
        c, h = lstm_state(self, state)
        proposed_c, proposed_h = self._lstm(features, c, h)
        openness = tf.cast(self._openness(time, features.dtype), features.dtype)  # [batch, num_units]
        new_c = sigmoid_mix(openness, proposed_c, c)
        new_h = sigmoid_mix(openness, proposed_h, h)
        return new_h, LSTMStateTuple(new_c, new_h)

    def _lstm(self, features, c, h):
        """The (c, h) of an ordinary LSTM."""
        seen = [features, h]
        with tf.variable_scope("mask_gates"):
            gates = dense(seen + [c] if self._use_peepholes else seen, 2 * self._num_units)
        input_gate, forget_gate = tf.split(tf.sigmoid(gates), 2, axis=1)
        with tf.variable_scope("new_input"):
            candidate = tf.tanh(dense(seen, self._num_units))
        new_c = c * forget_gate + input_gate * candidate
        with tf.variable_scope("output_gate"):
            output_gate = tf.sigmoid(dense(seen + [new_c] if self._use_peepholes else seen, self._num_units))
        return new_c, tf.tanh(new_c) * output_gate

    def _openness(self, time, dtype):
        """How far each unit is open at `time` `[batch, 1]`: `[batch, num_units]`, 0 to 1."""
        shape, (shortest, longest) = [self._num_units], self._period_range
        period = tf.get_variable("period", shape, dtype, _log_uniform(shortest, longest))
        # Not a tensor at once: where the cell is called inside a loop, the initialiser must run outside of it.
        phase = tf.get_variable("phase", shape, dtype, _uniform_below(period))
        ratio_on = tf.get_variable("ratio_on", shape, dtype, tf.constant_initializer(self._ratio_on), trainable=self._trainable_ratio_on)
        position = tf.cast(_position_in_cycle(time, tf.cast(phase, time.dtype), tf.cast(period, time.dtype)), dtype)
        rising = 2 * position / ratio_on
        falling = 2 - rising
        closed = self._leak * position
        half, whole = tf.less(position, 0.5 * ratio_on), tf.less(position, ratio_on)
        return tf.where(half, rising, tf.where(whole, falling, closed))


def _position_in_cycle(time, phase, period):
    """The position in the cycle, 0 to 1. Its gradient is that of `(time - phase) / period`, past the jumps."""
    since_phase = time - phase
    within = since_phase + tf.stop_gradient(tf.floormod(since_phase, period) - since_phase)
    return within / period


def _log_uniform(low, high):
    def initialize(shape, dtype=tf.float32, partition_info=None):
        return tf.exp(tf.random_uniform(shape, tf.log(tf.cast(low, dtype)), tf.log(tf.cast(high, dtype)), dtype=dtype))
    return initialize


def _uniform_below(variable):
    def initialize(shape, dtype=tf.float32, partition_info=None):
        return tf.random_uniform(shape, 0., 1., dtype=dtype) * tf.cast(variable.initial_value, dtype)
    return initialize
