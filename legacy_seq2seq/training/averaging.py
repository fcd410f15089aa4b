"""Synchronous training: the workers of a cluster average their gradients before each step."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.client.synchronous import of_graph
from legacy_seq2seq.training.cluster import placement
from legacy_seq2seq.training.cluster.definition import ALONE, find


def synchronous(optimizer, replicas=None, cluster=None, job=None, task=None):
    """`optimizer` for workers that average their gradients before each step; without a cluster, `optimizer` itself.

        train_op = training.synchronous(tf.train.AdamOptimizer(0.001)).minimize(loss, global_step=step)

    replicas: how many gradients make a step, by default as many as the cluster has workers; fewer leave the slowest out. cluster, job,
    task: as for `training.session`. `training.session` does the rest, for a tf.train.SyncReplicasOptimizer of the program's own, too.
    A worker that is killed keeps the others waiting until it is back, where all are needed; who waits says so. With a chief that comes
    back all begin anew, from its last checkpoint.
    Source: TF1 tf.train.SyncReplicasOptimizer; Chen et al. 2016, Revisiting Distributed Synchronous SGD.
    """
    found = find(cluster, job, task) or ALONE
    workers = found.workers
    if replicas is not None and not 1 <= replicas <= workers:
        raise ValueError(f"training.synchronous: `replicas` is {replicas}; the cluster has {workers} workers: expected 1 to {workers}.")
    if workers == 1:
        return optimizer
    return tf.train.SyncReplicasOptimizer(optimizer, replicas_to_aggregate=replicas or workers, total_num_replicas=workers)


def is_synchronous(graph):
    """Whether workers wait for each other."""
    return bool(of_graph(graph))


def hooks(graph, is_chief, given):
    """The hooks of the graph's synchronous optimizers, without those whose hook is among the `given` ones."""
    for one in of_graph(graph):  # the last aggregation never comes: the chief's thread that waits for it ends without a word
        one.get_chief_queue_runner()._queue_closed_exception_types += (tf.errors.CancelledError,)
    have = [getattr(hook, "_sync_optimizer", None) for hook in given]
    missing = [one for one in of_graph(graph) if not any(one is other for other in have)]
    return [*(one.make_session_run_hook(is_chief, _first_tokens(one)) for one in missing),
            *(_LeftToken(one) for one in of_graph(graph) if _needs_all(one) and not is_chief)]


def _needs_all(optimizer):
    """Whether a step waits for the gradients of all workers."""
    return optimizer._replicas_to_aggregate == optimizer._total_num_replicas


class _LeftToken(tf.train.SessionRunHook):
    """A worker that was killed while it waited for the next step left its token there: with it, it would make two steps in one."""

    def __init__(self, optimizer):
        self._queue = optimizer._sync_token_queue

    def begin(self):
        self._left, self._take = self._queue.size(), self._queue.dequeue()

    def after_create_session(self, session, coord):
        if session.run(self._left):
            session.run(self._take)


def _first_tokens(optimizer):
    """None where all workers' gradients are needed: with some, a worker could run ahead, and its gradient count twice."""
    return 0 if _needs_all(optimizer) else -1


def steps_of(graph):
    """The operations by which a worker takes part in a synchronous step: the global step itself is moved by a thread of the chief's."""
    queues = [optimizer._sync_token_queue.queue_ref for optimizer in of_graph(graph)]
    return [op for queue in queues for op in queue.consumers() if op.type == "QueueDequeueV2"]


def begin_anew(graph, number):
    """What workers share, gradients and whose turn it is, is another than that of other numbers, without a trace of theirs.

    number: of the chief's session. What earlier ones shared stays on the parameter servers, at most one gradient's memory for each:
    TensorFlow's servers crash where a queue is removed that a dead worker waited at.
    """
    for op in graph.get_operations():
        if op.type in placement.ACCUMULATORS or placement.is_of_tokens(op):
            op._set_attr("container", tf.AttrValue(s=f"legacy.synchronous.{number}".encode()))


def _container_of(op):
    return op.get_attr("container").decode()


def release(graph, servers):
    """Lets workers that wait for the next step know that none comes: their run raises tf.errors.OutOfRangeError.

    servers: the tasks that keep the variables.
    """
    for optimizer in of_graph(graph):
        queue = optimizer._sync_token_queue
        device = tf.DeviceSpec.from_string(queue.queue_ref.device)
        server = servers[device.task]
        with tf.Graph().as_default() as other, other.container(_container_of(queue.queue_ref.op)), tf.device(device.to_string()):
            same = tf.FIFOQueue(-1, queue.dtypes[0], shapes=(), shared_name="sync_token_q")
            close = same.close(cancel_pending_enqueues=True)
            config = tf.ConfigProto(device_filters=[f"/job:ps/task:{server.index}"], operation_timeout_in_ms=5000)
            with tf.Session(f"grpc://{server.address}", config=config) as session:
                session.run(close)
