"""Generalised divisive normalisation (Ballé, Laparra & Simoncelli 2016). Source: TF1 tf.contrib.layers (GDN, gdn)."""

from legacy_seq2seq import tf1 as tf


class GDN(tf.layers.Layer):
    """`y[i] = x[i] / sqrt(beta[i] + sum_j gamma[j, i] * x[j]**2)` over the channels at each place.

    Inputs `[batch, ..., channels]` of rank 3 to 5, or `[batch, channels, ...]` with
    data_format="channels_first". inverse: multiply instead of divide (an approximate inverse).
    beta_min: the smallest beta. gamma_init: the start of gamma, times the identity; beta starts at 1.
    reparam_offset: both are kept as square roots, this far from zero, where gradients would vanish.

    Variables: `gdn/reparam_beta` `[channels]`, `gdn/reparam_gamma` `[channels, channels]`.
    Raises ValueError for another data_format or rank, and unknown channels. Source: TF1 tf.contrib.layers.GDN.
    """

    def __init__(self, inverse=False, beta_min=1e-6, gamma_init=.1, reparam_offset=2 ** -18, data_format="channels_last",
                 activity_regularizer=None, trainable=True, name=None, **kwargs):
        super().__init__(trainable=trainable, name=name, activity_regularizer=activity_regularizer, **kwargs)
        if data_format not in ("channels_last", "channels_first"):
            raise ValueError(f"GDN: `data_format` is {data_format!r}; expected \"channels_last\" or \"channels_first\".")
        self.inverse = inverse
        self.data_format = data_format
        self._beta_min, self._gamma_init, self._reparam_offset = beta_min, gamma_init, reparam_offset
        self.input_spec = tf.layers.InputSpec(min_ndim=3)

    def build(self, input_shape):
        """Makes the variables for inputs of `input_shape`."""
        input_shape = tf.TensorShape(input_shape)
        if input_shape.ndims is None:
            raise ValueError("GDN: the rank of `inputs` is not known when the graph is built. Set it: inputs.set_shape([...]).")
        axis = 1 if self.data_format == "channels_first" else input_shape.ndims - 1
        channels = tf.dimension_value(input_shape[axis])
        if channels is None:
            raise ValueError(f"GDN: the channels of `inputs` {input_shape} (axis {axis}) are not known when the graph is built. Set them: "
                             "inputs.set_shape([...]).")
        self.input_spec = tf.layers.InputSpec(min_ndim=3, max_ndim=5, axes={axis: channels})
        self.beta = self._parameter("reparam_beta", lambda dtype: tf.ones([channels], dtype), self._beta_min)
        self.gamma = self._parameter("reparam_gamma", lambda dtype: self._gamma_init * tf.eye(channels, dtype=dtype), 0.0)
        super().build(input_shape)

    def _parameter(self, name, start, minimum):
        """A tensor not below `minimum`, kept in the variable `name` as a square root."""
        pedestal = self._reparam_offset ** 2

        def initializer(shape, dtype=None, partition_info=None):
            return tf.sqrt(start(dtype) + pedestal)

        shape = start(tf.float32).shape
        root = self.add_variable(name, shape=shape, initializer=initializer, dtype=self.dtype, trainable=True)
        bound = (minimum + pedestal) ** 0.5
        return tf.square(_not_below(tf.convert_to_tensor(root), bound)) - pedestal

    @tf.autograph.experimental.do_not_convert
    def call(self, inputs):
        """The normalised `inputs`, in their shape."""
        inputs = tf.convert_to_tensor(inputs)
        ndims = inputs.shape.ndims
        last = self.data_format == "channels_last"
        axis = ndims - 1 if last else 1
        pool = tf.tensordot(tf.square(inputs), self.gamma, [[axis], [0]]) + self.beta  # [batch, ..., channels]
        if not last:
            pool = tf.transpose(pool, [0, ndims - 1, *range(1, ndims - 1)])
        norm = tf.sqrt(pool)
        outputs = inputs * norm if self.inverse else inputs / norm
        outputs.set_shape(inputs.shape)
        return outputs

    def compute_output_shape(self, input_shape):
        """The shape of the inputs."""
        return tf.TensorShape(input_shape)


def _not_below(x, bound):
    """`max(x, bound)`, whose gradient still moves up an x that lies below."""
    @tf.custom_gradient
    def bounded(x):
        def grad(dy):
            return tf.where(tf.logical_or(x >= bound, dy < 0), dy, tf.zeros_like(dy))

        return tf.maximum(x, bound), grad

    return bounded(x)


def gdn(inputs, inverse=False, beta_min=1e-6, gamma_init=.1, reparam_offset=2 ** -18, data_format="channels_last",
        activity_regularizer=None, trainable=True, name=None, reuse=None):
    """`inputs` through a GDN layer. Source: TF1 tf.contrib.layers.gdn."""
    layer = GDN(inverse=inverse, beta_min=beta_min, gamma_init=gamma_init, reparam_offset=reparam_offset, data_format=data_format,
                activity_regularizer=activity_regularizer, trainable=trainable, name=name, dtype=inputs.dtype.base_dtype.name,
                _scope=name, _reuse=reuse)
    return layer.apply(inputs)
