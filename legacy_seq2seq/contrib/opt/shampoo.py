"""Preconditioning each axis of a tensor (Gupta et al. 2018). Source: TF1 tf.contrib.opt.ShampooOptimizer."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.opt.rule import RuleMixin, held, spread

_ROOT_STEPS = 100
_ROOT_ERROR = 1e-6


class ShampooOptimizer(RuleMixin, tf.train.Optimizer):
    """Multiplies the mean gradient, along each of its axes, by the root of that axis' second moments.

    global_step: counts the steps, for the two intervals. max_matrix_size: longer axes keep a diagonal alone.
    gbar_decay, gbar_weight: of the mean gradient; mat_gbar_decay, mat_gbar_weight: of the moments; each a number or a function of
    the global step. svd_interval: steps between new roots; precond_update_interval: steps between updates of the moments.
    alpha: the total power, shared among the axes. epsilon: added to the diagonals. use_iterative_root: Newton's
    iteration in place of a singular value decomposition.
    Slots: `gbar`, and for each axis i `Gbar_i` `[size, size]`, and `H_i`, its root, where that is not new at every step.
    Source: TF1 tf.contrib.opt.ShampooOptimizer.
    """

    def __init__(self, global_step=0, max_matrix_size=768, gbar_decay=0.0, gbar_weight=1.0, mat_gbar_decay=1.0, mat_gbar_weight=1.0,
                 learning_rate=1.0, svd_interval=1, precond_update_interval=1, epsilon=1e-4, alpha=0.5, use_iterative_root=False,
                 use_locking=False, name="Shampoo"):
        super().__init__(use_locking, name)
        self._global_step, self._max_matrix_size = tf.cast(global_step, tf.float32), max_matrix_size
        self._by_step = {"gbar_decay": gbar_decay, "gbar_weight": gbar_weight, "mat_gbar_decay": mat_gbar_decay,
                         "mat_gbar_weight": mat_gbar_weight, "learning_rate": learning_rate}
        self._svd_interval, self._precond_update_interval = svd_interval, precond_update_interval
        self._epsilon, self._alpha, self._use_iterative_root = epsilon, alpha, use_iterative_root

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, "gbar", self._name)
            for axis, size in enumerate(var.shape.as_list()):
                matrix = size <= self._max_matrix_size
                start = tf.zeros([size, size] if matrix else [size], var.dtype.base_dtype)
                if matrix and self._svd_interval > 1:
                    self._get_or_make_slot(var, tf.eye(size, dtype=var.dtype.base_dtype), f"H_{axis}", self._name)
                self._get_or_make_slot(var, start, f"Gbar_{axis}", self._name)

    def _prepare(self):
        self._now = {name: value(self._global_step) if callable(value) else held(value) for name, value in self._by_step.items()}

    def _due(self, interval):
        return tf.equal(tf.floormod(self._global_step + 1.0, float(interval)), 0.0)

    def _sparse(self, values, indices, var):
        # TF 1.15 takes the moments of long axes as they are where the gradient is sparse, else their mean.
        long = var.shape.as_list()[0] > self._max_matrix_size
        return self._apply(spread(values, indices, var), var, mean_of_long_axes=not long)

    def _dense(self, grad, var):
        return self._apply(grad, var, mean_of_long_axes=grad.shape.ndims > 1)

    def _apply(self, grad, var, mean_of_long_axes):
        rank = grad.shape.ndims
        decay, weight, rate = self._as(var, *(self._now[name] for name in ("gbar_decay", "gbar_weight", "learning_rate")))
        gbar, updates = self.get_slot(var, "gbar"), []
        if self._by_step["gbar_decay"] == 0.0:  # no mean is kept: the slot stays 0
            step = weight * grad
        else:
            step = decay * gbar + weight * grad
            updates.append(tf.assign(gbar, step))
        for axis in range(rank):
            moments = self._new_moments(grad, var, axis, mean_of_long_axes)
            updates.append(tf.assign(self.get_slot(var, f"Gbar_{axis}"), moments))
            if moments.shape.ndims == 2:
                root, more = self._root(moments, var, axis, rank)
                updates += more
                step = tf.tensordot(step, root, [[0], [0]])  # the axis goes to the end: after all of them the order is back
            else:
                positive = tf.where(moments > 0, moments, tf.ones_like(moments))  # where there is no moment, there is no gradient
                root = tf.pow(positive, -self._alpha / rank)
                step = tf.transpose(step, [*range(1, rank), 0]) * root
        return tf.group(*updates, tf.assign_sub(var, rate * step, use_locking=self._use_locking))

    def _new_moments(self, grad, var, axis, mean_of_long_axes):
        """The second moments along the axis: `[size, size]`, or `[size]` for a long axis."""
        old = tf.convert_to_tensor(self.get_slot(var, f"Gbar_{axis}"))
        decay, weight = self._as(var, self._now["mat_gbar_decay"], self._now["mat_gbar_weight"])
        others = [i for i in range(grad.shape.ndims) if i != axis]

        def new():
            if old.shape.ndims == 2:
                outer = tf.tensordot(grad, grad, [others, others])
            else:
                outer = tf.reduce_sum(tf.square(grad), others)
                if mean_of_long_axes:
                    outer /= tf.cast(tf.size(outer), outer.dtype)
            # What stands for several steps weighs as much as they would.
            return decay * old + weight * self._precond_update_interval * outer

        if self._precond_update_interval == 1:
            return new()
        moments = tf.cond(self._due(self._precond_update_interval), new, lambda: old)
        moments.set_shape(old.shape)
        return moments

    def _root(self, moments, var, axis, rank):
        """The moments to the power -alpha / rank, and ops that keep it."""
        mean = moments / tf.cast(tf.shape(moments)[0], moments.dtype)

        def new():
            if self._use_iterative_root:
                return _iterative_root(mean, self._alpha / rank, self._epsilon)
            return _root_by_svd(mean, -self._alpha / rank, self._epsilon)

        if self._svd_interval == 1:
            return new(), []
        slot = self.get_slot(var, f"H_{axis}")
        kept = tf.convert_to_tensor(slot)
        root = tf.cond(self._due(self._svd_interval), new, lambda: kept)
        root.set_shape(kept.shape)
        return root, [tf.assign(slot, root)]


def _root_by_svd(matrix, power, epsilon):
    size = tf.dimension_value(matrix.shape[0])
    values, left, right = tf.svd(matrix + epsilon * tf.eye(size, dtype=matrix.dtype), full_matrices=True)
    values = tf.pow(tf.maximum(values, epsilon), power)
    return tf.matmul(left * values, right, transpose_b=True)


def _iterative_root(matrix, power, epsilon):
    """`(matrix + epsilon)` to the power -`power`, by Newton's coupled iteration (Iannazzo 2006), 1 / power a whole number."""
    size = tf.dimension_value(matrix.shape[0])
    identity = tf.eye(size, dtype=matrix.dtype)
    p = 1.0 / power
    damped = matrix + epsilon * identity
    scale = (1 + p) / (2 * tf.norm(damped))

    def step(i, error, root, rest):
        mixed = ((1 + p) * identity - rest) / p  # towards the identity, as rest is
        rest = tf.matmul(_power(mixed, int(round(p))), rest)
        return i + 1, tf.reduce_max(tf.abs(rest - identity)), tf.matmul(root, mixed), rest

    start = (tf.constant(0), tf.reduce_max(tf.abs(damped * scale - identity)), identity * tf.pow(scale, power), damped * scale)
    return tf.while_loop(lambda i, error, *_: tf.logical_and(i < _ROOT_STEPS, error > _ROOT_ERROR), step, start)[2]


def _power(matrix, exponent):
    result = matrix
    for _ in range(exponent - 1):
        result = tf.matmul(result, matrix)
    return result
