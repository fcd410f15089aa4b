"""`from tensorflow.examples.tutorials.mnist import input_data`: MNIST from local files."""

from legacy_seq2seq.contrib.learn.datasets.mnist import read_data_sets

__all__ = ["read_data_sets"]
