"""Seeded draws that equal TF 1.15's. Source: TF1 tensorflow.contrib.seq2seq.python.ops.helper."""

from legacy_seq2seq import tf1 as tf


def bernoulli_sample(probs=None, logits=None, dtype=tf.int32, sample_shape=(), seed=None):
    """Draws that are 1 (or True) with probability `probs`, or sigmoid(`logits`): `sample_shape + shape of probs`.

    Raises ValueError unless exactly one of `probs` and `logits` is given.
    """
    if (probs is None) == (logits is None):
        raise ValueError("bernoulli_sample: give `probs` or `logits`, one of the two.")
    probs = tf.convert_to_tensor(tf.sigmoid(logits) if probs is None else probs)
    shape = tf.concat([_as_vector(sample_shape), tf.shape(probs)], 0)
    return tf.cast(tf.random_uniform(shape, dtype=probs.dtype, seed=seed) < probs, dtype)


def categorical_sample(logits, dtype=tf.int32, sample_shape=(), seed=None):
    """Class ids drawn from the softmax of `logits` `[batch, classes]`: `sample_shape + [batch]`."""
    logits = tf.convert_to_tensor(logits)
    sample_shape = _as_vector(sample_shape)
    draws = tf.multinomial(logits, tf.reduce_prod(sample_shape), seed=seed, output_dtype=dtype)  # [batch, samples]
    return tf.reshape(tf.transpose(draws), tf.concat([sample_shape, tf.shape(logits)[:-1]], 0))


def _as_vector(sample_shape):
    return tf.reshape(tf.convert_to_tensor(sample_shape, tf.int32), [-1])
