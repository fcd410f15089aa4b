"""tf.contrib.opt: all variables, slots among them, after each of three steps on dense and on sparse gradients."""

import numpy as np

from tests.parity.casebook import Model, case, ids, mistake, values
from tests.parity.several_steps import trained

BATCH = 4


class Net(object):
    """An embedding (sparse gradient), weights and biases; the loss of other ids at each step."""

    def __init__(self, tf, sparse=True, use_resource=False, dtype=None, unique=False):
        dtype = dtype or tf.float32
        self.step_ids = tf.placeholder(tf.int32, [BATCH])
        # Where ids come twice, TF 1.15's VariableClippingOptimizer clips twice: there each comes once.
        self.feeds = [{self.step_ids: np.array([0, 2, 3, i or 1]) if unique else ids("ids%d" % i, [BATCH], 5)} for i in (0, 1, 4)]
        with tf.variable_scope("net", use_resource=use_resource):
            # Centers and averages start at the variables' initial values.
            weights = tf.get_variable("weights", [3, 2], dtype, tf.constant_initializer(values("net/weights", [3, 2])))
            biases = tf.get_variable("biases", [2], dtype, tf.constant_initializer(values("net/biases", [2])))
            if sparse:
                inputs = tf.gather(tf.get_variable("embedding", [5, 3], dtype, tf.constant_initializer(values("net/embedding", [5, 3]))),
                                   self.step_ids)
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
everywhere("extended", lambda o, tf: o.extend_with_decoupled_weight_decay(tf.train.AdagradOptimizer)(
    weight_decay=0.01, learning_rate=0.1))
# Not of resource variables: TF 1.15's raise NotImplementedError for their sparse gradients, and ours serve them.
for _sparse in ("", "_sparse"):
    stepping("add_sign" + _sparse, lambda o, tf: o.AddSignOptimizer(0.1), sparse=bool(_sparse))
    stepping("power_sign" + _sparse, lambda o, tf: o.PowerSignOptimizer(0.1), sparse=bool(_sparse))
stepping("add_sign_resource", lambda o, tf: o.AddSignOptimizer(0.1, alpha=2.0, beta=0.5), sparse=False, use_resource=True)
stepping("power_sign_resource", lambda o, tf: o.PowerSignOptimizer(0.1, base=2.0, beta=0.5), sparse=False, use_resource=True)
stepping("add_sign_decayed", lambda o, tf: o.AddSignOptimizer(0.1, sign_decay_fn=lambda step: 1.0 / (1.0 + tf.to_float(step))),
         sparse=False)
stepping("power_sign_decayed", lambda o, tf: o.PowerSignOptimizer(0.1, sign_decay_fn=lambda step: 1.0 / (1.0 + tf.to_float(step))),
         sparse=False)
stepping("lars", lambda o, tf: o.LARSOptimizer(10.0), sparse=False)
stepping("lars_nesterov", lambda o, tf: o.LARSOptimizer(10.0, use_nesterov=True, skip_list=["biases"], epsilon=0.1, name="mine"),
         sparse=False, use_resource=True)
everywhere("shampoo", lambda o, tf: o.ShampooOptimizer(tf.train.get_global_step(), learning_rate=0.1, epsilon=0.05))
stepping("shampoo_averaged", lambda o, tf: o.ShampooOptimizer(
    tf.train.get_global_step(), gbar_decay=0.9, gbar_weight=0.1, mat_gbar_decay=0.95, mat_gbar_weight=0.05, learning_rate=0.1,
    svd_interval=2,
    precond_update_interval=2, epsilon=0.05))
stepping("shampoo_of_large", lambda o, tf: o.ShampooOptimizer(tf.train.get_global_step(), max_matrix_size=2, learning_rate=0.1,
                                                               epsilon=0.05))
stepping("shampoo_of_tall", lambda o, tf: o.ShampooOptimizer(tf.train.get_global_step(), max_matrix_size=4, learning_rate=0.1,
                                                              epsilon=0.05))
stepping("shampoo_iterative", lambda o, tf: o.ShampooOptimizer(
    tf.train.get_global_step(), learning_rate=0.1, epsilon=0.05, use_iterative_root=True))
everywhere("reg_adagrad", lambda o, tf: o.RegAdagradOptimizer(0.1))
stepping("ggt", lambda o, tf: o.GGTOptimizer(0.01, window=2, sigma_eps=0.3), sparse=False)
stepping("ggt_resource", lambda o, tf: o.GGTOptimizer(0.1, beta1=0.5, eps=1e-2, window=4), sparse=False, use_resource=True)


@mistake
def opt_ggt_of_sparse(tf):
    tf.contrib.opt.GGTOptimizer(0.1).minimize(Net(tf).loss)


@case
def opt_reg_adagrad_resting(tf):
    net = Net(tf)
    optimizer = tf.contrib.opt.RegAdagradOptimizer(0.1)
    train = optimizer.minimize(net.loss)
    with optimizer.avoid_updating_slots():
        pairs = optimizer.compute_gradients(net.loss)
        with tf.control_dependencies([getattr(grad, "values", grad) for grad, _ in pairs]):
            rest = optimizer.apply_gradients(pairs)
    return trained(tf, rest, net.feeds[:1] + net.feeds, steps=[train, rest, rest, train])


@case
def opt_adam_w_of_some(tf):
    net = Net(tf, sparse=False)
    optimizer = tf.contrib.opt.AdamWOptimizer(0.1, 0.1)
    pairs = optimizer.compute_gradients(net.loss)
    with tf.control_dependencies([grad for grad, _ in pairs]):
        train = optimizer.apply_gradients(pairs, decay_var_list=[var for _, var in pairs if "weights" in var.name])
    return trained(tf, train, net.feeds)


def wrapped(name, make, sparse=True, loss_at=lambda tf, loss, step: loss):
    def build(tf):
        net = Net(tf, sparse=sparse, unique="clipping" in name)
        step = tf.train.get_or_create_global_step()
        optimizer = make(tf.contrib.opt, tf, step)
        pairs = optimizer.compute_gradients(loss_at(tf, net.loss, step))
        if "clip_by" in name:
            pairs, norm = tf.contrib.opt.clip_gradients_by_global_norm(pairs, 1.0)
        with tf.control_dependencies([getattr(grad, "values", grad) for grad, _ in pairs]):
            train = optimizer.apply_gradients(pairs, step)
        return trained(tf, train, net.feeds)

    build.__name__ = "opt_" + name
    case(build)


def plain(tf):
    return tf.train.GradientDescentOptimizer(0.1)


wrapped("moving_average", lambda o, tf, step: o.MovingAverageOptimizer(plain(tf), 0.9, step))
wrapped("drop_stale", lambda o, tf, step: o.DropStaleGradientOptimizer(tf.train.MomentumOptimizer(0.1, 0.9), 2))
wrapped("drop_all", lambda o, tf, step: o.DropStaleGradientOptimizer(tf.train.MomentumOptimizer(0.1, 0.9), -1))
wrapped("variable_clipping", lambda o, tf, step: o.VariableClippingOptimizer(
    plain(tf), {v: [0] if "biases" in v.name else [1] for v in tf.trainable_variables()}, 0.3))
wrapped("multitask", lambda o, tf, step: o.MultitaskOptimizerWrapper(tf.train.MomentumOptimizer(0.1, 0.9)), sparse=False,
        loss_at=lambda tf, loss, step: loss * tf.to_float(1 - tf.floormod(tf.identity(step), 2)))
wrapped("clip_by_global_norm", lambda o, tf, step: plain(tf), sparse=False)
wrapped("clip_by_global_norm_of_zeros", lambda o, tf, step: plain(tf), sparse=False, loss_at=lambda tf, loss, step: 0.0 * loss)


def meeting(name, getter_name, make, hook_of):
    """Optimisers of several workers, with one."""
    def build(tf):
        step = tf.train.get_or_create_global_step()
        getter = getattr(tf.contrib.opt, getter_name)(worker_device="/job:localhost/replica:0/task:0/cpu:0")
        with tf.variable_scope("", custom_getter=getter):
            net = Net(tf, sparse=False)
        optimizer = make(tf.contrib.opt, tf, getter)
        train = optimizer.minimize(net.loss, step)
        variables = tf.global_variables() + tf.local_variables()
        outputs = {}
        scaffold = tf.train.Scaffold(local_init_op=tf.local_variables_initializer())
        with tf.train.MonitoredSession(tf.train.ChiefSessionCreator(scaffold), hooks=[hook_of(optimizer)]) as sess:
            for i in range(5):
                sess.run(train, net.feeds[i % 3])
                for v, value in zip(variables, sess.run(variables)):
                    outputs["step %d %s" % (i, v.op.name)] = np.asarray(value)
        # Constants cannot join a finalized graph.
        tf.get_default_graph()._unsafe_unfinalize()
        return Model(outputs={key: tf.constant(value) for key, value in outputs.items()})

    build.__name__ = "opt_" + name
    case(build)


meeting("elastic_average", "ElasticAverageCustomGetter",
        lambda o, tf, getter: o.ElasticAverageOptimizer(plain(tf), 1, getter, communication_period=2),
        lambda o: o.make_session_run_hook(True, 0))
meeting("elastic_average_synchronous", "ElasticAverageCustomGetter",
        lambda o, tf, getter: o.ElasticAverageOptimizer(
            plain(tf), 1, getter, communication_period=2, moving_rate=0.3, rho=0.5, synchronous=True),
        lambda o: o.make_session_run_hook(True, 0))
meeting("model_average", "ModelAverageCustomGetter",
        lambda o, tf, getter: o.ModelAverageOptimizer(plain(tf), 1, True, getter, interval_steps=2), lambda o: o.make_session_run_hook())
meeting("model_average_momentum", "ModelAverageCustomGetter",
        lambda o, tf, getter: o.ModelAverageOptimizer(tf.train.MomentumOptimizer(0.1, 0.9), 1, True, getter, interval_steps=2),
        lambda o: o.make_session_run_hook())
meeting("elastic_average_momentum", "ElasticAverageCustomGetter",
        lambda o, tf, getter: o.ElasticAverageOptimizer(tf.train.MomentumOptimizer(0.1, 0.9), 1, getter, communication_period=2),
        lambda o: o.make_session_run_hook(True, 0))
meeting("agn", "AGNCustomGetter", lambda o, tf, getter: o.AGNOptimizer(plain(tf), 1, getter, communication_period=2),
        lambda o: o.make_session_run_hook(True, 0))
meeting("agn_momentum", "AGNCustomGetter",
        lambda o, tf, getter: o.AGNOptimizer(tf.train.MomentumOptimizer(0.1, 0.9), 1, getter, communication_period=2),
        lambda o: o.make_session_run_hook(True, 0))
