"""`tf.contrib.data`: dataset transformations to give to `Dataset.apply`, and dataset sources.

Most live on as `tf.data.experimental`, whose objects these are; what core TensorFlow dropped is ours.
"""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.data.batching import assert_element_shape, batch_and_drop_remainder, padded_batch_and_drop_remainder
from legacy_seq2seq.contrib.data.grouping import reduce_dataset
from legacy_seq2seq.contrib.data.interleave_ops import parallel_interleave, sloppy_interleave
from legacy_seq2seq.contrib.data.iterator_ops import Optional
from legacy_seq2seq.contrib.data.readers import LMDBDataset, read_batch_features
from legacy_seq2seq.contrib.data.sliding import sliding_window_batch

AUTOTUNE = tf.data.experimental.AUTOTUNE
Counter = tf.data.experimental.Counter
CsvDataset = tf.data.experimental.CsvDataset
RandomDataset = tf.data.experimental.RandomDataset
Reducer = tf.data.experimental.Reducer
SqlDataset = tf.data.experimental.SqlDataset
TFRecordWriter = tf.data.experimental.TFRecordWriter
bucket_by_sequence_length = tf.data.experimental.bucket_by_sequence_length
choose_from_datasets = tf.data.experimental.choose_from_datasets
copy_to_device = tf.data.experimental.copy_to_device
dense_to_sparse_batch = tf.data.experimental.dense_to_sparse_batch
enumerate_dataset = tf.data.experimental.enumerate_dataset
get_next_as_optional = tf.data.experimental.get_next_as_optional
get_single_element = tf.data.experimental.get_single_element
group_by_reducer = tf.data.experimental.group_by_reducer
group_by_window = tf.data.experimental.group_by_window
ignore_errors = tf.data.experimental.ignore_errors
make_batched_features_dataset = tf.data.experimental.make_batched_features_dataset
make_csv_dataset = tf.data.experimental.make_csv_dataset
make_saveable_from_iterator = tf.data.experimental.make_saveable_from_iterator
map_and_batch = tf.data.experimental.map_and_batch
parse_example_dataset = tf.data.experimental.parse_example_dataset
prefetch_to_device = tf.data.experimental.prefetch_to_device
rejection_resample = tf.data.experimental.rejection_resample
sample_from_datasets = tf.data.experimental.sample_from_datasets
scan = tf.data.experimental.scan
shuffle_and_repeat = tf.data.experimental.shuffle_and_repeat
unbatch = tf.data.experimental.unbatch
unique = tf.data.experimental.unique

__all__ = [
    "AUTOTUNE", "Counter", "CsvDataset", "LMDBDataset", "Optional", "RandomDataset", "Reducer", "SqlDataset", "TFRecordWriter",
    "assert_element_shape", "batch_and_drop_remainder", "bucket_by_sequence_length", "choose_from_datasets", "copy_to_device",
    "dense_to_sparse_batch", "enumerate_dataset", "get_next_as_optional", "get_single_element", "group_by_reducer", "group_by_window",
    "ignore_errors", "make_batched_features_dataset", "make_csv_dataset", "make_saveable_from_iterator", "map_and_batch",
    "padded_batch_and_drop_remainder", "parallel_interleave", "parse_example_dataset", "prefetch_to_device", "read_batch_features",
    "reduce_dataset", "rejection_resample", "sample_from_datasets", "scan", "shuffle_and_repeat", "sliding_window_batch",
    "sloppy_interleave", "unbatch", "unique",
]

__getattr__ = deep_paths.below(__name__)
