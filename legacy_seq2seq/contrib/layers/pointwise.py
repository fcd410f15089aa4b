"""Dropout, biases and softmax. Source: TF1 tf.contrib.layers (dropout, bias_add, softmax, spatial_softmax)."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework.arg_scope import add_arg_scope
from legacy_seq2seq.contrib.framework.smart_cond import smart_cond
from legacy_seq2seq.contrib.layers.building import check_data_format, finished, known_channels, layer_variable
from legacy_seq2seq.contrib.layers.utils import collect_named_outputs


@add_arg_scope
def dropout(inputs, keep_prob=0.5, noise_shape=None, is_training=True, outputs_collections=None, scope=None, seed=None):
    """While training, `inputs / keep_prob` with probability keep_prob and 0 else; otherwise `inputs`.

    noise_shape: 1 on the axes that keep or drop all their elements together. is_training: a bool or a
    boolean tensor. Raises ValueError for a keep_prob outside (0, 1]. Source: TF1 tf.contrib.layers.dropout.
    """
    with tf.variable_scope(scope, "Dropout", [inputs]) as sc:
        inputs = tf.convert_to_tensor(inputs)
        outputs = smart_cond(is_training, lambda: tf.nn.dropout(inputs, rate=1 - keep_prob, noise_shape=noise_shape, seed=seed),
                             lambda: tf.identity(inputs))
        return collect_named_outputs(outputs_collections, sc.name, outputs)


@add_arg_scope
def bias_add(inputs, activation_fn=None, initializer=tf.zeros_initializer(), regularizer=None, reuse=None, variables_collections=None,
             outputs_collections=None, trainable=True, data_format="NHWC", scope=None):
    """`activation_fn(inputs + biases)`, one bias a channel.

    inputs: `[batch, ..., depth]`; `[batch, depth, height, width]` with data_format="NCHW".
    Variable: `BiasAdd/biases` `[depth]`. Raises ValueError for another data_format, an unknown rank or
    depth, and "NCHW" of another rank than 4. Source: TF1 tf.contrib.layers.bias_add.
    """
    check_data_format("bias_add", data_format, "NCHW", "NHWC")
    with tf.variable_scope(scope, "BiasAdd", [inputs], reuse=reuse) as sc:
        inputs = tf.convert_to_tensor(inputs)
        rank = inputs.shape.ndims
        if rank is None or rank < 2 or (data_format == "NCHW" and rank != 4):
            expected = "4, [batch, depth, height, width]" if data_format == "NCHW" else "2 or more, [batch, ..., depth]"
            raise ValueError(f"bias_add: `inputs` has shape {inputs.shape}; expected rank {expected}.")
        depth = known_channels("bias_add", inputs, 1 if data_format == "NCHW" else -1)
        biases = layer_variable("biases", [depth], inputs.dtype, initializer, regularizer, trainable, variables_collections)
        outputs = tf.nn.bias_add(inputs, biases, data_format=data_format)
        return finished(outputs, activation_fn, outputs_collections, sc.name)


@add_arg_scope
def softmax(logits, scope=None):
    """Softmax over the last axis of `logits` `[..., depth]`, rank 2 or more and depth known.

    Source: TF1 tf.contrib.layers.softmax.
    """
    with tf.variable_scope(scope, "softmax", [logits]):
        logits = tf.convert_to_tensor(logits)
        if logits.shape.ndims is None or logits.shape.ndims < 2:
            raise ValueError(f"softmax: `logits` has shape {logits.shape}; expected rank 2 or more, [..., depth].")
        known_channels("softmax", logits, -1)
        return tf.nn.softmax(logits)


@add_arg_scope
def spatial_softmax(features, temperature=None, name=None, variables_collections=None, trainable=True, data_format="NHWC"):
    """Where in the image each channel is strong: its expected place under a softmax over all of them.

    features: `[batch, height, width, channels]`, or `[batch, channels, height, width]` with
    data_format="NCHW". Coordinates run from -1 to 1. Returns `[batch, channels * 2]`: for each channel in
    turn how far down, then how far across. temperature: divides the features; it is the start of the variable
    `spatial_softmax/temperature` `[]`, 1 by default, which is learnt unless trainable=False (Finn et al. 2016).
    Raises ValueError for another data_format or rank. Source: TF1 tf.contrib.layers.spatial_softmax.
    """
    check_data_format("spatial_softmax", data_format, "NCHW", "NHWC")
    with tf.variable_scope(name, "spatial_softmax"):
        features = tf.convert_to_tensor(features)
        if features.shape.ndims != 4:
            # TF 1.15 runs into the end of its list of sizes.
            error = ValueError if features.shape.ndims is None else IndexError
            raise error(f"spatial_softmax: `features` has shape {features.shape}; expected rank 4, [batch, height, width, channels].")
        if data_format == "NHWC":
            features = tf.transpose(features, [0, 3, 1, 2])
        channels = known_channels("spatial_softmax", features, 1)
        height, width = (size if size is not None else tf.shape(features)[2 + i] for i, size in enumerate(features.shape.as_list()[2:]))
        start = tf.ones_initializer() if temperature is None else tf.constant_initializer(temperature)
        divisor = layer_variable("temperature", [], tf.float32, start, None, trainable, variables_collections)
        attention = tf.nn.softmax(tf.reshape(features, [-1, height * width]) / divisor)  # [batch * channels, places]
        down, across = tf.meshgrid(tf.linspace(-1.0, 1.0, height), tf.linspace(-1.0, 1.0, width), indexing="ij")  # [height, width]
        expected = tf.stack([tf.reduce_sum(attention * tf.reshape(axis, [-1]), axis=1) for axis in (down, across)], axis=1)
        return tf.reshape(expected, [-1, channels * 2])
