"""Convolutions over one, two and three axes. Source: TF1 tf.contrib.layers (convolution and its family)."""

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

_FORMATS = (None, "NWC", "NCW", "NHWC", "NCHW", "NDHWC", "NCDHW")


@add_arg_scope
def convolution(inputs, num_outputs, kernel_size, stride=1, padding="SAME", data_format=None, rate=1, activation_fn=tf.nn.relu,
                normalizer_fn=None, normalizer_params=None, weights_initializer=xavier_initializer(), weights_regularizer=None,
                biases_initializer=tf.zeros_initializer(), biases_regularizer=None, reuse=None, variables_collections=None,
                outputs_collections=None, trainable=True, scope=None, conv_dims=None):
    """`activation_fn(inputs * weights + biases)`, with as many spatial axes as `inputs` has.

    inputs: `[batch, width, depth]`, `[batch, height, width, depth]` or one axis more; the depth known.
    kernel_size, stride, rate (dilation): a number, or one for each spatial axis. padding: "SAME" or
    "VALID". data_format: None or "NHWC" (by rank: "NWC", "NDHWC"); "NCHW" and its like put the depth
    before the spatial axes. normalizer_fn: `f(outputs, **normalizer_params)`, in place of the biases.
    conv_dims: how many spatial axes there must be; None takes any.

    Variables: `Conv/weights` `[kernel..., depth, num_outputs]` and `Conv/biases` `[num_outputs]`.
    Raises ValueError for another rank or data_format, an unknown depth, and where neither stride nor
    rate is 1. Source: TF1 tf.contrib.layers.convolution.
    """
    check_data_format("convolution", data_format, *_FORMATS)
    with tf.variable_scope(scope, "Conv", [inputs], reuse=reuse) as sc:
        inputs = tf.convert_to_tensor(inputs)
        axes = _spatial_axes(inputs, conv_dims)
        channels_first = data_format is not None and data_format.startswith("NC")
        num_outputs, = numbers_of("convolution", "num_outputs", num_outputs, 1)
        depth = known_channels("convolution", inputs, 1 if channels_first else -1)
        weights = layer_variable(
            "weights", [*numbers_of("convolution", "kernel_size", kernel_size, axes), depth, num_outputs], inputs.dtype,
            weights_initializer, weights_regularizer, trainable, variables_collections)
        outputs = _product(inputs, tf.convert_to_tensor(weights), numbers_of("convolution", "stride", stride, axes),
                           numbers_of("convolution", "rate", rate, axes), padding, channels_first)
        outputs = normalized_or_biased(
            outputs, num_outputs, (normalizer_fn, normalizer_params), (biases_initializer, biases_regularizer), trainable,
            variables_collections, channels_first)
        return finished(outputs, activation_fn, outputs_collections, sc.name)


def _spatial_axes(inputs, conv_dims):
    rank = inputs.shape.ndims
    if rank is None:
        raise TypeError("convolution: the rank of `inputs` is not known when the graph is built. Set it: inputs.set_shape([...]).")
    if conv_dims is not None and rank != conv_dims + 2:
        raise ValueError(f"convolution: `inputs` has shape {inputs.shape}; expected rank {conv_dims + 2}, [batch, ..., depth].")
    if rank not in (3, 4, 5):
        raise ValueError(f"convolution: `inputs` has shape {inputs.shape}; expected rank 3, 4 or 5, [batch, ..., depth].")
    return rank - 2


def _product(inputs, weights, stride, rate, padding, channels_first):
    if max(stride) > 1 and max(rate) > 1:
        raise ValueError(f"convolution: `stride` is {stride} and `rate` {rate}; one of them must be 1. Leave stride at 1 with a rate.")
    axes = len(stride)
    if padding.upper() == "CAUSAL" and axes == 1:
        missing = [(weights.shape.as_list()[0] - 1) * rate[0], 0]
        inputs = tf.pad(inputs, [[0, 0], [0, 0], missing] if channels_first else [[0, 0], missing, [0, 0]])
        padding = "VALID"
    if padding.upper() not in ("SAME", "VALID"):
        raise ValueError(f"convolution: `padding` is {padding!r}; expected \"SAME\" or \"VALID\".")
    letters = "DHW"[3 - axes:]
    return tf.nn.convolution(inputs, weights, padding=padding.upper(), strides=stride, dilation_rate=rate,
                             data_format=f"NC{letters}" if channels_first else f"N{letters}C")


def _with_axes(axes, name, summary):
    """`convolution` for `inputs` of `axes` spatial axes."""

    def layer(inputs, num_outputs, kernel_size, stride=1, padding="SAME", data_format=None, rate=1, activation_fn=tf.nn.relu,
              normalizer_fn=None, normalizer_params=None, weights_initializer=xavier_initializer(), weights_regularizer=None,
              biases_initializer=tf.zeros_initializer(), biases_regularizer=None, reuse=None, variables_collections=None,
              outputs_collections=None, trainable=True, scope=None):
        return convolution.__wrapped__(  # what arg_scope says of `convolution` is not for us
            inputs, num_outputs, kernel_size, stride, padding, data_format, rate, activation_fn, normalizer_fn, normalizer_params,
            weights_initializer, weights_regularizer, biases_initializer, biases_regularizer, reuse, variables_collections,
            outputs_collections, trainable, scope, conv_dims=axes)

    layer.__name__ = layer.__qualname__ = name
    layer.__doc__ = f"{summary} See `convolution`. Source: TF1 tf.contrib.layers.{name}."
    return add_arg_scope(layer)


convolution1d = _with_axes(1, "convolution1d", "Convolution over sequences `[batch, width, depth]`.")
convolution2d = _with_axes(2, "convolution2d", "Convolution over images `[batch, height, width, depth]`.")
convolution3d = _with_axes(3, "convolution3d", "Convolution over volumes `[batch, planes, height, width, depth]`.")

conv1d = convolution1d
conv2d = convolution2d
conv3d = convolution3d
