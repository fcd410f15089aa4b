"""A value that may be missing, such as the next element of an iterator. Source: TF1 tf.contrib.data.Optional."""

import abc

from legacy_seq2seq import tf1 as tf


class Optional(metaclass=abc.ABCMeta):  # noqa: B024  (abstract only for `register` below)
    """What `get_next_as_optional` returns: `has_value()` is a bool scalar, `get_value()` the element.

    Today's objects call TF 1.15's property `value_structure` `element_spec`. Source: TF1 tf.contrib.data.Optional.

        maybe = Optional.from_value(tf.constant(2.0))
    """

    @staticmethod
    def from_value(value):
        """An optional that holds `value`, a tensor or a structure of tensors."""
        return tf.data.experimental.Optional.from_value(value)

    @staticmethod
    def none_from_structure(value_structure):
        """An optional without a value; `value_structure` says what it might have held: a TensorSpec, or a structure of them."""
        return tf.data.experimental.Optional.empty(value_structure)


Optional.register(tf.data.experimental.Optional)
