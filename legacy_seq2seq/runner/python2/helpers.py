"""The operations that `meaning` puts into a Python 2 module."""

import numbers

from legacy_seq2seq.runner.python2.containers import Dict, Set, displayed

__all__ = ["Dict", "Set", "decode", "displayed", "divide"]


def divide(left, right):
    """`left / right` of Python 2: whole numbers give the whole quotient, rounded down, arrays and tensors alike."""
    if _is_whole(left) and _is_whole(right):
        return left // right
    return left / right


def _is_whole(value):
    if isinstance(value, numbers.Integral):  # NumPy's scalars too
        return True
    dtype = getattr(value, "dtype", None)
    if dtype is None:
        return False
    if hasattr(dtype, "is_integer"):  # TensorFlow's
        return dtype.is_integer
    return getattr(dtype, "kind", "") in "iub"


def decode(text, *arguments, **options):
    """`text.decode(encoding, errors)`. Text that Python 3 has decoded already, when it read the file, stays as it is.

    UTF-8 is the default. What is no text, a decoder of the program's for instance, has a `decode` of its own.
    """
    if isinstance(text, str):
        return text
    if isinstance(text, (bytes, bytearray)) and not arguments and "encoding" not in options:
        return text.decode("utf-8", **options)
    return text.decode(*arguments, **options)


def next_of(iterator):
    """`iterator.next()`: the method where there is one, which need not be an iterator's, else Python 3's `next`."""
    return iterator.next() if hasattr(iterator, "next") else next(iterator)
