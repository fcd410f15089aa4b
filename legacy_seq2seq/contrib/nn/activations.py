"""The dropout that keeps mean and variance of SELU layers, and a softplus of any width."""

from legacy_seq2seq import tf1 as tf

_DROPPED = -1.7580993408473766  # what SELU tends to, far left: -scale·alpha of arXiv:1706.02515


def alpha_dropout(x, keep_prob, noise_shape=None, seed=None, name=None):
    """Sets units to SELU's lower limit, then scales and shifts so that mean 0 and variance 1 stay.

    keep_prob: the share that is kept, in (0, 1], or a scalar tensor. Raises ValueError for another number.
    Source: TF1 tf.contrib.nn.alpha_dropout.
    """
    with tf.name_scope(name, "alpha_dropout", [x]):
        x = tf.convert_to_tensor(x, name="x")
        if isinstance(keep_prob, float | int) and not 0 < keep_prob <= 1:
            raise ValueError(f"alpha_dropout: `keep_prob` is {keep_prob}; expected a number in (0, 1]: the share that is kept.")
        if isinstance(keep_prob, float | int) and keep_prob == 1:
            return x
        keep_prob = tf.convert_to_tensor(keep_prob, dtype=x.dtype, name="keep_prob")
        kept = tf.floor(tf.random_uniform(tf.shape(x) if noise_shape is None else noise_shape, seed=seed, dtype=x.dtype) + keep_prob)
        dropped = x * kept + _DROPPED * (1 - kept)
        scale = tf.pow(keep_prob + keep_prob * (1 - keep_prob) * _DROPPED ** 2, -0.5)
        return scale * dropped - scale * _DROPPED * (1 - keep_prob)


def scaled_softplus(x, alpha, clip=None, name=None):
    """`alpha * ln(1 + exp(x / alpha))`, at most `clip` where given. Source: TF1 tf.contrib.nn.scaled_softplus."""
    with tf.name_scope(name, "scaled_softplus", [x, alpha]):
        x = tf.convert_to_tensor(x, name="x")
        alpha = tf.convert_to_tensor(alpha, dtype=x.dtype, name="alpha")
        y = alpha * tf.nn.softplus(x / alpha)
        return y if clip is None else tf.minimum(y, tf.cast(clip, x.dtype))
