"""Initialisers that read a matrix from a checkpoint and rearrange it by vocabularies. Source: TF1 tf.contrib.framework.

Old and new vocabulary files hold one entry a line. A row (or column) of the new matrix is the old row of
the same entry; entries that the old vocabulary lacks, and the buckets for unknown words, are filled by
`initializer`, zeros by default. Each function returns `initializer(shape, dtype, partition_info)`.
"""

from legacy_seq2seq import stack
from legacy_seq2seq import tf1 as tf

_inner = stack.inner_module("training.checkpoint_ops")  # serves tf.train.warm_start


def load_and_remap_matrix_initializer(ckpt_path, old_tensor_name, new_row_vocab_size, new_col_vocab_size, old_row_vocab_size=-1,
                                      old_row_vocab_file=None, new_row_vocab_file=None, old_col_vocab_file=None,
                                      new_col_vocab_file=None, num_row_oov_buckets=0, num_col_oov_buckets=0, initializer=None,
                                      max_rows_in_memory=-1):
    """For a matrix `[new_row_vocab_size + num_row_oov_buckets, new_col_vocab_size + num_col_oov_buckets]`.

    Rows, or columns, without vocabulary files stay in place. old_row_vocab_size: how many lines of the
    old row vocabulary were in use, -1 for all. max_rows_in_memory: read so many at a time, -1 for all.
    Raises TypeError where `initializer` cannot be called.
    Source: TF1 tf.contrib.framework.load_and_remap_matrix_initializer.
    """
    return _inner._load_and_remap_matrix_initializer(
        ckpt_path=ckpt_path, old_tensor_name=old_tensor_name, new_row_vocab_size=new_row_vocab_size,
        new_col_vocab_size=new_col_vocab_size, old_row_vocab_size=old_row_vocab_size, old_row_vocab_file=old_row_vocab_file,
        new_row_vocab_file=new_row_vocab_file, old_col_vocab_file=old_col_vocab_file, new_col_vocab_file=new_col_vocab_file,
        num_row_oov_buckets=num_row_oov_buckets, num_col_oov_buckets=num_col_oov_buckets, initializer=initializer,
        max_rows_in_memory=max_rows_in_memory)


def load_embedding_initializer(ckpt_path, embedding_tensor_name, new_vocab_size, embedding_dim, old_vocab_file, new_vocab_file,
                               old_vocab_size=-1, num_oov_buckets=0, initializer=None, max_rows_in_memory=-1):
    """For embeddings `[new_vocab_size + num_oov_buckets, embedding_dim]`, rearranged by row.

    What the checkpoint lacks is, without an `initializer`, a cut normal of deviation `embedding_dim ** -0.5`.
    Source: TF1 tf.contrib.framework.load_embedding_initializer.
    """
    if initializer is None:
        initializer = tf.truncated_normal_initializer(stddev=embedding_dim ** -0.5)
    return load_and_remap_matrix_initializer(
        ckpt_path, embedding_tensor_name, new_vocab_size, embedding_dim, old_vocab_size, old_row_vocab_file=old_vocab_file,
        new_row_vocab_file=new_vocab_file, num_row_oov_buckets=num_oov_buckets, initializer=initializer,
        max_rows_in_memory=max_rows_in_memory)


def load_linear_multiclass_bias_initializer(ckpt_path, bias_tensor_name, new_class_vocab_size, old_class_vocab_file,
                                            new_class_vocab_file, num_class_oov_buckets=0, initializer=None, max_rows_in_memory=-1):
    """For one bias a class, `[new_class_vocab_size + num_class_oov_buckets, 1]`.

    Source: TF1 tf.contrib.framework.load_linear_multiclass_bias_initializer.
    """
    return load_and_remap_matrix_initializer(
        ckpt_path, bias_tensor_name, new_class_vocab_size, 1, old_row_vocab_file=old_class_vocab_file,
        new_row_vocab_file=new_class_vocab_file, num_row_oov_buckets=num_class_oov_buckets, initializer=initializer,
        max_rows_in_memory=max_rows_in_memory)


def load_variable_slot_initializer(ckpt_path, old_tensor_name, primary_partition_info, new_row_vocab_size, new_col_vocab_size,
                                   old_row_vocab_file=None, new_row_vocab_file=None, old_col_vocab_file=None,
                                   new_col_vocab_file=None, num_row_oov_buckets=0, num_col_oov_buckets=0, initializer=None,
                                   max_rows_in_memory=-1):
    """For an optimizer's slot of a matrix; the slot lies where `primary_partition_info` says that its variable does.

    Source: TF1 tf.contrib.framework.load_variable_slot_initializer.
    """
    whole = load_and_remap_matrix_initializer(
        ckpt_path, old_tensor_name, new_row_vocab_size, new_col_vocab_size, old_row_vocab_file=old_row_vocab_file,
        new_row_vocab_file=new_row_vocab_file, old_col_vocab_file=old_col_vocab_file, new_col_vocab_file=new_col_vocab_file,
        num_row_oov_buckets=num_row_oov_buckets, num_col_oov_buckets=num_col_oov_buckets, initializer=initializer,
        max_rows_in_memory=max_rows_in_memory)

    def slot_initializer(shape, dtype=tf.float32, partition_info=None):
        return whole(shape, dtype, partition_info=primary_partition_info)  # slots are made without one of their own

    return slot_initializer
