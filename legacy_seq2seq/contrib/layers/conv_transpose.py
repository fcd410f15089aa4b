"""Transposed convolutions, which enlarge. Source: TF1 tf.contrib.layers (convolution2d_transpose, convolution3d_transpose)."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework.arg_scope import add_arg_scope
from legacy_seq2seq.contrib.layers.building import (
    check_data_format,
    finished,
    known_channels,
    layer_variable,
    normalized_or_biased,
    numbers_of,
)
from legacy_seq2seq.contrib.layers.initializers import xavier_initializer


@add_arg_scope
def convolution2d_transpose(inputs, num_outputs, kernel_size, stride=1, padding="SAME", data_format="NHWC", activation_fn=tf.nn.relu,
                            normalizer_fn=None, normalizer_params=None, weights_initializer=xavier_initializer(),
                            weights_regularizer=None, biases_initializer=tf.zeros_initializer(), biases_regularizer=None, reuse=None,
                            variables_collections=None, outputs_collections=None, trainable=True, scope=None):
    """The transpose of a convolution over images, with biases and activation.

    inputs: `[batch, height, width, depth]`, or `[batch, depth, height, width]` with data_format="NCHW".
    Returns `[batch, height * stride, width * stride, num_outputs]` with padding "SAME"; with "VALID"
    `max(kernel - stride, 0)` more along each axis. normalizer_fn: in place of the biases.

    Variables: `Conv2d_transpose/weights` `[kernel, kernel, num_outputs, depth]`, `Conv2d_transpose/biases`.
    Raises ValueError for another rank or data_format and for an unknown depth.
    Source: TF1 tf.contrib.layers.convolution2d_transpose.
    """
    check_data_format("convolution2d_transpose", data_format, "NCHW", "NHWC")
    with tf.variable_scope(scope, "Conv2d_transpose", [inputs], reuse=reuse) as sc:
        outputs = _transposed(
            "convolution2d_transpose", tf.nn.conv2d_transpose, inputs, num_outputs, kernel_size, stride, padding, data_format,
            (normalizer_fn, normalizer_params), (weights_initializer, weights_regularizer), (biases_initializer, biases_regularizer),
            variables_collections, trainable)
        return finished(outputs, activation_fn, outputs_collections, sc.name)


@add_arg_scope
def convolution3d_transpose(inputs, num_outputs, kernel_size, stride=1, padding="SAME", data_format="NDHWC", activation_fn=tf.nn.relu,
                            normalizer_fn=None, normalizer_params=None, weights_initializer=xavier_initializer(),
                            weights_regularizer=None, biases_initializer=tf.zeros_initializer(), biases_regularizer=None, reuse=None,
                            variables_collections=None, outputs_collections=None, trainable=True, scope=None):
    """The transpose of a convolution over volumes `[batch, planes, height, width, depth]`.

    As `convolution2d_transpose`, with data_format "NDHWC" or "NCDHW" and variables below `Conv3d_transpose`.
    Source: TF1 tf.contrib.layers.convolution3d_transpose.
    """
    check_data_format("convolution3d_transpose", data_format, "NCDHW", "NDHWC")
    with tf.variable_scope(scope, "Conv3d_transpose", [inputs], reuse=reuse) as sc:
        outputs = _transposed(
            "convolution3d_transpose", tf.nn.conv3d_transpose, inputs, num_outputs, kernel_size, stride, padding, data_format,
            (normalizer_fn, normalizer_params), (weights_initializer, weights_regularizer), (biases_initializer, biases_regularizer),
            variables_collections, trainable)
        return finished(outputs, activation_fn, outputs_collections, sc.name)


def _transposed(layer, product, inputs, num_outputs, kernel_size, stride, padding, data_format, normalizer, weights, biases,
                variables_collections, trainable):
    inputs = tf.convert_to_tensor(inputs)
    axes = len(data_format) - 2
    if inputs.shape.ndims != axes + 2:
        raise ValueError(f"{layer}: `inputs` has shape {inputs.shape}; expected rank {axes + 2}, {data_format}.")
    channels_first = data_format.startswith("NC")
    kernel, stride = numbers_of(layer, "kernel_size", kernel_size, axes), numbers_of(layer, "stride", stride, axes)
    num_outputs, = numbers_of(layer, "num_outputs", num_outputs, 1)
    depth = known_channels(layer, inputs, 1 if channels_first else -1)
    initializer, regularizer = weights
    filters = layer_variable("weights", [*kernel, num_outputs, depth], inputs.dtype, initializer, regularizer, trainable,
                             variables_collections)
    sizes = [_enlarged(size, *rest, padding) for size, *rest in zip(_spatial(inputs, channels_first), kernel, stride)]
    batch = _size(inputs, 0)
    shape = [batch, num_outputs, *sizes] if channels_first else [batch, *sizes, num_outputs]
    strides = [1, 1, *stride] if channels_first else [1, *stride, 1]
    outputs = product(inputs, filters, tf.stack(shape), strides, padding=padding.upper(), data_format=data_format)
    outputs.set_shape([None if tf.is_tensor(size) else size for size in shape])
    return normalized_or_biased(outputs, num_outputs, normalizer, biases, trainable, variables_collections, channels_first)


def _spatial(inputs, channels_first):
    first = 2 if channels_first else 1
    return [_size(inputs, axis) for axis in range(first, first + inputs.shape.ndims - 2)]


def _size(tensor, axis):
    """A number where it is known now, else a scalar tensor."""
    known = tf.dimension_value(tensor.shape[axis])
    return tf.shape(tensor)[axis] if known is None else known


def _enlarged(size, kernel, stride, padding):
    if padding.upper() not in ("SAME", "VALID"):
        raise ValueError(f"`padding` is {padding!r}; expected \"SAME\" or \"VALID\".")
    return size * stride + (max(kernel - stride, 0) if padding.upper() == "VALID" else 0)


conv2d_transpose = convolution2d_transpose
conv3d_transpose = convolution3d_transpose
