"""Batch normalisation (Ioffe & Szegedy 2015). Source: TF1 tf.contrib.layers.batch_norm.

TF 1.15 computes it in one of three ways, which differ in small things that programs and checkpoints see:

- fused: one kernel, for matrices and images. The moving variance then learns the unbiased variance.
- plain: moments, then a normalisation. The moving variance learns the biased variance.
- either of them in «core» style, where the updates go to UPDATE_OPS: the variables come in another order
  (gamma first), half-precision inputs have float32 variables, and trainable=False stops the updates.
"""

import collections

from legacy_seq2seq import stack
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework.arg_scope import add_arg_scope
from legacy_seq2seq.contrib.framework.smart_cond import smart_cond, smart_constant_value
from legacy_seq2seq.contrib.framework.variables import add_model_variable
from legacy_seq2seq.contrib.layers.building import check_data_format, finished, known_channels, layer_variable
from legacy_seq2seq.contrib.layers.renorm import Renorm

_UPDATE_OPS = tf.GraphKeys.UPDATE_OPS
_INITIALIZERS = {"beta": tf.zeros_initializer, "gamma": tf.ones_initializer, "moving_mean": tf.zeros_initializer,
                 "moving_variance": tf.ones_initializer}

_Variables = collections.namedtuple("_Variables", "gamma beta moving_mean moving_variance")


@add_arg_scope
def batch_norm(inputs, decay=0.999, center=True, scale=False, epsilon=0.001, activation_fn=None, param_initializers=None,
               param_regularizers=None, updates_collections=_UPDATE_OPS, is_training=True, reuse=None, variables_collections=None,
               outputs_collections=None, trainable=True, batch_weights=None, fused=None, data_format="NHWC",
               zero_debias_moving_mean=False, scope=None, renorm=False, renorm_clipping=None, renorm_decay=0.99, adjustment=None):
    """`inputs` with mean 0 and variance 1 in each channel, over the batch and all places; then `* gamma + beta`.

    inputs: `[batch, ..., depth]` of rank 2 or more; `[batch, depth, ...]` with data_format="NCHW".
    is_training: a bool or a boolean tensor. While training, the moments of the batch are used and moving
    averages of them are kept, `average += (1 - decay) * (moment - average)`; else the averages are used.
    updates_collections: where the updates of the averages go; the train op must depend on them:

        with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):
            train_op = optimizer.minimize(loss)

    None does them whenever the outputs are computed, which is slower.
    center, scale: with beta, with gamma. param_initializers, param_regularizers: dicts by variable name.
    batch_weights: `[batch]`, how much each example counts. fused: None or True for the faster kernel
    where it can be used, False never. zero_debias_moving_mean: corrects the mean's start from zero.
    renorm (Ioffe 2017): normalise by the averages while training too, within renorm_clipping {"rmax",
    "rmin", "dmax"}. adjustment: `f(shape of inputs) -> (scale, bias)`, applied while training, before
    gamma and beta.

    Variables: `BatchNorm/beta`, `gamma`, `moving_mean`, `moving_variance`, each `[depth]`.
    Raises ValueError for another data_format, an unknown rank or depth, and renorm together with
    batch_weights, another updates_collections or zero_debias_moving_mean.
    Source: TF1 tf.contrib.layers.batch_norm.
    """
    check_data_format("batch_norm", data_format, "NCHW", "NHWC")
    to_update_ops = updates_collections == _UPDATE_OPS
    if renorm and (batch_weights is not None or not to_update_ops or zero_debias_moving_mean):
        raise ValueError("batch_norm: `renorm` goes neither with batch_weights, nor with updates_collections other than "
                         "tf.GraphKeys.UPDATE_OPS, nor with zero_debias_moving_mean. Leave those at their defaults.")
    inputs = tf.convert_to_tensor(inputs)
    rank = inputs.shape.ndims
    if rank is None:
        raise ValueError("batch_norm: the rank of `inputs` is not known when the graph is built. Set it: inputs.set_shape([...]).")
    is_fused = fused in (None, True) and batch_weights is None and not renorm and adjustment is None and rank in (2, 4)
    is_core = batch_weights is None and to_update_ops and not zero_debias_moving_mean and not (is_fused and rank == 2)

    with tf.variable_scope(scope, "BatchNorm", [inputs], reuse=reuse) as sc:
        axis = 1 if data_format == "NCHW" and rank > 2 else rank - 1
        make = _maker(inputs, axis, is_core, is_fused, param_initializers, param_regularizers, trainable, variables_collections)
        variables = _make_variables(make, center, scale, is_core)
        training = smart_constant_value(is_training)
        if is_fused:
            outputs, mean, variance = _fused(inputs, variables, axis, epsilon, is_training)
        else:
            mean, variance = _moments(inputs, variables, axis, batch_weights, is_training)
            correction = None
            if renorm:
                correction = Renorm(make, renorm_clipping, renorm_decay, epsilon)
            elif adjustment is not None and is_core:  # TF 1.15 passes it over outside the core style
                correction = _Adjustment(adjustment, inputs)
        updates = []
        if training is not False and not (is_core and not trainable):
            if renorm:
                updates = correction.updates(variables, mean, variance, decay, is_training)
            else:
                updates = _updates(variables, mean, variance, decay, is_training, zero_debias_moving_mean, is_fused)
        if updates_collections is None:
            with tf.control_dependencies(updates):
                if is_fused:
                    outputs = tf.identity(outputs)
                else:
                    mean, variance = tf.identity(mean), tf.identity(variance)
        else:
            for update in updates:
                tf.add_to_collections(updates_collections, update.op if is_core else update)
        if not is_fused:
            outputs = _normalized(inputs, variables, mean, variance, axis, epsilon, correction, is_training)
        outputs.set_shape(inputs.shape)
        return finished(outputs, activation_fn, outputs_collections, sc.name)


# Variables

def _maker(inputs, axis, is_core, is_fused, initializers, regularizers, trainable, variables_collections):
    """`make(name, shape=[depth])`: creates a variable of the layer."""
    depth = known_channels("batch_norm", inputs, axis)
    dtype = inputs.dtype.base_dtype
    if dtype.size == 2 and (is_core or is_fused):
        dtype = tf.float32
    initializers, regularizers = initializers or {}, regularizers or {}

    def make(name, initializer=None, collect=True):
        is_moving = name not in ("beta", "gamma")
        initializer = initializers.get(name, initializer) or _INITIALIZERS[name]()
        scope = tf.get_variable_scope()
        partitioner = scope.partitioner
        if is_moving:  # is assigned to as a whole
            scope.set_partitioner(None)
        try:
            return layer_variable(name, [depth], dtype, initializer, None if is_moving else regularizers.get(name),
                                  trainable and not is_moving, variables_collections if collect else None)
        finally:
            scope.set_partitioner(partitioner)

    make.initializers = initializers
    return make


def _make_variables(make, center, scale, is_core):
    made = {}
    for name in ("gamma", "beta") if is_core else ("beta", "gamma"):
        if center if name == "beta" else scale:
            made[name] = make(name)
    return _Variables(made.get("gamma"), made.get("beta"), make("moving_mean"), make("moving_variance"))


# Moments, and the fused kernel

def _fused(inputs, variables, axis, epsilon, is_training):
    """(outputs, mean, variance) by one kernel."""
    images, data_format = inputs, "NCHW" if axis == 1 and inputs.shape.ndims == 4 else "NHWC"
    if inputs.shape.ndims == 2:
        images = tf.reshape(inputs, [-1, 1, 1, inputs.shape.as_list()[1]])
    like = variables.moving_mean
    gamma = tf.ones(like.shape, like.dtype.base_dtype) if variables.gamma is None else variables.gamma
    beta = tf.zeros(like.shape, like.dtype.base_dtype) if variables.beta is None else variables.beta

    def training():
        return list(tf.nn.fused_batch_norm(images, gamma, beta, epsilon=epsilon, data_format=data_format))

    def evaluating():
        mean, variance = variables.moving_mean, variables.moving_variance
        outputs, _, _ = tf.nn.fused_batch_norm(images, gamma, beta, mean=mean, variance=variance, epsilon=epsilon, is_training=False,
                                               data_format=data_format)
        return [outputs, tf.identity(mean), tf.identity(variance)]

    outputs, mean, variance = smart_cond(is_training, training, evaluating)
    return (tf.reshape(outputs, tf.shape(inputs)) if images is not inputs else outputs), mean, variance


def _moments(inputs, variables, axis, batch_weights, is_training):
    """(mean, variance) of the batch while training, else the moving ones."""
    axes = [a for a in range(inputs.shape.ndims) if a != axis]

    def of_batch():
        if batch_weights is None:
            return list(tf.nn.moments(inputs, axes))
        weights = tf.cast(tf.reshape(batch_weights, [-1] + [1] * (inputs.shape.ndims - 1)), inputs.dtype)
        return list(tf.nn.weighted_moments(inputs, axes, weights))

    def moving():
        return [tf.cast(v, inputs.dtype) for v in (tf.identity(variables.moving_mean), tf.identity(variables.moving_variance))]

    return smart_cond(is_training, of_batch, moving)


# Moving averages

def _updates(variables, mean, variance, decay, is_training, zero_debias, is_fused):
    """The updated moving averages, two tensors; they stay as they are where `is_training` is False when run."""
    mean, variance = (tf.cast(moment, variables.moving_mean.dtype.base_dtype) for moment in (mean, variance))
    if not zero_debias:
        rate = smart_cond(is_training, lambda: tf.constant(1.0 - decay), lambda: tf.constant(0.0))
        return [_moved(variables.moving_mean, mean, rate), _moved(variables.moving_variance, variance, rate)]
    assign_moving_average = stack.inner_module("training.moving_averages").assign_moving_average
    before = set(tf.global_variables())

    def move():
        return [tf.identity(assign_moving_average(variables.moving_mean, mean, decay, zero_debias=True)),
                tf.identity(_moved(variables.moving_variance, variance, 1.0 - decay))]

    updates = smart_cond(is_training, move, lambda: [tf.identity(variables.moving_mean), tf.identity(variables.moving_variance)])
    if not is_fused:  # only there TF 1.15 counts what it needs for the correction among the model's variables
        for variable in tf.global_variables():
            if variable not in before:
                add_model_variable(variable)
    return updates


def _moved(variable, value, rate):
    return tf.assign_sub(variable, (variable - value) * tf.cast(rate, variable.dtype.base_dtype))


# Normalisation

class _Adjustment:
    """A random scale and bias while training. `scale_and_bias` as for `Renorm`."""

    def __init__(self, function, inputs):
        self._scale, self._bias = function(tf.shape(inputs))

    def scale_and_bias(self, mean, variance, is_training):
        return smart_cond(is_training, lambda: [tf.identity(self._scale), tf.identity(self._bias)],
                          lambda: [tf.ones_like(self._scale), tf.zeros_like(self._bias)])


def _normalized(inputs, variables, mean, variance, axis, epsilon, correction, is_training):
    """`(inputs - mean) / sqrt(variance + epsilon)`, corrected, `* gamma + beta`."""
    ndims = inputs.shape.ndims
    along = [1] * ndims
    along[axis] = -1

    def placed(vector):
        if vector is None:
            return None
        vector = tf.cast(vector, inputs.dtype)
        return tf.reshape(vector, along) if axis != ndims - 1 and vector.shape.ndims == 1 else vector

    gamma, beta = placed(variables.gamma), placed(variables.beta)
    if correction is not None:
        scale, bias = (placed(part) for part in correction.scale_and_bias(mean, variance, is_training))
        if gamma is not None:
            scale, bias = scale * gamma, bias * gamma
        gamma, beta = scale, bias if beta is None else bias + beta
    return tf.nn.batch_normalization(inputs, placed(mean), placed(variance), beta, gamma, epsilon)
