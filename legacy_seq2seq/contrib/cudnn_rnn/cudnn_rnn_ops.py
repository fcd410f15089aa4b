"""cuDNN's RNNs as functions of the buffer of weights, which the caller keeps in a variable of its own.

The public names live in the modules beside this one. Source: TF1 tensorflow.contrib.cudnn_rnn.python.ops.cudnn_rnn_ops.

    params = tf.get_variable("params", [tf.get_static_value(cudnn_rnn_opaque_params_size("gru", 1, 64, 32))])
    outputs, h = cudnn_gru(inputs, tf.zeros([1, batch, 64]), params, is_training=True)   # [time, batch, 64], [1, batch, 64]
"""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.cudnn_rnn import canonical
from legacy_seq2seq.contrib.cudnn_rnn.canonical import (  # noqa: F401  the names that programs import from here
    CUDNN_GRU,
    CUDNN_GRU_PARAMS_PER_LAYER,
    CUDNN_INPUT_AUTO_MODE,
    CUDNN_INPUT_LINEAR_MODE,
    CUDNN_INPUT_SKIP_MODE,
    CUDNN_LSTM,
    CUDNN_LSTM_PARAMS_PER_LAYER,
    CUDNN_RNN_BIDIRECTION,
    CUDNN_RNN_RELU,
    CUDNN_RNN_RELU_PARAMS_PER_LAYER,
    CUDNN_RNN_TANH,
    CUDNN_RNN_TANH_PARAMS_PER_LAYER,
    CUDNN_RNN_UNIDIRECTION,
    Plan,
    check_direction,
    check_input_mode,
)
from legacy_seq2seq.contrib.cudnn_rnn.compatible_cells import CudnnCompatibleGRUCell, CudnnCompatibleLSTMCell  # noqa: F401
from legacy_seq2seq.contrib.cudnn_rnn.format_converter import (  # noqa: F401
    CudnnParamsFormatConverter,
    CudnnParamsFormatConverterBasic,
    CudnnParamsFormatConverterGRU,
    CudnnParamsFormatConverterLSTM,
    CudnnParamsFormatConverterRelu,
    CudnnParamsFormatConverterTanh,
)
from legacy_seq2seq.contrib.cudnn_rnn.saveable import (  # noqa: F401
    CudnnGRUSaveable,
    CudnnLSTMSaveable,
    CudnnOpaqueParamsSaveable,
    CudnnRNNReluSaveable,
    CudnnRNNTanhSaveable,
)
from legacy_seq2seq.contrib.cudnn_rnn.unrolling import run_rnn


def _plan(rnn_mode, num_layers, num_units, input_size, input_mode, direction, num_proj=None):
    if rnn_mode not in canonical.PARAMS_PER_LAYER:
        raise ValueError(f"cudnn_rnn: `rnn_mode` is {rnn_mode!r}; expected one of {', '.join(map(repr, canonical.PARAMS_PER_LAYER))}.")
    check_direction(direction)
    check_input_mode(input_mode)
    if input_size is None:
        raise ValueError("cudnn_rnn: `input_size` is None; expected the depth of the inputs.")
    plan = Plan(rnn_mode, num_layers, num_units, input_size, direction, input_mode, num_proj or None)
    canonical.check_skip(plan)
    return plan


def cudnn_rnn_opaque_params_size(rnn_mode, num_layers, num_units, input_size, input_mode=CUDNN_INPUT_LINEAR_MODE,
                                 direction=CUDNN_RNN_UNIDIRECTION, dtype=tf.float32, dropout=0, seed=0, num_proj=None, name=None):
    """The number of parameters in the buffer of such a model: a scalar int32 tensor, of known value here."""
    return tf.constant(_plan(rnn_mode, num_layers, num_units, input_size, input_mode, direction, num_proj).size(), tf.int32, name=name)


def cudnn_rnn_canonical_to_opaque_params(rnn_mode, num_layers, num_units, input_size, weights, biases, input_mode=CUDNN_INPUT_LINEAR_MODE,
                                         direction=CUDNN_RNN_UNIDIRECTION, dropout=0, seed=0, num_proj=None, name=None):
    """The buffer, `[number of parameters]`, of the matrices and biases in canonical order (see `canonical`)."""
    _plan(rnn_mode, num_layers, num_units, input_size, input_mode, direction, num_proj)
    return tf.identity(canonical.to_opaque(weights, biases), name=name)


def cudnn_rnn_opaque_params_to_canonical(rnn_mode, num_layers, num_units, input_size, params, input_mode=CUDNN_INPUT_LINEAR_MODE,
                                         direction=CUDNN_RNN_UNIDIRECTION, dropout=0, seed=0, num_proj=None, name=None):
    """`(weights, biases)` in canonical order, two lists, of the buffer `params`."""
    return canonical.from_opaque(_plan(rnn_mode, num_layers, num_units, input_size, input_mode, direction, num_proj), params)


def _run(rnn_mode, inputs, h, c, params, is_training, sequence_lengths, time_major, input_mode, direction, dropout, seed, num_proj=None):
    inputs, h = tf.convert_to_tensor(inputs), tf.convert_to_tensor(h)
    sizes = (tf.convert_to_tensor(c) if num_proj else h).shape.as_list()
    if None in (sizes[0 if time_major else 1], sizes[2], tf.dimension_value(inputs.shape[2])):
        raise ValueError(f"cudnn_rnn: `inputs` has shape {inputs.shape} and the state {sizes}; expected [time, batch, depth] and "
                         "[num_layers * num_dirs, batch, num_units], where time and batch alone may be unknown.")
    dirs = 1 if direction == CUDNN_RNN_UNIDIRECTION else 2
    plan = _plan(rnn_mode, sizes[0 if time_major else 1] // dirs, sizes[2], tf.dimension_value(inputs.shape[2]), input_mode, direction,
                 num_proj)
    turned = (lambda x: x) if time_major else (lambda x: None if x is None else tf.transpose(x, [1, 0, 2]))
    results = run_rnn(plan, params, turned(inputs), turned(h), turned(c), sequence_lengths, dropout, seed, is_training)
    return tuple(turned(result) for result in results if result is not None)


def cudnn_lstm(inputs, input_h, input_c, params, is_training, sequence_lengths=None, time_major=True, input_mode=CUDNN_INPUT_LINEAR_MODE,
               direction=CUDNN_RNN_UNIDIRECTION, dropout=0.0, seed=0, num_proj=None, name=None):
    """An LSTM with the weights in `params`: `(outputs, h, c)`. The arguments: as of `CudnnLSTM`'s call.

    num_proj: the depth of h and of the outputs, where a projection follows each step.
    """
    with tf.name_scope(name, "cudnn_lstm"):
        return _run(CUDNN_LSTM, inputs, input_h, input_c, params, is_training, sequence_lengths, time_major, input_mode, direction, dropout,
                    seed, num_proj)


def cudnn_gru(inputs, input_h, params, is_training, sequence_lengths=None, time_major=True, input_mode=CUDNN_INPUT_LINEAR_MODE,
              direction=CUDNN_RNN_UNIDIRECTION, dropout=0.0, seed=0, name=None):
    """A GRU with the weights in `params`: `(outputs, h)`."""
    with tf.name_scope(name, "cudnn_gru"):
        return _run(CUDNN_GRU, inputs, input_h, None, params, is_training, sequence_lengths, time_major, input_mode, direction, dropout,
                    seed)


def cudnn_rnn_relu(inputs, input_h, params, is_training, input_mode=CUDNN_INPUT_LINEAR_MODE, direction=CUDNN_RNN_UNIDIRECTION, dropout=0.0,
                   seed=0, sequence_lengths=None, time_major=True, name=None):
    """A ReLU RNN with the weights in `params`: `(outputs, h)`."""
    with tf.name_scope(name, "cudnn_rnn_relu"):
        return _run(CUDNN_RNN_RELU, inputs, input_h, None, params, is_training, sequence_lengths, time_major, input_mode, direction,
                    dropout, seed)


def cudnn_rnn_tanh(inputs, input_h, params, is_training, sequence_lengths=None, time_major=True, input_mode=CUDNN_INPUT_LINEAR_MODE,
                   direction=CUDNN_RNN_UNIDIRECTION, dropout=0.0, seed=0, name=None):
    """A tanh RNN with the weights in `params`: `(outputs, h)`."""
    with tf.name_scope(name, "cudnn_rnn_tanh"):
        return _run(CUDNN_RNN_TANH, inputs, input_h, None, params, is_training, sequence_lengths, time_major, input_mode, direction,
                    dropout, seed)


class _CudnnRNN:
    """A model's sizes, and what can be done with its buffer: the interface of TF 1.0 to 1.2."""

    _rnn_mode = None

    def __init__(self, num_layers, num_units, input_size, input_mode=CUDNN_INPUT_LINEAR_MODE, direction=CUDNN_RNN_UNIDIRECTION,
                 dtype=tf.float32, dropout=0.0, seed=0, num_proj=None):
        self._plan = Plan(self._rnn_mode, num_layers, num_units, input_size, direction, input_mode, num_proj or None)
        self._dropout = dropout
        self._seed = seed

    num_layers = property(lambda self: self._plan.num_layers)
    num_units = property(lambda self: self._plan.num_units)
    input_size = property(lambda self: self._plan.input_size)
    input_mode = property(lambda self: self._plan.input_mode)
    direction = property(lambda self: self._plan.direction)
    rnn_mode = property(lambda self: self._plan.rnn_mode)
    num_proj = property(lambda self: self._plan.num_proj)

    def _sizes(self):
        return dict(rnn_mode=self.rnn_mode, num_layers=self.num_layers, num_units=self.num_units, input_size=self.input_size,
                    input_mode=self.input_mode, direction=self.direction, num_proj=self.num_proj)

    def _options(self):
        return dict(input_mode=self.input_mode, direction=self.direction, dropout=self._dropout, seed=self._seed)

    def params_size(self):
        """The number of parameters in the buffer, a scalar int32 tensor."""
        return cudnn_rnn_opaque_params_size(**self._sizes())

    def params_to_canonical(self, params):
        """`(weights, biases)` in canonical order."""
        return cudnn_rnn_opaque_params_to_canonical(params=params, **self._sizes())

    def canonical_to_params(self, weights, biases):
        """The buffer of weights and biases in canonical order."""
        return cudnn_rnn_canonical_to_opaque_params(weights=weights, biases=biases, **self._sizes())


class CudnnLSTM(_CudnnRNN):
    """An LSTM whose buffer the caller keeps. Calling it gives what `cudnn_lstm` does."""

    _rnn_mode = CUDNN_LSTM

    def __call__(self, input_data, input_h, input_c, params, sequence_lengths=None, time_major=True, is_training=True):
        return cudnn_lstm(input_data, input_h, input_c, params, is_training, sequence_lengths, time_major, num_proj=self.num_proj,
                          **self._options())


class _CudnnRNNNoInputC(_CudnnRNN):
    """The models whose state is h alone."""

    def __init__(self, num_layers, num_units, input_size, input_mode=CUDNN_INPUT_LINEAR_MODE, direction=CUDNN_RNN_UNIDIRECTION,
                 dtype=tf.float32, dropout=0.0, seed=0):
        super().__init__(num_layers, num_units, input_size, input_mode, direction, dtype, dropout, seed)

    def __call__(self, input_data, input_h, params, sequence_lengths=None, time_major=True, is_training=True):
        run = {CUDNN_GRU: cudnn_gru, CUDNN_RNN_TANH: cudnn_rnn_tanh, CUDNN_RNN_RELU: cudnn_rnn_relu}[self.rnn_mode]
        return run(input_data, input_h, params, is_training, sequence_lengths=sequence_lengths, time_major=time_major, **self._options())


class CudnnGRU(_CudnnRNNNoInputC):
    """A GRU whose buffer the caller keeps."""

    _rnn_mode = CUDNN_GRU


class CudnnRNNTanh(_CudnnRNNNoInputC):
    """A tanh RNN whose buffer the caller keeps."""

    _rnn_mode = CUDNN_RNN_TANH


class CudnnRNNRelu(_CudnnRNNNoInputC):
    """A ReLU RNN whose buffer the caller keeps."""

    _rnn_mode = CUDNN_RNN_RELU
