"""Normal distributions of vectors. Source: TF1 contrib/distributions, mvn_diag, mvn_tril, mvn_full_covariance and mvn_linear_operator."""

import math

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.distributions.base import Base, RegisterKL


class MultivariateNormalLinearOperator(Base):
    """`scale @ z + loc`, z standard normal; loc `[batch..., k]` or None, scale a linear operator `[batch..., k, k]`."""

    _event_rank = 1

    def __init__(self, loc=None, scale=None, validate_args=False, allow_nan_stats=True, name="MultivariateNormalLinearOperator"):
        if scale is None:
            raise ValueError("scale: None was given; expected a linear operator, tf.linalg.LinearOperatorDiag(...) for instance.")
        parameters = dict(locals())
        with tf.name_scope(name):
            self._loc = None if loc is None else tf.convert_to_tensor(loc, name="loc", dtype=scale.dtype)
            self._scale = scale
            self._shaped = tf.zeros_like(scale.diag_part()) + (0 if self._loc is None else self._loc)
        super().__init__(scale.dtype, True, parameters, validate_args, allow_nan_stats, name)

    @property
    def loc(self):
        """The mean, as it was given."""
        return self._loc

    @property
    def scale(self):
        """The linear operator."""
        return self._scale

    def _sample_n(self, n, seed=None):
        return self._scale.matvec(tf.random_normal(self._draws_shape(n), dtype=self.dtype, seed=seed)) + self._shaped

    def _log_prob(self, x):
        z = self._scale.solvevec(x - self._shaped)  # [..., k]
        size = tf.cast(tf.shape(z)[-1], self.dtype)
        return -0.5 * tf.reduce_sum(tf.square(z), -1) - 0.5 * size * math.log(2 * math.pi) - self._scale.log_abs_determinant()

    def _prob(self, x):
        return tf.exp(self._log_prob(x))

    def _entropy(self):
        size = tf.cast(self._event_shape_tensor()[0], self.dtype)
        entropy = 0.5 * size * (1 + math.log(2 * math.pi)) + self._scale.log_abs_determinant()
        return entropy + tf.zeros(self._batch_shape_tensor(), self.dtype)

    def _mean(self):
        return tf.identity(self._shaped)

    def _mode(self):
        return tf.identity(self._shaped)

    def _covariance(self):
        return self._scale.matmul(self._scale.to_dense(), adjoint_arg=True) + tf.zeros_like(self._shaped)[..., tf.newaxis]

    def _variance(self):
        return tf.reduce_sum(tf.square(self._scale.to_dense()), -1) + tf.zeros_like(self._shaped)

    def _stddev(self):
        return tf.sqrt(self._variance())


def _diagonal(loc, scale_diag, scale_identity_multiplier):
    """The operator of the two, of the size of loc where no diagonal is given."""
    given = [value for value in (scale_diag, scale_identity_multiplier, loc) if value is not None]
    if not given:
        raise ValueError("loc, scale_diag, scale_identity_multiplier: none was given; expected at least one.")
    dtype = tf.convert_to_tensor(given[0], preferred_dtype=tf.float32).dtype
    if scale_diag is not None:
        diagonal = tf.convert_to_tensor(scale_diag, name="scale_diag", dtype=dtype)
    else:
        if loc is None:
            raise ValueError("loc: None was given; expected a tensor, as scale_identity_multiplier does not tell the size.")
        diagonal = tf.ones_like(tf.convert_to_tensor(loc, dtype=dtype))
        if scale_identity_multiplier is None:
            return tf.linalg.LinearOperatorDiag(diagonal)
        return tf.linalg.LinearOperatorDiag(diagonal * tf.convert_to_tensor(scale_identity_multiplier, dtype=dtype)[..., tf.newaxis])
    if scale_identity_multiplier is not None:
        diagonal += tf.convert_to_tensor(scale_identity_multiplier, dtype=dtype)[..., tf.newaxis]
    return tf.linalg.LinearOperatorDiag(diagonal)


class MultivariateNormalDiag(MultivariateNormalLinearOperator):
    """Independent elements: standard deviations scale_diag `[batch..., k]` plus scale_identity_multiplier `[batch...]`."""

    def __init__(self, loc=None, scale_diag=None, scale_identity_multiplier=None, validate_args=False, allow_nan_stats=True,
                 name="MultivariateNormalDiag"):
        parameters = dict(locals())
        with tf.name_scope(name):
            scale = _diagonal(loc, scale_diag, scale_identity_multiplier)
        super().__init__(loc, scale, validate_args, allow_nan_stats, name)
        self._parameters = {key: value for key, value in parameters.items() if key not in ("self", "__class__")}


class MultivariateNormalDiagWithSoftplusScale(MultivariateNormalDiag):
    """`MultivariateNormalDiag` whose standard deviations are the softplus of what is given."""

    def __init__(self, loc, scale_diag, validate_args=False, allow_nan_stats=True, name="MultivariateNormalDiagWithSoftplusScale"):
        super().__init__(loc, tf.nn.softplus(scale_diag), None, validate_args, allow_nan_stats, name)


class MultivariateNormalTriL(MultivariateNormalLinearOperator):
    """Covariance `scale_tril @ scale_tril^T`; scale_tril `[batch..., k, k]`, of which the lower triangle counts."""

    def __init__(self, loc=None, scale_tril=None, validate_args=False, allow_nan_stats=True, name="MultivariateNormalTriL"):
        if loc is None and scale_tril is None:
            raise ValueError("loc, scale_tril: neither was given; expected at least one.")
        with tf.name_scope(name):
            scale = _diagonal(loc, None, None) if scale_tril is None else tf.linalg.LinearOperatorLowerTriangular(
                tf.convert_to_tensor(scale_tril, name="scale_tril", preferred_dtype=tf.float32), is_non_singular=True)
        super().__init__(loc, scale, validate_args, allow_nan_stats, name)


class MultivariateNormalFullCovariance(MultivariateNormalTriL):
    """Of a whole covariance_matrix `[batch..., k, k]`, symmetric and positive definite."""

    def __init__(self, loc=None, covariance_matrix=None, validate_args=False, allow_nan_stats=True,
                 name="MultivariateNormalFullCovariance"):
        tril = None
        if covariance_matrix is not None:
            tril = tf.cholesky(tf.convert_to_tensor(covariance_matrix, name="covariance_matrix", preferred_dtype=tf.float32))
        super().__init__(loc, tril, validate_args, allow_nan_stats, name)


@RegisterKL(MultivariateNormalLinearOperator, MultivariateNormalLinearOperator)
def _kl(a, b, name=None):
    """KL(a || b), in nats."""
    with tf.name_scope(name or "kl_mvn"):
        spread = b.scale.solve(a.scale.to_dense())  # b's inverse times a
        shift = b.scale.solvevec(b.mean() - a.mean())
        size = tf.cast(a.event_shape_tensor()[0], a.dtype)
        squares = tf.reduce_sum(tf.square(spread), [-2, -1]) + tf.reduce_sum(tf.square(shift), -1)
        return b.scale.log_abs_determinant() - a.scale.log_abs_determinant() + 0.5 * (squares - size)
