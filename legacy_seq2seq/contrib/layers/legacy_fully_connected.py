"""The dense layer of contrib's first days. Source: TF1 tf.contrib.layers.legacy_fully_connected."""

import functools

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.layers.initializers import xavier_initializer


def legacy_fully_connected(x, num_output_units, activation_fn=None, weight_init=xavier_initializer(), bias_init=tf.zeros_initializer(),
                           name=None, weight_collections=(tf.GraphKeys.WEIGHTS,), bias_collections=(tf.GraphKeys.BIASES,),
                           output_collections=(tf.GraphKeys.ACTIVATIONS,), trainable=True, weight_regularizer=None,
                           bias_regularizer=None):
    """`activation_fn(x · weights + bias)` on the last axis of `x` `[..., depth]`.

    bias_init=None leaves the bias out. The result is also in the collection ACTIVATIONS.
    Variables: `fully_connected/weights`, `fully_connected/bias` (sic).
    Raises ValueError for a rank below 2 or an unknown depth.
    Source: TF1 tf.contrib.layers.legacy_fully_connected.
    """
    with tf.variable_scope(name, "fully_connected", [x]):
        x = tf.convert_to_tensor(x)
        if x.shape.ndims is None or x.shape.ndims < 2 or tf.dimension_value(x.shape[-1]) is None:
            raise ValueError(f"legacy_fully_connected: `x` has shape {x.shape}; expected rank 2 or more, [..., depth], with depth known.")
        depth, dtype = tf.dimension_value(x.shape[-1]), x.dtype.base_dtype

        def variable(name, shape, initializer, regularizer, collections):
            return tf.get_variable(name, shape, dtype, initializer, regularizer, trainable,
                                   collections=[*(collections or []), tf.GraphKeys.GLOBAL_VARIABLES])

        weights = variable("weights", [depth, num_output_units], weight_init, weight_regularizer, weight_collections)
        flat = x if x.shape.ndims == 2 else tf.reshape(x, [-1, depth])
        outputs = tf.matmul(flat, weights)
        if bias_init is not None:
            outputs = tf.nn.bias_add(outputs, variable("bias", [num_output_units], bias_init, bias_regularizer, bias_collections))
        if x.shape.ndims > 2:
            outputs = tf.reshape(outputs, tf.concat([tf.shape(x)[:-1], [num_output_units]], 0))
            outputs.set_shape(x.shape[:-1].concatenate([num_output_units]))
        if activation_fn is not None:
            outputs = activation_fn(outputs)
        tf.add_to_collections({*(output_collections or []), tf.GraphKeys.ACTIVATIONS}, outputs)
        return outputs


legacy_linear = functools.partial(legacy_fully_connected, activation_fn=None)
legacy_relu = functools.partial(legacy_fully_connected, activation_fn=tf.nn.relu)
