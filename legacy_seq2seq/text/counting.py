"""Counting tokens in bounded memory."""

import collections
import itertools


class TokenCounter:
    """The frequencies of tokens, of which at most `limit` are remembered at a time.

    When there are more, the rarest are forgotten (lossy counting, Manku and Motwani 2002): those seen `floor` times or less, with the
    floor raised until half of them are gone. A count is then too small by at most `undercount`, and tokens that are more frequent
    than that are all there. With the default limit of 2,000,000 it takes about 300 MB, and text of one language of some
    gigabytes forgets only words that were seen once or twice.
    """

    _AT_ONCE = 10_000

    def __init__(self, limit=2_000_000):
        if limit < 2:
            raise ValueError(f"limit is {limit}; the counter must remember 2 tokens or more")
        self.limit = limit
        self.total = 0
        self.undercount = 0
        self._counts = collections.Counter()

    def update(self, tokens):
        """Counts `tokens`, an iterable of any length."""
        tokens = iter(tokens)
        while some := list(itertools.islice(tokens, self._AT_ONCE)):
            self.total += len(some)
            self._counts.update(some)
            if len(self._counts) > self.limit:
                self._forget()

    def _forget(self):
        floor = 0
        while len(self._counts) > self.limit // 2:
            floor += 1
            self._counts = collections.Counter({token: count for token, count in self._counts.items() if count > floor})
        self.undercount += floor

    def most_frequent(self, size=None, min_count=1):
        """Tokens by falling frequency, equals by their code points, so that the order of the text does not matter."""
        chosen = [(token, count) for token, count in self._counts.items() if count >= min_count]
        chosen.sort(key=lambda item: (-item[1], item[0]))
        return chosen[:size]
