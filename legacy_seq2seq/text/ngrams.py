"""Interpolated n-grams: what counting alone knows of a text. The baseline of every recurrent language model."""

import math

import numpy as np


class NGrams:
    """The probability of each id after the `order - 1` ids before it, by counts: interpolated, with Kneser and Ney's modified smoothing.

        trigrams = text.NGrams(train_ids, vocabulary_size=81, order=3)
        trigrams.bits(test_ids)                  # bits per id of a text that it has not seen
        trigrams.perplexity(test_ids)            # 2 to the power of these
        trigrams.next([4, 17])                   # [81]: the probabilities of what follows the ids 4, 17

    ids: [time] of the training text. Unseen histories are shortened until they are known; behind all stands the uniform distribution, so
    no id is impossible. Works on sorted arrays: 1,000,000 ids at order 6 take a second or two.
    Raises ValueError where the vocabulary is too large for the order (vocabulary_size ** order must stay below 2 ** 63).
    Source: Chen and Goodman, «An empirical study of smoothing techniques for language modeling», 1998, equations 26 and 27.
    """

    def __init__(self, ids, vocabulary_size, order):
        ids = _checked(ids, vocabulary_size)
        if order < 1 or len(ids) < order:
            raise ValueError(f"order is {order}; expected 1 or more, and not more than the {len(ids)} ids of the text")
        if order * math.log2(vocabulary_size) >= 63:
            raise ValueError(f"order is {order}, too many for {vocabulary_size} ids; "
                             f"give {int(62.99 / math.log2(vocabulary_size))} or less")
        self.vocabulary_size, self.order = vocabulary_size, order
        self._levels = []                                       # of order 1, 2, …
        keys = self._keys(ids, order)                           # an n-gram is one number, its ids the digits
        for length in range(order, 0, -1):
            # The longest n-grams are counted; of a shorter one it counts how many different ids were seen before it.
            keys, counts = np.unique(keys, return_counts=True)
            self._levels.insert(0, _Level(keys, counts, vocabulary_size))
            keys = keys % vocabulary_size ** (length - 1)

    def _keys(self, ids, length):
        """Each run of `length` ids as a number: [time - length + 1]."""
        keys = np.zeros(len(ids) - length + 1, np.int64)
        for i in range(length):
            keys = keys * self.vocabulary_size + ids[i:len(ids) - length + 1 + i]
        return keys

    def probabilities(self, ids):
        """The probability of each of `ids`, [time], given those before it; the first ones have a shorter history."""
        ids = _checked(ids, self.vocabulary_size)
        found = np.full(len(ids), 1 / self.vocabulary_size)
        for length, level in enumerate(self._levels, 1):
            if len(ids) >= length:
                found[length - 1:] = level.interpolate(self._keys(ids, length), found[length - 1:])
        return found

    def bits(self, ids):
        """The mean of -log2 of the probability, bits per id."""
        return float(-np.log2(self.probabilities(ids)).mean())

    def perplexity(self, ids):
        return 2 ** self.bits(ids)

    def next(self, history):
        """The probabilities of each id after `history`, a list of ids of any length: [vocabulary_size], their sum is 1."""
        history = list(history)[max(0, len(history) - self.order + 1):]
        found = np.full(self.vocabulary_size, 1 / self.vocabulary_size)
        for length, level in enumerate(self._levels[:len(history) + 1], 1):
            context = 0
            for i in history[len(history) - length + 1:]:
                context = context * self.vocabulary_size + int(i)
            found = level.interpolate(context * self.vocabulary_size + np.arange(self.vocabulary_size), found)
        return found


class _Level:
    """The n-grams of one length: their numbers, sorted, and of each what is left of its count after the discount."""

    def __init__(self, keys, counts, vocabulary_size):
        self.vocabulary_size = vocabulary_size
        self.keys = keys
        kept = counts - _discounts(counts)[np.minimum(counts, 3)]
        self.contexts, first, of_context = np.unique(keys // vocabulary_size, return_index=True, return_inverse=True)
        totals = np.add.reduceat(counts, first)
        self.shares = kept / totals[of_context.reshape(-1)]
        self.left = 1 - np.add.reduceat(kept, first) / totals   # what a context leaves to the shorter history

    def interpolate(self, keys, shorter):
        """The probabilities of n-grams. shorter: those by the shorter history, which stand where the context is unknown."""
        place, is_known = _find(self.contexts, keys // self.vocabulary_size)
        left = np.where(is_known, self.left[place], 1.0)
        place, is_known = _find(self.keys, keys)
        return np.where(is_known, self.shares[place], 0.0) + left * shorter


def _discounts(counts):
    """What is taken off a count of 0, 1, 2, and 3 or more: [4]."""
    of = [int((counts == n).sum()) for n in range(1, 5)]
    if 0 in of:
        return np.array([0, 0.5, 0.5, 0.5])  # too few n-grams for an estimate
    y = of[0] / (of[0] + 2 * of[1])
    return np.array([0, *(min(max(n - (n + 1) * y * of[n] / of[n - 1], 0.05), n - 0.05) for n in (1, 2, 3))])


def _find(array, wanted):
    """The places of `wanted` in a sorted array, and whether they are there."""
    place = np.minimum(np.searchsorted(array, wanted), len(array) - 1)
    return place, array[place] == wanted


def _checked(ids, vocabulary_size):
    ids = np.asarray(ids, np.int64)
    if ids.ndim != 1:
        raise ValueError(f"ids has the shape {list(ids.shape)}; expected one axis, [time]")
    if len(ids) and not 0 <= ids.min() <= ids.max() < vocabulary_size:
        raise ValueError(f"ids holds {ids.min()} to {ids.max()}; a vocabulary of {vocabulary_size} has the ids 0 to {vocabulary_size - 1}")
    return ids
