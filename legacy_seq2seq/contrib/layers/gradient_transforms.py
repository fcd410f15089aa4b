"""What `optimize_loss` can do to gradients on their way. Each takes and returns a list of (gradient, variable).

Gradients that are None stay None; those of embeddings are tf.IndexedSlices and stay so where noted.
Source: TF1 tf.contrib.layers (optimizers).
"""

from legacy_seq2seq import tf1 as tf


def with_noise(grads_and_vars, scale):
    """Adds normal noise of standard deviation `scale`, cut at two deviations (Neelakantan et al. 2015). Makes gradients dense."""
    def noisy(gradient):
        shape = gradient.dense_shape if isinstance(gradient, tf.IndexedSlices) else gradient.shape
        return gradient + tf.truncated_normal(shape) * scale

    return [(None if gradient is None else noisy(gradient), variable) for gradient, variable in grads_and_vars]


def multiplied(grads_and_vars, multipliers):
    """Multiplies the gradients of some variables; `multipliers` has as keys variables or their names, "scope/weights:0".

    Keys that belong to no variable are passed over, as in TF 1.15.
    """
    result = []
    for gradient, variable in grads_and_vars:
        factor = _multiplier_of(variable, multipliers)
        result.append((_scaled(gradient, factor) if factor is not None else gradient, variable))
    return result


def clipped_by_norm(grads_and_vars, max_norm):
    """Shortens all gradients together to a global norm of at most `max_norm`."""
    gradients, variables = zip(*grads_and_vars)
    clipped, _ = tf.clip_by_global_norm(gradients, max_norm)
    return list(zip(clipped, variables))


def adaptive_clipping_fn(std_factor=2.0, decay=0.95, static_max_norm=None, global_step=None, report_summary=False, epsilon=1e-8,
                         name=None):
    """A `clip_gradients` for `optimize_loss` that learns what a normal gradient is.

    It follows the logarithm of the global norm by moving averages of its mean and square, with `decay`.
    A norm above `exp(mean + std_factor · deviation)` is brought back to `exp(mean)`; others stay.

    static_max_norm: besides, no norm above this one. global_step: lets the averages start fast, their
    decay is then at most `n / (n + 1)`. report_summary: adds the scalar
    `global_norm/adaptive_max_gradient_norm`.
    Variables: `AdaptiveMaxNorm/mean` and `AdaptiveMaxNorm/sq_mean`, scalars, not trained.
    Source: TF1 tf.contrib.layers (adaptive_clipping_fn).
    """
    def clip(grads_and_vars):
        norm = tf.global_norm([gradient for gradient, _ in grads_and_vars])
        max_norm, log_mean = _adaptive_max_norm(norm, std_factor, decay, global_step, epsilon, name)
        if report_summary:
            tf.summary.scalar("global_norm/adaptive_max_gradient_norm", max_norm)
        factor = tf.where(norm < max_norm, tf.ones_like(norm), tf.exp(log_mean) / norm)
        if static_max_norm is not None:
            factor = tf.minimum(static_max_norm / norm, factor)
        return [(_scaled(gradient, factor), variable) for gradient, variable in grads_and_vars]

    return clip


def _adaptive_max_norm(norm, std_factor, decay, global_step, epsilon, name):
    """(the largest norm that is still normal, the mean of the logarithm of the norms)."""
    with tf.variable_scope(name, "AdaptiveMaxNorm", [norm]):
        log_norm = tf.log(norm + epsilon)
        if global_step is not None:
            count = tf.to_float(global_step)
            decay = tf.minimum(decay, count / (count + 1.0))
        mean = _moving_average("mean", log_norm, decay)
        variance = _moving_average("sq_mean", tf.square(log_norm), decay) - tf.square(mean)
        return tf.exp(mean + std_factor * tf.sqrt(tf.maximum(epsilon, variance))), mean


def _moving_average(name, value, decay):
    """Moves the variable `name`, which begins at 0, towards the scalar `value`; gives its new value."""
    average = tf.get_variable(name, shape=value.shape, dtype=value.dtype, initializer=tf.zeros_initializer(), trainable=False)
    return tf.assign_sub(average, (average - value) * (1.0 - decay))


def _multiplier_of(variable, multipliers):
    for key in (variable, variable.name):
        if key in multipliers:
            return multipliers[key]
    return None


def _scaled(gradient, factor):
    if gradient is None:
        return None
    if isinstance(gradient, tf.IndexedSlices):
        return tf.IndexedSlices(gradient.values * tf.cast(factor, gradient.dtype), gradient.indices, gradient.dense_shape)
    return gradient * tf.cast(factor, gradient.dtype)
