"""tf.contrib.layers: convolutions, pooling, and what all layers share (collections, arg_scope, reuse)."""

import numpy as np

from tests.parity.casebook import Model, case, mistake, values


def model(tf, outputs, feed=None, **more):
    """A model of one output tensor, with a loss whose gradients differ at every place."""
    loss = tf.reduce_sum(tf.square(outputs)) + tf.reduce_sum(outputs)
    more["outputs"] = outputs
    return Model(feed=feed, outputs=more, loss=loss)


def images(tf, channels=3, batch=2, height=5, width=4):
    return tf.constant(values("images", [batch, height, width, channels]))


def sizes(tf, *keys):
    return tf.constant([len(tf.get_collection(key)) for key in keys])


@case
def layers_conv2d(tf):
    return model(tf, tf.contrib.layers.conv2d(images(tf), 4, [3, 2]))


@case
def layers_conv2d_valid_strided(tf):
    return model(tf, tf.contrib.layers.conv2d(images(tf), 4, 3, stride=[2, 1], padding="VALID", activation_fn=None, scope="mine"))


@case
def layers_conv2d_dilated(tf):
    return model(tf, tf.contrib.layers.conv2d(images(tf, height=7, width=7), 2, [2, 2], rate=2, activation_fn=tf.nn.tanh))


@case
def layers_conv2d_unknown_sizes(tf):
    inputs = tf.placeholder(tf.float32, [None, None, None, 3])
    outputs = tf.contrib.layers.conv2d(inputs, 2, 3, stride=2)
    return model(tf, outputs, {inputs: values("images", [2, 5, 4, 3])})


@case
def layers_conv2d_dilated_unknown_sizes(tf):
    inputs = tf.placeholder(tf.float32, [None, None, None, 3])
    outputs = tf.contrib.layers.conv2d(inputs, 2, 3, rate=[2, 1], padding="VALID")
    return model(tf, outputs, {inputs: values("images", [2, 6, 4, 3])})


@case
def layers_conv2d_collections(tf):
    layers = tf.contrib.layers
    outputs = layers.conv2d(images(tf), 4, 3, weights_regularizer=tf.nn.l2_loss, biases_regularizer=tf.nn.l2_loss,
                            variables_collections={"weights": ["w", "both"], "biases": ["both"]}, outputs_collections="ends")
    outputs = layers.max_pool2d(outputs, 2, outputs_collections="ends", scope="pool")
    counts = sizes(tf, "w", "both", "ends", tf.GraphKeys.MODEL_VARIABLES, tf.GraphKeys.REGULARIZATION_LOSSES)
    aliases = " ".join(" ".join(end.aliases) for end in tf.get_collection("ends"))
    return model(tf, outputs, counts=counts, aliases=tf.constant(aliases), regularization=tf.losses.get_regularization_loss())


@case
def layers_conv2d_reused(tf):
    inputs = images(tf)
    with tf.variable_scope("net"):
        first = tf.contrib.layers.conv2d(inputs, 3, 3, scope="conv", weights_regularizer=tf.nn.l2_loss, variables_collections=["mine"])
    with tf.variable_scope("net", reuse=True):
        second = tf.contrib.layers.conv2d(first, 3, 3, scope="conv", weights_regularizer=tf.nn.l2_loss, variables_collections=["mine"])
    return model(tf, second, counts=sizes(tf, "mine", tf.GraphKeys.REGULARIZATION_LOSSES, tf.GraphKeys.MODEL_VARIABLES))


@case
def layers_conv2d_normalized(tf):
    outputs = tf.contrib.layers.conv2d(images(tf), 4, 3, normalizer_fn=tf.contrib.layers.batch_norm,
                                       normalizer_params={"scale": True, "decay": 0.9}, variables_collections=["mine"])
    return model(tf, outputs, counts=sizes(tf, "mine", tf.GraphKeys.UPDATE_OPS))


@case
def layers_conv2d_without_biases(tf):
    return model(tf, tf.contrib.layers.conv2d(images(tf), 4, 3, biases_initializer=None, trainable=False,
                                             weights_initializer=tf.constant_initializer(0.5)))


@case
def layers_conv2d_double(tf):
    inputs = tf.constant(values("images", [2, 4, 4, 2]).astype(np.float64))
    return model(tf, tf.contrib.layers.conv2d(inputs, 2, 3))


@case
def layers_conv2d_partitioned(tf):
    with tf.variable_scope("parts", partitioner=tf.fixed_size_partitioner(2, axis=3)):
        outputs = tf.contrib.layers.conv2d(images(tf), 4, 3, biases_initializer=None, variables_collections=["mine"])
    return model(tf, outputs, counts=sizes(tf, "mine"))


@case
def layers_conv1d(tf):
    inputs = tf.constant(values("sequences", [2, 6, 3]))
    return model(tf, tf.contrib.layers.conv1d(inputs, 4, 3, stride=2))


@case
def layers_conv1d_dilated(tf):
    inputs = tf.placeholder(tf.float32, [None, None, 3])
    outputs = tf.contrib.layers.conv1d(inputs, 4, 3, rate=2)
    return model(tf, outputs, {inputs: values("sequences", [2, 6, 3])})


@case
def layers_conv3d(tf):
    inputs = tf.constant(values("volumes", [2, 3, 4, 3, 2]))
    return model(tf, tf.contrib.layers.conv3d(inputs, 2, [2, 3, 1], stride=[1, 2, 1]))


@case
def layers_convolution_by_rank(tf):
    layers = tf.contrib.layers
    first = layers.convolution(tf.constant(values("sequences", [2, 4, 3])), 2, 2)
    second = layers.convolution(tf.constant(values("volumes", [1, 3, 3, 3, 2])), 2, 2)
    return model(tf, tf.reduce_sum(first) + tf.reduce_sum(second))


@case
def layers_long_names_of_convolutions(tf):
    layers = tf.contrib.layers
    one = layers.convolution1d(tf.constant(values("sequences", [2, 4, 3])), 2, 2)
    two = layers.convolution2d(images(tf), 2, 2)
    three = layers.convolution3d(tf.constant(values("volumes", [1, 3, 3, 3, 2])), 2, 2)
    up = layers.convolution2d_transpose(two, 2, 2)
    up3 = layers.convolution3d_transpose(three, 2, 2)
    plane = layers.convolution2d_in_plane(two, 2)
    each = layers.separable_convolution2d(plane, 3, 2, 1)
    return model(tf, tf.add_n([tf.reduce_sum(x) for x in (one, two, three, up, up3, plane, each)]))


@case
def layers_conv2d_in_plane(tf):
    return model(tf, tf.contrib.layers.conv2d_in_plane(images(tf), [3, 2], weights_regularizer=tf.nn.l2_loss))


@case
def layers_conv2d_in_plane_strided(tf):
    return model(tf, tf.contrib.layers.conv2d_in_plane(images(tf), 2, stride=2, padding="VALID", biases_initializer=None))


@case
def layers_conv2d_transpose(tf):
    return model(tf, tf.contrib.layers.conv2d_transpose(images(tf), 2, [3, 2], stride=2))


@case
def layers_conv2d_transpose_valid_unknown(tf):
    inputs = tf.placeholder(tf.float32, [None, None, 4, 3])
    outputs = tf.contrib.layers.conv2d_transpose(inputs, 2, 3, stride=[2, 1], padding="VALID", activation_fn=None)
    return model(tf, outputs, {inputs: values("images", [2, 5, 4, 3])})


@case
def layers_conv3d_transpose(tf):
    inputs = tf.constant(values("volumes", [1, 2, 3, 2, 2]))
    return model(tf, tf.contrib.layers.conv3d_transpose(inputs, 2, 2, stride=[1, 2, 2]))


@case
def layers_conv3d_transpose_valid(tf):
    inputs = tf.placeholder(tf.float32, [None, 2, 3, None, 2])
    outputs = tf.contrib.layers.conv3d_transpose(inputs, 2, 3, stride=2, padding="VALID", normalizer_fn=lambda x: x * 2.0)
    return model(tf, outputs, {inputs: values("volumes", [1, 2, 3, 2, 2])})


@case
def layers_separable_conv2d(tf):
    outputs = tf.contrib.layers.separable_conv2d(
        images(tf), 4, 3, depth_multiplier=2, weights_regularizer=tf.nn.l2_loss,
        variables_collections={"weights": ["w"], "biases": ["b"], "depthwise_weights": ["d"]})
    return model(tf, outputs, counts=sizes(tf, "w", "b", "d", tf.GraphKeys.REGULARIZATION_LOSSES))


@case
def layers_separable_conv2d_depthwise_only(tf):
    outputs = tf.contrib.layers.separable_conv2d(images(tf), None, [3, 2], 2, stride=2, padding="VALID", weights_regularizer=tf.nn.l2_loss)
    return model(tf, outputs, counts=sizes(tf, tf.GraphKeys.REGULARIZATION_LOSSES))


@case
def layers_separable_conv2d_dilated(tf):
    inputs = tf.placeholder(tf.float32, [None, None, 5, 2])
    outputs = tf.contrib.layers.separable_conv2d(inputs, 3, 2, 1, rate=2, normalizer_fn=tf.contrib.layers.batch_norm)
    return model(tf, outputs, {inputs: values("images", [2, 5, 5, 2])})


@case
def layers_pooling_2d(tf):
    layers, inputs = tf.contrib.layers, images(tf)
    unknown = tf.placeholder(tf.float32, [None, None, 4, 3])
    return Model(feed={unknown: values("images", [2, 5, 4, 3])}, outputs={
        "avg": layers.avg_pool2d(inputs, [2, 2]), "avg_same": layers.avg_pool2d(inputs, 3, stride=1, padding="SAME"),
        "max": layers.max_pool2d(inputs, [3, 2], stride=[1, 2]), "max_same": layers.max_pool2d(unknown, 2, padding="SAME"),
        "lower": layers.max_pool2d(unknown, 2, padding="same")})


@case
def layers_pooling_3d(tf):
    layers, inputs = tf.contrib.layers, tf.constant(values("volumes", [2, 3, 4, 4, 2]))
    return Model(outputs={
        "avg": layers.avg_pool3d(inputs, [2, 2, 2]),
        "avg_first": layers.avg_pool3d(inputs, 2, stride=1, data_format="NCDHW", padding="SAME"),
        "max": layers.max_pool3d(inputs, 2, stride=[1, 2, 1]), "max_first": layers.max_pool3d(inputs, [1, 2, 2], data_format="NCDHW")})


@case
def layers_channels_first_shapes(tf):
    # Only shapes: TF 1.15 cannot compute these on a processor.
    layers, inputs = tf.contrib.layers, tf.placeholder(tf.float32, [None, 3, 5, 6])
    found = [
        layers.conv2d(inputs, 4, 3, stride=2, data_format="NCHW"), layers.conv2d_transpose(inputs, 4, 3, stride=2, data_format="NCHW"),
        layers.separable_conv2d(inputs, 4, 3, 2, data_format="NCHW"), layers.avg_pool2d(inputs, 2, data_format="NCHW"),
        layers.max_pool2d(inputs, 2, stride=1, data_format="NCHW"), layers.bias_add(inputs, data_format="NCHW"),
        layers.conv2d(inputs, 4, 3, data_format="NCHW", normalizer_fn=layers.batch_norm, normalizer_params={"data_format": "NCHW"}),
    ]
    return Model(outputs={"shapes": tf.constant(str([x.shape.as_list() for x in found]))})


@case
def layers_channels_last_by_other_names(tf):
    layers = tf.contrib.layers
    one = layers.conv1d(tf.constant(values("sequences", [2, 4, 3])), 2, 2, data_format="NWC")
    three = layers.conv3d(tf.constant(values("volumes", [1, 3, 3, 3, 2])), 2, 2, data_format="NDHWC", padding="same")
    return model(tf, tf.reduce_sum(one) + tf.reduce_sum(three))


@case
def layers_in_an_arg_scope(tf):
    layers, fw = tf.contrib.layers, tf.contrib.framework
    with fw.arg_scope([layers.conv2d, layers.fully_connected], activation_fn=tf.nn.tanh, weights_regularizer=tf.nn.l2_loss):
        with fw.arg_scope([layers.conv2d], padding="VALID", normalizer_fn=layers.batch_norm) as scope:
            outputs = layers.conv2d(images(tf), 3, 2)
        with fw.arg_scope(scope):
            outputs = layers.convolution2d(outputs, 2, 2, activation_fn=None)
        outputs = layers.fully_connected(layers.flatten(outputs), 2)
    with fw.arg_scope([fw.model_variable], trainable=False):
        outputs = layers.linear(outputs, 2, scope="last")
    return model(tf, outputs, counts=sizes(tf, tf.GraphKeys.REGULARIZATION_LOSSES))


@case
def layers_that_take_an_arg_scope(tf):
    layers, fw = tf.contrib.layers, tf.contrib.framework
    names = [
        "avg_pool2d", "avg_pool3d", "batch_norm", "bias_add", "conv1d", "conv2d", "conv2d_in_plane", "conv2d_transpose",
        "conv3d", "conv3d_transpose", "convolution", "dense_to_sparse", "dropout", "elu", "flatten", "fully_connected", "gdn",
        "group_norm", "images_to_sequence", "instance_norm", "layer_norm", "legacy_fully_connected", "linear", "max_pool2d",
        "max_pool3d", "maxout", "one_hot_encoding", "relu", "repeat", "rev_block", "separable_conv2d", "sequence_to_images",
        "softmax", "spatial_softmax", "stack", "unit_norm",
    ]
    found = ["%s %s %s" % (name, fw.has_arg_scope(getattr(layers, name)), getattr(getattr(layers, name), "__name__", None))
             for name in names]
    return Model(outputs={"text": tf.constant("|".join(found))})


@mistake
def layers_conv2d_of_sequences(tf):
    tf.contrib.layers.conv2d(tf.zeros([2, 3, 4]), 2, 3)


@mistake
def layers_conv2d_of_unknown_rank(tf):
    tf.contrib.layers.conv2d(tf.placeholder(tf.float32), 2, 3)


@mistake
def layers_conv2d_of_unknown_depth(tf):
    tf.contrib.layers.conv2d(tf.placeholder(tf.float32, [2, 3, 3, None]), 2, 3)


@mistake
def layers_conv2d_of_another_format(tf):
    tf.contrib.layers.conv2d(images(tf), 2, 3, data_format="CHWN")


@mistake
def layers_conv2d_dilated_and_strided(tf):
    tf.contrib.layers.conv2d(images(tf), 2, 3, stride=2, rate=2)


@mistake
def layers_conv2d_padded_otherwise(tf):
    tf.contrib.layers.conv2d(images(tf), 2, 3, padding="FULL")


@mistake
def layers_conv2d_of_three_sizes(tf):
    tf.contrib.layers.conv2d(images(tf), 2, [3, 3, 3])


@mistake
def layers_conv2d_of_integers(tf):
    tf.contrib.layers.conv2d(tf.zeros([2, 3, 3, 2], tf.int32), 2, 3)


@mistake
def layers_conv2d_reused_before_it_is_made(tf):
    tf.contrib.layers.conv2d(images(tf), 2, 3, reuse=True, scope="new")


@mistake
def layers_conv2d_made_twice(tf):
    tf.contrib.layers.conv2d(images(tf), 2, 3, scope="same")
    tf.contrib.layers.conv2d(images(tf), 2, 3, scope="same")


@mistake
def layers_conv2d_with_an_unknown_argument(tf):
    tf.contrib.layers.conv2d(images(tf), 2, 3, strides=2)


@mistake
def layers_conv2d_transpose_of_another_format(tf):
    tf.contrib.layers.conv2d_transpose(images(tf), 2, 3, data_format="HWC")


@mistake
def layers_conv3d_transpose_of_another_format(tf):
    tf.contrib.layers.conv3d_transpose(tf.zeros([1, 2, 2, 2, 2]), 2, 3, data_format="NHWC")


@mistake
def layers_separable_conv2d_of_another_format(tf):
    tf.contrib.layers.separable_conv2d(images(tf), 2, 3, 1, data_format="HWC")


@mistake
def layers_pool_of_another_format(tf):
    tf.contrib.layers.max_pool2d(images(tf), 2, data_format="HWC")


@mistake
def layers_pool_of_sequences(tf):
    tf.contrib.layers.avg_pool2d(tf.zeros([2, 3, 4]), 2)


@mistake
def layers_pool3d_of_another_format(tf):
    tf.contrib.layers.avg_pool3d(tf.zeros([2, 3, 3, 3, 4]), 2, data_format="NHWC")


@case
def layers_xavier_initializer_conv2d(tf):
    return Model(outputs={"filter": tf.contrib.layers.xavier_initializer_conv2d(seed=5)([3, 3, 2, 4])})
