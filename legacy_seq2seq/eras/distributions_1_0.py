"""`tf.contrib.distributions` until TensorFlow 1.0: `Normal(mu, sigma)`, `Bernoulli(p=...)`, `pdf` and `pmf`, `std`."""

from legacy_seq2seq import tf1 as _tf

_now = _tf.contrib.distributions

# {name then: (name now, the parameters of then in their order, their names now)}
_CLASSES = {
    "Bernoulli": ("Bernoulli", "logits p dtype", "logits probs dtype"),
    "Beta": ("Beta", "a b", "concentration1 concentration0"),
    "Binomial": ("Binomial", "n logits p", "total_count logits probs"),
    "Categorical": ("Categorical", "logits p dtype", "logits probs dtype"),
    "Dirichlet": ("Dirichlet", "alpha", "concentration"),
    "Exponential": ("Exponential", "lam", "rate"),
    "Gamma": ("Gamma", "alpha beta", "concentration rate"),
    "MultivariateNormalCholesky": ("MultivariateNormalTriL", "mu chol", "loc scale_tril"),
    "MultivariateNormalDiag": ("MultivariateNormalDiag", "mu diag_stdev", "loc scale_diag"),
    "MultivariateNormalFull": ("MultivariateNormalFullCovariance", "mu sigma", "loc covariance_matrix"),
    "Normal": ("Normal", "mu sigma", "loc scale"),
    "NormalWithSoftplusSigma": ("NormalWithSoftplusScale", "mu sigma", "loc scale"),
    "Poisson": ("Poisson", "lam", "rate"),
    "StudentT": ("StudentT", "df mu sigma", "df loc scale"),
    "Uniform": ("Uniform", "a b", "low high"),
}


class _OfThen:
    """The methods and the ways to ask for shapes of then."""

    def pdf(self, value, name="pdf"):
        return self.prob(value, name=name)

    def log_pdf(self, value, name="log_pdf"):
        return self.log_prob(value, name=name)

    def pmf(self, value, name="pmf"):
        return self.prob(value, name=name)

    def log_pmf(self, value, name="log_pmf"):
        return self.log_prob(value, name=name)

    def std(self, name="std"):
        return self.stddev(name=name)

    def get_batch_shape(self):
        """The static shape of the batch."""
        return super().batch_shape

    def get_event_shape(self):
        """The static shape of an event."""
        return super().event_shape


def _class(name):
    now, then, names = _CLASSES[name]
    base, renamed = getattr(_now, now), dict(zip(then.split(), names.split()))

    def __init__(self, *arguments, **options):
        given = dict(zip([*renamed, "validate_args", "allow_nan_stats", "name"], arguments), **options)
        base.__init__(self, **{renamed.get(key, key): value for key, value in given.items()})

    own = {old: property(lambda self, new=new: getattr(self, new)) for old, new in renamed.items()
           if old != new and hasattr(base, new) and not hasattr(base, old)}
    return type(name, (_OfThen, base), {"__init__": __init__, "__doc__": base.__doc__, **own})


globals().update({name: _class(name) for name in _CLASSES})
kl = _now.kl_divergence
__all__ = [*_CLASSES, "kl"]
