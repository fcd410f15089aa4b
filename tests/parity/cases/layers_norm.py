"""tf.contrib.layers: normalisations."""

import numpy as np

from tests.parity.casebook import Model, case, mistake, values
from tests.parity.cases.layers_conv import sizes


def averages(tf):
    """The variables that are not trained: the moving averages and what belongs to them."""
    return [v for v in tf.global_variables() if v not in tf.trainable_variables()]


def normed(tf, shape, dtype=np.float32, feed=None, **options):
    """batch_norm of a constant batch."""
    inputs = tf.constant(values("inputs", shape).astype(dtype) * 2 + 1)
    outputs = tf.contrib.layers.batch_norm(inputs, decay=0.8, **options)
    return trained(tf, outputs, feed)


def trained(tf, outputs, feed=None):
    """The outputs, their gradients, and what the updates of averages make of those."""
    weights = tf.constant(values("weights", outputs.shape.as_list()).astype(outputs.dtype.as_numpy_dtype))
    loss = tf.reduce_sum(outputs * weights + tf.square(outputs * weights))
    updates = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
    named = {"outputs": outputs, "updates": tf.constant(len(updates))}
    # The averages after an update, whether it is run with the outputs or from the collection.
    with tf.control_dependencies([outputs] + [u if hasattr(u, "run") and not hasattr(u, "op") else u.op for u in updates]):
        for variable in averages(tf):
            named["after_" + variable.op.name.replace("/", "_")] = variable.read_value() + 0
    return Model(feed=feed, outputs=named, loss=loss)


@case
def layers_batch_norm(tf):
    return normed(tf, [3, 2, 2, 2], scale=True)


@case
def layers_batch_norm_plain(tf):
    return normed(tf, [3, 2, 2, 2], scale=True, fused=False)


@case
def layers_batch_norm_updated_at_once(tf):
    return normed(tf, [3, 2, 2, 2], scale=True, updates_collections=None)


@case
def layers_batch_norm_plain_updated_at_once(tf):
    return normed(tf, [3, 2, 2, 2], scale=True, updates_collections=None, fused=False)


@case
def layers_batch_norm_in_another_collection(tf):
    model = normed(tf, [3, 2, 2, 2], updates_collections="mine")
    model.outputs["mine"] = sizes(tf, "mine")
    return model


@case
def layers_batch_norm_of_matrices(tf):
    return normed(tf, [4, 3], scale=True)


@case
def layers_batch_norm_of_matrices_plain(tf):
    return normed(tf, [4, 3], center=False, fused=False)


@case
def layers_batch_norm_of_sequences(tf):
    return normed(tf, [2, 3, 4], scale=True, activation_fn=tf.nn.relu)


@case
def layers_batch_norm_of_volumes(tf):
    return normed(tf, [2, 2, 2, 3, 2])


@case
def layers_batch_norm_channels_first(tf):
    return normed(tf, [2, 3, 2, 2], scale=True, data_format="NCHW", fused=False)


@case
def layers_batch_norm_channels_first_at_once(tf):
    return normed(tf, [2, 3, 2, 2], scale=True, data_format="NCHW", fused=False, updates_collections=None)


@case
def layers_batch_norm_without_bias_correction(tf):
    return normed(tf, [3, 4], zero_debias_moving_mean=True, scope="norm")


@case
def layers_batch_norm_without_bias_correction_plain(tf):
    with tf.variable_scope("outer"):
        return normed(tf, [3, 2, 4], zero_debias_moving_mean=True, updates_collections=None)


@case
def layers_batch_norm_weighted(tf):
    return normed(tf, [3, 2, 2, 2], scale=True, batch_weights=np.array([1.0, 0.0, 2.0], np.float32))


@case
def layers_batch_norm_weighted_matrices(tf):
    return normed(tf, [3, 2], batch_weights=tf.constant([1.0, 0.5, 2.0]), updates_collections=None)


@case
def layers_batch_norm_renormalized(tf):
    return normed(tf, [4, 2, 3], scale=True, renorm=True, renorm_decay=0.7)


@case
def layers_batch_norm_renormalized_clipped(tf):
    return normed(tf, [4, 3], renorm=True, renorm_clipping={"rmax": 1.1, "rmin": 0.8, "dmax": 0.2})


@case
def layers_batch_norm_renormalized_evaluated(tf):
    return normed(tf, [4, 3], renorm=True, is_training=False)


@case
def layers_batch_norm_adjusted(tf):
    return normed(tf, [3, 2, 2, 2], scale=True, adjustment=lambda shape: (tf.constant([2.0, 3.0]), tf.constant([1.0, -1.0])))


@case
def layers_batch_norm_adjusted_at_once(tf):
    return normed(tf, [3, 2], updates_collections=None, adjustment=lambda shape: (tf.constant([2.0, 3.0]), tf.constant([1.0, -1.0])))


@case
def layers_batch_norm_evaluated(tf):
    initializers = {"moving_mean": tf.constant_initializer(0.5), "moving_variance": tf.constant_initializer(2.0)}
    return normed(tf, [3, 2, 2, 2], scale=True, is_training=False, param_initializers=initializers)


@case
def layers_batch_norm_evaluated_plain(tf):
    initializers = {"moving_mean": tf.constant_initializer(0.5), "moving_variance": tf.constant_initializer(2.0)}
    return normed(tf, [3, 2, 3], scale=True, is_training=False, param_initializers=initializers, updates_collections=None)


def switched(tf, shape, training, **options):
    mode = tf.placeholder(tf.bool, [])
    initializers = {"moving_mean": tf.constant_initializer(0.5), "moving_variance": tf.constant_initializer(2.0)}
    return normed(tf, shape, scale=True, is_training=mode, param_initializers=initializers, feed={mode: training}, **options)


@case
def layers_batch_norm_switched_on(tf):
    return switched(tf, [3, 2, 2, 2], True)


@case
def layers_batch_norm_switched_off(tf):
    return switched(tf, [3, 2, 2, 2], False)


@case
def layers_batch_norm_switched_on_at_once(tf):
    return switched(tf, [3, 2, 2, 2], True, updates_collections=None)


@case
def layers_batch_norm_switched_off_at_once(tf):
    return switched(tf, [3, 2, 2, 2], False, updates_collections=None)


@case
def layers_batch_norm_switched_on_plain(tf):
    return switched(tf, [3, 2, 2], True)


@case
def layers_batch_norm_switched_off_plain(tf):
    return switched(tf, [3, 2, 2], False)


@case
def layers_batch_norm_switched_on_matrices(tf):
    return switched(tf, [3, 2], True)


@case
def layers_batch_norm_switched_on_plain_at_once(tf):
    return switched(tf, [3, 2, 2], True, updates_collections=None)


@case
def layers_batch_norm_switched_renormalized(tf):
    return switched(tf, [3, 2], True, renorm=True)


@case
def layers_batch_norm_switched_off_renormalized(tf):
    return switched(tf, [3, 2], False, renorm=True)


@case
def layers_batch_norm_switched_without_bias_correction(tf):
    return switched(tf, [3, 2], True, zero_debias_moving_mean=True)


@case
def layers_batch_norm_untrainable(tf):
    return normed(tf, [3, 2, 2, 2], scale=True, trainable=False)


@case
def layers_batch_norm_untrainable_at_once(tf):
    return normed(tf, [3, 2, 2, 2], trainable=False, updates_collections=None)


@case
def layers_batch_norm_half(tf):
    return normed(tf, [3, 2, 2, 2], np.float16, is_training=False)


@case
def layers_batch_norm_half_plain_variables(tf):
    tf.contrib.layers.batch_norm(tf.zeros([3, 2, 2], tf.float16), updates_collections=None)
    tf.contrib.layers.batch_norm(tf.zeros([3, 2, 2], tf.float16))
    return Model(outputs={"nothing": tf.zeros([])})


@case
def layers_batch_norm_double(tf):
    return normed(tf, [3, 2, 2], np.float64, scale=True)


@case
def layers_batch_norm_unknown_batch(tf):
    inputs = tf.placeholder(tf.float32, [None, None, 3])
    outputs = tf.contrib.layers.batch_norm(inputs)
    flat = tf.placeholder(tf.float32, [None, 3])
    matrices = tf.contrib.layers.batch_norm(flat)
    return Model(feed={inputs: values("a", [2, 3, 3]), flat: values("b", [4, 3])}, outputs={"outputs": outputs, "matrices": matrices})


@case
def layers_batch_norm_reused(tf):
    layers = tf.contrib.layers
    first = layers.batch_norm(tf.constant(values("a", [3, 2])), scope="bn", variables_collections=["mine"])
    second = layers.batch_norm(first * 2 + 1, scope="bn", reuse=True, variables_collections=["mine"])
    return Model(outputs={"second": second, "counts": sizes(tf, "mine", tf.GraphKeys.UPDATE_OPS, tf.GraphKeys.MODEL_VARIABLES)},
                 loss=tf.reduce_sum(second ** 3))


@case
def layers_batch_norm_regularized(tf):
    tf.contrib.layers.batch_norm(
        tf.constant(values("a", [3, 2, 2, 2])), scale=True, param_regularizers={"beta": tf.nn.l2_loss, "gamma": tf.nn.l2_loss},
        variables_collections={"beta": ["b"], "moving_mean": ["m"]},
        outputs_collections="o")
    return Model(outputs={"loss": tf.losses.get_regularization_loss(), "counts": sizes(tf, "b", "m", "o", "regularization_losses")})


@case
def layers_layer_norm(tf):
    inputs = tf.constant(values("inputs", [2, 3, 4]))
    outputs = tf.contrib.layers.layer_norm(inputs, activation_fn=tf.nn.relu, variables_collections={"beta": ["b"]})
    return trained(tf, outputs)


@case
def layers_layer_norm_of_some_axes(tf):
    inputs = tf.placeholder(tf.float32, [None, None, 3, 2])
    outputs = tf.contrib.layers.layer_norm(inputs, begin_norm_axis=2, begin_params_axis=2)
    last = tf.contrib.layers.layer_norm(inputs, begin_norm_axis=-1, scale=False, scope="last")
    return Model(feed={inputs: values("inputs", [2, 2, 3, 2])}, outputs={"outputs": outputs, "last": last},
                 loss=tf.reduce_sum(outputs ** 2) + tf.reduce_sum(last ** 3))


@case
def layers_layer_norm_double(tf):
    return trained(tf, tf.contrib.layers.layer_norm(tf.constant(values("inputs", [2, 5]).astype(np.float64)), center=False))


@case
def layers_instance_norm(tf):
    inputs = tf.constant(values("inputs", [2, 3, 2, 2]))
    return trained(tf, tf.contrib.layers.instance_norm(inputs, activation_fn=tf.nn.tanh))


@case
def layers_instance_norm_channels_first(tf):
    inputs = tf.placeholder(tf.float32, [None, 3, None, None])
    outputs = tf.contrib.layers.instance_norm(inputs, data_format="NCHW", epsilon=0.1, scale=False,
                                              param_initializers={"beta": tf.ones_initializer()})
    return Model(feed={inputs: values("inputs", [2, 3, 2, 2])}, outputs={"outputs": outputs}, loss=tf.reduce_sum(outputs ** 2))


@case
def layers_instance_norm_of_sequences(tf):
    return trained(tf, tf.contrib.layers.instance_norm(tf.constant(values("inputs", [2, 3, 2])), center=False))


@case
def layers_group_norm(tf):
    inputs = tf.constant(values("inputs", [2, 3, 2, 4]))
    return trained(tf, tf.contrib.layers.group_norm(inputs, groups=2, activation_fn=tf.nn.relu))


@case
def layers_group_norm_channels_first(tf):
    inputs = tf.placeholder(tf.float32, [None, 6, 2, 3])
    outputs = tf.contrib.layers.group_norm(inputs, groups=3, channels_axis=-3, reduction_axes=(-2, -1))
    return Model(feed={inputs: values("inputs", [2, 6, 2, 3])}, outputs={"outputs": outputs}, loss=tf.reduce_sum(outputs ** 3))


@case
def layers_group_norm_of_sequences(tf):
    inputs = tf.constant(values("inputs", [2, 3, 4]))
    return trained(tf, tf.contrib.layers.group_norm(inputs, groups=4, reduction_axes=[-2], scale=False, center=False))


@case
def layers_group_norm_in_one_pass(tf):
    inputs = tf.constant(values("inputs", [2, 3, 2, 4]))
    return trained(tf, tf.contrib.layers.group_norm(inputs, groups=1, mean_close_to_zero=True, epsilon=0.01))


@case
def layers_group_norm_over_one_axis(tf):
    inputs = tf.constant(values("inputs", [2, 3, 2, 4]))
    return trained(tf, tf.contrib.layers.group_norm(inputs, groups=2, channels_axis=3, reduction_axes=(1,)))


@case
def layers_unit_norm(tf):
    inputs = tf.constant(values("inputs", [2, 3, 4]))
    unknown = tf.placeholder(tf.float32, [None, None, 4])
    return Model(feed={unknown: values("unknown", [2, 2, 4])}, outputs={
        "middle": tf.contrib.layers.unit_norm(inputs, 1), "last": tf.contrib.layers.unit_norm(unknown, 2, epsilon=0.5)})


@mistake
def layers_batch_norm_of_another_format(tf):
    tf.contrib.layers.batch_norm(tf.zeros([2, 3]), data_format="CHW")


@mistake
def layers_batch_norm_of_unknown_rank(tf):
    tf.contrib.layers.batch_norm(tf.placeholder(tf.float32))


@mistake
def layers_batch_norm_of_unknown_depth(tf):
    tf.contrib.layers.batch_norm(tf.placeholder(tf.float32, [2, 3, None]))


@mistake
def layers_batch_norm_renormalized_at_once(tf):
    tf.contrib.layers.batch_norm(tf.zeros([2, 3]), renorm=True, updates_collections=None)


@mistake
def layers_batch_norm_renormalized_with_weights(tf):
    tf.contrib.layers.batch_norm(tf.zeros([2, 3]), renorm=True, batch_weights=tf.ones([2]))


@mistake
def layers_batch_norm_renormalized_by_unknown_limits(tf):
    tf.contrib.layers.batch_norm(tf.zeros([2, 3]), renorm=True, renorm_clipping={"max": 1.0})


@mistake
def layers_batch_norm_fused_double(tf):
    tf.contrib.layers.batch_norm(tf.zeros([2, 3, 3, 3], tf.float64))


@mistake
def layers_batch_norm_of_integers(tf):
    tf.contrib.layers.batch_norm(tf.zeros([2, 3, 3], tf.int32))


@mistake
def layers_layer_norm_of_an_axis_beyond(tf):
    tf.contrib.layers.layer_norm(tf.zeros([2, 3]), begin_norm_axis=2)


@mistake
def layers_layer_norm_of_unknown_depth(tf):
    tf.contrib.layers.layer_norm(tf.placeholder(tf.float32, [2, None]))


@mistake
def layers_layer_norm_of_unknown_rank(tf):
    tf.contrib.layers.layer_norm(tf.placeholder(tf.float32))


@mistake
def layers_instance_norm_of_another_format(tf):
    tf.contrib.layers.instance_norm(tf.zeros([2, 3, 3]), data_format="NWC")


@mistake
def layers_instance_norm_of_unknown_depth(tf):
    tf.contrib.layers.instance_norm(tf.placeholder(tf.float32, [2, 3, None]))


@mistake
def layers_group_norm_of_too_many_groups(tf):
    tf.contrib.layers.group_norm(tf.zeros([2, 3, 3, 4]))


@mistake
def layers_group_norm_of_groups_that_do_not_divide(tf):
    tf.contrib.layers.group_norm(tf.zeros([2, 3, 3, 4]), groups=3)


@mistake
def layers_group_norm_that_reduces_channels(tf):
    tf.contrib.layers.group_norm(tf.zeros([2, 3, 3, 4]), groups=2, reduction_axes=(-1,))


@mistake
def layers_group_norm_of_an_axis_beyond(tf):
    tf.contrib.layers.group_norm(tf.zeros([2, 3, 3, 4]), groups=2, channels_axis=4)


@mistake
def layers_group_norm_of_unknown_sizes(tf):
    tf.contrib.layers.group_norm(tf.placeholder(tf.float32, [2, None, 3, 4]), groups=2)


@mistake
def layers_unit_norm_of_a_negative_axis(tf):
    tf.contrib.layers.unit_norm(tf.zeros([2, 3]), -1)


@mistake
def layers_unit_norm_of_unknown_rank(tf):
    tf.contrib.layers.unit_norm(tf.placeholder(tf.float32), 1)


# In variable scopes of several kinds

@case
def layers_batch_norm_of_resource_variables(tf):
    with tf.variable_scope("net", use_resource=True):
        return normed(tf, [3, 2, 2, 2], scale=True)


@case
def layers_batch_norm_of_resource_variables_at_once(tf):
    with tf.variable_scope("net", use_resource=True):
        return normed(tf, [3, 2, 2], scale=True, updates_collections=None)


@case
def layers_batch_norm_of_resource_variables_in_another_collection(tf):
    with tf.variable_scope("net", use_resource=True):
        model = normed(tf, [3, 2, 2], updates_collections="mine")
    model.outputs["mine"] = sizes(tf, "mine")
    return model


@case
def layers_batch_norm_of_resource_variables_switched(tf):
    with tf.variable_scope("net", use_resource=True):
        return switched(tf, [3, 2, 2, 2], True)


@case
def layers_batch_norm_of_resource_variables_renormalized(tf):
    with tf.variable_scope("net", use_resource=True):
        return normed(tf, [4, 3], renorm=True)


@case
def layers_batch_norm_of_resource_variables_without_bias_correction(tf):
    with tf.variable_scope("net", use_resource=True):
        return normed(tf, [4, 3], zero_debias_moving_mean=True)


@case
def layers_batch_norm_of_partitioned_variables(tf):
    with tf.variable_scope("net", partitioner=tf.fixed_size_partitioner(2)):
        outputs = tf.contrib.layers.batch_norm(tf.constant(values("a", [3, 2, 4])))
        outputs = tf.contrib.layers.batch_norm(outputs[:, 0], updates_collections=None, scale=True)
        outputs = tf.contrib.layers.layer_norm(outputs)
        outputs = tf.contrib.layers.batch_norm(outputs, renorm=True)
    return Model(outputs={"outputs": outputs})


@case
def layers_batch_norm_switched_by_a_variable(tf):
    mode = tf.get_variable("mode", [], tf.bool, initializer=tf.constant_initializer(True), trainable=False)
    inputs = tf.constant(values("a", [3, 2, 2, 2]))
    outputs = tf.contrib.layers.batch_norm(inputs, is_training=mode)
    other = tf.contrib.layers.batch_norm(inputs[0], is_training=tf.placeholder_with_default(False, []), updates_collections=None)
    return Model(outputs={"outputs": outputs, "other": other, "updates": sizes(tf, tf.GraphKeys.UPDATE_OPS)})


@case
def layers_within_a_custom_getter(tf):
    asked = []

    def getter(getter, name, *args, **kwargs):
        asked.append(name)
        return getter(name, *args, **kwargs) * 2

    layers = tf.contrib.layers
    with tf.variable_scope("net", custom_getter=getter):
        outputs = layers.conv2d(tf.constant(values("a", [2, 3, 3, 2])), 2, 2)
        outputs = layers.layer_norm(layers.fully_connected(layers.flatten(outputs), 3))
        outputs = layers.batch_norm(outputs, is_training=False)
    return Model(outputs={"outputs": outputs, "asked": tf.constant(" ".join(asked))}, loss=tf.reduce_sum(outputs ** 2))


@case
def layers_within_a_regularized_scope(tf):
    layers = tf.contrib.layers
    with tf.variable_scope("net", regularizer=tf.nn.l2_loss, initializer=tf.ones_initializer()):
        outputs = layers.conv2d(tf.constant(values("a", [2, 3, 3, 2])), 2, 2)
        layers.batch_norm(layers.linear(layers.flatten(outputs), 3, weights_initializer=None))
        layers.layer_norm(outputs)
    return Model(outputs={"count": sizes(tf, tf.GraphKeys.REGULARIZATION_LOSSES), "loss": tf.losses.get_regularization_loss()})


# Several steps

def step(tf, **options):
    """Averages after 1, 2 and 3 updates, each made after the one before has been read."""
    layers, inputs = tf.contrib.layers, tf.constant(values("inputs", [4, 3]) * 2 + 1)
    outputs, done = {}, []
    for number in range(3):
        with tf.control_dependencies(done):
            batch = tf.identity(inputs) * (number + 1)
            seen = len(tf.get_collection(tf.GraphKeys.UPDATE_OPS))
            outputs["outputs_%d" % number] = layers.batch_norm(batch, decay=0.6, scope="bn", reuse=number > 0, **options)
            updates = tf.get_collection(tf.GraphKeys.UPDATE_OPS)[seen:]
        with tf.control_dependencies([outputs["outputs_%d" % number]] + [getattr(u, "op", u) for u in updates]):
            for variable in averages(tf):
                name = "%s_%d" % (variable.op.name.replace("/", "_"), number)
                outputs[name] = variable.read_value() + 0
                done.append(outputs[name])
    return Model(outputs=outputs)


@case
def layers_batch_norm_in_steps(tf):
    return step(tf)


@case
def layers_batch_norm_in_steps_at_once(tf):
    return step(tf, updates_collections=None, fused=False)


@case
def layers_batch_norm_in_steps_renormalized(tf):
    return step(tf, renorm=True, renorm_decay=0.5, renorm_clipping={"rmax": 1.5, "dmax": 0.5})
