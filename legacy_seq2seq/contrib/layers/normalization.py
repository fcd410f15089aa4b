"""Normalisations that look at one example at a time. Source: TF1 tf.contrib.layers (layer_norm, instance_norm, group_norm, unit_norm)."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework.arg_scope import add_arg_scope
from legacy_seq2seq.contrib.layers.building import check_data_format, finished, known_channels, layer_variable


@add_arg_scope
def layer_norm(inputs, center=True, scale=True, activation_fn=None, reuse=None, variables_collections=None, outputs_collections=None,
               trainable=True, begin_norm_axis=1, begin_params_axis=-1, scope=None):
    """`inputs` with mean 0 and variance 1 over the axes from `begin_norm_axis` on; then `* gamma + beta` (Ba et al. 2016).

    inputs: `[batch, ...]`. gamma and beta have the shape of the axes from `begin_params_axis` on, which
    must be known. Negative axes count from the end.
    Variables: `LayerNorm/beta`, `LayerNorm/gamma`.
    Raises ValueError for an unknown rank, axes beyond it, and unknown parameter axes.
    Source: TF1 tf.contrib.layers.layer_norm.
    """
    with tf.variable_scope(scope, "LayerNorm", [inputs], reuse=reuse) as sc:
        inputs = _of_known_rank("layer_norm", inputs)
        rank = inputs.shape.ndims
        first, first_param = (axis + rank if axis < 0 else axis for axis in (begin_norm_axis, begin_params_axis))
        if first >= rank or first_param >= rank:
            raise ValueError(f"layer_norm: `begin_norm_axis` is {begin_norm_axis}, `begin_params_axis` {begin_params_axis}; expected "
                             f"axes of `inputs` {inputs.shape}, below {rank}.")
        shape = inputs.shape[first_param:]
        if not shape.is_fully_defined():
            raise ValueError(f"layer_norm: the axes of `inputs` {inputs.shape} from {first_param} on are not all known when the graph is "
                             "built; gamma and beta need them. Set them: inputs.set_shape([...]).")
        beta, gamma = _beta_and_gamma(shape.as_list(), inputs.dtype, center, scale, {}, trainable, variables_collections)
        mean, variance = tf.nn.moments(inputs, list(range(first, rank)), keep_dims=True)
        epsilon = 1e-3 if inputs.dtype == tf.float16 else 1e-12  # the smaller one vanishes in half precision
        outputs = tf.nn.batch_normalization(inputs, mean, variance, beta, gamma, epsilon)
        outputs.set_shape(inputs.shape)
        return finished(outputs, activation_fn, outputs_collections, sc.name)


@add_arg_scope
def instance_norm(inputs, center=True, scale=True, epsilon=1e-6, activation_fn=None, param_initializers=None, reuse=None,
                  variables_collections=None, outputs_collections=None, trainable=True, data_format="NHWC", scope=None):
    """`inputs` with mean 0 and variance 1 over the places of each channel of each example; then `* gamma + beta`.

    inputs: `[batch, ..., depth]`, or `[batch, depth, ...]` with data_format="NCHW".
    param_initializers: a dict with "beta", "gamma" (Ulyanov et al. 2016).
    Variables: `InstanceNorm/beta`, `InstanceNorm/gamma`, `[depth]`.
    Raises ValueError for another data_format and an unknown rank or depth.
    Source: TF1 tf.contrib.layers.instance_norm.
    """
    inputs = _of_known_rank("instance_norm", inputs)
    check_data_format("instance_norm", data_format, "NCHW", "NHWC")
    with tf.variable_scope(scope, "InstanceNorm", [inputs], reuse=reuse) as sc:
        rank = inputs.shape.ndims
        axis = 1 if data_format == "NCHW" else rank - 1
        depth = known_channels("instance_norm", inputs, axis)
        beta, gamma = _beta_and_gamma([depth], inputs.dtype, center, scale, param_initializers, trainable, variables_collections)
        places = [a for a in range(1, rank) if a != axis]
        mean, variance = tf.nn.moments(inputs, places, keep_dims=True)
        along = [depth if a == axis else 1 for a in range(rank)]
        outputs = tf.nn.batch_normalization(inputs, mean, variance, _reshaped(beta, along), _reshaped(gamma, along), epsilon)
        outputs.set_shape(inputs.shape)
        return finished(outputs, activation_fn, outputs_collections, sc.name)


@add_arg_scope
def group_norm(inputs, groups=32, channels_axis=-1, reduction_axes=(-3, -2), center=True, scale=True, epsilon=1e-6, activation_fn=None,
               param_initializers=None, reuse=None, variables_collections=None, outputs_collections=None, trainable=True, scope=None,
               mean_close_to_zero=False):
    """`inputs` with mean 0 and variance 1 over each group of channels of each example; then `* gamma + beta`.

    inputs: any rank; the channels are split into `groups` of as many, and normalised together with
    `reduction_axes` (Wu & He 2018). All axes but the first must be known. mean_close_to_zero: computes
    the variance in one pass, which is exact enough where the mean is near zero.
    Variables: `GroupNorm/beta`, `GroupNorm/gamma`, `[channels]`.
    Raises ValueError for axes that are not there or used twice, unknown sizes, and channels that `groups`
    does not divide. Source: TF1 tf.contrib.layers.group_norm.
    """
    inputs = _of_known_rank("group_norm", inputs)
    rank = inputs.shape.ndims
    channels_axis = _axis(channels_axis, inputs)
    reduced = sorted({_axis(axis, inputs) for axis in reduction_axes})
    if channels_axis in reduced:
        raise ValueError(f"group_norm: `channels_axis` {channels_axis} is also among `reduction_axes` {reduced}; the channels of a group "
                         "are normalised together anyway. Take it out.")
    channels = known_channels("group_norm", inputs, channels_axis)
    if groups > channels or channels % groups:
        raise ValueError(f"group_norm: `groups` is {groups}; expected a divisor of the {channels} channels.")
    sizes = inputs.shape.as_list()
    if None in sizes[1:]:
        raise ValueError(f"group_norm: `inputs` has shape {inputs.shape}; all axes but the first must be known when the graph is built.")

    with tf.variable_scope(scope, "GroupNorm", [inputs], reuse=reuse) as sc:
        beta, gamma = _beta_and_gamma([channels], inputs.dtype, center, scale, param_initializers, trainable, variables_collections)
        batch = tf.shape(inputs)[0] if sizes[0] is None else sizes[0]
        before, after = [batch, *sizes[1:channels_axis]] if channels_axis else [], sizes[channels_axis + 1:]
        grouped = tf.reshape(inputs, [*before, groups, channels // groups, *after])
        # Axes behind the channels have moved by one; the channels within a group are one more to reduce.
        axes = sorted([a if a < channels_axis else a + 1 for a in reduced] + [channels_axis + 1])
        mean, variance = _moments_in_one_pass(grouped, axes) if mean_close_to_zero else tf.nn.moments(grouped, axes, keep_dims=True)
        along = [1] * (rank + 1)
        along[channels_axis:channels_axis + 2] = [groups, channels // groups]
        outputs = tf.nn.batch_normalization(grouped, mean, variance, _reshaped(beta, along), _reshaped(gamma, along), epsilon)
        outputs = tf.reshape(outputs, tf.shape(inputs))
        outputs.set_shape(inputs.shape)
        return finished(outputs, activation_fn, outputs_collections, sc.name)


@add_arg_scope
def unit_norm(inputs, dim, epsilon=1e-7, scope=None):
    """`inputs / sqrt(sum of squares along dim + epsilon)`: length 1 along the axis `dim`, a number.

    Raises ValueError for an unknown rank, and a `dim` that is negative or beyond it.
    Source: TF1 tf.contrib.layers.unit_norm.
    """
    with tf.variable_scope(scope, "UnitNorm", [inputs]):
        inputs = _of_known_rank("unit_norm", inputs)
        if dim < 0 or dim >= inputs.shape.ndims:
            raise ValueError(f"unit_norm: `dim` is {dim}; expected an axis of `inputs` {inputs.shape}, 0 to {inputs.shape.ndims - 1}.")
        return inputs / tf.sqrt(tf.reduce_sum(tf.square(inputs), dim, keepdims=True) + epsilon)


def _of_known_rank(layer, inputs):
    inputs = tf.convert_to_tensor(inputs)
    if inputs.shape.ndims is None:
        raise ValueError(f"{layer}: the rank of `inputs` is not known when the graph is built. Set it: inputs.set_shape([...]).")
    return inputs


def _axis(axis, inputs):
    rank = inputs.shape.ndims
    if not -rank <= axis < rank:
        raise ValueError(f"group_norm: there is no axis {axis} in `inputs` {inputs.shape}.")
    return axis % rank


def _beta_and_gamma(shape, dtype, center, scale, initializers, trainable, variables_collections):
    initializers = initializers or {}

    def make(name, default):
        return layer_variable(name, shape, dtype, initializers.get(name, default), None, trainable, variables_collections)

    beta = make("beta", tf.zeros_initializer()) if center else None
    gamma = make("gamma", tf.ones_initializer()) if scale else None
    return beta, gamma


def _reshaped(variable, shape):
    return None if variable is None else tf.reshape(variable, shape)


def _moments_in_one_pass(x, axes):
    count, mean, squares, shift = tf.nn.sufficient_statistics(x, axes, keep_dims=True)
    return tf.nn.normalize_moments(count, mean, squares, shift)
