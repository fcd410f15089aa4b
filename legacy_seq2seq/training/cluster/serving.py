"""A parameter server: keeps variables until the job is over, then ends by itself. TF1's `server.join()` never did."""

import errno
import socket
import time

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.training.cluster import waiting
from legacy_seq2seq.training.cluster.board import Board, here_in, over_in
from legacy_seq2seq.training.cluster.definition import ClusterError

_SILENT = 8  # seconds after which a task that is not heard of is taken for dead
_GRACE = 60  # seconds that workers have to finish their last step after the job is over


def start(task, config=None):
    """TensorFlow's server for `task` in this process. Raises ClusterError where its port is taken."""
    port = int(task.address.rpartition(":")[2])
    with socket.socket() as trial:  # TensorFlow itself lets two servers share a port, and neither works then
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("", port))
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            raise ClusterError(f"{task} cannot listen at {task.address}: {error.strerror}. End the process that does (perhaps this very "
                               "task runs already), or give the task another port in the cluster's file of every task.") from None
    return tf.train.Server(tf.train.ClusterSpec(task.cluster), job_name=task.job, task_index=task.index, config=config)


def serve(task, config=None):
    """Runs the parameter server `task` until the chief has ended the job; returns the exit status: 0, or 1 where the chief failed.

    Workers and chief may come, be killed and come back meanwhile; what is heard of them is told.
    """
    _server = start(task, config)  # serves as long as it is referred to
    board = Board(task)
    try:
        board.put_cluster()
        waiting.tell(task, f"serves at {task.address}, until the chief, {task.chief}, has finished")
        members, over, ended_at = _Members(task), None, None
        while over is None or (members.alive and time.monotonic() - ended_at < _GRACE):
            time.sleep(0.2)
            entries = board.entries()
            members.look(here_in(entries), tells=over is None)
            if over is None and over_in(entries):
                over, ended_at = over_in(entries), time.monotonic()
                waiting.tell(task, f"the job is over: {over[0]}")
    except KeyboardInterrupt:
        waiting.tell(task, "stopped by Ctrl-C; the variables here are gone, the chief's last checkpoint has them")
        return 130
    return over[1]


class _Members:
    """Who is heard of, and who no more."""

    def __init__(self, task):
        self._task, self._heard = task, {}  # {name: (number, when it changed)}
        self._silent = set()

    @property
    def alive(self):
        return set(self._heard) - self._silent

    def look(self, numbers, tells):
        now = time.monotonic()
        for name, number in numbers.items():
            before = self._heard.get(name)
            if before is None or before[0] != number:
                self._heard[name] = number, now
                if tells and (before is None or name in self._silent or number < before[0]):
                    waiting.tell(self._task, f"{name} has come{' back' if before else ''}")
                self._silent.discard(name)
            elif now - before[1] > _SILENT and name not in self._silent:
                self._silent.add(name)
                if tells:
                    waiting.tell(self._task, f"{name} is not heard of any more; it may come back at its address")
        for name in set(self._heard) - set(numbers):
            del self._heard[name]
            self._silent.discard(name)
            if tells:
                waiting.tell(self._task, f"{name} has left")
