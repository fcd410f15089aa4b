"""A task that trains joins its cluster: what `training.session` needs to know and to call there."""

import contextlib
import sys
import threading

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.training import averaging
from legacy_seq2seq.training.cluster import placement, serving, waiting
from legacy_seq2seq.training.cluster.board import READY, Board, over_in

_UNREACHABLE = (tf.errors.OpError,)
_JOINED = threading.Event()


def has_joined():
    """Whether this process has joined a cluster."""
    return _JOINED.is_set()


def join(task, graph, config=None, is_asked_to_stop=lambda: False):
    """Joins the cluster as `task` (of `definition.find`), to train `graph`; returns a `Place`.

    1. Starts this task's server. 2. Waits for the parameter servers, and says so. A parameter server serves here instead, and ends the
    process when the job is over. is_asked_to_stop: a function that says whether to wait no longer.
    Raises ClusterError where the port is taken or a parameter server was told another cluster.
    """
    _JOINED.set()
    if task.job == "ps":
        sys.exit(serving.serve(task, config))
    return Place(task, graph, config, is_asked_to_stop)


class Place:
    """A chief's or worker's place in the cluster, from joining to `end`.

    task: its `Task`; device: of this process; target: what a session connects to; config: the session's. over: how the
    chief ended the job, or None. is_lost: no parameter server could be reached, and waiting was ended.
    """

    def __init__(self, task, graph, config, is_asked_to_stop):
        self._is_asked_to_stop, self.is_lost = is_asked_to_stop, False
        self.task, self.is_chief, self._graph, self.over = task, task.is_chief, graph, None
        self.device = f"/job:{task.job}/task:{task.index}"
        self._server = serving.start(task, config)
        self.target, self.config = self._server.target, _with_filters(config, task)
        self._boards = [Board(server) for server in task.servers]
        self._wait_for_servers()
        self._ended = threading.Event()
        self._beating = threading.Thread(target=self._beat, daemon=True)
        self._beating.start()

    # 1. The session

    def monitored_session(self, scaffold, hooks, checkpoint_dir=None):
        """A tf.train.MonitoredSession in the cluster, the graph placed. It waits, and says for whom: servers, and workers for the chief.

        A parameter server that was lost is waited for; the chief then restores from `checkpoint_dir`, or initialises.
        """
        if self.is_chief:
            inner = tf.train.ChiefSessionCreator(scaffold, self.target, self.config, checkpoint_dir)
        else:
            inner = tf.train.WorkerSessionCreator(scaffold, self.target, self.config)
        hooks = [*hooks, *averaging.hooks(self._graph, self.is_chief, hooks), _Hook(self)]
        return tf.train.MonitoredSession(_Creator(self, scaffold, inner), hooks, stop_grace_period_secs=5)

    def place_operations(self):
        """Gives a task to operations that have none yet."""
        placement.place(self._graph, self.task)

    def wait(self):
        """Until a session can be made. Raises tf.errors.OutOfRangeError, which ends a training loop, where the job is over."""
        self._wait_for_servers()
        if not self.is_chief:
            chief = self.task.chief
            ready = waiting.Asked(lambda: all(READY in board.entries() for board in self._new_boards()), _UNREACHABLE)
            self._until(ready, f"the chief, {chief} at {chief.address}, to initialise or restore the variables")

    def _wait_for_servers(self):
        for server in self.task.servers:
            self._until_done(lambda server=server: waiting.answers(server.address),
                             f"{server} at {server.address}: nothing answers there; start it with --job ps --task {server.index}")
            board = Board(server)
            up = waiting.Asked(lambda board=board: board.check_cluster(self.task), _UNREACHABLE)
            self._until(up, f"{server} at {server.address}: something answers there, but not as {server} of this cluster; compare the "
                            "cluster's file there with this one")

    def _new_boards(self):
        return [Board(server) for server in self.task.servers]

    def _until(self, asked, what):
        try:
            self._until_done(asked.done, what)
        finally:
            asked.give_up()

    def _until_done(self, done, what):
        def is_over_or_done():
            if self.over is not None:
                raise tf.errors.OutOfRangeError(None, None, f"The job is over: {self.over[0]}")
            if self._is_asked_to_stop():
                self.is_lost = True
                raise tf.errors.OutOfRangeError(None, None, f"Stopped while {self.task} waited for {what}")
            return done()

        waiting.until(is_over_or_done, self.task, what)

    # 2. While it trains

    def _beat(self):
        number = 0
        while not self._ended.wait(1):
            number += 1
            for board in self._boards:
                try:
                    board.beat(self.task, number)
                    entries = board.entries()
                except _UNREACHABLE:
                    continue
                over = None if self.is_chief else over_in(entries)
                if over and self.over is None:
                    waiting.tell(self.task, f"the job is over: {over[0]}")
                    self.over = over

    def ready(self):
        """The chief says that the variables have their values."""
        if self.is_chief:
            self._on_each_board(lambda board: board.put(READY))

    # 3. The end

    def end(self, how="the chief has finished", status=0):
        """Leaves the cluster. With the chief's end the job is over for all: `how` and the exit `status` reach the others."""
        if self._ended.is_set():
            return
        self._ended.set()
        self._beating.join(timeout=10)
        for board in self._boards:
            board.close()
        if self.is_chief:
            self._release()
            self._on_each_board(lambda board: board.put_over(how, status))
        self._on_each_board(lambda board: board.leave(self.task))

    def _release(self):
        with contextlib.suppress(*_UNREACHABLE):  # who waits there sees it fail
            averaging.release(self._graph, self.task.servers)

    def _on_each_board(self, action):
        for board in self._new_boards():
            if not waiting.answers(board.server.address):
                continue
            try:
                action(board)
            except _UNREACHABLE as error:
                waiting.tell(self.task, f"{board.server} at {board.server.address} cannot be told: {error.message.splitlines()[0]}")
            board.close()


class _Creator(tf.train.SessionCreator):
    """Waits in Python, where Ctrl-C reaches, before TensorFlow does where it cannot."""

    def __init__(self, place, scaffold, inner):
        self._place, self._scaffold, self._inner = place, scaffold, inner

    def create_session(self):
        self._place.wait()
        self._scaffold.finalize()  # makes the last operations; savers, made without devices, read and write files at the chief
        self._place.place_operations()
        return self._inner.create_session()


class _Hook(tf.train.SessionRunHook):
    """Tells when the chief is ready; stops a worker when the job is over. After all other hooks."""

    def __init__(self, place):
        self._place = place

    def after_create_session(self, session, coord):
        self._place.ready()

    def after_run(self, run_context, run_values):
        if self._place.over is not None:
            run_context.request_stop()


def _with_filters(config, task):
    """Of the other tasks a session needs the parameter servers alone: it begins, and goes on, without the workers."""
    own = tf.ConfigProto()
    if config is not None:
        own.CopyFrom(config)
    if not own.device_filters:
        own.device_filters.extend(["/job:ps", f"/job:{task.job}/task:{task.index}"])
    return own
