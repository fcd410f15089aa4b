"""Cells that compute, on any device, what a cuDNN layer computes with the same weights."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.rnn.lstm_ops import LSTMBlockCell
from legacy_seq2seq.contrib.rnn.pieces import known_depth
from legacy_seq2seq.nn.rnn_cell.base import LayerRNNCell


class CudnnCompatibleLSTMCell(LSTMBlockCell):
    """The step of `CudnnLSTM`: `LSTMBlockCell` without a forget bias of its own, clipping or peepholes.

    Variables: `kernel` `[depth + num_units, 4 * num_units]`, `bias`. Takes float32 and float16.
    Source: TF1 tf.contrib.cudnn_rnn.CudnnCompatibleLSTMCell.
    """

    def __init__(self, num_units, reuse=None):
        super().__init__(num_units, forget_bias=0, cell_clip=None, use_peephole=False, reuse=reuse, name="cudnn_compatible_lstm_cell")


class CudnnCompatibleGRUCell(LayerRNNCell):
    """The step of `CudnnGRU`; inputs `[batch, depth]`, output and state `[batch, num_units]`.

        r, u = sigmoid([inputs, state] · gates/kernel + gates/bias)
        candidate = tanh(inputs · input_projection + r * (state · hidden_projection))       (each with its bias)
        new_state = (1 - u) * candidate + u * state

    It differs from `GRUCell` in that the reset gate acts after the state's projection.
    Variables: `gates/kernel` `[depth + num_units, 2 * num_units]`, `gates/bias` (ones),
    `candidate/input_projection/kernel` `[depth, num_units]`, `candidate/hidden_projection/kernel`
    `[num_units, num_units]`, and their `bias`es (zeros). kernel_initializer: of the kernels.

    Raises ValueError for inputs that are not of rank 2 or of unknown depth, TypeError for integers.
    Source: TF1 tf.contrib.cudnn_rnn.CudnnCompatibleGRUCell. Paper: Cho et al. 2014, first version.
    """

    def __init__(self, num_units, reuse=None, kernel_initializer=None):
        super().__init__(_reuse=reuse)
        self._num_units = num_units
        self._kernel_initializer = kernel_initializer
        self.input_spec = tf.layers.InputSpec(ndim=2)

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def build(self, inputs_shape):
        depth, units = known_depth(self, tf.TensorSpec(inputs_shape)), self._num_units
        self._require_floats()

        def kernel(name, shape):
            return self.add_weight(name + "/kernel", shape, initializer=self._kernel_initializer)

        def bias(name, size, initializer):
            return self.add_weight(name + "/bias", [size], initializer=initializer)

        self._gate_kernel = kernel("gates", [depth + units, 2 * units])
        self._gate_bias = bias("gates", 2 * units, tf.ones_initializer())
        # In this order, which is that of TF 1.15's list of variables.
        self._input_kernel = kernel("candidate/input_projection", [depth, units])
        self._state_kernel = kernel("candidate/hidden_projection", [units, units])
        self._input_bias = bias("candidate/input_projection", units, tf.zeros_initializer())
        self._state_bias = bias("candidate/hidden_projection", units, tf.zeros_initializer())
        self.built = True

    def _require_floats(self):
        dtype = tf.as_dtype(self.dtype or tf.float32)
        if not dtype.is_floating:  # the type that TF 1.15 raises
            raise TypeError(f"CudnnCompatibleGRUCell: `inputs` are {dtype.name}; expected floating-point numbers. Embed ids first, or cast: "
                            "tf.cast(inputs, tf.float32).")

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state):
        gates = tf.sigmoid(tf.nn.xw_plus_b(tf.concat([inputs, state], 1), self._gate_kernel, self._gate_bias))
        r, u = tf.split(gates, 2, axis=1)  # [batch, num_units] each
        candidate = tf.tanh(tf.nn.xw_plus_b(inputs, self._input_kernel, self._input_bias)
                            + r * tf.nn.xw_plus_b(state, self._state_kernel, self._state_bias))
        new_state = (1 - u) * candidate + u * state
        return new_state, new_state
