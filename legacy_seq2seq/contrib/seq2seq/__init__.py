"""`tf.contrib.seq2seq`."""

from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.seq2seq.loss import sequence_loss

__all__ = ["sequence_loss"]

__getattr__ = deep_paths.below(__name__)
