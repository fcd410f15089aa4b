"""Variables with contrib's collections. Source: TF1 tf.contrib.framework (variables).

Finding them again is in `finding.py`, loading them in `assignment.py`.
"""

import functools

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework.arg_scope import add_arg_scope

_AUTO = tf.VariableSynchronization.AUTO
_NONE = tf.VariableAggregation.NONE


@add_arg_scope
def variable(name, shape=None, dtype=None, initializer=None, regularizer=None, trainable=True, collections=None,
             caching_device=None, device=None, partitioner=None, custom_getter=None, use_resource=None,
             synchronization=_AUTO, aggregation=_NONE):
    """`tf.get_variable`, on `device` and through `custom_getter`. Takes part in arg_scope.

    collections: what it is added to; GLOBAL_VARIABLES by default. Raises ValueError as tf.get_variable
    does. Source: TF1 tf.contrib.framework.variable.
    """
    collections = list([tf.GraphKeys.GLOBAL_VARIABLES] if collections is None else collections)
    with tf.device(device or ""):
        get = tf.get_variable
        if custom_getter is not None:  # contrib puts it in the place of tf.get_variable, without a getter to call
            get = functools.partial(custom_getter, reuse=tf.get_variable_scope().reuse)
        return get(name, shape=shape, dtype=dtype, initializer=initializer, regularizer=regularizer, trainable=trainable,
                   collections=list(dict.fromkeys(collections)), caching_device=caching_device, partitioner=partitioner,
                   use_resource=use_resource, synchronization=synchronization, aggregation=aggregation)


@add_arg_scope
def model_variable(name, shape=None, dtype=tf.float32, initializer=None, regularizer=None, trainable=True, collections=None,
                   caching_device=None, device=None, partitioner=None, custom_getter=None, use_resource=None,
                   synchronization=_AUTO, aggregation=_NONE):
    """A `variable` that is part of a model: also in MODEL_VARIABLES and GLOBAL_VARIABLES.

    Source: TF1 tf.contrib.framework.model_variable.
    """
    collections = [*(collections or []), tf.GraphKeys.GLOBAL_VARIABLES, tf.GraphKeys.MODEL_VARIABLES]
    return variable(name, shape=shape, dtype=dtype, initializer=initializer, regularizer=regularizer, trainable=trainable,
                    collections=collections, caching_device=caching_device, device=device, partitioner=partitioner,
                    custom_getter=custom_getter, use_resource=use_resource, synchronization=synchronization, aggregation=aggregation)


def local_variable(initial_value, validate_shape=True, name=None, use_resource=None):
    """A variable of this process, outside checkpoints: in LOCAL_VARIABLES only, not trained.

    Initialise with tf.local_variables_initializer(). Source: TF1 tf.contrib.framework.local_variable.
    """
    return _untrained(initial_value, tf.GraphKeys.LOCAL_VARIABLES, validate_shape, name, use_resource)


def global_variable(initial_value, validate_shape=True, name=None, use_resource=None):
    """A variable in GLOBAL_VARIABLES that is not trained, a counter for instance.

    Source: TF1 tf.contrib.framework.global_variable.
    """
    return _untrained(initial_value, tf.GraphKeys.GLOBAL_VARIABLES, validate_shape, name, use_resource)


def _untrained(initial_value, collection, validate_shape, name, use_resource):
    return tf.Variable(initial_value, trainable=False, collections=[collection], validate_shape=validate_shape, name=name,
                       use_resource=use_resource)


def add_model_variable(var):
    """Puts `var` into MODEL_VARIABLES, once. Source: TF1 tf.contrib.framework.add_model_variable."""
    if not any(var is known for known in tf.get_collection(tf.GraphKeys.MODEL_VARIABLES)):
        tf.add_to_collection(tf.GraphKeys.MODEL_VARIABLES, var)


def zero_initializer(ref, use_locking=True, name="zero_initializer"):
    """An op that sets the uninitialised variable `ref` to zeros, and gives it.

    Raises InvalidArgumentError, when run, where `ref` has a value already.
    Source: TF1 tf.contrib.framework.zero_initializer.
    """
    with tf.name_scope(name):
        fresh = tf.logical_not(tf.is_variable_initialized(ref))
        with tf.control_dependencies([tf.Assert(fresh, [f"{ref.op.name} is already initialized"])]):
            return tf.assign(ref, tf.zeros(ref.shape, ref.dtype.base_dtype), use_locking=use_locking)


class VariableDeviceChooser:
    """Places variables on parameter servers in turn; a function for tf.device.

    num_tasks: parameter servers; 0 leaves the job out of the device. device_type: "CPU" or "GPU".
    Every call takes the next task, whatever the op. Source: TF1 tf.contrib.framework.VariableDeviceChooser.
    """

    def __init__(self, num_tasks=0, job_name="ps", device_type="CPU", device_index=0, replica=None):
        self._num_tasks = num_tasks
        self._job_name = job_name
        self._device = f"/device:{device_type}:{device_index}"
        self._replica = "" if replica is None else f"/replica:{replica}"
        self._next_task = 0

    def __call__(self, op):
        if not self._num_tasks:
            return self._replica + self._device
        task = self._next_task
        self._next_task = (task + 1) % self._num_tasks
        return f"/job:{self._job_name}{self._replica}/task:{task}{self._device}"
