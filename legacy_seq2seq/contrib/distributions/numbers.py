"""Small functions beside the distributions. Source: TF1 contrib/distributions, sample_stats and util."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.distributions.base import inside


def percentile(x, q, axis=None, interpolation=None, keep_dims=False, validate_args=False, name=None):
    """The number below which q percent of x's numbers lie, along `axis`; one of x's own: the nearest, the lower or the higher.

    Raises ValueError for another interpolation.
    """
    rounding = {None: tf.round, "nearest": tf.round, "lower": tf.floor, "higher": tf.ceil}
    if interpolation not in rounding:
        raise ValueError(f"percentile: interpolation is {interpolation!r}; expected 'nearest', 'lower' or 'higher'.")
    with tf.name_scope(name or "percentile"):
        x = tf.convert_to_tensor(x, name="x")
        rank = x.shape.ndims
        axes = list(range(rank)) if axis is None else [one % rank for one in (axis if isinstance(axis, (list, tuple)) else [axis])]
        others = [one for one in range(rank) if one not in axes]
        rows = tf.transpose(x, others + axes)
        shape = tf.shape(rows)
        rows = tf.reshape(rows, tf.concat([shape[:len(others)], [-1]], 0))
        count = tf.shape(rows)[-1]
        place = rounding[interpolation]((tf.cast(count, tf.float64) - 1) * (tf.cast(q, tf.float64) / 100))
        place = tf.clip_by_value(tf.cast(place, tf.int32), 0, count - 1)
        found = tf.gather(tf.contrib.framework.sort(rows, axis=-1), place, axis=-1)
        if keep_dims:
            for one in sorted(axes):
                found = tf.expand_dims(found, one)
        return found


def softplus_inverse(x, name=None):
    """The number whose softplus is x, a positive one."""
    return inside("util", "softplus_inverse")(x, name=name)


def fill_triangular(x, upper=False, name=None):
    """The numbers `[..., n (n + 1) / 2]` as triangular matrices `[..., n, n]`."""
    return inside("util", "fill_triangular")(x, upper=upper, name=name)


def reduce_weighted_logsumexp(logx, w=None, axis=None, keep_dims=False, return_sign=False, name=None):
    """The logarithm of the weighted sum of exp(logx)."""
    return inside("util", "reduce_weighted_logsumexp")(logx, w, axis, keep_dims, return_sign, name)
