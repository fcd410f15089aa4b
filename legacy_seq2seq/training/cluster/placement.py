"""Which task each operation of a finished graph runs on: variables on the parameter servers in turn, all else on the worker itself.

The same as `tf.train.replica_device_setter` gives while a graph is built, so that a graph that was built without a thought of
devices can be trained in a cluster. What names a job already, by `tf.device` or that very setter, stays as it is.
"""

from legacy_seq2seq import tf1 as tf

_VARIABLES = ("Variable", "VariableV2", "VarHandleOp", "AutoReloadVariable")
_TABLES = ("MutableHashTable", "MutableHashTableV2", "MutableHashTableOfTensors", "MutableHashTableOfTensorsV2", "MutableDenseHashTable",
           "MutableDenseHashTableV2")
ACCUMULATORS = ("ConditionalAccumulator", "SparseConditionalAccumulator", "ResourceConditionalAccumulator")
_OF_THE_WORKER = (tf.GraphKeys.LOCAL_VARIABLES, "training/states")


def place(graph, task):
    """Gives each operation of `graph` the device of a task in the cluster of `task`, a `Task` that trains.

    1. Variables and mutable tables, in the order of their creation, go to the parameter servers in turn; local variables stay here.
    2. What is colocated (an optimizer's slots with their variable) goes where that is; what reads or writes a state goes to the state.
    3. The queue and the accumulators by which synchronous workers share gradients go to the step's and the variables' servers.
    4. All else runs on the worker. A device without a job («/cpu:0», «/gpu:0») is kept as a part.
    """
    placing = _Placing(graph, task)
    for op in graph.get_operations():
        device = placing.device(op)
        if op.device != device:
            op._set_device(device)


class _Placing:
    def __init__(self, graph, task):
        self._graph, self._task = graph, task
        self._here = f"/job:{task.job}/task:{task.index}"
        self._devices = {}
        self._tokens = {}  # {op that makes tokens for synchronous workers: their queue}
        kept = {_op(variable).name for name in _OF_THE_WORKER for variable in graph.get_collection(name) if _op(variable) is not None}
        turn = 0
        for op in graph.get_operations():
            if op.type in _VARIABLES + _TABLES and op.name not in kept and not _has_job(op.device) and self._anchor(op) is None:
                self._devices[op] = _merged(f"/job:ps/task:{turn % len(task.servers)}", op.device)
                turn += 1
            elif op.type == "QueueEnqueueManyV2" and is_of_tokens(op.inputs[0].op):
                self._tokens[op.inputs[1].op] = op.inputs[0].op

    def device(self, op):
        """The full device of `op`. The operations that it depends on for it are looked at first, without recursion."""
        waiting = [op]
        while waiting:
            one = waiting[-1]
            other = None if one in self._devices or _has_job(one.device) else self._other(one)
            if other is not None and other not in self._devices and other not in waiting:
                waiting.append(other)
                continue
            waiting.pop()
            if one not in self._devices:
                self._devices[one] = self._of(one, other)
        return self._devices[op]

    def _of(self, op, other):
        if _has_job(op.device):
            return self._completed(op.device)
        if other is not None and other in self._devices:
            return self._devices[other]
        return _merged(self._here, op.device)

    def _completed(self, device):
        """With the task, where only our own job is named."""
        spec = tf.DeviceSpec.from_string(device)
        return device if spec.task is not None or spec.job != self._task.job else _merged(self._here, device)

    def _other(self, op):
        """The operation whose place decides over that of `op`, or None."""
        return self._anchor(op) or self._shared(op) or _state(op)

    def _anchor(self, op):
        for group in op.colocation_groups():
            name = group.decode()[len("loc:@"):]
            if name != op.name:
                return self._operation(name)
        return None

    def _shared(self, op):
        """tf.train.SyncReplicasOptimizer gives these their variable's device, which is not known yet as it does."""
        if op.type in ACCUMULATORS:
            return self._operation(op.get_attr("shared_name").decode().rpartition("/grad_accum")[0].rpartition(":")[0])
        if is_of_tokens(op):
            step = tf.train.get_global_step(self._graph)
            return None if step is None else _op(step)
        # On another task than the step's, its value would be read before it is raised: TensorFlow relies on a shared buffer here.
        return self._tokens.get(op)

    def _operation(self, name):
        try:
            return self._graph.get_operation_by_name(name)
        except (KeyError, ValueError):
            return None


def is_of_tokens(op):
    return op.type == "FIFOQueueV2" and op.get_attr("shared_name") == b"sync_token_q"


def _op(variable):
    """The operation that holds a variable's state; that of a partitioned one is in the collections part by part."""
    handle = getattr(variable, "handle", None)
    return handle.op if handle is not None else getattr(variable, "op", None)


def _state(op):
    """The operation whose output `op` changes or looks into: the source of its resource, or of its reference to a variable."""
    if any(attribute.type == "func" for attribute in op.op_def.attr):
        return None  # a data set's function or the like takes a resource along, and stays
    takes_reference = any(argument.is_ref for argument in op.op_def.input_arg)
    for tensor in op.inputs:
        if tensor.dtype == tf.resource or (takes_reference and tensor.dtype._is_ref_dtype):
            return tensor.op
    return None


def _has_job(device):
    return "/job:" in device


def _merged(base, device):
    """`base` with the parts that `device` says."""
    if not device:
        return base
    return tf.DeviceSpec.from_string(base).make_merged_spec(tf.DeviceSpec.from_string(device)).to_string()
