"""A notice board on each parameter server, by which the tasks of a job know of each other: a table {text: number} in its memory.

It is TensorFlow's own mutable table, reached through the port that the server has anyway. On it stand:

- `cluster JSON`: the cluster as this server was told it, to be compared with one's own.
- `here worker 1`: a number that the task raises every second, as long as it lives; removed when it leaves.
- `ready`: the chief has initialised or restored the variables. The number is another one with each session of the chief's.
- `over TEXT`: the job has ended, and how. The number is the exit status.

A second table, {number: text}, has what is long and seldom looked at: the chief's graph, as `agreement` describes it.
"""

import contextlib
import json

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.training.cluster.definition import ClusterError

_SECONDS = 5  # for one look; a healthy server answers within milliseconds

_READY, _HERE, _OVER, _CLUSTER = "ready", "here ", "over ", "cluster "
_GRAPH = 0


class Board:
    """The board of one parameter server. server: its `Task`. Methods raise tf.errors.OpError where it cannot be reached in time."""

    def __init__(self, server):
        self.server = server
        self._graph, self._session = tf.Graph(), None
        device = f"/job:ps/task:{server.index}"
        with self._graph.as_default(), tf.device(device):
            table = tf.raw_ops.MutableHashTableV2(
                container="legacy.seq2seq", shared_name="board", key_dtype=tf.string, value_dtype=tf.int64)
            self._text, self._number = tf.placeholder(tf.string, [1]), tf.placeholder(tf.int64, [1])
            self._insert = tf.raw_ops.LookupTableInsertV2(table_handle=table, keys=self._text, values=self._number)
            self._remove = tf.raw_ops.LookupTableRemoveV2(table_handle=table, keys=self._text)
            self._all = tf.raw_ops.LookupTableExportV2(table_handle=table, Tkeys=tf.string, Tvalues=tf.int64)
            notes = tf.raw_ops.MutableHashTableV2(
                container="legacy.seq2seq", shared_name="notes", key_dtype=tf.int64, value_dtype=tf.string)
            self._note = tf.placeholder(tf.string, [1])
            self._insert_note = tf.raw_ops.LookupTableInsertV2(table_handle=notes, keys=self._number, values=self._note)
            self._find_note = tf.raw_ops.LookupTableFindV2(table_handle=notes, keys=self._number, default_value=tf.constant(""))
        self._config = tf.ConfigProto(device_filters=[device], operation_timeout_in_ms=1000 * _SECONDS)

    def entries(self):
        """{text: number}."""
        texts, numbers = self._run(self._all)
        return {text.decode(): int(number) for text, number in zip(texts, numbers)}

    def put(self, text, number=1):
        self._run(self._insert, {self._text: [text], self._number: [number]})

    def remove(self, text):
        self._run(self._remove, {self._text: [text]})

    def close(self):
        """Forgets the session; the next look makes a new one."""
        session, self._session = self._session, None
        if session is not None:
            with contextlib.suppress(tf.errors.OpError):  # the server went first
                session.close()

    def _run(self, fetches, feed=None):
        try:
            return self._run_once(fetches, feed)
        except (tf.errors.AbortedError, tf.errors.CancelledError):  # the server began anew, or the chief closed all sessions there
            return self._run_once(fetches, feed)

    def _run_once(self, fetches, feed):
        try:
            if self._session is None:
                self._session = tf.Session(f"grpc://{self.server.address}", graph=self._graph, config=self._config)
            return self._session.run(fetches, feed)
        except tf.errors.OpError:
            self.close()
            raise

    # What stands on it

    def put_cluster(self):
        self.put(_CLUSTER + json.dumps(self.server.cluster, sort_keys=True))

    def check_cluster(self, task):
        """Whether the server is up; raises ClusterError where it was told another cluster than `task`."""
        told = [text[len(_CLUSTER):] for text in self.entries() if text.startswith(_CLUSTER)]
        if told and json.loads(told[0]) != task.cluster:
            raise ClusterError(f"{self.server} at {self.server.address} was started with another cluster than {task}:\n"
                               f"  {self.server} has {told[0]}\n  {task} has {json.dumps(task.cluster, sort_keys=True)}\n"
                               "Give every task the same file, and start again those that had another.")
        return bool(told)

    def put_ready(self, number):
        self.put(_READY, number)

    def put_graph(self, described):
        self._run(self._insert_note, {self._number: [_GRAPH], self._note: [json.dumps(described)]})

    def graph(self):
        """The chief's, as it was described; None before it began."""
        return json.loads(self._run(self._find_note, {self._number: [_GRAPH]})[0] or "null")

    def beat(self, task, number):
        self.put(f"{_HERE}{task}", number)

    def leave(self, task):
        self.remove(f"{_HERE}{task}")

    def put_over(self, how, status):
        self.put(_OVER + how, status)


def over_in(entries):
    """How the job ended and with which exit status, or None while it goes on."""
    for text, status in entries.items():
        if text.startswith(_OVER):
            return text[len(_OVER):], status
    return None


def ready_in(entries):
    """Which session of the chief's the variables are ready for, or None."""
    return entries.get(_READY)


def here_in(entries):
    """{task, as text: its number} of those that joined and did not leave."""
    return {text[len(_HERE):]: number for text, number in entries.items() if text.startswith(_HERE)}
