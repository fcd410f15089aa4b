"""What the distributions here have in common, and names that `tf.distributions` has no more."""

import numpy as np

from legacy_seq2seq import stack
from legacy_seq2seq import tf1 as tf

Distribution = tf.distributions.Distribution
RegisterKL = tf.distributions.RegisterKL
kl_divergence = tf.distributions.kl_divergence
FULLY_REPARAMETERIZED = tf.distributions.FULLY_REPARAMETERIZED
NOT_REPARAMETERIZED = tf.distributions.NOT_REPARAMETERIZED


def inside(module, name):
    """A name of TensorFlow's own `python.ops.distributions.<module>`."""
    return getattr(stack.inner_module(f"ops.distributions.{module}"), name)


class Base(Distribution):
    """A distribution over `parameters`, a dict; a class below says the shapes and the formulas.

    Subclasses give `_batch` and `_event`: tensors of whose shapes the batch's and the event's are made.
    """

    def __init__(self, dtype, reparameterized, parameters, validate_args, allow_nan_stats, name):
        kind = FULLY_REPARAMETERIZED if reparameterized else NOT_REPARAMETERIZED
        given = {key: value for key, value in parameters.items() if key not in ("self", "__class__")}
        super().__init__(dtype=dtype, reparameterization_type=kind, validate_args=validate_args, allow_nan_stats=allow_nan_stats,
                         parameters=given, graph_parents=[], name=name)

    # A parameter that has the shape of the batch, followed by that of the event.
    _shaped = None
    _event_rank = 0

    def _batch_shape(self):
        shape = self._shaped.shape
        return shape if shape.ndims is None or not self._event_rank else shape[:-self._event_rank]

    def _batch_shape_tensor(self):
        shape = tf.shape(self._shaped)
        return shape[:-self._event_rank] if self._event_rank else shape

    def _event_shape(self):
        shape = self._shaped.shape
        return tf.TensorShape([]) if not self._event_rank else shape[-self._event_rank:] if shape.ndims is not None else shape

    def _event_shape_tensor(self):
        return tf.shape(self._shaped)[-self._event_rank:] if self._event_rank else tf.constant([], tf.int32)

    def _draws_shape(self, n):
        """[n, batch..., event...]"""
        return tf.concat([[n], tf.shape(self._shaped)], 0)


class OfLogits(Base):
    """A distribution with `_logits` and `_probs`, of which one was given."""

    @property
    def logits(self):
        return self._logits

    @property
    def probs(self):
        return self._probs


class OfClasses(OfLogits):
    """A distribution over vectors `[batch..., classes]`, which `_logits` has the shape of."""

    _event_rank = 1

    @property
    def event_size(self):
        """The number of classes, a tensor."""
        return tf.shape(self._logits)[-1]


class Tempered:
    """What relaxed distributions have beside: `_temperature`."""

    @property
    def temperature(self):
        return self._temperature


def logits_and_probs(logits, probs, over_classes, dtype=tf.float32):
    """Both, of the one that is given. Raises ValueError unless exactly one is."""
    if (logits is None) == (probs is None):
        raise ValueError(f"logits, probs: {'both were' if probs is not None else 'neither was'} given; expected one of the two.")
    if logits is not None:
        logits = tf.convert_to_tensor(logits, name="logits", preferred_dtype=dtype)
        return logits, tf.nn.softmax(logits) if over_classes else tf.sigmoid(logits)
    probs = tf.convert_to_tensor(probs, name="probs", preferred_dtype=dtype)
    return tf.log(probs) if over_classes else tf.log(probs) - tf.log1p(-probs), probs


def uniform(shape, dtype, seed):
    """Numbers from above 0 to below 1."""
    return tf.random_uniform(shape, minval=np.finfo(dtype.as_numpy_dtype).tiny, maxval=1, dtype=dtype, seed=seed)
