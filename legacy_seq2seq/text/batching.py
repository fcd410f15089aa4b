"""Mini-batches of what fits into memory, for feed_dict: shuffled, by length if wanted, and resumable to the example."""

import collections

import numpy as np

from legacy_seq2seq.text.endless import Endless
from legacy_seq2seq.text.padding import pad

BucketBatch = collections.namedtuple("BucketBatch", "bucket arrays")
BucketBatch.__doc__ = """`bucket`: which one, by its place in `buckets`; `arrays`: one of [batch, the bucket's length] for each column."""


def batches(columns, batch_size, buckets=None, seed=0, shuffle=True, drop_remainder=False, padding=0, over_long="error"):
    """Endless mini-batches of `columns`: `Batches`, or `Buckets` where `buckets` are given. See these."""
    if buckets is not None:
        return Buckets(columns, batch_size, buckets, seed, shuffle, drop_remainder, padding, over_long)
    return Batches(columns, batch_size, seed, shuffle, drop_remainder, padding)


class _Resumable(Endless):
    """Endless batches whose order is a function of the seed and the epoch; no global generator is asked or moved."""

    _ALIKE = ("examples", "batch_size", "drop_remainder", "shuffle")    # what a state must have in common with us

    def __init__(self, columns, batch_size, seed, shuffle, drop_remainder, padding):
        self.columns = _checked_columns(columns)
        self.size = len(self.columns[0])
        self.batch_size = _at_least_one("batch_size", batch_size)
        self.drop_remainder = drop_remainder
        self.padding = padding
        self.shuffle = shuffle
        self.seed = _checked_seed(seed)
        self._plan_of = None

    def batches_per_epoch(self):
        return len(self._plan())

    _in_an_epoch = batches_per_epoch

    def _at(self, position):
        return self._take(self._plan()[position])

    def _plan(self):
        """The batches of the present epoch, made when it begins."""
        if self._plan_of != (self.seed, self.epoch):
            self._batches = self._planned(np.random.RandomState([self.seed, self.epoch]))
            self._plan_of = (self.seed, self.epoch)
        return self._batches

    def _ordered(self, random, n):
        return random.permutation(n) if self.shuffle else np.arange(n)

    def _cut(self, order):
        """`order` in parts of batch_size; the last one is shorter, or left out."""
        end = len(order) - len(order) % self.batch_size if self.drop_remainder else len(order)
        return [order[i:i + self.batch_size] for i in range(0, end, self.batch_size)]

    def get_state(self):
        """The position as a small dict for JSON; a checkpoint keeps it."""
        return {"epoch": self.epoch, "position": self.position, "seed": self.seed, "shuffle": self.shuffle,
                "examples": self.size, "batch_size": self.batch_size, "drop_remainder": self.drop_remainder}

    def set_state(self, state):
        """Goes on where `get_state` was asked: the next batch is the one that would have come.

        Raises ValueError where the examples are another number than then, or the batches of another size.
        """
        self._go_on(state, "batches", self._ALIKE)
        self.seed = state["seed"]


class Batches(_Resumable):
    """Endless shuffled batches of arrays and lists, for feed_dict.

        batches = Batches([questions, lengths, answers], batch_size=32, seed=1)
        for epoch in range(10):
            for x, x_lengths, y in batches.rest_of_epoch():
                sess.run(train_op, {X: x, X_lengths: x_lengths, Y: y})

    columns: arrays [examples, …], and lists of sequences of ids, which are padded with `padding` to the longest of their batch; all of
    one length. Each batch is a tuple with an array of [batch, …] for each column. The last batch of an epoch is smaller where
    the number of examples is not divisible, or left out with drop_remainder=True. shuffle=False keeps the order.
    The order of an epoch is a function of seed and epoch; `get_state` and `set_state` resume in the middle of it.
    """

    def __init__(self, columns, batch_size, seed=0, shuffle=True, drop_remainder=False, padding=0):
        super().__init__(columns, batch_size, seed, shuffle, drop_remainder, padding)
        if drop_remainder and self.size < batch_size:
            raise ValueError(f"batch_size is {batch_size}, but there are {self.size} examples: with drop_remainder=True no batch is ever "
                             f"full; give {self.size} or less")

    def _planned(self, random):
        return self._cut(self._ordered(random, self.size))

    def _take(self, chosen):
        return tuple(_rows(column, chosen, self.padding) for column in self.columns)


class Buckets(_Resumable):
    """Endless batches of sequences of similar length, each padded to the length of its bucket.

        batches = Buckets([questions, answers], 32, buckets=[(5, 10), (10, 15), (20, 25)])
        bucket, (x, y) = next(batches)                # x [batch, 5], y [batch, 10] for bucket 0

    columns: lists of sequences of ids, all of one length. buckets: of rising lengths, one number for each column (or one number for all).
    An example goes to the first bucket in which every column has room; what fits none is an error, or is cut to the last bucket
    (over_long="cut"), or dropped (over_long="drop"); `over_long` counts these. Batches of all buckets come mixed.
    """

    _ALIKE = (*_Resumable._ALIKE, "buckets")

    def __init__(self, columns, batch_size, buckets, seed=0, shuffle=True, drop_remainder=False, padding=0, over_long="error"):
        super().__init__(columns, batch_size, seed, shuffle, drop_remainder, padding)
        self.buckets = _checked_buckets(buckets, len(self.columns))
        if over_long not in ("error", "cut", "drop"):
            raise ValueError(f"over_long is {over_long!r}; expected 'error', 'cut' or 'drop'")
        self._members, self.over_long = self._sorted_in(over_long)
        if not self._planned(np.random.RandomState(0)):
            raise ValueError(f"buckets {self.buckets} give no batch of {batch_size} out of {self.size} examples, "
                             f"{self.over_long} of them too long; give wider buckets or a smaller batch_size")

    def _sorted_in(self, over_long):
        members, too_long = [[] for _ in self.buckets], 0
        for i in range(self.size):
            sizes = [len(column[i]) for column in self.columns]
            bucket = next((b for b, room in enumerate(self.buckets) if all(map(int.__le__, sizes, room))), None)
            if bucket is None:
                if over_long == "error":
                    raise ValueError(f"buckets: example {i} has the lengths {tuple(sizes)}, the last bucket {self.buckets[-1]}; "
                                     "add a longer bucket, or say over_long='cut' or 'drop'")
                too_long += 1
                bucket = len(self.buckets) - 1 if over_long == "cut" else None
            if bucket is not None:
                members[bucket].append(i)
        return [np.array(m, np.int64) for m in members], too_long

    def _planned(self, random):
        plan = [(bucket, part) for bucket, members in enumerate(self._members)
                for part in self._cut(members[self._ordered(random, len(members))])]
        return [plan[i] for i in self._ordered(random, len(plan))]

    def _take(self, planned):
        bucket, chosen = planned
        arrays = tuple(pad([column[i] for i in chosen], room, self.padding, over_long="cut")
                       for column, room in zip(self.columns, self.buckets[bucket]))
        return BucketBatch(bucket, arrays)

    def get_state(self):
        return {**super().get_state(), "buckets": [list(bucket) for bucket in self.buckets]}


def _rows(column, chosen, padding):
    if isinstance(column, np.ndarray):
        return column[chosen]
    rows = [column[i] for i in chosen]
    if isinstance(rows[0], (list, tuple)) or (isinstance(rows[0], np.ndarray) and rows[0].ndim == 1):
        return pad(rows, value=padding)
    return np.array(rows)


def _checked_columns(columns):
    if isinstance(columns, np.ndarray) or not isinstance(columns, (list, tuple)) or not len(columns):
        raise TypeError(f"columns is {type(columns).__name__}; expected a list or tuple of arrays or lists: "
                        "batches([x, y], 32), batches([x], 32)")
    for i, column in enumerate(columns):
        if not hasattr(column, "__len__") or isinstance(column, (str, bytes)):
            raise TypeError(f"columns[{i}] is {type(column).__name__}; expected an array or a list of one entry for each example")
        if len(column) != len(columns[0]):
            raise ValueError(f"columns[{i}] has {len(column)} examples, columns[0] has {len(columns[0])}; they must be equal")
    if not len(columns[0]):
        raise ValueError("columns have no examples; there is nothing to make batches of")
    return tuple(columns)


def _checked_buckets(buckets, columns):
    buckets = [(bucket,) * columns if isinstance(bucket, (int, np.integer)) else tuple(bucket) for bucket in buckets]
    if not buckets:
        raise ValueError("buckets is empty; give one at least, such as [(10, 15)]")
    for i, bucket in enumerate(buckets):
        if len(bucket) != columns:
            raise ValueError(f"buckets[{i}] is {bucket}; expected {columns} lengths, one for each column")
        if i and not (all(map(int.__ge__, bucket, buckets[i - 1])) and bucket != buckets[i - 1]):
            raise ValueError(f"buckets[{i}] is {bucket} after {buckets[i - 1]}; expected them from the shortest to the longest")
    return buckets


def _at_least_one(name, value):
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < 1:
        raise ValueError(f"{name} is {value!r}; expected a whole number, 1 or more")
    return int(value)


def _checked_seed(seed):
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or not 0 <= seed < 2 ** 32:
        raise ValueError(f"seed is {seed!r}; expected a whole number from 0 to 2**32 - 1 (the order is a function of it)")
    return int(seed)
