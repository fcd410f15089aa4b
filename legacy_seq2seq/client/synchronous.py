"""`tf.train.SyncReplicasOptimizer`, which can be found again by its graph: `training.session` gives it the hook that it needs."""

import weakref

from legacy_seq2seq import stack

_v1 = stack.compat_v1()
_OF_GRAPHS = weakref.WeakKeyDictionary()


class SyncReplicasOptimizer(_v1.train.SyncReplicasOptimizer):
    """Applies the average of several workers' gradients. Source: TF1 tf.train.SyncReplicasOptimizer."""

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        grads_and_vars = list(grads_and_vars)
        train_op = super().apply_gradients(grads_and_vars, global_step, name)
        _OF_GRAPHS.setdefault(global_step.graph, []).append(self)
        return train_op


def of_graph(graph):
    """The synchronous optimizers whose gradients are applied in `graph`."""
    return _OF_GRAPHS.get(graph, [])
