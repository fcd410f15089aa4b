"""A parameter server: keeps variables until the job is over, then ends by itself. TF1's `server.join()` never did."""

import errno
import socket
import time

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.training.cluster import waiting
from legacy_seq2seq.training.cluster.board import Board, here_in, over_in
from legacy_seq2seq.training.cluster.definition import ClusterError
from legacy_seq2seq.training.cluster.members import Members
from legacy_seq2seq.training.signals import Listener

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
    """Runs the parameter server `task` until the chief has ended the job; returns the exit status: 0, or 1 where the chief
    failed; 128 and the signal's number after Ctrl-C or SIGTERM.

    Workers and chief may come, be killed and come back meanwhile; what is heard of them is told.
    """
    _server = start(task, config)  # serves as long as it is referred to
    board, listener = Board(task), Listener()
    listener.start()
    board.put_cluster()
    waiting.tell(task, f"serves at {task.address}, until the chief, {task.chief}, has finished")
    members, over, ended_at = Members(task), None, None
    while over is None or (members.alive and time.monotonic() - ended_at < _GRACE):
        time.sleep(0.2)
        if listener.received:
            waiting.tell(task, f"stopped by {listener.name}; the variables here are gone, the chief's last checkpoint has them")
            return 128 + listener.received
        entries = board.entries()
        members.look(here_in(entries), tells=over is None)
        if over is None and over_in(entries):
            over, ended_at = over_in(entries), time.monotonic()
            waiting.tell(task, f"the job is over: {over[0]}")
    listener.stop()
    return over[1]
