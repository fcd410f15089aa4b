"""`tensorflow.examples`, as far as programs import it."""

from legacy_seq2seq.examples import tutorials

__all__ = ["tutorials"]
