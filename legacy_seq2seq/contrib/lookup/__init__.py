"""`tf.contrib.lookup`."""

from legacy_seq2seq.contrib.lookup.bases import InitializableLookupTableBase, LookupInterface, TableInitializerBase
from legacy_seq2seq.contrib.lookup.from_vocabulary import (
    index_table_from_file,
    index_table_from_tensor,
    index_to_string_table_from_file,
    index_to_string_table_from_tensor,
)
from legacy_seq2seq.contrib.lookup.hash_buckets import FastHashSpec, HasherSpec, IdTableWithHashBuckets, StrongHashSpec
from legacy_seq2seq.contrib.lookup.initializers import (
    KeyValueTensorInitializer,
    TextFileIdTableInitializer,
    TextFileIndex,
    TextFileInitializer,
    TextFileStringTableInitializer,
)
from legacy_seq2seq.contrib.lookup.string_to_index import (
    index_to_string,
    string_to_index,
    string_to_index_table_from_file,
    string_to_index_table_from_tensor,
)
from legacy_seq2seq.contrib.lookup.tables import HashTable, MutableDenseHashTable, MutableHashTable

__all__ = [
    "FastHashSpec", "HashTable", "HasherSpec", "IdTableWithHashBuckets", "InitializableLookupTableBase", "KeyValueTensorInitializer",
    "LookupInterface", "MutableDenseHashTable", "MutableHashTable", "StrongHashSpec", "TableInitializerBase", "TextFileIdTableInitializer",
    "TextFileIndex", "TextFileInitializer", "TextFileStringTableInitializer", "index_table_from_file", "index_table_from_tensor",
    "index_to_string", "index_to_string_table_from_file", "index_to_string_table_from_tensor", "string_to_index",
    "string_to_index_table_from_file", "string_to_index_table_from_tensor",
]
