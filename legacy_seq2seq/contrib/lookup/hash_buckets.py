"""Ids also for words outside the vocabulary, by hashing. Source: TF1 tf.contrib.lookup.IdTableWithHashBuckets."""

import collections

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.lookup.bases import LookupInterface


class HasherSpec(collections.namedtuple("HasherSpec", ["hasher", "key"])):
    """Which hash function: "fasthash", or "stronghash" with a key of two integers. Source: TF1 tf.contrib.lookup.HasherSpec."""

    __slots__ = ()


FastHashSpec = HasherSpec("fasthash", None)


class StrongHashSpec(HasherSpec):
    """A keyed hash, against keys chosen to fall into one bucket; `key` is two unsigned integers.

    Raises ValueError for another number of them, TypeError for anything else. Source: TF1 tf.contrib.lookup.StrongHashSpec.
    """

    __slots__ = ()

    def __new__(cls, key):
        if len(key) != 2:
            raise ValueError(f"StrongHashSpec: `key` has {len(key)} items; expected two unsigned integers, such as [3, 17].")
        if not all(isinstance(part, int) and part >= 0 for part in key):
            raise TypeError(f"StrongHashSpec: `key` is {key!r}; expected two unsigned integers, such as [3, 17].")
        return super().__new__(cls, "stronghash", tuple(key))


class IdTableWithHashBuckets(LookupInterface):
    """The ids of `table`, and for keys that it lacks an id in [size, size + num_oov_buckets) by hashing.

    table: an initialised-once table from string, or an integer type, to int64 ids; None has no vocabulary at all.
    key_dtype: the type of the keys that `lookup` takes; the table's by default, string without one.

    Raises ValueError where neither a table nor a bucket is given, TypeError for types of keys and values that do not fit,
    and for a `hasher_spec` that is no HasherSpec. Source: TF1 tf.contrib.lookup.IdTableWithHashBuckets.

        table = index_table_from_tensor(["a", "b"], num_oov_buckets=3)   # one of these
        ids = table.lookup(tf.constant(["b", "unheard"]))                # [1, one of 2, 3, 4]
    """

    def __init__(self, table, num_oov_buckets, hasher_spec=FastHashSpec, name=None, key_dtype=None):
        key_dtype = _key_dtype(table, key_dtype)
        if table is None and num_oov_buckets <= 0:
            raise ValueError(f"IdTableWithHashBuckets: `table` is None and num_oov_buckets={num_oov_buckets}; expected a table, "
                             "or at least one bucket.")
        if table is not None and table.value_dtype != tf.int64:
            raise TypeError(f"IdTableWithHashBuckets: `table` gives {table.value_dtype.name} values; ids are int64. Build it with "
                            "KeyValueTensorInitializer(keys, ids, value_dtype=tf.int64).")
        if not isinstance(hasher_spec, HasherSpec):
            raise TypeError(f"IdTableWithHashBuckets: `hasher_spec` is {hasher_spec!r}; expected FastHashSpec or StrongHashSpec([a, b]).")
        self._table, self._num_oov_buckets, self._hasher_spec = table, num_oov_buckets, hasher_spec
        self._name = name.split("/")[-1] if name else "hash_bucket" if table is None else f"{table.name.split('/')[-1]}_hash_bucket"
        super().__init__(key_dtype, tf.int64)

    @property
    def initializer(self):
        """The op that fills the table."""
        return tf.no_op() if self._table is None else self._table.initializer

    init = initializer

    @property
    def name(self):
        return self._name

    @property
    def resource_handle(self):
        """The vocabulary's handle; None without one."""
        return None if self._table is None else self._table.resource_handle

    def size(self, name=None):
        """The number of ids: the vocabulary's and the buckets'."""
        with tf.name_scope(name, f"{self._name}_Size"):
            words = tf.constant(0, tf.int64) if self._table is None else self._table.size()
            return words + self._num_oov_buckets

    def lookup(self, keys, name=None):
        """The ids of `keys`, a dense or sparse tensor, in its form; int64. Raises TypeError for keys of another type."""
        if keys.dtype.base_dtype != self._key_dtype:
            raise TypeError(f"{self._name}: `keys` are {keys.dtype.base_dtype.name}; this table's keys are {self._key_dtype.name}. "
                            f"Convert them: tf.cast, tf.as_string or tf.string_to_number.")
        values = keys.values if isinstance(keys, tf.SparseTensor) else keys
        with tf.name_scope(name, f"{self._name}_Lookup", [values]):
            ids = self._ids(values)
        return tf.SparseTensor(keys.indices, ids, keys.dense_shape) if isinstance(keys, tf.SparseTensor) else ids

    def _ids(self, keys):
        if self._table is not None and self._table.key_dtype == tf.int64:
            keys = tf.cast(keys, tf.int64)
        if self._num_oov_buckets == 0:
            return self._table.lookup(keys)
        buckets = self._bucket(tf.as_string(keys) if keys.dtype.is_integer else keys)
        if self._table is None:
            return buckets
        ids = self._table.lookup(keys)
        return tf.where(tf.not_equal(ids, self._table.default_value), ids, buckets + self._table.size())

    def _bucket(self, words):
        if self._hasher_spec.hasher == "fasthash":
            return tf.strings.to_hash_bucket_fast(words, self._num_oov_buckets)
        if self._hasher_spec.hasher == "stronghash":
            return tf.strings.to_hash_bucket_strong(words, self._num_oov_buckets, key=list(self._hasher_spec.key))
        raise ValueError(f"{self._name}: the hasher `{self._hasher_spec.hasher}` is unknown; use FastHashSpec or StrongHashSpec([a, b]).")


def _key_dtype(table, key_dtype):
    key_dtype = tf.as_dtype(key_dtype) if key_dtype else tf.string if table is None else table.key_dtype
    kinds = [key_dtype] if table is None else [table.key_dtype, key_dtype]
    if not all(kind.is_integer or kind == tf.string for kind in kinds):
        raise TypeError(f"IdTableWithHashBuckets: the keys are {' and '.join(kind.name for kind in kinds)}; expected string or an integer type.")
    if len({kind.is_integer for kind in kinds}) > 1:
        raise TypeError(f"IdTableWithHashBuckets: `key_dtype` is {key_dtype.name}, but the table's keys are {table.key_dtype.name}. "
                        "Leave key_dtype out to take the table's.")
    return key_dtype
