"""Convolutions that treat each channel by itself. Source: TF1 tf.contrib.layers (separable_convolution2d, convolution2d_in_plane)."""

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
def separable_convolution2d(inputs, num_outputs, kernel_size, depth_multiplier=1, stride=1, padding="SAME", data_format="NHWC", rate=1,
                            activation_fn=tf.nn.relu, normalizer_fn=None, normalizer_params=None,
                            weights_initializer=xavier_initializer(), pointwise_initializer=None, weights_regularizer=None,
                            biases_initializer=tf.zeros_initializer(), biases_regularizer=None, reuse=None,
                            variables_collections=None, outputs_collections=None, trainable=True, scope=None):
    """A convolution of each channel by itself, then one over channels at each place (Sifre & Mallat 2014).

    inputs: `[batch, height, width, depth]`, or `[batch, depth, height, width]` with data_format="NCHW".
    Returns `num_outputs` channels; with num_outputs=None the second step is left out, and there are
    `depth * depth_multiplier`. rate: dilation. pointwise_initializer: `weights_initializer` by default.
    normalizer_fn: in place of the biases. A dict of variables_collections is read at "weights" for both
    steps and at "biases".

    Variables: `SeparableConv2d/depthwise_weights` `[kernel, kernel, depth, depth_multiplier]`,
    `.../pointwise_weights` `[1, 1, depth * depth_multiplier, num_outputs]`, `.../biases`.
    Raises ValueError for another data_format or rank. Source: TF1 tf.contrib.layers.separable_convolution2d.
    """
    check_data_format("separable_convolution2d", data_format, "NCHW", "NHWC")
    with tf.variable_scope(scope, "SeparableConv2d", [inputs], reuse=reuse) as sc:
        inputs = _images("separable_convolution2d", inputs)
        channels_first = data_format == "NCHW"
        depth = known_channels("separable_convolution2d", inputs, 1 if channels_first else -1)
        kernel = numbers_of("separable_convolution2d", "kernel_size", kernel_size, 2)
        strides = _strides("separable_convolution2d", stride, channels_first)
        options = dict(padding=padding.upper(), rate=numbers_of("separable_convolution2d", "rate", rate, 2), data_format=data_format)

        def weights(name, shape, initializer):
            return layer_variable(name, shape, inputs.dtype, initializer, weights_regularizer, trainable, variables_collections, "weights")

        each = weights("depthwise_weights", [*kernel, depth, depth_multiplier], weights_initializer)
        channels = depth * depth_multiplier
        if num_outputs is None:
            outputs = tf.nn.depthwise_conv2d(inputs, each, strides, **options)
        else:
            across = weights("pointwise_weights", [1, 1, channels, num_outputs], pointwise_initializer or weights_initializer)
            outputs = tf.nn.separable_conv2d(inputs, each, across, strides, **options)
            channels = num_outputs
        outputs = normalized_or_biased(
            outputs, channels, (normalizer_fn, normalizer_params), (biases_initializer, biases_regularizer), trainable,
            variables_collections, channels_first)
        return finished(outputs, activation_fn, outputs_collections, sc.name)


@add_arg_scope
def convolution2d_in_plane(inputs, kernel_size, stride=1, padding="SAME", activation_fn=tf.nn.relu, normalizer_fn=None,
                           normalizer_params=None, weights_initializer=xavier_initializer(), weights_regularizer=None,
                           biases_initializer=tf.zeros_initializer(), biases_regularizer=None, reuse=None,
                           variables_collections=None, outputs_collections=None, trainable=True, scope=None):
    """One small convolution, the same for every channel: a blur or a gradient, for instance.

    inputs: `[batch, height, width, depth]`; returns as many channels. normalizer_fn: in place of the biases.
    Variables: `ConvInPlane/weights` `[kernel, kernel, 1, 1]`, `ConvInPlane/biases` `[depth]`.
    Source: TF1 tf.contrib.layers.convolution2d_in_plane.
    """
    with tf.variable_scope(scope, "ConvInPlane", [inputs], reuse=reuse) as sc:
        inputs = _images("convolution2d_in_plane", inputs)
        depth = known_channels("convolution2d_in_plane", inputs, -1)
        kernel = numbers_of("convolution2d_in_plane", "kernel_size", kernel_size, 2)
        weights = layer_variable("weights", [*kernel, 1, 1], inputs.dtype, weights_initializer, weights_regularizer, trainable,
                                 variables_collections)
        outputs = tf.nn.depthwise_conv2d(inputs, tf.tile(weights, [1, 1, depth, 1]),
                                         _strides("convolution2d_in_plane", stride), padding)
        outputs = normalized_or_biased(
            outputs, depth, (normalizer_fn, normalizer_params), (biases_initializer, biases_regularizer), trainable, variables_collections)
        return finished(outputs, activation_fn, outputs_collections, sc.name)


def _images(layer, inputs):
    inputs = tf.convert_to_tensor(inputs)
    if inputs.shape.ndims != 4:
        raise ValueError(f"{layer}: `inputs` has shape {inputs.shape}; expected rank 4, [batch, height, width, depth].")
    return inputs


def _strides(layer, stride, channels_first=False):
    stride = numbers_of(layer, "stride", stride, 2)
    return [1, 1, *stride] if channels_first else [1, *stride, 1]


conv2d_in_plane = convolution2d_in_plane
separable_conv2d = separable_convolution2d
