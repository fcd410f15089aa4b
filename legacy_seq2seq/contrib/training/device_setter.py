"""Which parameter server takes which variable. Source: TF1 tf.contrib.training's strategies for tf.train.replica_device_setter."""

import hashlib

import numpy as np

from legacy_seq2seq import tf1 as tf


class RandomStrategy:
    """Spreads the variables by a hash of their names: the same program always places them alike.

    Source: TF1 tf.contrib.training.RandomStrategy.

        tf.train.replica_device_setter(ps_tasks=4, ps_strategy=RandomStrategy(4))
    """

    def __init__(self, num_ps_tasks, seed=0):
        self._num_tasks, self._seed = num_ps_tasks, seed

    def __call__(self, op):
        """The number of the task for `op`."""
        digest = hashlib.md5(f"{op.name}_{self._seed}".encode()).hexdigest()
        return int(digest, 16) % self._num_tasks


class GreedyLoadBalancingStrategy:
    """Gives each variable to the task with the least load so far. Source: TF1 tf.contrib.training.GreedyLoadBalancingStrategy.

        strategy = GreedyLoadBalancingStrategy(4, byte_size_load_fn)
        tf.train.replica_device_setter(ps_tasks=4, ps_strategy=strategy)
    """

    def __init__(self, num_tasks, load_fn):
        """load_fn: the load of an op, a number; `byte_size_load_fn`, for instance."""
        self._load_fn = load_fn
        self._loads = np.zeros(num_tasks)

    def __call__(self, op):
        """The number of the task for `op`, whose load it now bears."""
        task = int(np.argmin(self._loads))
        self._loads[task] += self._load_fn(op)
        return task


def byte_size_load_fn(op):
    """The bytes of the one output of `op`. Raises ValueError if it has several, or its static shape is not fully known.

    Source: TF1 tf.contrib.training.byte_size_load_fn.
    """
    if len(op.outputs) != 1:
        raise ValueError(f"byte_size_load_fn: the op `{op.name}` ({op.type}) has {len(op.outputs)} outputs; expected one.")
    output = op.outputs[0]
    if not output.shape.is_fully_defined():
        raise ValueError(f"byte_size_load_fn: the output of `{op.name}` has shape {output.shape}; its bytes are known only "
                         "where the static shape is. Give the variable a full shape.")
    if output.dtype.base_dtype == tf.string:
        return 8 * output.shape.num_elements()  # TF 1.15 counts a pointer for each
    # A handle of a resource variable, whose size is not known here, counts as one byte.
    return max(output.dtype.base_dtype.size, 1) * output.shape.num_elements()
