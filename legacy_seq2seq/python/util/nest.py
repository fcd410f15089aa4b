"""`tensorflow.python.util.nest` of TF 1.15, with the names that today's has dropped."""

from legacy_seq2seq import stack

_todays = stack.inner_module("util.nest")

is_sequence = _todays.is_nested


def is_sequence_or_composite(structure):
    """Whether `structure` is a sequence or a composite tensor (a SparseTensor, for instance)."""
    return _todays.is_nested_or_composite(structure)


def __getattr__(name):
    return getattr(_todays, name)
