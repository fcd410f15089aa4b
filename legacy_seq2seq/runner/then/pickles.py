"""What Python 2's cPickle and StringIO took that their successors refuse: text files, and pickles of Python 2."""

import io
import pickle


def load(file, **options):
    """`pickle.load`, also from a file opened as text, and of what Python 2 wrote."""
    return pickle.load(getattr(file, "buffer", file), **{"encoding": "latin1", **options})


def loads(data, **options):
    """`pickle.loads` of bytes, or of text whose characters are the bytes."""
    return pickle.loads(data.encode("latin1") if isinstance(data, str) else data, **{"encoding": "latin1", **options})


def dump(value, file, protocol=None):
    """`pickle.dump`, also into a file opened as text."""
    pickle.dump(value, getattr(file, "buffer", file), protocol if protocol is None or protocol >= 0 else pickle.HIGHEST_PROTOCOL)


def StringIO(value=""):
    """A file in memory: of bytes where it starts with bytes, else of text."""
    return io.BytesIO(value) if isinstance(value, bytes) else io.StringIO(value)
