"""tf.contrib.distributions: log-probabilities, moments, entropies, divergences and static shapes; samples by their shapes."""

import numpy as np

from tests.parity.casebook import Model, case, mistake, values


def described(dist, points, names="mean variance stddev entropy mode"):
    """What a distribution says of itself and of some points. names: of the statistics that it has."""
    outputs = {"log_prob": dist.log_prob(points), "prob": dist.prob(points), "sample": dist.sample([2], seed=1) * 0}
    for name in names.split():
        outputs[name] = getattr(dist, name)()
    outputs["batch"], outputs["event"] = dist.batch_shape_tensor(), dist.event_shape_tensor()
    return outputs


def parameter(tf, name, shape):
    return tf.get_variable(name, shape)


@case
def distributions_mvn_diag(tf):
    loc, scale = parameter(tf, "loc", [2, 3]), tf.nn.softplus(parameter(tf, "scale", [2, 3]))
    dist = tf.contrib.distributions.MultivariateNormalDiag(loc, scale)
    outputs = described(dist, tf.constant(values("x", [2, 3])))
    outputs["covariance"] = dist.covariance()
    return Model(outputs=outputs, loss=tf.reduce_sum(outputs["log_prob"]))


@case
def distributions_mvn_diag_of_one_scale(tf):
    dist = tf.contrib.distributions.MultivariateNormalDiag(loc=parameter(tf, "loc", [3]), scale_identity_multiplier=2.0)
    standard = tf.contrib.distributions.MultivariateNormalDiag(tf.zeros([3]), tf.ones([3]))
    outputs = described(dist, tf.constant(values("x", [4, 3])))
    outputs["kl"] = tf.contrib.distributions.kl_divergence(dist, standard)
    return Model(outputs=outputs, loss=tf.reduce_sum(outputs["kl"]))


@case
def distributions_mvn_tril(tf):
    tril = tf.matrix_band_part(parameter(tf, "tril", [2, 3, 3]), -1, 0) + 2 * tf.eye(3)
    dist = tf.contrib.distributions.MultivariateNormalTriL(parameter(tf, "loc", [2, 3]), tril)
    diag = tf.contrib.distributions.MultivariateNormalDiag(parameter(tf, "other", [2, 3]), 1.5 * tf.ones([2, 3]))
    outputs = described(dist, tf.constant(values("x", [2, 3])))
    outputs["covariance"] = dist.covariance()
    outputs["kl"] = dist.kl_divergence(diag)
    return Model(outputs=outputs, loss=tf.reduce_sum(outputs["log_prob"]) + tf.reduce_sum(outputs["kl"]))


@case
def distributions_mvn_full_covariance(tf):
    covariance = np.array([[2, 0.5], [0.5, 1]], np.float32)
    dist = tf.contrib.distributions.MultivariateNormalFullCovariance(parameter(tf, "loc", [2]), covariance)
    outputs = described(dist, tf.constant(values("x", [3, 2])))
    return Model(outputs=outputs, loss=tf.reduce_sum(outputs["log_prob"]))


@case
def distributions_one_hot_categorical(tf):
    logits = parameter(tf, "logits", [2, 4])
    dist = tf.contrib.distributions.OneHotCategorical(logits=logits)
    outputs = described(dist, tf.one_hot([1, 3], 4, dtype=tf.int32), "entropy mode")
    outputs["probs"] = dist.probs
    outputs["kl"] = dist.kl_divergence(tf.contrib.distributions.OneHotCategorical(probs=[[0.1, 0.2, 0.3, 0.4]] * 2))
    return Model(outputs=outputs, loss=tf.reduce_sum(outputs["kl"]))


@case
def distributions_relaxed_one_hot_categorical(tf):
    logits = parameter(tf, "logits", [2, 4])
    points = tf.nn.softmax(tf.constant(values("x", [2, 4])))
    outputs = described(tf.contrib.distributions.RelaxedOneHotCategorical(0.7, logits=logits), points, "")
    outputs["of_each"] = tf.contrib.distributions.RelaxedOneHotCategorical([0.5, 2.0], probs=tf.nn.softmax(logits)).log_prob(points)
    outputs["logs"] = tf.contrib.distributions.ExpRelaxedOneHotCategorical(0.7, logits=logits).log_prob(tf.log(points))
    return Model(outputs=outputs, loss=tf.reduce_sum(outputs["log_prob"]))


@case
def distributions_relaxed_bernoulli(tf):
    dist = tf.contrib.distributions.RelaxedBernoulli(0.5, logits=parameter(tf, "logits", [3]))
    outputs = described(dist, tf.sigmoid(tf.constant(values("x", [3]))), "")
    outputs["probs"] = dist.probs
    return Model(outputs=outputs, loss=tf.reduce_sum(outputs["log_prob"]))


@case
def distributions_logistic(tf):
    dist = tf.contrib.distributions.Logistic(parameter(tf, "loc", [3]), 1.5)
    outputs = described(dist, tf.constant(values("x", [3])))
    outputs["cdf"], outputs["log_cdf"] = dist.cdf(1.0), dist.log_cdf(0.5)
    return Model(outputs=outputs, loss=tf.reduce_sum(outputs["log_prob"]))


@case
def distributions_counts(tf):
    d = tf.contrib.distributions
    rate = tf.nn.softplus(parameter(tf, "rate", [3]))
    chance = tf.sigmoid(parameter(tf, "chance", [3]))
    counts = tf.constant([0.0, 1.0, 3.0])
    outputs = {}
    for name, dist in (("poisson", d.Poisson(rate)), ("binomial", d.Binomial(4.0, probs=chance)), ("geometric", d.Geometric(probs=chance)),
                       ("log_rate", d.Poisson(log_rate=rate))):
        outputs[name], outputs[name + "_mean"], outputs[name + "_variance"] = dist.log_prob(counts), dist.mean(), dist.variance()
        outputs[name + "_mode"] = dist.mode()
    return Model(outputs=outputs, loss=tf.reduce_sum(outputs["poisson"] + outputs["binomial"] + outputs["geometric"]))


@case
def distributions_deterministic(tf):
    outputs = described(tf.contrib.distributions.Deterministic(tf.constant([1.0, 2.0])), tf.constant([1.0, 3.0]), "mean variance mode")
    return Model(outputs=outputs)


@case
def distributions_mixture(tf):
    d = tf.contrib.distributions
    logits, loc = parameter(tf, "logits", [2, 3]), parameter(tf, "loc", [2, 3])
    parts = [d.Normal(loc[:, i], 0.5 + i) for i in range(3)]
    outputs = described(d.Mixture(d.Categorical(logits=logits), parts), tf.constant([0.2, -0.4]), "mean variance stddev")
    same = d.MixtureSameFamily(d.Categorical(logits=logits), d.Normal(loc, [0.5, 1.5, 2.5]))
    outputs.update({"same_" + name: value for name, value in described(same, tf.constant([0.2, -0.4]), "mean variance").items()})
    return Model(outputs=outputs, loss=tf.reduce_sum(outputs["log_prob"]))


@case
def distributions_mixture_of_vectors(tf):
    d = tf.contrib.distributions
    loc, scale = parameter(tf, "loc", [2, 3]), tf.nn.softplus(parameter(tf, "scale", [2, 3]))
    parts = [d.MultivariateNormalDiag(loc, scale), d.MultivariateNormalDiag(-loc, scale)]
    outputs = described(d.Mixture(d.Categorical(logits=parameter(tf, "logits", [2, 2])), parts), tf.constant(values("x", [2, 3])), "mean")
    return Model(outputs=outputs, loss=tf.reduce_sum(outputs["log_prob"]))


@case
def distributions_independent(tf):
    d = tf.contrib.distributions
    loc = parameter(tf, "loc", [2, 3])
    dist = d.Independent(d.Normal(loc, 1.5), reinterpreted_batch_ndims=1)
    outputs = described(dist, tf.constant(values("x", [2, 3])))
    outputs["kl"] = d.kl_divergence(dist, d.Independent(d.Normal(tf.zeros([2, 3]), 1.0), 1))
    outputs["bernoulli"] = d.Independent(d.Bernoulli(logits=loc)).log_prob(tf.ones([2, 3], tf.int32))
    return Model(outputs=outputs, loss=tf.reduce_sum(outputs["kl"]))


@case
def distributions_numbers(tf):
    d = tf.contrib.distributions
    x = tf.constant(values("x", [3, 4]))
    outputs = {"inverse": d.softplus_inverse(tf.constant([0.1, 1.0, 9.0])), "matrix": d.fill_triangular(tf.constant([1.0, 2, 3, 4, 5, 6]))}
    for rounding in ("nearest", "lower", "higher"):
        outputs[rounding] = d.percentile(x, 30.0, interpolation=rounding)
        outputs[rounding + "_rows"] = d.percentile(x, 60.0, axis=[1], interpolation=rounding, keep_dims=True)
    outputs["soft"] = d.NormalWithSoftplusScale(0.0, 0.5).log_prob(1.0)
    return Model(outputs=outputs)


@mistake
def distributions_relaxed_without_logits(tf):
    tf.contrib.distributions.RelaxedOneHotCategorical(0.5)


@mistake
def distributions_mixture_of_none(tf):
    tf.contrib.distributions.Mixture(tf.contrib.distributions.Categorical(logits=[0.0]), [])
