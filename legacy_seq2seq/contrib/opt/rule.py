"""What the optimisers share: one update rule for plain and resource variables, dense and sparse gradients alike."""

from legacy_seq2seq import tf1 as tf


class RuleMixin:
    """Leads TensorFlow's four ways to apply a gradient to two: `_dense(grad, var)` and `_sparse(values, indices, var)`.

    In `_sparse` each index comes once. Both return an op.
    """

    def _apply_dense(self, grad, var):
        return self._dense(grad, var)

    def _resource_apply_dense(self, grad, handle):
        return self._dense(grad, handle)

    def _apply_sparse(self, grad, var):
        return self._sparse(grad.values, grad.indices, var)

    def _resource_apply_sparse(self, grad, handle, indices):
        return self._sparse(grad, indices, handle)

    def _sparse(self, values, indices, var):
        """As `_dense`, with zeros for the rows without gradient; a rule with a cheaper way overrides this."""
        return self._dense(spread(values, indices, var), var)

    def _as(self, var, *numbers):
        """Hyperparameters as tensors of the variable's dtype."""
        tensors = [tf.cast(number, var.dtype.base_dtype) for number in numbers]
        return tensors if len(tensors) > 1 else tensors[0]


def spread(values, indices, var):
    """The dense gradient `[rows, ...]` of which `values` are the rows `indices`."""
    return tf.scatter_nd(tf.expand_dims(indices, 1), values, tf.shape(var, out_type=indices.dtype))


def held(value):
    """The number behind a hyperparameter: callables are called."""
    return value() if callable(value) else value
