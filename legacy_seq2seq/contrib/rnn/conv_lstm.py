"""LSTMs over images: the products are convolutions."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.rnn.pieces import lstm_state
from legacy_seq2seq.nn.rnn_cell.base import LSTMStateTuple, RNNCell

_CONVOLUTIONS = {1: tf.nn.conv1d, 2: tf.nn.conv2d, 3: tf.nn.conv3d}  # by the number of spatial axes


class ConvLSTMCell(RNNCell):
    """Convolutional LSTM (Shi et al. 2015) over one, two or three spatial axes, padded to keep their sizes.

    conv_ndims: the number of spatial axes. input_shape: `[*space, channels]`, without the batch.
    kernel_shape: the sizes of the filter along the spatial axes. use_bias: whether there are `biases`.
    inputs `[batch, *space, channels]`; output and each part of the state `LSTMStateTuple(c, h)` `[batch,
    *space, output_channels]`. skip_connection: the output is followed by the inputs' channels; so is the
    `h` that is returned, which does not fit the next step (as in TF 1.15: one step only).
    initializers: not used, as in TF 1.15; the scope's initialiser is.
    Variables: `kernel` `[*kernel_shape, channels + output_channels, 4 * output_channels]` (i, j, f, o),
    `biases` `[4 * output_channels]`.

    Raises ValueError where `input_shape` and `conv_ndims` do not fit, or inputs are of another rank.
    Source: TF1 tf.contrib.rnn.ConvLSTMCell.

        cell = ConvLSTMCell(2, input_shape=[64, 64, 1], output_channels=16, kernel_shape=[3, 3])
        outputs, state = tf.nn.dynamic_rnn(cell, frames, dtype=tf.float32)   # frames [batch, time, 64, 64, 1]
    """

    def __init__(self, conv_ndims, input_shape, output_channels, kernel_shape, use_bias=True, skip_connection=False, forget_bias=1.0,
                 initializers=None, name="conv_lstm_cell"):
        super().__init__(name=name)
        if conv_ndims != len(input_shape) - 1:
            raise ValueError(
                f"{type(self).__name__}: `input_shape` is {list(input_shape)}, for conv_ndims={conv_ndims}; expected {conv_ndims} spatial sizes "
                "and the channels, without the batch.")
        self._conv_ndims = conv_ndims
        self._frame_shape = tuple(input_shape)
        self._output_channels = output_channels
        self._kernel_shape = tuple(kernel_shape)
        self._use_bias = use_bias
        self._skip_connection = skip_connection
        self._forget_bias = forget_bias
        self._initializers = initializers

    @property
    def state_size(self):
        size = tf.TensorShape(self._frame_shape[:-1] + (self._output_channels,))
        return LSTMStateTuple(size, size)

    @property
    def output_size(self):
        skipped = self._frame_shape[-1] if self._skip_connection else 0
        return tf.TensorShape(self._frame_shape[:-1] + (self._output_channels + skipped,))

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs, state, scope=None):
        c, h = lstm_state(self, state)
        i, j, f, o = tf.split(self._convolved(inputs, h), 4, axis=-1)
        new_c = tf.sigmoid(f + self._forget_bias) * c + tf.sigmoid(i) * tf.tanh(j)
        output = tf.tanh(new_c) * tf.sigmoid(o)
        if self._skip_connection:
            output = tf.concat([output, inputs], -1)
        return output, LSTMStateTuple(new_c, output)

    def _convolved(self, inputs, h):
        """The four gates `[batch, *space, 4 * output_channels]`, before their activations."""
        self._check(inputs)
        joined = tf.concat([inputs, h], -1)
        channels, width = tf.dimension_value(joined.shape[-1]), 4 * self._output_channels
        kernel = tf.get_variable("kernel", list(self._kernel_shape) + [channels, width], inputs.dtype)
        strides = 1 if self._conv_ndims == 1 else [1] * (self._conv_ndims + 2)
        gates = _CONVOLUTIONS[self._conv_ndims](joined, kernel, strides, "SAME")
        if not self._use_bias:
            return gates
        return gates + tf.get_variable("biases", [width], inputs.dtype, tf.zeros_initializer())

    def _check(self, inputs):
        name, axes = type(self).__name__, self._conv_ndims
        if axes not in _CONVOLUTIONS:
            raise ValueError(f"{name}: `conv_ndims` is {axes}; expected 1, 2 or 3 spatial axes.")
        if len(self._kernel_shape) != axes:
            raise ValueError(f"{name}: `kernel_shape` is {list(self._kernel_shape)}; expected {axes} sizes, one for each spatial axis.")
        if inputs.shape.ndims != axes + 2:
            raise ValueError(
                f"{name}: `inputs` has shape {inputs.shape}; expected [batch, {', '.join(map(str, self._frame_shape))}], from `input_shape`. "
                "A missing channel axis is added by tf.expand_dims(inputs, -1).")


class Conv1DLSTMCell(ConvLSTMCell):
    """`ConvLSTMCell` over one spatial axis; `input_shape` is `[width, channels]`. Source: TF1 tf.contrib.rnn.Conv1DLSTMCell."""

    def __init__(self, name="conv_1d_lstm_cell", **kwargs):
        super().__init__(conv_ndims=1, name=name, **kwargs)


class Conv2DLSTMCell(ConvLSTMCell):
    """`ConvLSTMCell` over images; `input_shape` is `[height, width, channels]`. Source: TF1 tf.contrib.rnn.Conv2DLSTMCell."""

    def __init__(self, name="conv_2d_lstm_cell", **kwargs):
        super().__init__(conv_ndims=2, name=name, **kwargs)


class Conv3DLSTMCell(ConvLSTMCell):
    """`ConvLSTMCell` over volumes; `input_shape` is `[depth, height, width, channels]`. Source: TF1 tf.contrib.rnn.Conv3DLSTMCell."""

    def __init__(self, name="conv_3d_lstm_cell", **kwargs):
        super().__init__(conv_ndims=3, name=name, **kwargs)
