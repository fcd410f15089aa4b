"""Feeding arrays to contrib.learn's estimators: through placeholders, in a shuffled order that is the same each time."""

import numpy as np

from legacy_seq2seq import tf1 as tf


class ArrayInput:
    """The input function of arrays `x` and `y` (or None); also the hook that feeds its placeholders.

    In training the rows are shuffled anew in each epoch, by the random numbers of seed 42; else they come once, in order. The last
    batch of an epoch may be smaller. x, y: arrays, or lists of them.
    """

    def __init__(self, x, y, batch_size, is_training):
        self._x, self._y = np.asarray(x), None if y is None else np.asarray(y)
        if self._y is not None and len(self._x) != len(self._y):
            raise ValueError(f"Estimator: x has {len(self._x)} rows, y {len(self._y)}; each row is one example.")
        self._batch_size = batch_size or len(self._x)
        self._is_training = is_training
        self._random = np.random.RandomState(42)
        self._order, self._next = self._new_order(), 0

    def _new_order(self):
        return self._random.permutation(len(self._x)) if self._is_training else np.arange(len(self._x))

    def __call__(self):
        self._placeholders = [tf.placeholder(self._x.dtype, [None, *self._x.shape[1:]], name="input")]
        if self._y is not None:
            self._placeholders.append(tf.placeholder(self._y.dtype, [None, *self._y.shape[1:]], name="output"))
        return self._placeholders[0], self._placeholders[1] if self._y is not None else None

    def hook(self):
        """The hook that feeds the placeholders."""
        return tf.train.FeedFnHook(self._feed)

    def _feed(self):
        if self._next >= len(self._order):
            if not self._is_training:
                raise StopIteration
            self._order, self._next = self._new_order(), 0
        picked = self._order[self._next:self._next + self._batch_size]
        self._next += self._batch_size
        return dict(zip(self._placeholders, [self._x[picked]] + ([] if self._y is None else [self._y[picked]])))
