"""`tf.contrib.sparsemax`."""

from legacy_seq2seq.contrib.sparsemax.sparsemax import sparsemax, sparsemax_loss

__all__ = ["sparsemax", "sparsemax_loss"]
