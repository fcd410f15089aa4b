"""A task that trains joins its cluster: what `training.session` needs to know and to call there."""

import contextlib
import sys
import threading
import time

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.training import averaging
from legacy_seq2seq.training.cluster import agreement, placement, serving, sessions, waiting
from legacy_seq2seq.training.cluster.board import Board, here_in, over_in, ready_in
from legacy_seq2seq.training.cluster.members import Members

_TOLD, _GIVEN_UP = 8, 30  # seconds of a parameter server's silence
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
        self._session, self._coordinator, self._silences = None, None, {}
        self._beats, self._ready = 0, None  # _ready: the number of the chief's session that this one belongs to
        self._is_synchronous = averaging.is_synchronous(graph)
        self._members = Members(task, "each step waits for it: start it again", greets=False)
        self._beat()  # from here on the servers know of it, and do not end before it has
        self._beating = threading.Thread(target=self._keep_beating, daemon=True)
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
        return tf.train.MonitoredSession(sessions.Creator(self, scaffold, inner), hooks, stop_grace_period_secs=2)

    def place_operations(self):
        """Gives a task to operations that have none yet. Raises ClusterError where a worker's graph does not fit the chief's."""
        placement.place(self._graph, self.task)
        chiefs = None if self.is_chief else Board(self.task.servers[0]).graph()
        if chiefs is not None:
            agreement.check(self.task, self._graph, chiefs)

    def wait(self):
        """Until a session can be made. Raises tf.errors.OutOfRangeError, which ends a training loop, where the job is over."""
        self._session = None
        self._wait_for_servers()
        self._ready = time.time_ns() if self.is_chief else self._wait_for_chief()
        if self._is_synchronous:
            averaging.begin_anew(self._graph, self._ready)

    def _wait_for_chief(self):
        """The number of the chief's session that the variables are ready for."""
        def ready():
            numbers = {ready_in(board.entries()) for board in self._new_boards()}
            return numbers.pop() if len(numbers) == 1 else None

        chief = self.task.chief
        return self._until(waiting.Asked(ready, _UNREACHABLE),
                           f"the chief, {chief} at {chief.address}, to initialise or restore the variables")

    def _wait_for_servers(self):
        for server in self.task.servers:
            self._until_done(lambda server=server: waiting.answers(server.address),
                             lambda server=server: _start_it(server, waiting.silence(server.address)))
            board = Board(server)
            up = waiting.Asked(lambda board=board: board.check_cluster(self.task), _UNREACHABLE)
            self._until(up, f"{server} at {server.address}: something answers there, but not as {server} of this cluster; compare the "
                            "cluster's file there with this one")

    def _new_boards(self):
        return [Board(server) for server in self.task.servers]

    def _until(self, asked, what):
        try:
            self._until_done(asked.done, what)
            return asked.done()
        finally:
            asked.give_up()

    def outcome(self, function):
        """What `function` returns, called in a thread: of TensorFlow's, which may wait for a server that was lost meanwhile."""
        return self._until(waiting.Asked(function), self._whom)

    def _whom(self):
        """Whom one waits for, as far as can be seen."""
        for server in self.task.servers:
            silence = waiting.silence(server.address)
            if silence:
                return _start_it(server, silence)
        return "the session to begin, or the checkpoint to be read"

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

    def _keep_beating(self):
        while not self._ended.wait(1):
            self._beat()

    def _beat(self):
        self._beats += 1
        for board in self._boards:
            try:
                board.beat(self.task, self._beats)
                entries = board.entries()
            except _UNREACHABLE:
                self._silent(board.server)
                continue
            self._heard(board.server)
            if self._is_synchronous and board.server.index == 0:
                self._look_at(entries)
            over = None if self.is_chief else over_in(entries)
            if over and self.over is None:
                waiting.tell(self.task, f"the job is over: {over[0]}")
                self.over = over

    def _look_at(self, entries):
        """What concerns workers that wait for each other."""
        self._members.look({name: number for name, number in here_in(entries).items() if name != str(self.task)}, self.over is None)
        if not self.is_chief and self._session is not None and ready_in(entries) not in (None, self._ready):
            waiting.tell(self.task, "the chief began anew, and so does this session")
            self.renew("The chief began anew")

    def _silent(self, server):
        """A server is told once that was not heard of for a while; what waits for it in a run is ended, and waits where Ctrl-C reaches."""
        now = time.monotonic()
        silence = self._silences.setdefault(server.index, _Silence(now))
        if not silence.is_told and now - silence.began > _TOLD:
            silence.is_told = True
            reason = waiting.silence(server.address) or "it listens, but does not answer"
            waiting.tell(self.task, f"{server} at {server.address} is not heard of: {reason}")
        if silence.is_told and not silence.is_given_up and now - silence.began > _GIVEN_UP:
            silence.is_given_up = True
            self.renew(f"{server} was silent for {_GIVEN_UP} seconds")

    def _heard(self, server):
        silence = self._silences.pop(server.index, None)
        if silence and silence.is_told:
            waiting.tell(self.task, f"{server} is heard of again")

    def created(self, session, coordinator):
        """The session that is trained with."""
        self._session, self._coordinator = session, coordinator

    def renew(self, why):
        """Ends the session and its run; the next run begins a new one."""
        if self._session is None:
            return
        try:
            raise tf.errors.AbortedError(None, None, why)
        except tf.errors.AbortedError as error:  # a Coordinator takes only what was raised; the run ends with it
            with contextlib.suppress(tf.errors.AbortedError):  # it ended by itself
                self._coordinator.request_stop(error)
            sessions.close_in_time(self._session)

    def ready(self):
        """The chief says that the variables have their values."""
        if self.is_chief:
            Board(self.task.servers[0]).put_graph(agreement.described(self._graph))
            self._on_each_board(lambda board: board.put_ready(self._ready))

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


class _Hook(tf.train.SessionRunHook):
    """Tells when the chief is ready; stops a worker when the job is over. After all other hooks."""

    def __init__(self, place):
        self._place = place

    def after_create_session(self, session, coord):
        self._place.created(session, coord)
        self._place.ready()

    def after_run(self, run_context, run_values):
        if self._place.over is not None:
            run_context.request_stop()


class _Silence:
    """Of a server, since `began`."""

    def __init__(self, began):
        self.began, self.is_told, self.is_given_up = began, False, False


def _start_it(server, silence):
    return f"{server} at {server.address}: {silence}; start it with --job ps --task {server.index}"


def _with_filters(config, task):
    """Of the other tasks a session needs the parameter servers alone: it begins, and goes on, without the workers."""
    own = tf.ConfigProto()
    if config is not None:
        own.CopyFrom(config)
    if not own.device_filters:
        own.device_filters.extend(["/job:ps", f"/job:{task.job}/task:{task.index}"])
    return own
