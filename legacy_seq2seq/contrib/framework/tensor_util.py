"""Checks and small helpers for tensors. Source: TF1 tf.contrib.framework (tensor_util)."""

import numpy as np

from legacy_seq2seq import tf1 as tf

is_tensor = tf.is_tensor


def convert_to_tensor_or_sparse_tensor(value, dtype=None, name=None):
    """`value` as a Tensor; SparseTensors and their values stay sparse.

    Raises RuntimeError for a sparse value of another dtype.
    Source: TF1 tf.contrib.framework.convert_to_tensor_or_sparse_tensor.
    """
    if isinstance(value, tf.SparseTensorValue):
        value = tf.SparseTensor.from_value(value)
    if not isinstance(value, tf.SparseTensor):
        return tf.convert_to_tensor(value, dtype=dtype, name=name)
    if dtype is not None and not tf.as_dtype(dtype).is_compatible_with(value.dtype):
        raise RuntimeError(f"convert_to_tensor_or_sparse_tensor: `value` is sparse {value.dtype.name}, `dtype` is "
                           f"{tf.as_dtype(dtype).name}. Convert it first: tf.cast(value, {tf.as_dtype(dtype).name!r}).")
    return value


def assert_same_float_dtype(tensors=None, dtype=None):
    """The floating-point type that all of `tensors` have; float32 where nothing says otherwise.

    None among `tensors` is passed over. Raises ValueError where they, or `dtype`, disagree, or are not
    floating point. Source: TF1 tf.contrib.framework.assert_same_float_dtype.
    """
    first = None
    for tensor in [t for t in tensors or [] if t is not None]:
        found = tensor.dtype.base_dtype
        if dtype is None:
            dtype, first = found, tensor
        elif tf.as_dtype(dtype).base_dtype != found:
            whose = f"that of {first.name}" if first is not None else "the `dtype` given"
            raise ValueError(f"assert_same_float_dtype: {tensor.name} is {found.name}, unlike {tf.as_dtype(dtype).name}, {whose}. "
                             f"Convert it: tf.cast(..., {tf.as_dtype(dtype).name!r}).")
    dtype = tf.float32 if dtype is None else tf.as_dtype(dtype)
    if not dtype.is_floating:
        raise ValueError(f"assert_same_float_dtype: the type is {dtype.name}; expected floating point: tf.cast(..., tf.float32).")
    return dtype


def assert_scalar(tensor, name=None, message=None):
    """`tensor` as a Tensor, known to be a scalar. Raises ValueError where its shape says otherwise or nothing."""
    with tf.name_scope(name, "assert_scalar", [tensor]):
        tensor = tf.convert_to_tensor(tensor)
        if tensor.shape.ndims != 0:
            remedy = "Set it: tensor.set_shape([])" if tensor.shape.ndims is None else "Take one element, or tf.squeeze"
            raise ValueError(f"{message or 'assert_scalar: '}{tensor.name} has shape {tensor.shape}; expected a scalar, []. {remedy}.")
        return tensor


def assert_scalar_int(tensor, name=None):
    """`tensor` as a Tensor, known to be an integer scalar. Raises ValueError otherwise."""
    with tf.name_scope(name, "assert_scalar_int", [tensor]):
        tensor = tf.convert_to_tensor(tensor)
        if not tensor.dtype.base_dtype.is_integer:
            raise ValueError(f"assert_scalar_int: {tensor.name} is {tensor.dtype.base_dtype.name}; expected an integer. "
                             "Convert: tf.cast(..., tf.int32).")
        return assert_scalar(tensor)


def reduce_sum_n(tensors, name=None):
    """The sum of all elements of all `tensors`, a scalar. Raises ValueError for no tensors."""
    if not tensors:
        raise ValueError("reduce_sum_n: `tensors` is empty; expected at least one tensor.")
    with tf.name_scope(name, "reduce_sum_n", tensors) as scope:
        sums = [tf.reduce_sum(tensor, name=f"{tensor.op.name}/sum") for tensor in tensors]
        return sums[0] if len(sums) == 1 else tf.add_n(sums, name=scope)


def remove_squeezable_dimensions(predictions, labels, name=None):
    """(predictions, labels), one of them squeezed on its last axis where it has one axis more, of size 1.

    The other is then `[batch]` where the first is `[batch, 1]`. Raises ValueError where that axis is
    known not to be 1. Source: TF1 tf.contrib.framework.remove_squeezable_dimensions.
    """
    with tf.name_scope(name, "remove_squeezable_dimensions", [predictions, labels]):
        predictions, labels = tf.convert_to_tensor(predictions), tf.convert_to_tensor(labels)
        surplus = predictions.shape.ndims, labels.shape.ndims
        if None not in surplus:
            if surplus[0] == surplus[1] + 1:
                predictions = tf.squeeze(predictions, [-1])
            elif surplus[1] == surplus[0] + 1:
                labels = tf.squeeze(labels, [-1])
            return predictions, labels
        return _squeezed_when_run(predictions, labels), _squeezed_when_run(labels, predictions)


def _squeezed_when_run(tensor, other):
    """`tensor` without its last axis where that is known to be possible and, when run, `other` has one axis fewer."""
    if tensor.shape.ndims is not None and not tensor.shape[-1:].is_compatible_with([1]):
        return tensor
    return tf.cond(tf.equal(tf.rank(tensor), tf.rank(other) + 1), lambda: tf.squeeze(tensor, [-1]), lambda: tensor)


def with_same_shape(expected_tensor, tensor):
    """`tensor` with the shape of `expected_tensor`: checked now where both are known, else when run."""
    expected = expected_tensor.shape
    return with_shape(expected if expected.is_fully_defined() else tf.shape(expected_tensor), tensor)


def with_shape(expected_shape, tensor):
    """`tensor` with `expected_shape` (a list, a TensorShape or a 1-D integer tensor).

    What is known now is checked now and set as the static shape; what is not is checked when run, with
    InvalidArgumentError. Raises ValueError for shapes that are known to differ, for partly unknown
    lists, and for sparse tensors. Source: TF1 tf.contrib.framework.with_shape.
    """
    if isinstance(tensor, tf.SparseTensor):
        raise ValueError("with_shape: `tensor` is sparse; its shape cannot be checked so. Use tf.sparse_tensor_to_dense first.")
    wanted = tf.get_static_value(expected_shape) if tf.is_tensor(expected_shape) else _as_array(expected_shape, tensor)
    if wanted is not None:
        return _with_known_shape(tuple(int(n) for n in np.ravel(wanted)), tensor, expected_shape)
    if not expected_shape.dtype.base_dtype.is_integer:
        raise ValueError(f"with_shape: `expected_shape` is a tensor of {expected_shape.dtype.name}; expected int32 or int64.")
    return _checked_when_run(expected_shape, tensor)


def _as_array(shape, tensor):
    if isinstance(shape, tf.TensorShape):
        if shape.ndims is None:
            raise ValueError(f"with_shape: the expected shape of {tensor.name} has unknown rank. Leave the check out, or say the rank.")
        shape = shape.as_list()
    if isinstance(shape, (list, tuple)):
        shape = [tf.dimension_value(n) for n in shape]
        if any(n is None for n in shape):
            raise ValueError(f"with_shape: the expected shape {shape} of {tensor.name} is partly unknown; expected whole numbers. "
                             "Use tensor.set_shape, which takes None.")
    return np.asarray(shape)


def _with_known_shape(wanted, tensor, expected_shape):
    if tensor.shape.is_fully_defined():
        if tuple(tensor.shape.as_list()) != wanted:
            raise ValueError(f"with_shape: {tensor.name} has shape {tensor.shape.as_list()}; expected {list(wanted)}.")
        return tensor
    if not tensor.shape.is_compatible_with(wanted):
        raise ValueError(f"with_shape: {tensor.name} has shape {tensor.shape}; expected {list(wanted)}.")
    checked = _checked_when_run(tf.constant(wanted, tf.int32, shape=[len(wanted)]), tensor)
    if not tf.is_tensor(expected_shape):  # TF 1.15 leaves the static shape alone where a tensor was given
        checked.set_shape(wanted)
    return checked


def _checked_when_run(expected_shape, tensor):
    with tf.name_scope(f"{tensor.op.name}/"):
        actual = tf.shape(tensor, out_type=expected_shape.dtype.base_dtype)
        agree = tf.cond(tf.equal(tf.size(actual), tf.size(expected_shape)),
                        lambda: tf.reduce_all(tf.equal(actual, expected_shape)), lambda: tf.constant(False))
        text = [f"Wrong shape for {tensor.name} [expected] [actual]:", expected_shape, actual]
        with tf.control_dependencies([tf.Assert(agree, text, name="assert_shape")]):
            return tf.identity(tensor)
