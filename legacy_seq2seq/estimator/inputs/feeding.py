"""Rows of arrays through a queue that threads fill: the inputs of `numpy_input_fn` and `pandas_input_fn`."""

import threading

import numpy as np

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.training.feeding_queue_runner import FeedingQueueRunner


def rows(columns, batch_size, num_epochs, shuffle, queue_capacity, num_threads):
    """A batch of rows as tensors, one for each of the arrays `columns`; runs on over the ends of epochs.

    Static shapes: [batch_size, ...] where it never ends (`num_epochs` None), else [None, ...], as the last batch may be smaller.
    """
    shapes = [column.shape[1:] for column in columns]
    types = [tf.as_dtype(column.dtype) for column in columns]
    with tf.name_scope("enqueue_input"):
        if shuffle:
            queue = tf.RandomShuffleQueue(queue_capacity, max(1, queue_capacity // 4), types, shapes)
        else:
            queue = tf.FIFOQueue(queue_capacity, types, shapes)
        ops, feeds = [], []
        for thread in range(num_threads):
            placeholders = [tf.placeholder(dtype) for dtype in types]
            ops.append(queue.enqueue_many(placeholders))
            start = thread * len(columns[0]) // num_threads if num_epochs is None and shuffle else 0
            feeds.append(_Feed(placeholders, columns, batch_size, num_epochs, start))
        tf.train.add_queue_runner(FeedingQueueRunner(
            queue, ops, feed_fns=feeds, queue_closed_exception_types=(tf.errors.OutOfRangeError, tf.errors.CancelledError)))
    batch = queue.dequeue_many(batch_size) if num_epochs is None else queue.dequeue_up_to(batch_size)
    return batch if isinstance(batch, list) else [batch]


class _Feed:
    """What one thread feeds: the next rows, in order, for `num_epochs` epochs or for ever."""

    def __init__(self, placeholders, columns, batch_size, num_epochs, start):
        self._placeholders, self._columns, self._batch_size = placeholders, columns, batch_size
        self._size = len(columns[0])
        self._next, self._end = start, None if num_epochs is None else start + num_epochs * self._size
        self._guard = threading.Lock()

    def __call__(self):
        with self._guard:
            end = self._next + self._batch_size
            if self._end is not None:
                end = min(end, self._end)
            if end == self._next:
                raise tf.errors.OutOfRangeError(None, None, "All epochs were read.")
            picked = np.arange(self._next, end) % self._size
            self._next = end
        return {placeholder: column[picked] for placeholder, column in zip(self._placeholders, self._columns)}
