"""Adagrad whose accumulators can rest. Source: TF1 tf.contrib.opt.RegAdagradOptimizer."""

import contextlib

from legacy_seq2seq import tf1 as tf


class RegAdagradOptimizer(tf.train.AdagradOptimizer):
    """Adagrad; within `avoid_updating_slots()` its gradients move the variables and leave the accumulators.

    Made for a second loss, such as regularisation, whose gradients should not count for the learning rates:

        optimizer = tf.contrib.opt.RegAdagradOptimizer(0.1)
        train = optimizer.minimize(loss)
        with optimizer.avoid_updating_slots():
            regularize = optimizer.minimize(tf.losses.get_regularization_loss())
    """

    def __init__(self, learning_rate, initial_accumulator_value=0.1, use_locking=False, name="RegAdagrad"):
        super().__init__(learning_rate, initial_accumulator_value=initial_accumulator_value, use_locking=use_locking, name=name)
        self._should_update_slots = True

    @contextlib.contextmanager
    def avoid_updating_slots(self):
        """A context in which the accumulators stay as they are."""
        before, self._should_update_slots = self._should_update_slots, False
        try:
            yield
        finally:
            self._should_update_slots = before

    def _rate(self, var):
        return tf.cast(self._learning_rate_tensor, var.dtype.base_dtype)

    def _resting_dense(self, grad, var):
        step = self._rate(var) * grad * tf.rsqrt(self.get_slot(var, "accumulator"))
        return tf.group(tf.assign_sub(var, step, use_locking=self._use_locking))

    def _resting_sparse(self, values, indices, var):
        step = self._rate(var) * values * tf.rsqrt(tf.gather(self.get_slot(var, "accumulator"), indices))
        return tf.group(tf.scatter_sub(var, indices, step, use_locking=self._use_locking))

    def _apply_dense(self, grad, var):
        return super()._apply_dense(grad, var) if self._should_update_slots else self._resting_dense(grad, var)

    def _resource_apply_dense(self, grad, var):
        return super()._resource_apply_dense(grad, var) if self._should_update_slots else self._resting_dense(grad, var)

    def _apply_sparse(self, grad, var):
        if self._should_update_slots:
            return super()._apply_sparse(grad, var)
        return self._resting_sparse(grad.values, grad.indices, var)

    def _resource_apply_sparse(self, grad, var, indices):
        if self._should_update_slots:
            return super()._resource_apply_sparse(grad, var, indices)
        return self._resting_sparse(grad, indices, var)
