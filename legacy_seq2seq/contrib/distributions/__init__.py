"""`tf.contrib.distributions`: those that `tf.distributions` keeps, and the others that programs use."""

from legacy_seq2seq import tf1 as _tf
from legacy_seq2seq.contrib.distributions.base import inside as _inside
from legacy_seq2seq.contrib.distributions.categorical import ExpRelaxedOneHotCategorical, OneHotCategorical, RelaxedOneHotCategorical
from legacy_seq2seq.contrib.distributions.mixtures import Independent, Mixture, MixtureSameFamily
from legacy_seq2seq.contrib.distributions.multivariate_normal import (
    MultivariateNormalDiag,
    MultivariateNormalDiagWithSoftplusScale,
    MultivariateNormalFullCovariance,
    MultivariateNormalTriL,
)
from legacy_seq2seq.contrib.distributions.numbers import fill_triangular, percentile, reduce_weighted_logsumexp, softplus_inverse
from legacy_seq2seq.contrib.distributions.scalars import Binomial, Deterministic, Geometric, Logistic, Poisson, RelaxedBernoulli

# Of TensorFlow's own, those that only its inside shows.
_INSIDE = {
    "BetaWithSoftplusConcentration": "beta", "ExponentialWithSoftplusRate": "exponential", "GammaWithSoftplusConcentrationRate": "gamma",
    "LaplaceWithSoftplusScale": "laplace", "NormalWithSoftplusScale": "normal", "StudentTWithAbsDfSoftplusScale": "student_t"}
_KEPT = [name for name in dir(_tf.distributions) if not name.startswith("_")]

__all__ = [
    "Binomial", "Deterministic", "ExpRelaxedOneHotCategorical", "Geometric", "Independent", "Logistic", "Mixture", "MixtureSameFamily",
    "MultivariateNormalDiag", "MultivariateNormalDiagWithSoftplusScale", "MultivariateNormalFullCovariance", "MultivariateNormalTriL",
    "OneHotCategorical", "Poisson", "RelaxedBernoulli", "RelaxedOneHotCategorical", "fill_triangular", "percentile",
    "reduce_weighted_logsumexp", "softplus_inverse", *_INSIDE, *_KEPT]


def __getattr__(name):
    if name in _KEPT:
        return getattr(_tf.distributions, name)
    if name in _INSIDE:
        return _inside(_INSIDE[name], name)
    if name.startswith("__"):
        raise AttributeError(name)
    raise AttributeError(f"tf.contrib.distributions.{name} is not provided. Provided: {', '.join(sorted(__all__))}.")


def __dir__():
    return sorted(__all__)
