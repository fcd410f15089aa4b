"""Layer-wise learning rates (You et al. 2017). Source: TF1 tf.contrib.opt.LARSOptimizer."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.opt.rule import RuleMixin


class LARSOptimizer(RuleMixin, tf.train.Optimizer):
    """Momentum whose learning rate is scaled, for each variable, by the norms of weights and gradient.

    eeta: the trust coefficient. epsilon: added to the norm of the gradient. skip_list: variables whose name holds one of these
    texts take the plain learning rate, without decay. Slot `momentum`. Source: TF1 tf.contrib.opt.LARSOptimizer.
    Raises ValueError for a negative momentum.
    """

    def __init__(self, learning_rate, momentum=0.9, weight_decay=0.0001, eeta=0.001, epsilon=0.0, name="LARSOptimizer", skip_list=None,
                 use_nesterov=False):
        if momentum < 0.0:
            raise ValueError(f"LARSOptimizer: `momentum` is {momentum}; expected 0 or more, such as 0.9.")
        super().__init__(False, name)
        self._learning_rate, self._momentum, self._weight_decay = learning_rate, momentum, weight_decay
        self._eeta, self._epsilon, self._skip_list, self._use_nesterov = eeta, epsilon, skip_list, use_nesterov

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, "momentum", self._name)

    def compute_lr(self, grad, var):
        """The learning rate for `var` and the gradient with the weights' decay in it."""
        rate = tf.cast(self._learning_rate, var.dtype.base_dtype)
        if self._skip_list is not None and any(text in var.name for text in self._skip_list):
            return rate, grad
        weights, slope = tf.norm(var, ord=2), tf.norm(grad, ord=2)
        trust = self._eeta * weights / (slope + self._weight_decay * weights + self._epsilon)
        usable = tf.logical_and(weights > 0, slope > 0)
        return rate * tf.where(usable, trust, tf.ones_like(trust)), grad + self._weight_decay * var

    def _dense(self, grad, var):
        rate, grad = self.compute_lr(grad, var)
        slot, momentum = self.get_slot(var, "momentum"), self._as(var, self._momentum)
        grad = rate * grad  # the slot sums steps, not gradients
        moved = momentum * slot + grad
        step = grad + momentum * moved if self._use_nesterov else moved
        return tf.group(tf.assign(slot, moved), tf.assign_sub(var, step, use_locking=self._use_locking))
