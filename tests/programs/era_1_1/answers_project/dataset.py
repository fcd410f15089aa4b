"""Sums written out, and their answers."""
import numpy as np

SYMBOLS = "_^$0123456789+"
IDS = {c: i for i, c in enumerate(SYMBOLS)}


def batches(count, size, seed):
    rng = np.random.RandomState(seed)
    for _ in range(count):
        pairs = [(a, b) for a, b in rng.randint(0, 60, (size, 2))]
        asked = ["%d+%d" % pair for pair in pairs]
        answered = [str(a + b) + "$" for a, b in pairs]
        yield pad(asked), np.array([len(s) for s in asked]), pad(answered), np.array([len(s) for s in answered])


def pad(texts):
    longest = max(map(len, texts))
    return np.array([[IDS[c] for c in text.ljust(longest, "_")] for text in texts], dtype=np.int32)
