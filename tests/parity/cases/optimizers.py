"""tf.contrib.opt: all variables, slots among them, after each of three steps on dense and on sparse gradients."""

import numpy as np

from tests.parity.casebook import Model, case, ids, mistake, values
from tests.parity.several_steps import trained

BATCH = 4


class Net(object):
    """An embedding (sparse gradient), weights and biases; the loss of other ids at each step."""

    def __init__(self, tf, sparse=True, use_resource=False, dtype=None):
        dtype = dtype or tf.float32
        self.step_ids = tf.placeholder(tf.int32, [BATCH])
        self.feeds = [{self.step_ids: ids("ids%d" % i, [BATCH], 5)} for i in range(3)]
        with tf.variable_scope("net", use_resource=use_resource):
            weights = tf.get_variable("weights", [3, 2], dtype)
            biases = tf.get_variable("biases", [2], dtype)
            if sparse:
                inputs = tf.gather(tf.get_variable("embedding", [5, 3], dtype), self.step_ids)
            else:
                inputs = tf.one_hot(self.step_ids, 3, dtype=dtype)
        outputs = tf.tanh(tf.matmul(inputs, weights) + biases)
        self.loss = tf.reduce_sum(tf.square(outputs - tf.constant(values("aim", [BATCH, 2]), dtype)))


def stepping(name, make, **options):
    """Registers a case of the optimiser `make(tf.contrib.opt, tf)`."""
    def build(tf):
        net = Net(tf, **options)
        global_step = tf.train.get_or_create_global_step()
        optimizer = make(tf.contrib.opt, tf)
        pairs = optimizer.compute_gradients(net.loss)
        # TF 1.15 does not order an update after all that reads the variable; here it does.
        with tf.control_dependencies([getattr(grad, "values", grad) for grad, _ in pairs]):
            train = optimizer.apply_gradients(pairs, global_step)
        model = trained(tf, train, net.feeds)
        slots = {"slots " + " ".join(optimizer.get_slot_names()): tf.constant(0), "named " + optimizer.get_name(): tf.constant(0),
                 "variables " + " ".join(sorted(v.op.name for v in optimizer.variables())): tf.constant(0)}
        return model._replace(outputs=dict(model.outputs, **slots))

    build.__name__ = "opt_" + name
    return case(build)


def everywhere(name, make):
    """The same on dense gradients, sparse ones, and resource variables."""
    stepping(name, make, sparse=False)
    stepping(name + "_sparse", make)
    stepping(name + "_resource", make, use_resource=True)


everywhere("adamax", lambda o, tf: o.AdaMaxOptimizer(0.1))
everywhere("nadam", lambda o, tf: o.NadamOptimizer(0.1, name="Nadam"))
everywhere("lazy_adam", lambda o, tf: o.LazyAdamOptimizer(0.1))
everywhere("adam_gs", lambda o, tf: o.AdamGSOptimizer(tf.train.get_global_step(), 0.1))
everywhere("lazy_adam_gs", lambda o, tf: o.LazyAdamGSOptimizer(tf.train.get_global_step(), 0.1))
everywhere("adam_w", lambda o, tf: o.AdamWOptimizer(0.01, 0.1))
everywhere("momentum_w", lambda o, tf: o.MomentumWOptimizer(0.01, 0.1, 0.9, use_nesterov=True))
everywhere("extended", lambda o, tf: o.extend_with_decoupled_weight_decay(tf.train.AdagradOptimizer)(weight_decay=0.01, learning_rate=0.1))
# Not of resource variables: TF 1.15's raise NotImplementedError for their sparse gradients, and ours serve them.
for _sparse in ("", "_sparse"):
    stepping("add_sign" + _sparse, lambda o, tf: o.AddSignOptimizer(0.1), sparse=bool(_sparse))
    stepping("power_sign" + _sparse, lambda o, tf: o.PowerSignOptimizer(0.1), sparse=bool(_sparse))
stepping("add_sign_resource", lambda o, tf: o.AddSignOptimizer(0.1, alpha=2.0, beta=0.5), sparse=False, use_resource=True)
stepping("power_sign_resource", lambda o, tf: o.PowerSignOptimizer(0.1, base=2.0, beta=0.5), sparse=False, use_resource=True)
stepping("add_sign_decayed", lambda o, tf: o.AddSignOptimizer(0.1, sign_decay_fn=lambda step: 1.0 / (1.0 + tf.to_float(step))), sparse=False)
stepping("power_sign_decayed", lambda o, tf: o.PowerSignOptimizer(0.1, sign_decay_fn=lambda step: 1.0 / (1.0 + tf.to_float(step))),
         sparse=False)
stepping("lars", lambda o, tf: o.LARSOptimizer(10.0), sparse=False)
stepping("lars_nesterov", lambda o, tf: o.LARSOptimizer(10.0, use_nesterov=True, skip_list=["biases"], epsilon=0.1, name="mine"),
         sparse=False, use_resource=True)
everywhere("shampoo", lambda o, tf: o.ShampooOptimizer(tf.train.get_global_step(), learning_rate=0.1))
stepping("shampoo_averaged", lambda o, tf: o.ShampooOptimizer(
    tf.train.get_global_step(), gbar_decay=0.9, gbar_weight=0.1, mat_gbar_decay=0.95, mat_gbar_weight=0.05, learning_rate=0.1, svd_interval=2,
    precond_update_interval=2))
stepping("shampoo_of_large", lambda o, tf: o.ShampooOptimizer(tf.train.get_global_step(), max_matrix_size=2, learning_rate=0.1))
stepping("shampoo_iterative", lambda o, tf: o.ShampooOptimizer(tf.train.get_global_step(), learning_rate=0.1, use_iterative_root=True))
everywhere("reg_adagrad", lambda o, tf: o.RegAdagradOptimizer(0.1))
stepping("ggt", lambda o, tf: o.GGTOptimizer(0.1, window=2), sparse=False)
stepping("ggt_resource", lambda o, tf: o.GGTOptimizer(0.1, beta1=0.5, eps=1e-2, window=4), sparse=False, use_resource=True)
