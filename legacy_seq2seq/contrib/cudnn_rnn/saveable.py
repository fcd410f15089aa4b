"""Checkpoints of cuDNN layers: the weights under the names, and in the form, of the cells that compute the same anywhere.

A layer of n layers in the scope "cudnn_lstm" is saved as `MultiRNNCell` of n compatible cells, run by
`tf.nn.dynamic_rnn` in that scope, names its variables, and in two directions as
`tf.contrib.rnn.stack_bidirectional_dynamic_rnn` does:

    cudnn_lstm/rnn/multi_rnn_cell/cell_0/cudnn_compatible_lstm_cell/kernel
    cudnn_lstm/stack_bidirectional_rnn/cell_0/bidirectional_rnn/fw/cudnn_compatible_lstm_cell/kernel
"""

from legacy_seq2seq import stack
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.cudnn_rnn import format_converter
from legacy_seq2seq.contrib.cudnn_rnn.canonical import CUDNN_INPUT_LINEAR_MODE, CUDNN_RNN_UNIDIRECTION

_SaveableObject = stack.inner_module("training.saver").BaseSaverBuilder.SaveableObject
_SaveSpec = stack.inner_module("training.saver").BaseSaverBuilder.SaveSpec


class CudnnOpaqueParamsSaveable(_SaveableObject):
    """Saves an opaque buffer as cells' weights, and restores it from them. Give it to `tf.train.Saver`.

    opaque_params: the variable. num_layers, num_units, input_size, input_mode, direction: as of the model.
    scope: what comes before the names, a string or a variable scope; nothing unless given. name: the object's own.
    The layers of this module put one into the collection SAVEABLE_OBJECTS themselves, where every `tf.train.Saver()` finds it.
    """

    _format_converter_cls = None
    _rnn_cell_name = None
    _weight_names = ("kernel",)
    _bias_names = ("bias",)

    def __init__(self, opaque_params, num_layers, num_units, input_size, input_mode=CUDNN_INPUT_LINEAR_MODE,
                 direction=CUDNN_RNN_UNIDIRECTION, scope=None, name="cudnn_rnn_saveable"):
        self._variable = opaque_params
        self._format_converter = self._format_converter_cls(
            num_layers, num_units, input_size, input_mode=input_mode, direction=direction)
        names = self.names(num_layers, direction, scope)
        weights, biases = self._format_converter.opaque_to_tf_canonical(opaque_params)
        specs = [_SaveSpec(tensor, "", spec_name) for tensor, spec_name in zip(weights + biases, names)]
        super().__init__(tf.identity(opaque_params), specs, name)

    @classmethod
    def names(cls, num_layers, direction=CUDNN_RNN_UNIDIRECTION, scope=None):
        """The names under which a model's weights are saved: all weights, then all biases."""
        scope_name = getattr(scope, "name", scope)
        cells = [f"{scope_name}/{cell}" if scope_name else cell for cell in _cell_scopes(num_layers, direction)]
        return [f"{cell}/{cls._rnn_cell_name}/{part}" for parts in (cls._weight_names, cls._bias_names) for cell in cells for part in parts]

    @property
    def format_converter(self):
        """The `CudnnParamsFormatConverter` of the model."""
        return self._format_converter

    def restore(self, restored_tensors, restored_shapes):
        """An operation that sets the variable to what the cells' weights `restored_tensors` say. Used by `tf.train.Saver`."""
        weights = [tf.ensure_shape(tensor, spec.tensor.shape) for tensor, spec in zip(restored_tensors, self.specs)]
        opaque = self._format_converter.tf_canonical_to_opaque(weights)
        # The checkpoint may hold the buffer too, in the layout of the machine that wrote it: the names and forms of the cells win.
        with tf.control_dependencies(_restores_of(self._variable, restored_tensors[0].op)):
            return tf.assign(self._variable, opaque, validate_shape=False).op


def _cell_scopes(num_layers, direction):
    if direction == CUDNN_RNN_UNIDIRECTION:
        return [f"rnn/multi_rnn_cell/cell_{layer}" for layer in range(num_layers)]
    return [f"stack_bidirectional_rnn/cell_{layer}/bidirectional_rnn/{way}" for layer in range(num_layers) for way in ("fw", "bw")]


def _restores_of(variable, reading):
    """The assignments to `variable` of what the operation `reading` read from the same checkpoint."""
    reference = variable.handle if hasattr(variable, "handle") else variable.op.outputs[0]
    return [op for op in reference.consumers()
            if op.type in ("Assign", "AssignVariableOp") and _source(op.inputs[1]) is reading]


def _source(tensor):
    while tensor.op.type == "Identity":
        tensor = tensor.op.inputs[0]
    return tensor.op


class CudnnLSTMSaveable(CudnnOpaqueParamsSaveable):
    """Saves a `CudnnLSTM` as `CudnnCompatibleLSTMCell`s. Source: TF1 tf.contrib.cudnn_rnn.CudnnLSTMSaveable."""

    _format_converter_cls = format_converter.CudnnParamsFormatConverterLSTM
    _rnn_cell_name = "cudnn_compatible_lstm_cell"


class CudnnGRUSaveable(CudnnOpaqueParamsSaveable):
    """Saves a `CudnnGRU` as `CudnnCompatibleGRUCell`s. Source: TF1 tf.contrib.cudnn_rnn.CudnnGRUSaveable."""

    _format_converter_cls = format_converter.CudnnParamsFormatConverterGRU
    _rnn_cell_name = "cudnn_compatible_gru_cell"
    _weight_names = ("gates/kernel", "candidate/input_projection/kernel", "candidate/hidden_projection/kernel")
    _bias_names = ("gates/bias", "candidate/input_projection/bias", "candidate/hidden_projection/bias")


class CudnnRNNTanhSaveable(CudnnLSTMSaveable):
    """Saves a `CudnnRNNTanh` as `BasicRNNCell`s. Source: TF1 tf.contrib.cudnn_rnn.CudnnRNNTanhSaveable."""

    _format_converter_cls = format_converter.CudnnParamsFormatConverterTanh
    _rnn_cell_name = "basic_rnn_cell"


class CudnnRNNReluSaveable(CudnnLSTMSaveable):
    """Saves a `CudnnRNNRelu` as `BasicRNNCell`s of `activation=tf.nn.relu`. Source: TF1 tf.contrib.cudnn_rnn.CudnnRNNReluSaveable."""

    _format_converter_cls = format_converter.CudnnParamsFormatConverterRelu
    _rnn_cell_name = "basic_rnn_cell"
