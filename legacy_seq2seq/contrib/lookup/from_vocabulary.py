"""Tables between words and ids from a vocabulary, in a tensor or a file. Source: TF1 tf.contrib.lookup.index_table_from_*."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.lookup.hash_buckets import FastHashSpec, IdTableWithHashBuckets
from legacy_seq2seq.contrib.lookup.initializers import (
    KeyValueTensorInitializer,
    TextFileIdTableInitializer,
    TextFileIndex,
    TextFileStringTableInitializer,
)


def index_table_from_tensor(mapping, num_oov_buckets=0, default_value=-1, hasher_spec=FastHashSpec, dtype=tf.string, name=None):
    """A table from the words of the 1-D `mapping` to their positions, int64.

    Other words give `default_value`, or, with `num_oov_buckets`, one of that many ids behind the vocabulary's.
    dtype: the type of the words, string or an integer. Initialise it with `tf.tables_initializer()`.

    Raises ValueError without a `mapping`, for a negative number of buckets, and for integers where `dtype` says strings.
    Source: TF1 tf.contrib.lookup.index_table_from_tensor.

        table = index_table_from_tensor(["to", "be", "or"])
        ids = table.lookup(tf.constant(["or", "not"]))   # [2, -1]
    """
    _require_mapping("index_table_from_tensor", mapping)
    _check_oov("index_table_from_tensor", num_oov_buckets)
    dtype = _word_dtype("index_table_from_tensor", dtype)
    with tf.name_scope(name, "string_to_index"):
        words = tf.convert_to_tensor(mapping)
        if words.dtype.is_integer != dtype.is_integer:
            raise ValueError(f"index_table_from_tensor: `mapping` is {words.dtype.name}, but dtype={dtype.name}. "
                             f"Say dtype={'tf.int64' if words.dtype.is_integer else 'tf.string'}.")
        words = tf.cast(words, tf.int64) if words.dtype.is_integer else words
        ids = tf.cast(tf.range(tf.size(words)), tf.int64)
        with tf.name_scope("hash_table"):
            table = tf.lookup.StaticHashTable(KeyValueTensorInitializer(words, ids, name="table_init"), default_value)
        return _with_buckets(table, num_oov_buckets, hasher_spec, dtype)


def index_table_from_file(vocabulary_file=None, num_oov_buckets=0, vocab_size=None, default_value=-1, hasher_spec=FastHashSpec,
                          key_dtype=tf.string, name=None, key_column_index=TextFileIndex.WHOLE_LINE,
                          value_column_index=TextFileIndex.LINE_NUMBER, delimiter="\t"):
    """A table from the words in the lines of `vocabulary_file` to their line numbers, int64.

    vocab_size: use only so many lines. key_column_index, value_column_index: take columns of the lines, which
    `delimiter` separates, in place of the whole line and its number. The rest is as for `index_table_from_tensor`.

    Raises ValueError without a file name, for a negative number of buckets, and for `vocab_size` below 1.
    Source: TF1 tf.contrib.lookup.index_table_from_file.
    """
    _check_file("index_table_from_file", vocabulary_file, vocab_size)
    _check_oov("index_table_from_file", num_oov_buckets)
    key_dtype = _word_dtype("index_table_from_file", key_dtype)
    with tf.name_scope(name, "string_to_index"), tf.name_scope("hash_table"):
        fill = TextFileIdTableInitializer(
            vocabulary_file, key_column_index, value_column_index, vocab_size, delimiter, name="table_init",
            key_dtype=tf.int64 if key_dtype.is_integer else key_dtype)
        table = tf.lookup.StaticHashTable(fill, default_value)
        return _with_buckets(table, num_oov_buckets, hasher_spec, key_dtype)


def index_to_string_table_from_tensor(mapping, default_value="UNK", name=None):
    """A table from int64 ids to the words of the 1-D `mapping`; ids outside it give `default_value`.

    Raises ValueError without a `mapping`. Source: TF1 tf.contrib.lookup.index_to_string_table_from_tensor.
    """
    _require_mapping("index_to_string_table_from_tensor", mapping)
    with tf.name_scope(name, "index_to_string"):
        words = tf.convert_to_tensor(mapping, tf.string)
        ids = tf.cast(tf.range(tf.size(words)), tf.int64)
        return tf.lookup.StaticHashTable(KeyValueTensorInitializer(ids, words, name="table_init"), default_value)


def index_to_string_table_from_file(vocabulary_file, vocab_size=None, default_value="UNK", name=None,
                                    key_column_index=TextFileIndex.LINE_NUMBER, value_column_index=TextFileIndex.WHOLE_LINE, delimiter="\t"):
    """A table from int64 ids to the words in the lines of `vocabulary_file`; other ids give `default_value`.

    Raises ValueError without a file name, and for `vocab_size` below 1. Source: TF1 tf.contrib.lookup.index_to_string_table_from_file.
    """
    _check_file("index_to_string_table_from_file", vocabulary_file, vocab_size)
    with tf.name_scope(name, "index_to_string"):
        fill = TextFileStringTableInitializer(vocabulary_file, key_column_index, value_column_index, vocab_size, delimiter, name="table_init")
        return tf.lookup.StaticHashTable(fill, default_value)


def _with_buckets(table, num_oov_buckets, hasher_spec, key_dtype):
    if not num_oov_buckets:
        return table
    return IdTableWithHashBuckets(table, num_oov_buckets, hasher_spec=hasher_spec, key_dtype=key_dtype)


def _require_mapping(function, mapping):
    if mapping is None:
        raise ValueError(f"{function}: `mapping` is None; expected the words, a list or 1-D tensor.")


def _check_oov(function, num_oov_buckets):
    if num_oov_buckets < 0:
        raise ValueError(f"{function}: num_oov_buckets={num_oov_buckets}; expected 0, for none, or more.")


def _check_file(function, vocabulary_file, vocab_size):
    if vocabulary_file is None or (isinstance(vocabulary_file, str) and not vocabulary_file):
        raise ValueError(f"{function}: `vocabulary_file` is {vocabulary_file!r}; expected the path of a text file, one word a line.")
    if vocab_size is not None and vocab_size < 1:
        raise ValueError(f"{function}: vocab_size={vocab_size}; expected at least 1, or None for the whole file.")


def _word_dtype(function, dtype):
    dtype = tf.as_dtype(dtype)
    if not (dtype.is_integer or dtype == tf.string):
        raise TypeError(f"{function}: the words are {dtype.name}; expected tf.string or an integer type.")
    return dtype
