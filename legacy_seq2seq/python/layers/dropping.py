"""`tf.layers.Dropout` and `tf.layers.dropout`, with the draws of `tf.nn.dropout`. Source: TF1 tf.layers."""

from legacy_seq2seq import drawing, stack

_v1 = stack.compat_v1()
_layers = stack.legacy_layers()


class Dropout(_layers.Dropout):
    """Drops a share `rate` of its inputs where `training` is true. Source: TF1 tf.layers.Dropout."""

    def call(self, inputs, training=False):
        if _v1.get_default_graph().seed is None:
            return super().call(inputs, training=training)

        def dropped():
            return drawing.dropout(inputs, rate=self.rate, noise_shape=self._get_noise_shape(inputs), seed=self.seed)

        if _v1.is_tensor(training):
            return _v1.cond(_v1.cast(training, _v1.bool), dropped, lambda: _v1.identity(inputs))
        return dropped() if training else _v1.identity(inputs)


def dropout(inputs, rate=0.5, noise_shape=None, seed=None, training=False, name=None):
    """`Dropout(rate, noise_shape, seed)` of `inputs`. Source: TF1 tf.layers.dropout."""
    return Dropout(rate, noise_shape=noise_shape, seed=seed, name=name)(inputs, training=training)
