"""Optimisers that wrap another one, on one worker. Source: TF1 tf.contrib.opt."""

import contextlib

from legacy_seq2seq import tf1 as tf


class _Wrapper(tf.train.Optimizer):
    """Hands what it does not change to the optimiser `_opt`."""

    def __init__(self, opt, use_locking, name):
        super().__init__(use_locking, name)
        self._opt = opt

    def compute_gradients(self, *args, **kwargs):
        """As the wrapped optimiser's."""
        return self._opt.compute_gradients(*args, **kwargs)

    def get_slot(self, *args, **kwargs):
        """As the wrapped optimiser's."""
        return self._opt.get_slot(*args, **kwargs)

    def get_slot_names(self, *args, **kwargs):
        """As the wrapped optimiser's."""
        return self._opt.get_slot_names(*args, **kwargs)


class VariableClippingOptimizer(_Wrapper):
    """After each step of `opt`, scales down what has become longer than `max_norm`.

    vars_to_clip_dims: {variable: axes of one norm}; {embedding: [1]} keeps each row short. Of a variable with a sparse gradient
    only those rows are looked at. colocate_clip_ops_with_vars: places the scaling beside the variable.
    Source: TF1 tf.contrib.opt.VariableClippingOptimizer.
    """

    def __init__(self, opt, vars_to_clip_dims, max_norm, use_locking=False, colocate_clip_ops_with_vars=False, name="VariableClipping"):
        super().__init__(opt, use_locking, name)
        self._dims = {var.name: dims for var, dims in vars_to_clip_dims.items()}
        self._max_norm, self._colocate = max_norm, colocate_clip_ops_with_vars

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        """As tf.train.Optimizer.apply_gradients; the op it returns has clipped too."""
        grads_and_vars = list(grads_and_vars)
        with tf.name_scope(name, self._name):
            train = self._opt.apply_gradients(grads_and_vars, global_step=global_step)
            with tf.control_dependencies([train]):
                clipped = [self._clip(grad, var) for grad, var in grads_and_vars if grad is not None and var.name in self._dims]
            return tf.group(train, *clipped, name="train_op")

    def _clip(self, grad, var):
        dims = self._dims[var.name]
        with tf.colocate_with(var) if self._colocate else contextlib.nullcontext():
            if isinstance(grad, tf.IndexedSlices) and 0 not in dims:
                rows = tf.gather(var, grad.indices)
                short = tf.clip_by_norm(rows, self._max_norm, dims)
                return tf.group(tf.scatter_update(var, grad.indices, short, use_locking=self._use_locking))
            return tf.group(tf.assign(var, tf.clip_by_norm(tf.identity(var), self._max_norm, dims), use_locking=self._use_locking))


class DropStaleGradientOptimizer(_Wrapper):
    """Leaves a step out if, since its loss was computed, others have made more than `staleness` steps.

    For several workers on one set of variables. `stale_counter`, a variable, counts what was left out.
    Source: TF1 tf.contrib.opt.DropStaleGradientOptimizer.
    """

    def __init__(self, opt, staleness, use_locking=False, name="DropStaleGradient"):
        super().__init__(opt, use_locking, name)
        self._staleness = staleness

    def compute_gradients(self, loss, *args, **kwargs):
        """As tf.train.Optimizer.compute_gradients; notes the global step, which must exist, before the gradients."""
        with tf.control_dependencies([loss]):
            self._step_of_loss = tf.train.get_global_step() + 0
        with tf.control_dependencies([self._step_of_loss]):
            return self._opt.compute_gradients(tf.identity(loss), *args, **kwargs)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        """As tf.train.Optimizer.apply_gradients, or one more for `stale_counter`."""
        grads_and_vars = list(grads_and_vars)
        gradients = [grad for grad, _ in grads_and_vars if grad is not None]
        counter = tf.Variable(0.0, trainable=False, name="stale_counter")
        with tf.control_dependencies([grad.op for grad in gradients]):
            age = tf.train.get_global_step() - self._step_of_loss
        # The slots are made outside of the branch, where variables can be made.
        self._opt._create_slots([var for grad, var in grads_and_vars if grad is not None])

        def apply():
            with tf.control_dependencies([self._opt.apply_gradients(grads_and_vars, global_step)]):
                return tf.constant(0.0)

        return tf.group(tf.cond(age <= self._staleness, apply, lambda: tf.identity(tf.assign_add(counter, 1.0))), name=name)


class MultitaskOptimizerWrapper:
    """Makes `opt` leave a variable and its slots alone where its gradient is all zeros.

    With several losses trained in turn, a task's variables keep their momentum while other tasks train.
    Raises TypeError if opt is no tf.train.Optimizer. Source: TF1 tf.contrib.opt.MultitaskOptimizerWrapper.
    """

    def __init__(self, opt):
        if not isinstance(opt, tf.train.Optimizer):
            raise TypeError(f"MultitaskOptimizerWrapper: `opt` is {opt!r}; expected a tf.train.Optimizer, such as "
                            "tf.train.MomentumOptimizer(0.1, 0.9).")
        self._opt = opt
        for method in ("_apply_dense", "_resource_apply_dense", "_apply_sparse_duplicate_indices",
                       "_resource_apply_sparse_duplicate_indices"):
            setattr(opt, method, _unless_zero(getattr(opt, method)))

    def __getattr__(self, name):
        return getattr(self._opt, name)


def _unless_zero(apply):
    def guarded(grad, *rest, **named):
        values = grad.values if isinstance(grad, tf.IndexedSlices) else grad
        zero = tf.reduce_all(tf.equal(values, tf.zeros_like(values)))
        return tf.group(tf.cond(zero, tf.no_op, lambda: tf.group(apply(grad, *rest, **named))))

    return guarded


def clip_gradients_by_global_norm(gradients_variables, clip_norm=20.0):
    """All gradients scaled so that their joint norm is at most `clip_norm`.

    Returns (a list of pairs (gradient, variable), the joint norm before); gradients that are all zeros stay zeros.
    Source: TF1 tf.contrib.opt.clip_gradients_by_global_norm.
    """
    gradients, variables = zip(*gradients_variables)
    clipped, norm = tf.clip_by_global_norm(gradients, clip_norm)
    return list(zip(clipped, variables)), norm
