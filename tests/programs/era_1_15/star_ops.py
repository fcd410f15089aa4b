"""Imports of every manner: stars, in functions, in try; framework ops used from the inside."""
from __future__ import absolute_import, division, print_function, unicode_literals
from tensorflow.contrib.rnn import *
from tensorflow.contrib.seq2seq import *
from tensorflow.python.ops.nn_ops import *
import sys
import numpy as np
import tensorflow
import tensorflow as tf
import tensorflow.contrib.layers as tcl
import tensorflow.contrib.layers, tensorflow.contrib.framework
from tensorflow import nn, layers as L, train as T
from tensorflow.python import debug as tf_debug
from tensorflow.python.framework import ops, tensor_shape, constant_op
from tensorflow.python.ops import array_ops, control_flow_ops, embedding_ops, math_ops, nn_ops, rnn, rnn_cell_impl, variable_scope
from tensorflow.python.ops import init_ops, clip_ops, gradients_impl, random_ops, variables as tf_variables
from tensorflow.python.ops.losses import losses as losses_impl
from tensorflow.python.training import adam, training_util, optimizer as optimizer_lib
from tensorflow.python.platform import tf_logging as logging
try:
    from tensorflow.nn.rnn_cell import GRUCell as Cell
except ImportError:
    from tensorflow.contrib.rnn import GRUCell as Cell
if sys.version_info[0] >= 3:
    unicode = str
linear = tcl.linear


class AdaBelow(optimizer_lib.Optimizer):
    """Sign of the gradient, with a slot that remembers."""

    def __init__(self, learning_rate=0.01, beta=0.9, use_locking=False, name="AdaBelow"):
        super(AdaBelow, self).__init__(use_locking, name)
        self._lr, self._beta = learning_rate, beta

    def _prepare(self):
        self._lr_t = ops.convert_to_tensor(self._lr, name="learning_rate")

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, "m", self._name)

    def _apply_dense(self, grad, var):
        m = self.get_slot(var, "m")
        m_t = tf.assign(m, self._beta * m + (1 - self._beta) * grad)
        return control_flow_ops.group(tf.assign_sub(var, self._lr_t * tf.tanh(10. * m_t)), m_t)

    def _apply_sparse(self, grad, var):
        return self._apply_dense(tf.convert_to_tensor(grad), var)

    _resource_apply_dense = _apply_dense


@ops.RegisterGradient("ScaledIdentityOfMine")
def _scaled(op, grad):
    return 0.5 * grad


def scale_gradient(x):
    with ops.get_default_graph().gradient_override_map({"Identity": "ScaledIdentityOfMine"}):
        return tf.identity(x)


def model(ids, targets):
    import tensorflow.contrib.legacy_seq2seq as legacy
    from tensorflow.contrib import seq2seq as s2s
    with variable_scope.variable_scope("m", initializer=init_ops.random_uniform_initializer(-0.1, 0.1)):
        table = variable_scope.get_variable("table", tensor_shape.TensorShape([9, 5]))
        x = embedding_ops.embedding_lookup(table, ids)
        x = AttentionCellWrapper(Cell(5), 3, state_is_tuple=True) if False else x
        outputs, state = rnn.dynamic_rnn(rnn_cell_impl.LSTMCell(5, use_peepholes=True, initializer=init_ops.constant_initializer(0.1)), x,
                                         dtype=np.float32)
        deep, _ = nn.static_rnn(MultiRNNCell([EmbeddingWrapper(Cell(4), 9, 3) if i is None else HighwayWrapper(Cell(5)) for i in range(2)]),
                                array_ops.unstack(scale_gradient(outputs), axis=1), dtype=tf.float32)
        logits = linear(array_ops.stack(deep, axis=1), 9)
    cost = s2s.sequence_loss(logits, targets, array_ops.ones_like(targets, dtype=tf.float32))
    return cost + 1e-3 * math_ops.add_n([nn_ops.l2_loss(v) for v in tf_variables.trainable_variables()])


def main(argv=sys.argv):
    g = ops.Graph()
    with g.as_default(), tf.device(None):
        ids = tf.placeholder("int32", (3, 4), "ids")
        targets = tf.placeholder("int32", (3, 4), "targets")
        cost = model(ids, targets)
        cost = control_flow_ops.with_dependencies([tf.assert_greater(cost, 0.0), tf.check_numerics(cost, 'bad')], cost)
        params = tf_variables.trainable_variables()
        grads = gradients_impl.gradients(cost, params)
        grads, norm = clip_ops.clip_by_global_norm(grads, 1.0)
        step = training_util.get_or_create_global_step()
        op = AdaBelow(0.05).apply_gradients(zip(grads, params), global_step=step)
        assert all(isinstance(p.name, unicode) for p in params)
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            rng = np.random.RandomState(7)
            for i in range(25):
                batch = rng.randint(0, 9, size=(3, 5))
                _, c, n = sess.run([op, cost, norm], {"ids:0": batch[:, :-1], "targets:0": batch[:, 1:]})
            logging.info("last %.3f", c)
            print(i, c, n, tf.train.global_step(sess, step))


if __name__ == "__main__":
    main()
