"""Names that TF1 itself had retired, kept for the programs that use them. Source: TF1 tf.contrib.lookup.string_to_index."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.lookup.from_vocabulary import index_table_from_file, index_table_from_tensor, index_to_string_table_from_tensor
from legacy_seq2seq.contrib.lookup.hash_buckets import FastHashSpec


def string_to_index(tensor, mapping, default_value=-1, name=None):
    """`index_table_from_tensor(mapping, default_value=default_value).lookup(tensor)`, int64."""
    return index_table_from_tensor(mapping, default_value=default_value, name=name).lookup(tf.convert_to_tensor(tensor))


def index_to_string(tensor, mapping, default_value="UNK", name=None):
    """`index_to_string_table_from_tensor(mapping, default_value).lookup(tensor)`, string."""
    return index_to_string_table_from_tensor(mapping, default_value, name=name).lookup(tf.convert_to_tensor(tensor))


def string_to_index_table_from_tensor(mapping, num_oov_buckets=0, default_value=-1, hasher_spec=FastHashSpec, name=None):
    """`index_table_from_tensor`, under the name that it had first."""
    return index_table_from_tensor(mapping, num_oov_buckets, default_value, hasher_spec, name=name)


def string_to_index_table_from_file(vocabulary_file=None, num_oov_buckets=0, vocab_size=None, default_value=-1, hasher_spec=FastHashSpec,
                                    name=None):
    """`index_table_from_file`, under the name that it had first."""
    return index_table_from_file(vocabulary_file, num_oov_buckets, vocab_size, default_value, hasher_spec, name=name)
