"""Distributions made of others. Source: TF1 contrib/distributions, mixture, mixture_same_family and independent."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.distributions.base import NOT_REPARAMETERIZED, Distribution, RegisterKL, kl_divergence


class Mixture(Distribution):
    """Of the distributions `components`, a list, the one that `cat`, a Categorical over as many classes, draws."""

    def __init__(self, cat, components, validate_args=False, allow_nan_stats=True, use_static_graph=False, name="Mixture"):
        parameters = {key: value for key, value in locals().items() if key not in ("self", "__class__")}
        if not isinstance(cat, tf.distributions.Categorical):
            raise TypeError(f"cat: {cat} was given; expected a Categorical distribution.")
        if not components:
            raise ValueError("components: an empty list was given; expected at least one distribution.")
        self._cat, self._components = cat, list(components)
        super().__init__(dtype=self._components[0].dtype, reparameterization_type=NOT_REPARAMETERIZED, validate_args=validate_args,
                         allow_nan_stats=allow_nan_stats, parameters=parameters, graph_parents=[], name=name)

    @property
    def cat(self):
        return self._cat

    @property
    def components(self):
        return self._components

    @property
    def num_components(self):
        return len(self._components)

    def _batch_shape(self):
        return self._cat.batch_shape

    def _batch_shape_tensor(self):
        return self._cat.batch_shape_tensor()

    def _event_shape(self):
        return self._components[0].event_shape

    def _event_shape_tensor(self):
        return self._components[0].event_shape_tensor()

    def _weights(self):
        """The components' probabilities, each of the batch's shape followed by ones for the event."""
        weights = tf.unstack(tf.nn.softmax(self._cat.logits), num=self.num_components, axis=-1)
        for _ in range(self.event_shape.ndims):
            weights = [weight[..., tf.newaxis] for weight in weights]
        return weights

    def _mean(self):
        return tf.add_n([weight * one.mean() for weight, one in zip(self._weights(), self._components)])

    def _variance(self):
        mean = self._mean()
        squares = [weight * (one.variance() + tf.square(one.mean())) for weight, one in zip(self._weights(), self._components)]
        return tf.add_n(squares) - tf.square(mean)

    def _stddev(self):
        return tf.sqrt(self._variance())

    def _log_prob(self, x):
        logs = tf.unstack(tf.nn.log_softmax(self._cat.logits), num=self.num_components, axis=-1)
        return tf.reduce_logsumexp(tf.stack([log + one.log_prob(x) for log, one in zip(logs, self._components)]), 0)

    def _prob(self, x):
        return tf.exp(self._log_prob(x))

    def _sample_n(self, n, seed=None):
        chosen = tf.one_hot(self._cat.sample(n, seed=seed), self.num_components, axis=0, on_value=True, off_value=False, dtype=tf.bool)
        drawn = tf.stack([one.sample(n, seed=seed) for one in self._components])  # [components, n, batch..., event...]
        for _ in range(self.event_shape.ndims):
            chosen = chosen[..., tf.newaxis]
        return tf.reduce_sum(tf.where(tf.logical_and(chosen, tf.ones_like(drawn, tf.bool)), drawn, tf.zeros_like(drawn)), 0)


class MixtureSameFamily(Distribution):
    """As `Mixture`; the components are the last axis of components_distribution's batch."""

    def __init__(self, mixture_distribution, components_distribution, validate_args=False, allow_nan_stats=True, name="MixtureSameFamily"):
        parameters = {key: value for key, value in locals().items() if key not in ("self", "__class__")}
        self._mixture, self._components = mixture_distribution, components_distribution
        super().__init__(dtype=components_distribution.dtype, reparameterization_type=NOT_REPARAMETERIZED, validate_args=validate_args,
                         allow_nan_stats=allow_nan_stats, parameters=parameters, graph_parents=[], name=name)

    @property
    def mixture_distribution(self):
        return self._mixture

    @property
    def components_distribution(self):
        return self._components

    def _batch_shape(self):
        return self._components.batch_shape[:-1]

    def _batch_shape_tensor(self):
        return self._components.batch_shape_tensor()[:-1]

    def _event_shape(self):
        return self._components.event_shape

    def _event_shape_tensor(self):
        return self._components.event_shape_tensor()

    def _axis(self):
        return -1 - self.event_shape.ndims

    def _weights(self):
        weights = tf.nn.softmax(self._mixture.logits)
        for _ in range(self.event_shape.ndims):
            weights = weights[..., tf.newaxis]
        return weights

    def _log_prob(self, x):
        logs = self._components.log_prob(tf.expand_dims(x, self._axis()))  # [..., components]
        return tf.reduce_logsumexp(logs + tf.nn.log_softmax(self._mixture.logits), -1)

    def _mean(self):
        return tf.reduce_sum(self._weights() * self._components.mean(), self._axis())

    def _variance(self):
        mean = self._components.mean()
        spread = tf.square(mean - tf.expand_dims(self._mean(), self._axis()))
        return tf.reduce_sum(self._weights() * (self._components.variance() + spread), self._axis())

    def _stddev(self):
        return tf.sqrt(self._variance())

    def _sample_n(self, n, seed=None):
        drawn = self._components.sample(n, seed=seed)
        chosen = tf.one_hot(self._mixture.sample(n, seed=seed), tf.shape(self._mixture.logits)[-1], dtype=drawn.dtype)
        for _ in range(self.event_shape.ndims):
            chosen = chosen[..., tf.newaxis]
        return tf.reduce_sum(chosen * drawn, self._axis())


class Independent(Distribution):
    """`distribution`, of whose batch the last reinterpreted_batch_ndims axes (by default all but the first) are part of the event."""

    def __init__(self, distribution, reinterpreted_batch_ndims=None, validate_args=False, name=None):
        parameters = {key: value for key, value in locals().items() if key not in ("self", "__class__")}
        if reinterpreted_batch_ndims is None:
            reinterpreted_batch_ndims = max(0, distribution.batch_shape.ndims - 1)
        self._distribution, self._count = distribution, int(reinterpreted_batch_ndims)
        super().__init__(dtype=distribution.dtype, reparameterization_type=distribution.reparameterization_type,
                         validate_args=validate_args, allow_nan_stats=distribution.allow_nan_stats, parameters=parameters, graph_parents=[],
                         name=name or "Independent" + distribution.name.rstrip("/"))

    @property
    def distribution(self):
        return self._distribution

    @property
    def reinterpreted_batch_ndims(self):
        return self._count

    def _batch_shape(self):
        batch = self._distribution.batch_shape
        return batch[:batch.ndims - self._count]

    def _batch_shape_tensor(self):
        batch = self._distribution.batch_shape_tensor()
        return batch[:tf.shape(batch)[0] - self._count]

    def _event_shape(self):
        batch = self._distribution.batch_shape
        return batch[batch.ndims - self._count:].concatenate(self._distribution.event_shape)

    def _event_shape_tensor(self):
        batch = self._distribution.batch_shape_tensor()
        return tf.concat([batch[tf.shape(batch)[0] - self._count:], self._distribution.event_shape_tensor()], 0)

    def _summed(self, values):
        return tf.reduce_sum(values, list(range(-self._count, 0)))

    def _sample_n(self, n, seed=None):
        return self._distribution.sample(n, seed=seed)

    def _log_prob(self, x):
        return self._summed(self._distribution.log_prob(x))

    def _entropy(self):
        return self._summed(self._distribution.entropy())

    def _mean(self):
        return self._distribution.mean()

    def _variance(self):
        return self._distribution.variance()

    def _stddev(self):
        return self._distribution.stddev()

    def _mode(self):
        return self._distribution.mode()


@RegisterKL(Independent, Independent)
def _kl(a, b, name=None):
    with tf.name_scope(name or "kl_independent"):
        return a._summed(kl_divergence(a.distribution, b.distribution))
