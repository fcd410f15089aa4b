"""`tensorflow.examples.tutorials.mnist`."""

from legacy_seq2seq.examples.tutorials.mnist import input_data

__all__ = ["input_data"]
