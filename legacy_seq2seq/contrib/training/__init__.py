"""`tf.contrib.training`."""

from legacy_seq2seq.contrib.training.hparam import HParams
from legacy_seq2seq.contrib.training.hparam_text import parse_values

__all__ = ["HParams", "parse_values"]
