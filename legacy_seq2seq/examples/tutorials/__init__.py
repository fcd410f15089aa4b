"""`tensorflow.examples.tutorials`."""

from legacy_seq2seq.examples.tutorials import mnist

__all__ = ["mnist"]
