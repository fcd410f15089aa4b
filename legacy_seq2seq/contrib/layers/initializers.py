"""Initialisers scaled by fan-in and fan-out. Source: TF1 tf.contrib.layers (initializers)."""

import math

from legacy_seq2seq import tf1 as tf

_MODES = ("FAN_IN", "FAN_OUT", "FAN_AVG")


def xavier_initializer(uniform=True, seed=None, dtype=tf.float32):
    """Keeps the scale of gradients alike in all layers (Glorot & Bengio 2010).

    Uniform in `±sqrt(6 / (fan_in + fan_out))`, or normal with variance `2.6 / (fan_in + fan_out)`,
    cut at two standard deviations. Returns `initializer(shape, dtype, partition_info)`.
    Raises TypeError where dtype is not floating point. Source: TF1 tf.contrib.layers.xavier_initializer.
    """
    return variance_scaling_initializer(factor=1.0, mode="FAN_AVG", uniform=uniform, seed=seed, dtype=dtype)


def variance_scaling_initializer(factor=2.0, mode="FAN_IN", uniform=False, seed=None, dtype=tf.float32):
    """Random numbers whose variance is `factor / n` (He et al. 2015 by default).

    n is the fan-in, the fan-out or their mean, by `mode`. With `uniform=False` a normal cut at two
    standard deviations, widened by `sqrt(1.3)` to make up for the cut. Returns `initializer(shape,
    dtype, partition_info)`, where fan-in and fan-out of `[..., in, out]` count the leading axes.
    Raises TypeError for dtypes that are not floating point or a `mode` that is not one of FAN_IN,
    FAN_OUT, FAN_AVG. Source: TF1 tf.contrib.layers.variance_scaling_initializer.
    """
    if not dtype.is_floating:
        raise TypeError(f"variance_scaling_initializer: `dtype` is {dtype.name}; expected a floating-point type such as tf.float32.")
    if mode not in _MODES:
        raise TypeError(f"variance_scaling_initializer: `mode` is {mode!r}; expected one of {', '.join(_MODES)}.")

    def _initializer(shape, dtype=dtype, partition_info=None):
        if not dtype.is_floating:
            raise TypeError(f"variance_scaling_initializer: asked for a variable of dtype {dtype.name}; give integer variables an "
                            "initializer of their own.")
        # The slice of a partitioned variable is scaled by the whole variable's fans.
        whole = [float(size) for size in (partition_info.full_shape if partition_info is not None else shape)]
        fan_in, fan_out = (whole[-2] if len(whole) > 1 else whole[-1], whole[-1]) if whole else (1.0, 1.0)
        leading = math.prod(whole[:-2])
        n = {"FAN_IN": fan_in * leading, "FAN_OUT": fan_out * leading, "FAN_AVG": (fan_in + fan_out) * leading / 2}[mode]
        if uniform:
            limit = math.sqrt(3.0 * factor / n)
            return tf.random_uniform(shape, -limit, limit, dtype, seed=seed)
        return tf.truncated_normal(shape, 0.0, math.sqrt(1.3 * factor / n), dtype, seed=seed)

    return _initializer
