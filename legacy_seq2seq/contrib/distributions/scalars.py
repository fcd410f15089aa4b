"""Distributions of numbers that `tf.distributions` does not have. Source: TF1 contrib/distributions."""

import math

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.distributions.base import Base, OfLogits, Tempered, logits_and_probs, uniform


class Logistic(Base):
    """The logistic distribution: the normal's shape, with heavier tails."""

    def __init__(self, loc, scale, validate_args=False, allow_nan_stats=True, name="Logistic"):
        parameters = dict(locals())
        with tf.name_scope(name):
            self._loc = tf.convert_to_tensor(loc, name="loc", preferred_dtype=tf.float32)
            self._scale = tf.convert_to_tensor(scale, name="scale", dtype=self._loc.dtype)
            self._shaped = self._loc + tf.zeros_like(self._scale)
        super().__init__(self._loc.dtype, True, parameters, validate_args, allow_nan_stats, name)

    @property
    def loc(self):
        return self._loc

    @property
    def scale(self):
        return self._scale

    def _sample_n(self, n, seed=None):
        u = uniform(self._draws_shape(n), self.dtype, seed)
        return (tf.log(u) - tf.log1p(-u)) * self._scale + self._loc

    def _z(self, x):
        return (x - self._loc) / self._scale

    def _log_prob(self, x):
        z = self._z(x)
        return -z - 2 * tf.nn.softplus(-z) - tf.log(self._scale)

    def _cdf(self, x):
        return tf.sigmoid(self._z(x))

    def _log_cdf(self, x):
        return -tf.nn.softplus(-self._z(x))

    def _entropy(self):
        return 2 + tf.log(self._scale) + tf.zeros_like(self._shaped)

    def _mean(self):
        return tf.identity(self._shaped)

    _mode = _mean

    def _stddev(self):
        return self._scale * (math.pi / math.sqrt(3)) + tf.zeros_like(self._shaped)

    def _variance(self):
        return tf.square(self._stddev())


class RelaxedBernoulli(Tempered, OfLogits):
    """Numbers between 0 and 1: `sigmoid((logits + logistic noise) / temperature)`. Source: Maddison et al. 2016."""

    def __init__(self, temperature, logits=None, probs=None, validate_args=False, allow_nan_stats=True, name="RelaxedBernoulli"):
        parameters = dict(locals())
        with tf.name_scope(name):
            self._logits, self._probs = logits_and_probs(logits, probs, over_classes=False)
            self._temperature = tf.convert_to_tensor(temperature, name="temperature", dtype=self._logits.dtype)
            self._shaped = self._logits + tf.zeros_like(self._temperature)
            self._noise = Logistic(self._logits / self._temperature, 1 / self._temperature + tf.zeros_like(self._logits))
        super().__init__(self._logits.dtype, True, parameters, validate_args, allow_nan_stats, name)

    def _sample_n(self, n, seed=None):
        return tf.sigmoid(self._noise.sample(n, seed=seed))

    def _log_prob(self, x):
        return self._noise.log_prob(tf.log(x) - tf.log1p(-x)) - tf.log(x) - tf.log1p(-x)

    def _cdf(self, x):
        return self._noise.cdf(tf.log(x) - tf.log1p(-x))


class Poisson(Base):
    """Counts of rare events; rate, or its logarithm."""

    def __init__(self, rate=None, log_rate=None, interpolate_nondiscrete=True, validate_args=False, allow_nan_stats=True, name="Poisson"):
        parameters = dict(locals())
        if (rate is None) == (log_rate is None):
            raise ValueError("rate, log_rate: expected exactly one of the two.")
        with tf.name_scope(name):
            self._log_rate = tf.log(tf.convert_to_tensor(rate, name="rate", preferred_dtype=tf.float32)) if log_rate is None else (
                tf.convert_to_tensor(log_rate, name="log_rate", preferred_dtype=tf.float32))
            self._rate = tf.exp(self._log_rate) if rate is None else tf.convert_to_tensor(rate, preferred_dtype=tf.float32)
            self._shaped = self._rate
        super().__init__(self._rate.dtype, False, parameters, validate_args, allow_nan_stats, name)

    @property
    def rate(self):
        return self._rate

    @property
    def log_rate(self):
        return self._log_rate

    def _sample_n(self, n, seed=None):
        return tf.random_poisson(self._rate, [n], dtype=self.dtype, seed=seed)

    def _log_prob(self, x):
        return tf.multiply(x, self._log_rate) - tf.lgamma(1 + x) - self._rate

    def _cdf(self, x):
        return tf.igammac(1 + x, self._rate + tf.zeros_like(x))

    def _mean(self):
        return tf.identity(self._rate)

    def _variance(self):
        return tf.identity(self._rate)

    def _mode(self):
        return tf.floor(self._rate)


class Binomial(OfLogits):
    """The number of successes of total_count trials."""

    def __init__(self, total_count, logits=None, probs=None, validate_args=False, allow_nan_stats=True, name="Binomial"):
        parameters = dict(locals())
        with tf.name_scope(name):
            self._logits, self._probs = logits_and_probs(logits, probs, over_classes=False)
            self._total_count = tf.convert_to_tensor(total_count, name="total_count", dtype=self._probs.dtype)
            self._shaped = self._probs + tf.zeros_like(self._total_count)
        super().__init__(self._probs.dtype, False, parameters, validate_args, allow_nan_stats, name)

    @property
    def total_count(self):
        return self._total_count

    def _log_prob(self, counts):
        failures = self._total_count - counts
        chances = counts * tf.log(self._probs) + failures * tf.log1p(-self._probs)
        return chances - tf.lgamma(1 + failures) - tf.lgamma(1 + counts) + tf.lgamma(1 + self._total_count)

    def _mean(self):
        return self._total_count * self._probs

    def _variance(self):
        return self._mean() * (1 - self._probs)

    def _mode(self):
        return tf.floor((1 + self._total_count) * self._probs)


class Geometric(OfLogits):
    """The number of failures before the first success."""

    def __init__(self, logits=None, probs=None, validate_args=False, allow_nan_stats=True, name="Geometric"):
        parameters = dict(locals())
        with tf.name_scope(name):
            self._logits, self._probs = logits_and_probs(logits, probs, over_classes=False)
            self._shaped = self._probs
        super().__init__(self._probs.dtype, False, parameters, validate_args, allow_nan_stats, name)

    def _sample_n(self, n, seed=None):
        return tf.floor(tf.log(uniform(self._draws_shape(n), self.dtype, seed)) / tf.log1p(-self._probs))

    def _log_prob(self, counts):
        return counts * tf.log1p(-self._probs) + tf.log(self._probs)

    def _mean(self):
        return tf.exp(-self._logits)

    def _variance(self):
        return self._mean() / self._probs

    def _mode(self):
        return tf.zeros_like(self._probs)


class Deterministic(Base):
    """One value, always."""

    def __init__(self, loc, atol=None, rtol=None, validate_args=False, allow_nan_stats=True, name="Deterministic"):
        parameters = dict(locals())
        with tf.name_scope(name):
            self._loc = tf.convert_to_tensor(loc, name="loc")
            self._slack = (0 if atol is None else atol) + (0 if rtol is None else rtol * tf.abs(self._loc))
            self._shaped = self._loc
        super().__init__(self._loc.dtype, False, parameters, validate_args, allow_nan_stats, name)

    @property
    def loc(self):
        return self._loc

    def _sample_n(self, n, seed=None):
        return tf.zeros(self._draws_shape(n), self.dtype) + self._loc

    def _prob(self, x):
        return tf.cast(tf.abs(x - self._loc) <= self._slack, self.dtype)

    def _log_prob(self, x):
        return tf.log(self._prob(x))

    def _mean(self):
        return tf.identity(self._loc)

    _mode = _mean

    def _variance(self):
        return tf.zeros_like(self._loc)

    def _stddev(self):
        return tf.zeros_like(self._loc)
