"""Pooling. Source: TF1 tf.contrib.layers (avg_pool2d, max_pool2d, avg_pool3d, max_pool3d)."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework.arg_scope import add_arg_scope
from legacy_seq2seq.contrib.layers.building import check_data_format, numbers_of
from legacy_seq2seq.contrib.layers.utils import collect_named_outputs


@add_arg_scope
def avg_pool2d(inputs, kernel_size, stride=2, padding="VALID", data_format="NHWC", outputs_collections=None, scope=None):
    """The mean over each window of `[batch, height, width, depth]`, or `[batch, depth, height, width]` by "NCHW".

    kernel_size, stride: a number or [height, width]. Padding does not count in the mean.
    Raises ValueError for another rank or data_format. Source: TF1 tf.contrib.layers.avg_pool2d.
    """
    return _pool2d("avg_pool2d", "AvgPool2D", tf.nn.avg_pool, inputs, kernel_size, stride, padding, data_format, outputs_collections, scope)


@add_arg_scope
def max_pool2d(inputs, kernel_size, stride=2, padding="VALID", data_format="NHWC", outputs_collections=None, scope=None):
    """The maximum over each window; otherwise as `avg_pool2d`. Source: TF1 tf.contrib.layers.max_pool2d."""
    return _pool2d("max_pool2d", "MaxPool2D", tf.nn.max_pool, inputs, kernel_size, stride, padding, data_format, outputs_collections, scope)


@add_arg_scope
def avg_pool3d(inputs, kernel_size, stride=2, padding="VALID", data_format="NDHWC", outputs_collections=None, scope=None):
    """The mean over each window of `[batch, planes, height, width, depth]`, the depth second by "NCDHW".

    Source: TF1 tf.contrib.layers.avg_pool3d.
    """
    return _pool3d("avg_pool3d", "AvgPool3D", tf.nn.avg_pool3d, inputs, kernel_size, stride, padding, data_format, outputs_collections,
                   scope)


@add_arg_scope
def max_pool3d(inputs, kernel_size, stride=2, padding="VALID", data_format="NDHWC", outputs_collections=None, scope=None):
    """The maximum over each window; otherwise as `avg_pool3d`. Source: TF1 tf.contrib.layers.max_pool3d."""
    return _pool3d("max_pool3d", "MaxPool3D", tf.nn.max_pool3d, inputs, kernel_size, stride, padding, data_format, outputs_collections,
                   scope)


def _pool2d(layer, default_scope, pool, inputs, kernel_size, stride, padding, data_format, outputs_collections, scope):
    check_data_format(layer, data_format, "NCHW", "NHWC")
    with tf.name_scope(scope, default_scope, [inputs]) as name:
        inputs = _of_rank(4, layer, inputs)
        window, strides = ([1, 1, *n] if data_format == "NCHW" else [1, *n, 1] for n in _sizes(layer, kernel_size, stride, 2))
        outputs = pool(inputs, window, strides, padding.upper(), data_format=data_format)
        return collect_named_outputs(outputs_collections, name, outputs)


def _pool3d(layer, default_scope, pool, inputs, kernel_size, stride, padding, data_format, outputs_collections, scope):
    check_data_format(layer, data_format, "NCDHW", "NDHWC")
    with tf.name_scope(scope, default_scope, [inputs]) as name:
        inputs = _of_rank(5, layer, inputs)
        window, strides = ([1, *n, 1] for n in _sizes(layer, kernel_size, stride, 3))
        if data_format == "NCDHW":  # transposed, since processors pool with the depth last only
            inputs = tf.transpose(inputs, [0, 2, 3, 4, 1])
        outputs = pool(inputs, window, strides, padding.upper())
        if data_format == "NCDHW":
            outputs = tf.transpose(outputs, [0, 4, 1, 2, 3])
        return collect_named_outputs(outputs_collections, name, outputs)


def _sizes(layer, kernel_size, stride, axes):
    return numbers_of(layer, "kernel_size", kernel_size, axes), numbers_of(layer, "stride", stride, axes)


def _of_rank(rank, layer, inputs):
    inputs = tf.convert_to_tensor(inputs)
    if inputs.shape.ndims != rank:
        raise ValueError(f"{layer}: `inputs` has shape {inputs.shape}; expected rank {rank}, [batch, ..., depth].")
    return inputs
