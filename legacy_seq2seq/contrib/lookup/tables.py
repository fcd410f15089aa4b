"""Tables whose content is set once, or at any time. Source: TF1 tf.contrib.lookup.HashTable, MutableHashTable, MutableDenseHashTable."""

from legacy_seq2seq import tf1 as tf


class HashTable(tf.lookup.StaticHashTable):
    """A table filled once, by `tf.tables_initializer()` or its own `init`; other keys give `default_value`.

    initializer: `KeyValueTensorInitializer` or one of the text file's. shared_name: sessions on one server that
    use the same name share the table. Source: TF1 tf.contrib.lookup.HashTable.

        table = HashTable(KeyValueTensorInitializer(["a", "b"], [1, 2]), -1)
        ids = table.lookup(tf.constant(["a", "z"]))   # [1, -1]
    """

    def __init__(self, initializer, default_value, shared_name=None, name=None):
        super().__init__(_Shared(initializer, shared_name) if shared_name else initializer, default_value, name=name or "hash_table")

    @property
    def init(self):
        """The op that fills the table."""
        return self.initializer


class _Shared:
    """An initialiser that also says under which name its table is shared: StaticHashTable asks it for that."""

    def __init__(self, initializer, shared_name):
        self._initializer, self._shared_name = initializer, shared_name

    def __getattr__(self, name):
        return getattr(self._initializer, name)


class MutableHashTable(tf.lookup.experimental.MutableHashTable):
    """A table that `insert` and `remove` change as the graph runs; checkpoints keep it, as `<name>-keys` and `-values`.

    Source: TF1 tf.contrib.lookup.MutableHashTable.
    """

    def __init__(self, key_dtype, value_dtype, default_value, name="MutableHashTable", checkpoint=True):
        super().__init__(key_dtype, value_dtype, default_value, name=name, checkpoint=checkpoint)


class MutableDenseHashTable(tf.lookup.experimental.DenseHashTable):
    """A `MutableHashTable` in one block of memory: two keys, `empty_key` and `deleted_key`, mark its free places.

    Source: TF1 tf.contrib.lookup.MutableDenseHashTable.
    """

    def __init__(self, key_dtype, value_dtype, default_value, empty_key, deleted_key, initial_num_buckets=None,
                 name="MutableDenseHashTable", checkpoint=True):
        super().__init__(key_dtype, value_dtype, default_value, empty_key, deleted_key, initial_num_buckets=initial_num_buckets,
                         name=name, checkpoint=checkpoint)
