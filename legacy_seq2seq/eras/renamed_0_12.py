"""What TF 0.12 called by another name, or with other arguments. Everything not here is as in TF 1.15."""

import numpy as np

from legacy_seq2seq import tf1 as tf

pack, unpack = tf.stack, tf.unstack
mul, sub, neg = tf.multiply, tf.subtract, tf.negative
complex_abs = tf.abs
concat_v2 = tf.concat


def select(condition, t, e, name=None):
    """`t` where `condition` is true, `e` elsewhere."""
    return tf.where(condition, t, e, name)


def batch_matmul(x, y, adj_x=None, adj_y=None, name=None):
    """The matrix products of two batches of matrices."""
    return tf.matmul(x, y, adjoint_a=bool(adj_x), adjoint_b=bool(adj_y), name=name)


def concat(concat_dim, values, name="concat"):
    """`values` side by side along `concat_dim`, which comes first. Raises TypeError for TF 1.0's order."""
    if isinstance(concat_dim, (list, tuple)):
        raise TypeError(f"concat: `concat_dim` is {concat_dim!r}; in TF 0.12 the axis comes first: tf.concat(1, [a, b]). A program with "
                        "tf.concat([a, b], 1) is of TF 1.0 or later: run it with --era 1.0.")
    values = values if isinstance(values, (list, tuple)) else [values]
    return tf.concat(values, concat_dim, name)


def split(split_dim, num_split, value, name="split"):
    """`value` in `num_split` equal parts along `split_dim`, which comes first.

    Raises for TF 1.0's order what TF 0.12 raised: TypeError for a tensor in the axis' place, ValueError for an array.
    """
    is_tensor = tf.is_tensor(split_dim)
    if is_tensor and not split_dim.dtype.is_integer or not is_tensor and np.ndim(split_dim) > 0:
        raise (TypeError if is_tensor else ValueError)(
            f"split: `split_dim` is {split_dim!r}; in TF 0.12 the axis comes first: tf.split(1, 3, value). A program with "
            "tf.split(value, 3, 1) is of TF 1.0 or later: run it with --era 1.0.")
    return tf.split(value, num_split, split_dim, name=name)


def split_v(value, size_splits, split_dim=0, num=None, name="split_v"):
    """`value` in parts of the given sizes."""
    return tf.split(value, size_splits, split_dim, num, name)


def reverse(tensor, dims, name=None):
    """`tensor` reversed along the axes whose entry in `dims`, one bool for each axis, is true."""
    if isinstance(dims, (list, tuple)) and not all(isinstance(entry, (bool, np.bool_)) for entry in dims):
        raise TypeError(f"reverse: `dims` is {dims!r}; in TF 0.12 it has a bool for each axis, [False, True]. A program with the "
                        "numbers of the axes is of TF 1.0 or later: run it with --era 1.0.")
    known = tf.get_static_value(tf.convert_to_tensor(dims, tf.bool))
    axes = [axis for axis, turned in enumerate(known) if turned] if known is not None else tf.reshape(tf.where(dims), [-1])
    return tf.identity(tensor) if known is not None and not axes else tf.reverse(tensor, axes, name)


def _truncates(function, truncating):
    def of_then(x, y, name=None):
        x = tf.convert_to_tensor(x)
        return truncating(x, y, name) if x.dtype.base_dtype.is_integer or truncating is tf.truncatemod else function(x, y, name)
    return of_then


mod = _truncates(tf.floormod, tf.truncatemod)  # the sign of the first, as in C
floordiv = _truncates(tf.floordiv, tf.truncatediv)  # ints: towards zero
div = _truncates(tf.div, tf.truncatediv)


def zeros_initializer(shape=None, dtype=tf.float32, partition_info=None):
    """Zeros of a shape: an initializer itself. Without a shape it gives one, as in later versions."""
    return tf.zeros_initializer(dtype=dtype) if shape is None else tf.zeros(shape, dtype)


def ones_initializer(dtype=tf.float32, partition_info=None):
    """An initializer that gives ones. With a shape, the ones themselves, so that it serves as an initializer too."""
    return tf.ones_initializer(dtype=dtype) if isinstance(dtype, (tf.DType, type)) else tf.ones(dtype)


def orthogonal_initializer(gain=1.0, dtype=tf.float32, seed=None):
    """An initializer of orthogonal matrices; the type stood before the seed."""
    return tf.orthogonal_initializer(gain=gain, seed=seed, dtype=dtype)


def confusion_matrix(predictions, labels, num_classes=None, dtype=tf.int32, name=None, weights=None):
    """How often each class was predicted (its row) where another, or itself, was right (its column). Source: contrib.metrics."""
    return tf.contrib.metrics.confusion_matrix(predictions, labels, num_classes=num_classes, dtype=dtype, name=name, weights=weights)


class SparseTensor(tf.SparseTensor):
    """A sparse tensor, whose dense shape the constructor calls `shape`."""

    def __init__(self, indices=None, values=None, shape=None, dense_shape=None):
        super().__init__(indices, values, dense_shape if shape is None else shape)


def BytesList(value=()):
    """The protocol buffer of bytes; it takes text too, as Python 2's `str` was."""
    return tf.train.BytesList(value=[one.encode("utf-8", "surrogateescape") if isinstance(one, str) else one for one in value])


def RegisterShape(op_type):
    """A decorator that once told the shape of an op; TensorFlow's ops know theirs now."""
    return lambda function: function


class _PackAndUnpack:
    """The TensorArray methods that TF 1.0 renamed, for TensorFlow's own class.

    A loop hands out arrays of TensorFlow's class whatever it was given, so a subclass would lose them there.
    """

    def pack(self, name=None):
        """All elements in one tensor, along a new first axis."""
        return self.stack(name)

    def unpack(self, value, name=None):
        """An array of the parts of `value` along its first axis."""
        return self.unstack(value, name)


for _name in ("pack", "unpack"):
    if not hasattr(tf.TensorArray, _name):
        setattr(tf.TensorArray, _name, getattr(_PackAndUnpack, _name))
TensorArray = tf.TensorArray
