"""TensorFlow's own base classes of tables, which it no longer names in its API. Source: TF1 tf.contrib.lookup."""

from legacy_seq2seq import tf1 as tf


def _base(cls, name):
    return next(base for base in cls.__mro__ if base.__name__ == name)


LookupInterface = _base(tf.lookup.StaticHashTable, "LookupInterface")
InitializableLookupTableBase = _base(tf.lookup.StaticHashTable, "StaticHashTable")  # since TensorFlow 2 the class itself
TableInitializerBase = _base(tf.lookup.KeyValueTensorInitializer, "TableInitializerBase")
