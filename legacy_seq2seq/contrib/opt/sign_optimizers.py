"""AddSign and PowerSign: larger steps where gradient and momentum agree (Bello et al. 2017). Source: TF1 tf.contrib.opt."""

import math

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.opt.rule import RuleMixin, held


class _SignOptimizer(RuleMixin, tf.train.Optimizer):
    """Slot `m`, the mean gradient. Subclasses give the factor of the gradient from the agreement of signs."""

    def __init__(self, learning_rate, beta, sign_decay_fn, use_locking, name):
        super().__init__(use_locking, name)
        self._lr, self._beta, self._sign_decay_fn = learning_rate, beta, sign_decay_fn

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        """As tf.train.Optimizer.apply_gradients; `sign_decay_fn` is given the global step."""
        decay = 1.0 if self._sign_decay_fn is None else self._sign_decay_fn(global_step)
        self._sign_decay_t = tf.convert_to_tensor(decay, name="sign_decay")
        return super().apply_gradients(grads_and_vars, global_step=global_step, name=name)

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, "m", self._name)

    def _dense(self, grad, var):
        m = self.get_slot(var, "m")
        rate, beta, decay = self._as(var, held(self._lr), held(self._beta), self._sign_decay_t)
        new_m = beta * m + (1 - beta) * grad
        step = rate * self._factor(decay * tf.sign(grad) * tf.sign(new_m), var) * grad
        return tf.group(tf.assign(m, new_m), tf.assign_sub(var, step, use_locking=self._use_locking))


class AddSignOptimizer(_SignOptimizer):
    """Steps of `learning_rate * (alpha + decay * sign(g) * sign(m)) * g`, m the mean of the gradients g.

    sign_decay_fn: `f(global_step)`, the decay; 1 by default. Source: TF1 tf.contrib.opt.AddSignOptimizer.
    """

    def __init__(self, learning_rate=0.1, alpha=1.0, beta=0.9, sign_decay_fn=None, use_locking=False, name="AddSignOptimizer"):
        super().__init__(learning_rate, beta, sign_decay_fn, use_locking, name)
        self._alpha = alpha

    def _factor(self, agreement, var):
        return self._as(var, held(self._alpha)) + agreement


class PowerSignOptimizer(_SignOptimizer):
    """Steps of `learning_rate * base ** (decay * sign(g) * sign(m)) * g`, m the mean of the gradients g.

    sign_decay_fn: `f(global_step)`, the decay; 1 by default. Source: TF1 tf.contrib.opt.PowerSignOptimizer.
    """

    def __init__(self, learning_rate=0.1, base=math.e, beta=0.9, sign_decay_fn=None, use_locking=False, name="PowerSignOptimizer"):
        super().__init__(learning_rate, beta, sign_decay_fn, use_locking, name)
        self._base = base

    def _factor(self, agreement, var):
        return tf.pow(self._as(var, held(self._base)), agreement)
