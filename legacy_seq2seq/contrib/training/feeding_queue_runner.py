"""A queue runner whose ops are fed. Source: TF1 tf.contrib.training.FeedingQueueRunner."""

import threading

from legacy_seq2seq import tf1 as tf


class FeedingQueueRunner(tf.train.QueueRunner):
    """A `tf.train.QueueRunner` that runs each of its `enqueue_ops` with the feed_dict that its function in `feed_fns` returns.

    feed_fns: one function without arguments for each op, called before each run; None feeds nothing.
    Raises ValueError where their numbers differ. Source: TF1 tf.contrib.training.FeedingQueueRunner.
    """

    def __init__(self, queue=None, enqueue_ops=None, close_op=None, cancel_op=None, feed_fns=None, queue_closed_exception_types=None):
        super().__init__(queue, enqueue_ops, close_op, cancel_op, queue_closed_exception_types=queue_closed_exception_types or (
            tf.errors.OutOfRangeError,))
        if feed_fns is None:
            feed_fns = [None] * len(self.enqueue_ops)
        if len(feed_fns) != len(self.enqueue_ops):
            raise ValueError(f"FeedingQueueRunner: `feed_fns` has {len(feed_fns)} items, `enqueue_ops` {len(self.enqueue_ops)}; "
                             "give one function for each op, or None.")
        self._feed_fns = list(feed_fns)
        self._running = {}  # how many threads of a session still run
        self._guard = threading.Lock()
        self._errors = []

    @property
    def exceptions_raised(self):
        """What the threads raised, where no coordinator took it."""
        return self._errors

    def create_threads(self, sess, coord=None, daemon=False, start=False):
        """The threads that fill the queue, one for each op; with `coord` one more, which cancels when it stops.

        Returns no threads where those of this session still run.
        """
        with self._guard:
            if self._running.get(sess, 0) > 0:
                return []
            self._running[sess] = len(self.enqueue_ops)
        threads = [threading.Thread(target=self._fill, args=(sess, op, feed, coord)) for op, feed in zip(self.enqueue_ops, self._feed_fns)]
        if coord:
            threads.append(threading.Thread(target=self._cancel_when_stopped, args=(sess, coord)))
        for thread in threads:
            if coord:
                coord.register_thread(thread)
            thread.daemon = thread.daemon or daemon
            if start:
                thread.start()
        return threads

    def _fill(self, sess, op, feed, coord):
        """Runs `op` until the queue is closed; the last thread to end closes it."""
        try:
            while not (coord and coord.should_stop()):
                sess.run(op, feed_dict=feed() if feed else None)
        except self.queue_closed_exception_types:
            pass
        except Exception as error:
            if coord is None:
                self._errors.append(error)
                raise
            coord.request_stop(error)
        finally:
            with self._guard:
                self._running[sess] -= 1
                last = self._running[sess] == 0
            if last and not (coord and coord.should_stop()):
                self._run_quietly(sess, self.close_op)

    def _cancel_when_stopped(self, sess, coord):
        coord.wait_for_stop()
        self._run_quietly(sess, self.cancel_op)

    def _run_quietly(self, sess, op):
        try:
            sess.run(op)
        except Exception as error:  # the session may be closed by now
            tf.logging.vlog(1, f"FeedingQueueRunner: {op.name}: {error}")
