"""Relatives of Adam: AdaMax, Nadam, lazy Adam, and Adam that counts by the global step. Source: TF1 tf.contrib.opt."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.opt.rule import RuleMixin, held, spread


class AdaMaxOptimizer(RuleMixin, tf.train.AdamOptimizer):
    """Adam with the maximum norm in place of the mean square (Kingma & Ba 2014, section 7.1).

    Slots `m` and `v`; one further variable, `beta1_power`. Sparse gradients touch their rows alone, momentum included.
    Source: TF1 tf.contrib.opt.AdaMaxOptimizer.
    """

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name="AdaMax"):
        super().__init__(learning_rate, beta1, beta2, epsilon, use_locking, name)

    def _get_beta_accumulators(self):
        return self._get_non_slot_variable("beta1_power", graph=tf.get_default_graph())

    def _create_slots(self, var_list):
        self._create_non_slot_variable(initial_value=self._beta1, name="beta1_power", colocate_with=min(var_list, key=lambda v: v.name))
        for var in var_list:
            self._zeros_slot(var, "m", self._name)
            self._zeros_slot(var, "v", self._name)

    def _rate(self, var):
        rate, power = self._as(var, self._lr_t, self._get_beta_accumulators())
        return rate / (1 - power)

    def _moved(self, grad, m, v, var):
        beta1, beta2 = self._as(var, self._beta1_t, self._beta2_t)
        return beta1 * m + (1 - beta1) * grad, tf.maximum(beta2 * v, tf.abs(grad))

    def _dense(self, grad, var):
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        new_m, new_v = self._moved(grad, m, v, var)
        step = self._rate(var) * new_m / (new_v + self._as(var, self._epsilon_t))
        return tf.group(tf.assign(m, new_m), tf.assign(v, new_v), tf.assign_sub(var, step, use_locking=self._use_locking))

    def _sparse(self, values, indices, var):
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        new_m, new_v = self._moved(values, tf.gather(m, indices), tf.gather(v, indices), var)
        step = self._rate(var) * new_m / (new_v + self._as(var, self._epsilon_t))
        return tf.group(tf.scatter_update(m, indices, new_m), tf.scatter_update(v, indices, new_v),
                        tf.scatter_sub(var, indices, step, use_locking=self._use_locking))

    def _finish(self, update_ops, name_scope):
        power = self._get_beta_accumulators()
        with tf.control_dependencies(update_ops), tf.colocate_with(power):
            next_power = tf.assign(power, power * self._beta1_t, use_locking=self._use_locking)
        return tf.group(*update_ops, next_power, name=name_scope)


def _adam_rate(optimizer, var):
    """The learning rate with Adam's correction for the moments' start at 0."""
    rate, power1, power2 = optimizer._as(var, optimizer._lr_t, *optimizer._get_beta_accumulators())
    return rate * tf.sqrt(1 - power2) / (1 - power1)


class NadamOptimizer(RuleMixin, tf.train.AdamOptimizer):
    """Adam with Nesterov's momentum (Dozat 2015): the step looks one moment ahead. Slots `m` and `v`.

    Sparse gradients move their rows alone; the moments of all rows decay. Source: TF1 tf.contrib.opt.NadamOptimizer.
    """

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name="Adam"):
        super().__init__(learning_rate, beta1, beta2, epsilon, use_locking, name)

    def _step(self, grad, m, v, var):
        beta1, epsilon = self._as(var, self._beta1_t, self._epsilon_t)
        return _adam_rate(self, var) * (beta1 * m + (1 - beta1) * grad) / (tf.sqrt(v) + epsilon)

    def _dense(self, grad, var):
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        beta1, beta2 = self._as(var, self._beta1_t, self._beta2_t)
        new_m, new_v = beta1 * m + (1 - beta1) * grad, beta2 * v + (1 - beta2) * tf.square(grad)
        step = self._step(grad, new_m, new_v, var)
        return tf.group(tf.assign(m, new_m), tf.assign(v, new_v), tf.assign_sub(var, step, use_locking=self._use_locking))

    def _sparse(self, values, indices, var):
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        beta1, beta2 = self._as(var, self._beta1_t, self._beta2_t)
        new_m = beta1 * m + spread((1 - beta1) * values, indices, var)
        new_v = beta2 * v + spread((1 - beta2) * tf.square(values), indices, var)
        step = self._step(values, tf.gather(new_m, indices), tf.gather(new_v, indices), var)
        return tf.group(tf.assign(m, new_m), tf.assign(v, new_v),
                        tf.scatter_sub(var, indices, step, use_locking=self._use_locking))


class _LazyRows(RuleMixin):
    """Adam's step on the rows that have a gradient; the other rows' moments rest."""

    def _sparse(self, values, indices, var):
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        beta1, beta2, epsilon = self._as(var, self._beta1_t, self._beta2_t, self._epsilon_t)
        new_m = beta1 * tf.gather(m, indices) + (1 - beta1) * values
        new_v = beta2 * tf.gather(v, indices) + (1 - beta2) * tf.square(values)
        step = _adam_rate(self, var) * new_m / (tf.sqrt(new_v) + epsilon)
        return tf.group(tf.scatter_update(m, indices, new_m), tf.scatter_update(v, indices, new_v),
                        tf.scatter_sub(var, indices, step, use_locking=self._use_locking))


class LazyAdamOptimizer(_LazyRows, tf.train.AdamOptimizer):
    """Adam for large embeddings: only the rows in the gradient move, and only their moments decay.

    Not the same mathematics as Adam: rows that come seldom keep their moments meanwhile. Slots `m` and `v`.
    Source: TF1 tf.contrib.opt.LazyAdamOptimizer.
    """

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name="Adam"):
        super().__init__(learning_rate, beta1, beta2, epsilon, use_locking, name)

    def _apply_dense(self, grad, var):
        return tf.train.AdamOptimizer._apply_dense(self, grad, var)

    def _resource_apply_dense(self, grad, handle):
        return tf.train.AdamOptimizer._resource_apply_dense(self, grad, handle)


class AdamGSOptimizer(RuleMixin, tf.train.Optimizer):
    """Adam whose bias correction counts by `global_step`: no variables `beta1_power` and `beta2_power`.

    global_step: the variable that counts the steps; without it every step counts as the first. Slots `m` and `v`.
    Sparse gradients decay all rows, as in tf.train.AdamOptimizer. Source: TF1 tf.contrib.opt.AdamGSOptimizer.
    """

    def __init__(self, global_step=0, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name="Adam"):
        super().__init__(use_locking, name)
        self._global_step = global_step
        self._given = learning_rate, beta1, beta2, epsilon

    def _prepare(self):
        self._lr_t, self._beta1_t, self._beta2_t, self._epsilon_t = (
            tf.convert_to_tensor(held(value), tf.float32) for value in self._given)
        self._steps = tf.cast(self._global_step, tf.float32) + 1.0

    def _get_beta_accumulators(self):
        return tf.pow(self._beta1_t, self._steps), tf.pow(self._beta2_t, self._steps)

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, "m", self._name)
            self._zeros_slot(var, "v", self._name)

    def _dense(self, grad, var):
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        beta1, beta2, epsilon = self._as(var, self._beta1_t, self._beta2_t, self._epsilon_t)
        new_m, new_v = beta1 * m + (1 - beta1) * grad, beta2 * v + (1 - beta2) * tf.square(grad)
        step = _adam_rate(self, var) * new_m / (tf.sqrt(new_v) + epsilon)
        return tf.group(tf.assign(m, new_m), tf.assign(v, new_v), tf.assign_sub(var, step, use_locking=self._use_locking))


class LazyAdamGSOptimizer(_LazyRows, AdamGSOptimizer):
    """`LazyAdamOptimizer` that counts by `global_step`. Source: TF1 tf.contrib.opt.LazyAdamGSOptimizer."""

    def __init__(self, global_step=0, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name="Adam"):
        super().__init__(global_step, learning_rate, beta1, beta2, epsilon, use_locking, name)
