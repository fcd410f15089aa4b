"""Weight decay apart from the gradient (Loshchilov & Hutter 2017). Source: TF1 tf.contrib.opt."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.opt.rule import held


class DecoupledWeightDecayExtension:
    """Goes before an optimiser in the bases of a class: each step first takes `weight_decay * variable` off.

    weight_decay: a float, a tensor or a callable; it is not multiplied by the learning rate. Of a sparse gradient only its rows
    decay. Further arguments, by name, are the optimiser's. Source: TF1 tf.contrib.opt.DecoupledWeightDecayExtension.

        class MyAdamW(tf.contrib.opt.DecoupledWeightDecayExtension, tf.train.AdamOptimizer):
            def __init__(self, weight_decay, *args, **kwargs):
                super().__init__(weight_decay, *args, **kwargs)
    """

    def __init__(self, weight_decay, **kwargs):
        self._decay_var_list = None  # all variables
        self._weight_decay = weight_decay
        self._weight_decay_tensor = None
        super().__init__(**kwargs)

    def minimize(self, loss, global_step=None, var_list=None, gate_gradients=tf.train.Optimizer.GATE_OP, aggregation_method=None,
                 colocate_gradients_with_ops=False, name=None, grad_loss=None, decay_var_list=None):
        """As tf.train.Optimizer.minimize; decay_var_list: the variables that decay, all by default."""
        self._decay_var_list = _names(decay_var_list)
        return super().minimize(
            loss, global_step=global_step, var_list=var_list, gate_gradients=gate_gradients, aggregation_method=aggregation_method,
            colocate_gradients_with_ops=colocate_gradients_with_ops, name=name, grad_loss=grad_loss)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None, decay_var_list=None):
        """As tf.train.Optimizer.apply_gradients; decay_var_list: the variables that decay, all by default."""
        # minimize comes through here too, and has set the list.
        if decay_var_list:
            self._decay_var_list = _names(decay_var_list)
        return super().apply_gradients(grads_and_vars, global_step=global_step, name=name)

    def _prepare(self):
        self._weight_decay_tensor = tf.convert_to_tensor(held(self._weight_decay), name="weight_decay")
        super()._prepare()

    def _decayed(self, grad, var, indices=None):
        # After the gradient, which is that of the weights before they decay.
        with tf.control_dependencies([grad]):
            return self._decay_op(var, indices)

    def _decay_op(self, var, indices):
        if self._decay_var_list is not None and var.name not in self._decay_var_list:
            return tf.no_op()
        factor = tf.cast(self._weight_decay_tensor, var.dtype.base_dtype)
        if indices is None:
            return tf.group(tf.assign_sub(var, factor * var, use_locking=self._use_locking))
        return tf.group(tf.scatter_sub(var, indices, factor * tf.gather(var, indices), use_locking=self._use_locking))

    def _apply_dense(self, grad, var):
        with tf.control_dependencies([self._decayed(grad, var)]):
            return super()._apply_dense(grad, var)

    def _resource_apply_dense(self, grad, var):
        with tf.control_dependencies([self._decayed(grad, var)]):
            return super()._resource_apply_dense(grad, var)

    def _apply_sparse(self, grad, var):
        with tf.control_dependencies([self._decayed(grad.values, var, grad.indices)]):
            return super()._apply_sparse(grad, var)

    def _resource_apply_sparse(self, grad, var, indices):
        with tf.control_dependencies([self._decayed(grad, var, indices)]):
            return super()._resource_apply_sparse(grad, var, indices)


def _names(variables):
    return {variable.name for variable in variables} if variables else None


def extend_with_decoupled_weight_decay(base_optimizer):
    """A class like `base_optimizer`, whose first argument is `weight_decay`. Source: TF1 tf.contrib.opt, of the same name.

    `extend_with_decoupled_weight_decay(tf.train.AdamOptimizer)(weight_decay=0.001, learning_rate=0.001)`.
    """
    class OptimizerWithDecoupledWeightDecay(DecoupledWeightDecayExtension, base_optimizer):
        """`base_optimizer` with decoupled weight decay."""

        def __init__(self, weight_decay, *args, **kwargs):
            # Not through the extension's __init__, which takes no arguments by position.
            self._decay_var_list, self._weight_decay, self._weight_decay_tensor = None, weight_decay, None
            base_optimizer.__init__(self, *args, **kwargs)

    return OptimizerWithDecoupledWeightDecay


class MomentumWOptimizer(DecoupledWeightDecayExtension, tf.train.MomentumOptimizer):
    """Momentum with decoupled weight decay: SGDW of the paper. Source: TF1 tf.contrib.opt.MomentumWOptimizer."""

    def __init__(self, weight_decay, learning_rate, momentum, use_locking=False, name="MomentumW", use_nesterov=False):
        super().__init__(weight_decay, learning_rate=learning_rate, momentum=momentum, use_locking=use_locking, name=name,
                         use_nesterov=use_nesterov)


class AdamWOptimizer(DecoupledWeightDecayExtension, tf.train.AdamOptimizer):
    """Adam with decoupled weight decay: AdamW of the paper. Source: TF1 tf.contrib.opt.AdamWOptimizer."""

    def __init__(self, weight_decay, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name="AdamW"):
        super().__init__(weight_decay, learning_rate=learning_rate, beta1=beta1, beta2=beta2, epsilon=epsilon, use_locking=use_locking,
                         name=name)
