"""Batch renormalisation (Ioffe 2017), an option of `batch_norm`."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework.smart_cond import smart_cond

_LIMITS = ("rmax", "rmin", "dmax")


class Renorm:
    """Brings a batch's own normalisation to that of the running moments, within limits.

    While training, the normalised inputs become `x * r + d`, with `r = stddev / renorm_stddev` and
    `d = (mean - renorm_mean) / renorm_stddev`, through which no gradient flows. Variables:
    `moving_stddev`, `renorm_mean`, `renorm_stddev`.
    """

    def __init__(self, make, clipping, decay, epsilon):
        clipping = clipping or {}
        unknown = sorted(set(clipping) - set(_LIMITS))
        if unknown:
            raise ValueError(f"batch_norm: `renorm_clipping` has the unknown keys {unknown}; expected among {list(_LIMITS)}.")
        self._clipping, self._decay, self._epsilon = clipping, decay, epsilon
        self._computed = None
        start = make.initializers.get("moving_variance") or tf.ones_initializer()

        def start_of_stddev(shape, dtype=tf.float32, partition_info=None):
            return tf.sqrt(start(shape, dtype=dtype))

        self._moving_stddev = make("moving_stddev", start_of_stddev, collect=False)
        self._mean = make("renorm_mean", make.initializers.get("moving_mean") or tf.zeros_initializer(), collect=False)
        self._stddev = make("renorm_stddev", start_of_stddev, collect=False)

    def scale_and_bias(self, mean, variance, is_training):
        """(r, d): how the normalised inputs are scaled and moved; (1, 0) when not training."""
        r, d = self._scale_and_bias(mean, variance)
        return smart_cond(is_training, lambda: [tf.identity(r), tf.identity(d)], lambda: [tf.ones_like(r), tf.zeros_like(d)])

    def updates(self, variables, mean, variance, decay, is_training):
        """The updates of the moving moments, two tensors; they come after those of the variables here.

        The moving variance follows the moving deviation, which is what the averages keep.
        """
        mean, variance = (tf.cast(moment, self._mean.dtype.base_dtype) for moment in (mean, variance))
        stddev = tf.sqrt(variance + self._epsilon)

        def move():
            with tf.control_dependencies(self._scale_and_bias(mean, variance)):  # computed from what the averages were
                moved = [_moved(self._mean, mean, self._decay), _moved(self._stddev, stddev, self._decay)]
            with tf.control_dependencies(moved):
                new_stddev = _moved(self._moving_stddev, stddev, decay)
                return [tf.identity(_moved(variables.moving_mean, mean, decay)),
                        tf.identity(tf.assign(variables.moving_variance, tf.nn.relu(new_stddev * new_stddev - self._epsilon)))]

        return smart_cond(is_training, move, lambda: [tf.identity(variables.moving_mean), tf.identity(variables.moving_variance)])

    def _scale_and_bias(self, mean, variance):
        """r and d while training, computed once."""
        if self._computed is None:
            mean, variance = (tf.cast(moment, self._mean.dtype.base_dtype) for moment in (mean, variance))
            stddev, running = tf.sqrt(variance + self._epsilon), tf.maximum(self._stddev, self._epsilon ** 0.5)
            r, d = tf.stop_gradient(stddev / running), tf.stop_gradient((mean - self._mean) / running)
            rmin, rmax, dmax = (self._clipping.get(limit) for limit in ("rmin", "rmax", "dmax"))
            r = r if rmin is None else tf.maximum(r, rmin)
            r = r if rmax is None else tf.minimum(r, rmax)
            d = d if dmax is None else tf.clip_by_value(d, -dmax, dmax)
            self._computed = [r, d]
        return self._computed


def _moved(average, value, decay):
    return tf.assign_sub(average, (average - value) * (1.0 - decay))
