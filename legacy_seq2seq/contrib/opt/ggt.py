"""Full-matrix adaptive regularisation from a window of gradients (Agarwal et al. 2018). Source: TF1 tf.contrib.opt.GGTOptimizer."""

from legacy_seq2seq import tf1 as tf


class GGTOptimizer(tf.train.Optimizer):
    """Divides the mean gradient of all variables together by the root of the last gradients' second moments, GGᵀ.

    window: how many mean gradients G holds. svd_eps: added to GᵀG's diagonal; sigma_eps: to its singular values.
    eps: where the least singular value is above it, what lies outside of G's span moves too.
    Variables, all flat, the model's variables in the order of their names: `moment1` and `flat_grad` `[size]`, `grad_buffer`
    `[window, size]`, and a count of the steps. Raises TypeError for sparse gradients.
    """

    def __init__(self, learning_rate=0.001, beta1=0.9, use_locking=False, name="GGT", window=10, eps=0.0001, svd_eps=1e-6, sigma_eps=0.01):
        super().__init__(use_locking, name)
        self._learning_rate, self._beta1, self._window = learning_rate, beta1, window
        self._eps, self._svd_eps, self._sigma_eps = eps, svd_eps, sigma_eps

    def compute_gradients(self, loss, var_list=None, gate_gradients=tf.train.Optimizer.GATE_OP, aggregation_method=None, grad_loss=None,
                          stop_gradients=None, scale_loss_by_num_replicas=False):
        """As tf.train.Optimizer.compute_gradients; stop_gradients: tensors to take as constants."""
        if stop_gradients is None:
            return super().compute_gradients(loss, var_list, gate_gradients, aggregation_method, grad_loss=grad_loss)
        variables = var_list or tf.trainable_variables()
        return list(zip(tf.gradients(loss, variables, grad_loss, aggregation_method=aggregation_method, stop_gradients=stop_gradients),
                        variables))

    def minimize(self, loss, global_step=None, var_list=None, gate_gradients=tf.train.Optimizer.GATE_OP, aggregation_method=None, name=None,
                 grad_loss=None, stop_gradients=None, scale_loss_by_num_replicas=False):
        """As tf.train.Optimizer.minimize; stop_gradients: tensors to take as constants."""
        pairs = self.compute_gradients(loss, var_list, gate_gradients, aggregation_method, grad_loss, stop_gradients)
        if all(grad is None for grad, _ in pairs):
            raise ValueError(f"GGTOptimizer: no variable has a gradient for the loss {loss}; expected at least one. Does the loss depend "
                             "on the variables?")
        return self.apply_gradients(pairs, global_step=global_step, name=name)

    def _create_slots(self, var_list):
        first = min(var_list, key=lambda var: var.name)
        sizes = [var.shape.num_elements() for var in var_list]
        size = sum(sizes)
        self._held = {}
        for name, shape in (("global_step", []), ("grad_buffer", [self._window, size]), ("moment1", [size]), ("flat_grad", [size])):
            self._held[name] = self._create_non_slot_variable(tf.zeros(shape), name, first)

    def _prepare(self):
        self._collected = {}

    def _apply_dense(self, grad, var):
        self._collected[var.name] = tf.cast(tf.reshape(grad, [-1]), tf.float32), var
        return grad.op

    _resource_apply_dense = _apply_dense

    def _apply_sparse(self, grad, var):
        raise TypeError(f"GGTOptimizer: the gradient of {var.name} is sparse; expected dense ones. Look its rows up with a matmul of "
                                  "tf.one_hot, or train it with another optimizer.")

    def _resource_apply_sparse(self, grad, handle, indices):
        return self._apply_sparse(grad, handle)

    def _finish(self, update_ops, name_scope):
        parts = [self._collected[name] for name in sorted(self._collected)]
        grad = tf.concat([part for part, _ in parts], 0)  # [size]
        count, moment = self._held["global_step"], self._held["moment1"]
        beta1 = tf.cast(self._beta1, tf.float32)
        new_moment = beta1 * moment + (1 - beta1) * grad
        row = tf.floormod(tf.cast(count, tf.int32), self._window)
        here = tf.one_hot(row, self._window)[:, tf.newaxis]  # [window, 1]
        buffer = (1 - here) * self._held["grad_buffer"] + here * new_moment
        number = tf.minimum(count + 1.0, float(self._window))  # of rows in use: GGᵀ is their mean
        step = tf.cast(self._learning_rate, tf.float32) * self._direction(buffer * tf.rsqrt(number), new_moment)
        with tf.control_dependencies([*update_ops, step]):
            updates = [tf.assign(self._held["flat_grad"], grad), tf.assign(moment, new_moment),
                       tf.assign(self._held["grad_buffer"], buffer), tf.assign_add(count, 1.0)]
            for piece, (_, var) in zip(tf.split(step, [part.shape.num_elements() for part, _ in parts]), parts):
                piece = tf.cast(tf.reshape(piece, var.shape), var.dtype.base_dtype)
                updates.append(tf.assign_sub(var, piece, use_locking=self._use_locking))
        return tf.group(*updates, name=name_scope)

    def _direction(self, rows, moment):
        """rows: Gᵀ `[window, size]`. With GᵀG = V σ² Vᵀ: G V (σ + sigma_eps)⁻³ Vᵀ Gᵀ m, and outside of G's span m / min σ."""
        gram = tf.matmul(rows, rows, transpose_b=True) + self._svd_eps * tf.eye(self._window)
        squares, vectors, _ = tf.svd(gram)
        sigma = tf.sqrt(squares)
        along = tf.matmul(vectors, tf.matmul(rows, moment[:, tf.newaxis]), transpose_a=True)[:, 0]  # Vᵀ Gᵀ m, [window]

        def back(scaled):
            return tf.matmul(rows, tf.matmul(vectors, scaled[:, tf.newaxis]), transpose_a=True)[:, 0]  # [size]

        least = tf.reduce_min(sigma)
        inside = back(along / (sigma + self._sigma_eps) ** 3)
        return tf.cond(least > self._eps, lambda: inside + (moment - back(along / squares)) / least, lambda: inside)
