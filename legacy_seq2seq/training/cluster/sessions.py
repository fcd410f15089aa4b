"""Sessions of a cluster: TensorFlow makes and closes them in calls that wait for lost parameter servers and hear no Ctrl-C."""

import contextlib
import sys
import threading

from legacy_seq2seq import tf1 as tf

_CLOSING = 3  # seconds that a session has to close; more are of no use where a server is gone


class Creator(tf.train.SessionCreator):
    """Waits in Python, where Ctrl-C reaches and it can be said for whom, before and while TensorFlow makes the session."""

    def __init__(self, place, scaffold, inner):
        """place: the `Place`; inner: TensorFlow's own SessionCreator for chiefs or workers."""
        self._place, self._scaffold, self._inner = place, scaffold, inner

    def create_session(self):
        self._place.wait()
        self._scaffold.finalize()  # makes the last operations; savers, made without devices, read and write files at the chief
        self._place.place_operations()
        session = self._place.outcome(_in_graph(self._inner.create_session, tf.get_default_graph()))
        session.close = lambda: close_in_time(session)
        return session


def close_in_time(session):
    """Closes a session; after some seconds without waiting for it any longer."""
    vars(session).pop("close", None)  # from here on TensorFlow's own again, which does nothing twice
    if sys.is_finalizing():  # no thread begins any more
        return

    def closing():
        with contextlib.suppress(tf.errors.OpError):
            session.close()

    thread = threading.Thread(target=closing, daemon=True)
    thread.start()
    thread.join(_CLOSING)


def _in_graph(function, graph):
    def called():
        with graph.as_default():
            return function()

    return called
