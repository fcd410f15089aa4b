"""One of several classes, as a vector: exactly (`OneHotCategorical`) or relaxed. Source: TF1 contrib/distributions; the
Concrete distribution, Maddison et al. 2016, and Jang et al. 2016.
"""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.distributions.base import OfClasses, RegisterKL, Tempered, logits_and_probs, uniform


class OneHotCategorical(OfClasses):
    """Vectors with a single 1; logits or probs `[batch..., classes]`."""

    def __init__(self, logits=None, probs=None, dtype=tf.int32, validate_args=False, allow_nan_stats=True, name="OneHotCategorical"):
        parameters = dict(locals())
        with tf.name_scope(name):
            self._logits, self._probs = logits_and_probs(logits, probs, over_classes=True)
            self._shaped = self._logits
        super().__init__(dtype, False, parameters, validate_args, allow_nan_stats, name)

    def _sample_n(self, n, seed=None):
        classes = self.event_size
        drawn = tf.multinomial(tf.reshape(self._logits, [-1, classes]), n, seed=seed)  # [batch, n]
        return tf.reshape(tf.one_hot(tf.transpose(drawn), classes, dtype=self.dtype), self._draws_shape(n))

    def _log_prob(self, x):
        x = tf.cast(x, self._logits.dtype)
        return tf.reduce_sum(tf.nn.log_softmax(self._logits + tf.zeros_like(x)) * x, -1)

    def _entropy(self):
        return -tf.reduce_sum(tf.nn.log_softmax(self._logits) * self._probs, -1)

    def _mode(self):
        return tf.one_hot(tf.argmax(self._logits, -1), self.event_size, dtype=self.dtype)


@RegisterKL(OneHotCategorical, OneHotCategorical)
def _kl(a, b, name=None):
    with tf.name_scope(name or "kl_one_hot_categorical"):
        return tf.reduce_sum(tf.nn.softmax(a.logits) * (tf.nn.log_softmax(a.logits) - tf.nn.log_softmax(b.logits)), -1)


class ExpRelaxedOneHotCategorical(Tempered, OfClasses):
    """Logarithms of relaxed one-hot vectors: `log_softmax((logits + Gumbel) / temperature)`."""

    def __init__(self, temperature, logits=None, probs=None, dtype=None, validate_args=False, allow_nan_stats=True,
                 name="ExpRelaxedOneHotCategorical"):
        parameters = dict(locals())
        with tf.name_scope(name):
            self._logits, self._probs = logits_and_probs(logits, probs, over_classes=True, dtype=dtype or tf.float32)
            self._temperature = tf.convert_to_tensor(temperature, name="temperature", dtype=self._logits.dtype)
            self._sharpness = self._temperature[..., tf.newaxis] if self._temperature.shape.ndims else self._temperature
            self._shaped = self._logits + tf.zeros_like(self._sharpness)
        super().__init__(self._logits.dtype, True, parameters, validate_args, allow_nan_stats, name)

    def _sample_n(self, n, seed=None):
        gumbel = -tf.log(-tf.log(uniform(self._draws_shape(n), self.dtype, seed)))
        return tf.nn.log_softmax((gumbel + self._logits) / self._sharpness)

    def _log_prob(self, x):
        """x: logarithms, `[..., classes]`."""
        size = tf.cast(self.event_size, self.dtype)
        constant = tf.lgamma(size) + (size - 1) * tf.log(self._temperature)
        return constant + tf.reduce_sum(tf.nn.log_softmax(self._logits - x * self._sharpness), -1)


class RelaxedOneHotCategorical(ExpRelaxedOneHotCategorical):
    """Vectors of positive numbers that add up to 1; the lower the temperature, the nearer to one-hot."""

    def __init__(self, temperature, logits=None, probs=None, dtype=None, validate_args=False, allow_nan_stats=True,
                 name="RelaxedOneHotCategorical"):
        super().__init__(temperature, logits, probs, dtype, validate_args, allow_nan_stats, name)

    def _sample_n(self, n, seed=None):
        return tf.exp(super()._sample_n(n, seed))

    def _log_prob(self, x):
        logs = tf.log(x)
        return super()._log_prob(logs) - tf.reduce_sum(logs, -1)
