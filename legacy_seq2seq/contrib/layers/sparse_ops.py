"""Dense ids as a SparseTensor. Source: TF1 tf.contrib.layers.python.ops.sparse_ops, not public there, yet imported."""

from legacy_seq2seq import tf1 as tf


def dense_to_sparse_tensor(dense_tensor, ignore_value=None):
    """The elements of `dense_tensor` that differ from `ignore_value`, as a SparseTensor.

    ignore_value: by default "" for strings and 0 for numbers. Returns a SparseTensor of the same dtype
    and shape, int64 indices in row-major order.
    """
    with tf.name_scope("DenseToSparseTensor"):
        dense_tensor = tf.convert_to_tensor(dense_tensor)
        dtype = dense_tensor.dtype.base_dtype
        if ignore_value is None:
            ignore_value = "" if dtype == tf.string else dtype.as_numpy_dtype()
        indices = tf.where(tf.not_equal(dense_tensor, tf.cast(ignore_value, dtype)), name="indices")
        values = tf.gather_nd(dense_tensor, indices, name="values")
        return tf.SparseTensor(indices, values, tf.shape(dense_tensor, out_type=tf.int64, name="dense_shape"))
