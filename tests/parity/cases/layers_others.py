"""tf.contrib.layers: dense layers, dropout, shapes, softmax, repeat and stack, GDN, reversible blocks, gradients."""

import numpy as np

from tests.parity.casebook import Model, case, ids, mistake, values
from tests.parity.cases.layers_conv import images, model, sizes


def rows(tf, depth=4):
    return tf.constant(values("rows", [3, depth]))


@case
def layers_fully_connected_collections(tf):
    outputs = tf.contrib.layers.fully_connected(
        rows(tf), 3, weights_regularizer=tf.nn.l2_loss, biases_regularizer=tf.nn.l2_loss,
        variables_collections={"weights": ["w"], "biases": ["b", "c"]}, outputs_collections=["o1", "o2"])
    return model(tf, outputs, counts=sizes(tf, "w", "b", "c", "o1", "o2", tf.GraphKeys.MODEL_VARIABLES),
                 aliases=tf.constant(" ".join(outputs.aliases)), regularization=tf.losses.get_regularization_loss())


@case
def layers_fully_connected_with_batch_norm(tf):
    with tf.variable_scope("net"):
        outputs = tf.contrib.layers.fully_connected(rows(tf), 3, normalizer_fn=tf.contrib.layers.batch_norm,
                                                    normalizer_params={"scale": True})
        outputs = tf.contrib.layers.fully_connected(outputs, 2, normalizer_fn=tf.contrib.layers.layer_norm, activation_fn=tf.nn.tanh)
    return model(tf, outputs, counts=sizes(tf, tf.GraphKeys.UPDATE_OPS, tf.GraphKeys.MODEL_VARIABLES))


@case
def layers_fully_connected_partitioned(tf):
    with tf.variable_scope("parts", partitioner=tf.fixed_size_partitioner(2)):
        outputs = tf.contrib.layers.fully_connected(rows(tf), 3, biases_initializer=None)
    return model(tf, outputs)


@case
def layers_fully_connected_double(tf):
    return model(tf, tf.contrib.layers.fully_connected(tf.constant(values("rows", [2, 3, 2]).astype(np.float64)), 3))


@case
def layers_short_dense_layers(tf):
    layers, outputs = tf.contrib.layers, rows(tf)
    for layer in (layers.linear, layers.relu, layers.relu6, layers.elu):
        outputs = layer(outputs, 4)
    with tf.contrib.framework.arg_scope([layers.fully_connected], biases_initializer=None):
        outputs = layers.linear(outputs, 2, scope="scoped")
    return model(tf, outputs)


@case
def layers_legacy_dense(tf):
    layers = tf.contrib.layers
    outputs = layers.legacy_fully_connected(rows(tf), 4, activation_fn=tf.nn.tanh, weight_regularizer=tf.nn.l2_loss, name="first")
    outputs = layers.legacy_linear(outputs, 3, bias_init=None, output_collections=("mine",))
    outputs = layers.legacy_relu(outputs, 2, weight_collections=["w"], bias_collections=["b"])
    keys = tf.GraphKeys
    return model(tf, outputs, counts=sizes(tf, keys.WEIGHTS, keys.BIASES, keys.ACTIVATIONS, "mine", "w", "b", keys.MODEL_VARIABLES),
                 regularization=tf.losses.get_regularization_loss())


@case
def layers_legacy_dense_on_sequences(tf):
    inputs = tf.placeholder(tf.float32, [None, None, 3])
    return model(tf, tf.contrib.layers.legacy_relu(inputs, 2), {inputs: values("sequences", [2, 3, 3])})


@case
def layers_dropout(tf):
    layers, inputs, off = tf.contrib.layers, rows(tf), tf.placeholder(tf.bool, [])
    kept = layers.dropout(tf.ones([200, 10]), 0.7, seed=3, outputs_collections="o")
    together = layers.dropout(tf.ones([40, 3]), 0.5, noise_shape=[40, 1], seed=4)
    unknown = tf.placeholder(tf.float32, [None, 4])
    return Model(feed={off: False, unknown: values("rows", [3, 4])}, outputs={
        "off": layers.dropout(inputs, is_training=False), "switched": layers.dropout(unknown, is_training=off),
        "all": layers.dropout(inputs, 1.0), "range": tf.cast(tf.abs(tf.reduce_mean(kept) - 1.0) < 0.1, tf.int32),
        "zeros_and_more": tf.reduce_all(tf.logical_or(tf.equal(kept, 0.0), tf.abs(kept - 1 / 0.7) < 1e-5)),
        "together": tf.reduce_all(tf.equal(together[:, :1], together)), "aliases": tf.constant(" ".join(kept.aliases))})


@case
def layers_dropout_seeded(tf):
    return model(tf, tf.contrib.layers.dropout(tf.contrib.layers.linear(rows(tf), 20), 0.5, seed=3))


@case
def layers_flatten(tf):
    layers = tf.contrib.layers
    partly, batch = tf.placeholder(tf.float32, [2, None, 3]), tf.placeholder(tf.float32, [None, 2, 3])
    unknown = tf.placeholder(tf.float32, [None, None, 3])
    fed = values("x", [2, 2, 3])
    return Model(feed={partly: fed, batch: fed, unknown: fed}, outputs={
        "images": layers.flatten(images(tf), outputs_collections="o"), "vector": layers.flatten(tf.zeros([3])),
        "partly": layers.flatten(partly), "batch": layers.flatten(batch), "unknown": layers.flatten(unknown), "count": sizes(tf, "o"),
        "empty": layers.flatten(tf.zeros([0, 2, 3]))})


@case
def layers_bias_add(tf):
    outputs = tf.contrib.layers.bias_add(images(tf), activation_fn=tf.nn.relu, regularizer=tf.nn.l2_loss,
                                         initializer=tf.ones_initializer(), variables_collections=["v"], outputs_collections="o")
    matrices = tf.contrib.layers.bias_add(rows(tf), scope="matrices")
    return model(tf, tf.reduce_sum(outputs) + tf.reduce_sum(matrices ** 2), counts=sizes(tf, "v", "o", tf.GraphKeys.MODEL_VARIABLES),
                 regularization=tf.losses.get_regularization_loss(), biased=outputs)


@case
def layers_stack_and_repeat(tf):
    layers, inputs = tf.contrib.layers, images(tf)
    outputs = layers.repeat(inputs, 2, layers.conv2d, 2, [2, 2])
    outputs = layers.repeat(outputs, 2, layers.conv2d, 2, [1, 1], scope="again", activation_fn=None, outputs_collections="o")
    outputs = layers.stack(outputs, layers.conv2d, [(3, [1, 1]), (2, [2, 2])], padding="VALID", scope="convs")
    outputs = layers.repeat(layers.flatten(outputs), 2, layers.linear, 3)
    outputs = layers.stack(outputs, layers.fully_connected, [4, 3])
    outputs = layers.stack(outputs, layers.relu6, [2], scope="last")
    return model(tf, outputs, aliases=tf.constant(" ".join(" ".join(x.aliases) for x in tf.get_collection("o"))))


@case
def layers_stack_of_functions(tf):
    layers = tf.contrib.layers

    def own(inputs, factor, scope=None):
        with tf.variable_scope(scope):
            return inputs * factor + tf.get_variable("offset", [1])

    outputs = layers.repeat(layers.stack(rows(tf), own, [2.0, 3.0]), 2, own, 0.5)
    return model(tf, layers.repeat(outputs, 0, own, 0.5))


@case
def layers_softmax(tf):
    unknown = tf.placeholder(tf.float32, [None, None, 3])
    return Model(feed={unknown: values("x", [2, 2, 3])}, outputs={
        "rows": tf.contrib.layers.softmax(rows(tf)), "unknown": tf.contrib.layers.softmax(unknown, scope="mine")})


@case
def layers_spatial_softmax(tf):
    inputs = tf.contrib.layers.conv2d(images(tf), 2, 1, activation_fn=None) * 5.0
    outputs = tf.contrib.layers.spatial_softmax(inputs, variables_collections=["v"])
    gradients = tf.gradients(tf.reduce_sum(outputs ** 3), [inputs] + tf.get_collection("v"))
    return Model(outputs={"outputs": outputs, "count": sizes(tf, "v", tf.GraphKeys.MODEL_VARIABLES), "of_inputs": gradients[0],
                          "of_temperature": gradients[1]})


@case
def layers_spatial_softmax_channels_first(tf):
    inputs = tf.placeholder(tf.float32, [None, 3, None, None])
    outputs = tf.contrib.layers.spatial_softmax(inputs, temperature=0.5, name="where", trainable=False, data_format="NCHW")
    return Model(feed={inputs: values("images", [2, 3, 4, 3])}, outputs={"outputs": outputs})


@case
def layers_maxout(tf):
    inputs = tf.constant(values("x", [2, 3, 6]))
    unknown = tf.placeholder(tf.float32, [None, None, 6])
    return Model(feed={unknown: values("x", [2, 3, 6])}, outputs={
        "last": tf.contrib.layers.maxout(inputs, 2), "middle": tf.contrib.layers.maxout(inputs, 1, axis=1),
        "all": tf.contrib.layers.maxout(inputs, 6), "unknown": tf.contrib.layers.maxout(unknown, 3)})


@case
def layers_one_hot_encoding(tf):
    labels = tf.constant(ids("labels", [2, 3], 4))
    unknown = tf.placeholder(tf.int64, [None])
    return Model(feed={unknown: np.array([3, 0, 5])}, outputs={
        "labels": tf.contrib.layers.one_hot_encoding(labels, 4, outputs_collections="o"), "count": sizes(tf, "o"),
        "unknown": tf.contrib.layers.one_hot_encoding(unknown, 4, on_value=2.0, off_value=-1.0),
        "integers": tf.contrib.layers.one_hot_encoding(labels, 3, 1, 0)})


@case
def layers_dense_to_sparse(tf):
    sparse = tf.contrib.layers.dense_to_sparse(tf.constant([[1, 0, 2], [0, 0, 3]]))
    words = tf.contrib.layers.dense_to_sparse(tf.constant([["a", "end"], ["end", "b"]]), eos_token="end", outputs_collections="o")
    unknown = tf.placeholder(tf.int64, [None, None])
    late = tf.contrib.layers.dense_to_sparse(unknown, eos_token=9)
    return Model(feed={unknown: np.array([[9, 1, 0]])}, outputs={
        "indices": sparse.indices, "values": sparse.values, "shape": sparse.dense_shape, "words": tf.strings.reduce_join(words.values),
        "late": late.values, "late_indices": late.indices, "count": sizes(tf, "o")})


@case
def layers_images_and_sequences(tf):
    layers, inputs = tf.contrib.layers, images(tf)
    unknown = tf.placeholder(tf.float32, [None, None, 4, 3])
    rows_of = layers.images_to_sequence(inputs, outputs_collections="o")
    height = tf.placeholder(tf.int32, [])
    return Model(feed={unknown: values("images", [2, 5, 4, 3]), height: 5}, outputs={
        "rows": rows_of, "unknown": layers.images_to_sequence(unknown), "first": layers.images_to_sequence(inputs, data_format="NCHW"),
        "back": layers.sequence_to_images(rows_of, 5, outputs_collections="o"),
        "tensor": layers.sequence_to_images(rows_of, tf.constant(5)),
        "late": layers.sequence_to_images(rows_of, height), "count": sizes(tf, "o"),
        "channels_first": layers.sequence_to_images(layers.images_to_sequence(unknown), 5, output_data_format="channels_first")})


@case
def layers_gdn(tf):
    return model(tf, tf.contrib.layers.gdn(images(tf)))


@case
def layers_gdn_inverse_named(tf):
    inputs = tf.placeholder(tf.float32, [None, None, 3])
    with tf.variable_scope("outer"):
        outputs = tf.contrib.layers.gdn(inputs, inverse=True, beta_min=0.01, gamma_init=0.2, reparam_offset=0.1, name="mine")
        outputs = tf.contrib.layers.gdn(outputs, name="mine", reuse=True)
    return model(tf, outputs, {inputs: values("x", [2, 3, 3])})


@case
def layers_gdn_as_an_object(tf):
    layer = tf.contrib.layers.GDN(inverse=True, gamma_init=0.5)
    outputs = layer(layer(tf.constant(values("x", [2, 2, 2, 2, 3]))))
    other = tf.contrib.layers.GDN(inverse=True)(tf.constant(values("y", [2, 2, 3])))
    return model(tf, tf.reduce_sum(outputs) + tf.reduce_sum(other))


@case
def layers_scale_gradient(tf):
    weights = tf.get_variable("weights", [3])
    scale = tf.reduce_sum(tf.get_variable("scale", [2]))
    by_number = tf.contrib.layers.scale_gradient(weights * 2, 0.5)
    by_tensor = tf.contrib.layers.scale_gradient(weights, scale)
    return Model(outputs={"number": by_number, "tensor": by_tensor}, loss=tf.reduce_sum(by_number ** 2) + tf.reduce_sum(by_tensor ** 2))


def residual(tf, scope, units=3):
    def function(inputs):
        hidden = tf.contrib.layers.fully_connected(inputs, 4, activation_fn=tf.nn.tanh)
        return tf.contrib.layers.linear(hidden, units, scope=scope)
    return function


def block_model(tf, outputs, x):
    y1, y2 = outputs
    loss = tf.reduce_sum(y1 ** 2) + tf.reduce_sum(y2 * tf.constant(values("weights", [2, 3])))
    return Model(outputs={"y1": y1, "y2": y2, "gradient": tf.gradients(loss, x)[0]}, loss=loss)


@case
def layers_rev_block(tf):
    x = tf.constant(values("x", [2, 3]))
    return block_model(tf, tf.contrib.layers.rev_block(x, x * 2, residual(tf, "f"), residual(tf, "g"), num_layers=3), x)


@case
def layers_rev_block_evaluated(tf):
    x = tf.constant(values("x", [2, 3]))
    return block_model(tf, tf.contrib.layers.rev_block(x, x * 2, residual(tf, "f"), residual(tf, "g"), 2, is_training=False), x)


@case
def layers_rev_block_of_lists_with_side_inputs(tf):
    x = tf.constant(values("x", [2, 3]))
    side = tf.get_variable("side", [2, 3])
    f = [residual(tf, "a"), residual(tf, "b")]

    def g(inputs, sides):
        return tf.contrib.layers.linear(inputs * sides[0] + sides[1], 3)

    return block_model(tf, tf.contrib.layers.rev_block(x, x * 2, f, g, num_layers=2, g_side_input=[side * 2, x]), [x])


@case
def layers_rev_block_twice(tf):
    x = tf.constant(values("x", [2, 3]))
    y1, y2 = tf.contrib.layers.rev_block(x, x * 2, residual(tf, "f"), residual(tf, "g"))
    return block_model(tf, tf.contrib.layers.rev_block(y1, y2, residual(tf, "f"), residual(tf, "g")), x)


@case
def layers_rev_block_backwards(tf):
    x = tf.constant(values("x", [2, 3]))
    block = tf.contrib.layers.RevBlock(residual(tf, "f"), residual(tf, "g"), num_layers=2, name="mine", use_efficient_backprop=False)
    y1, y2 = block.forward(x, x * 2)
    x1, x2 = block.backward(y1, y2)
    return Model(outputs={"y1": y1, "y2": y2, "x1": x1, "x2": x2}, loss=tf.reduce_sum(y1 ** 2))


@case
def layers_recompute_grad(tf):
    x = tf.constant(values("x", [2, 3]))
    flags = []

    @tf.contrib.layers.recompute_grad
    def two(a, b, is_recomputing=False):
        flags.append(is_recomputing)
        hidden = tf.contrib.layers.fully_connected(a, 4, activation_fn=tf.nn.tanh, scope="p")
        return tf.contrib.layers.linear(hidden, 3, scope="q") * b, tf.sin(b)

    with tf.variable_scope("net", use_resource=True):
        y1, y2 = two(x, x * 3)
    loss = tf.reduce_sum(y1 ** 2) + tf.reduce_sum(y2)
    gradient = tf.gradients(loss, x)[0]
    return Model(outputs={"y1": y1, "y2": y2, "gradient": gradient, "flags": tf.constant(flags)}, loss=loss)


@case
def layers_recompute_grad_of_one_tensor(tf):
    with tf.variable_scope("net", use_resource=True):
        y = tf.contrib.layers.recompute_grad(lambda a: tf.contrib.layers.linear(a, 3, scope="p"))(tf.constant(values("x", [2, 3])))
    return model(tf, y)


@mistake
def layers_recompute_grad_of_a_closure(tf):
    outside = tf.constant(2.0) * 3
    tf.contrib.layers.recompute_grad(lambda a: a * outside)(tf.constant(1.0))


@mistake
def layers_recompute_grad_with_reference_variables(tf):
    tf.contrib.layers.recompute_grad(lambda a: tf.contrib.layers.linear(a, 3))(tf.zeros([2, 3]))


@mistake
def layers_rev_block_of_too_few_functions(tf):
    tf.contrib.layers.rev_block(tf.zeros([2, 3]), tf.zeros([2, 3]), [lambda x: x], lambda x: x, num_layers=2)


@mistake
def layers_rev_block_that_changes_the_shape(tf):
    tf.contrib.layers.rev_block(tf.zeros([2, 3]), tf.zeros([2, 3]), residual(tf, "f", 4), lambda x: x)


@mistake
def layers_gdn_of_matrices(tf):
    tf.contrib.layers.gdn(tf.zeros([2, 3]))


@mistake
def layers_gdn_of_another_format(tf):
    tf.contrib.layers.gdn(tf.zeros([2, 3, 4]), data_format="NHWC")


@mistake
def layers_gdn_of_unknown_depth(tf):
    tf.contrib.layers.gdn(tf.placeholder(tf.float32, [2, 3, None]))


@mistake
def layers_fully_connected_of_a_float_size(tf):
    tf.contrib.layers.fully_connected(rows(tf), 4.0)


@mistake
def layers_fully_connected_of_numpys_size(tf):
    tf.contrib.layers.fully_connected(rows(tf), np.int64(4))


@mistake
def layers_fully_connected_of_integers(tf):
    tf.contrib.layers.linear(tf.zeros([2, 3], tf.int32), 4)


@mistake
def layers_fully_connected_of_unknown_rank(tf):
    tf.contrib.layers.linear(tf.placeholder(tf.float32), 4)


@mistake
def layers_legacy_dense_of_a_vector(tf):
    tf.contrib.layers.legacy_relu(tf.zeros([3]), 4)


@mistake
def layers_legacy_dense_of_unknown_depth(tf):
    tf.contrib.layers.legacy_relu(tf.placeholder(tf.float32, [3, None]), 4)


@mistake
def layers_dropout_of_more_than_all(tf):
    tf.contrib.layers.dropout(rows(tf), 1.5)


@mistake
def layers_flatten_of_a_scalar(tf):
    tf.contrib.layers.flatten(tf.zeros([]))


@mistake
def layers_flatten_of_unknown_rank(tf):
    tf.contrib.layers.flatten(tf.placeholder(tf.float32))


@mistake
def layers_bias_add_of_another_format(tf):
    tf.contrib.layers.bias_add(images(tf), data_format="HWC")


@mistake
def layers_bias_add_of_matrices_channels_first(tf):
    tf.contrib.layers.bias_add(rows(tf), data_format="NCHW")


@mistake
def layers_bias_add_of_a_vector(tf):
    tf.contrib.layers.bias_add(tf.zeros([3]))


@mistake
def layers_bias_add_of_unknown_depth(tf):
    tf.contrib.layers.bias_add(tf.placeholder(tf.float32, [3, None]))


@mistake
def layers_stack_of_no_list(tf):
    tf.contrib.layers.stack(rows(tf), tf.contrib.layers.linear, 3)


@mistake
def layers_softmax_of_a_vector(tf):
    tf.contrib.layers.softmax(tf.zeros([3]))


@mistake
def layers_spatial_softmax_of_another_format(tf):
    tf.contrib.layers.spatial_softmax(images(tf), data_format="HWC")


@mistake
def layers_spatial_softmax_of_sequences(tf):
    tf.contrib.layers.spatial_softmax(tf.zeros([2, 3, 4]))


@mistake
def layers_maxout_of_units_that_do_not_divide(tf):
    tf.contrib.layers.maxout(rows(tf), 3)


@mistake
def layers_maxout_of_unknown_depth(tf):
    tf.contrib.layers.maxout(tf.placeholder(tf.float32, [2, None]), 2)


@mistake
def layers_one_hot_encoding_of_floats(tf):
    tf.contrib.layers.one_hot_encoding(tf.zeros([2]), 3)


@mistake
def layers_images_to_sequence_of_another_format(tf):
    tf.contrib.layers.images_to_sequence(images(tf), data_format="HWC")


@mistake
def layers_images_to_sequence_of_sequences(tf):
    tf.contrib.layers.images_to_sequence(tf.zeros([2, 3, 4]))


@mistake
def layers_sequence_to_images_of_matrices(tf):
    tf.contrib.layers.sequence_to_images(rows(tf), 3)


@mistake
def layers_sequence_to_images_of_unknown_width(tf):
    tf.contrib.layers.sequence_to_images(tf.placeholder(tf.float32, [None, 6, 2]), 3)


@mistake
def layers_sequence_to_images_of_another_height(tf):
    tf.contrib.layers.sequence_to_images(tf.zeros([3, 7, 2]), 3)
