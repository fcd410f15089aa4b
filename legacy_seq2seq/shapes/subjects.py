"""What a shape can be expected of: dense, sparse and ragged tensors, variables, and values that have a shape already."""

import numpy as np

from legacy_seq2seq import stack
from legacy_seq2seq.shapes import values


def subject_of(value):
    """What `value` is to `expect`, or None where it has no shape."""
    tf = stack.compat_v1()
    if isinstance(value, (tf.SparseTensor, tf.SparseTensorValue)):
        return Sparse(value) if hasattr(value.dense_shape, "op") else Still(value, tuple(int(size) for size in value.dense_shape))
    if isinstance(value, tf.RaggedTensor):
        return Ragged(value)
    if hasattr(value, "initializer") and values.is_tensor(value):
        return Variable(value)
    if isinstance(value, tf.Tensor) and hasattr(value, "op"):
        return Dense(value)
    if hasattr(value, "shape") and hasattr(value, "dtype") and not isinstance(value, (np.ndarray, np.generic)):
        return Still(value, values.of_tensor_shape(stack.compat_v1().TensorShape(value.shape)))
    static = values.static_shape(value)
    return None if static is None else Still(value, static)


class Still:
    """A value that no operation can be added to: an array, a number, an eager tensor."""

    graph = None
    name, runs = "", False

    def __init__(self, value, static):
        self.value, self.static = value, static


class Dense:
    """A tensor.

    tensor: what its sizes are read from. measured: the same, once its rank is settled. inputs: the operations that it is read
    from. runs: whether a run can check it.
    """

    runs = True

    def __init__(self, value):
        self.value = self.tensor = self.measured = value
        self.graph, self.name = value.graph, value.name
        self.static = values.of_tensor_shape(value.shape)

    @property
    def inputs(self):
        return [self.tensor.op]

    def rank(self):
        """The number of axes, a scalar tensor."""
        return stack.compat_v1().rank(self.tensor)

    def settle_rank(self, rank):
        """Measures it only once what was checked before holds. rank: the number of axes that it has then, or None."""
        self.measured = stack.compat_v1().identity(self.tensor)
        if rank is not None:
            self.measured.set_shape([None] * rank)

    def measure(self, tensor):
        """The sizes of the value, or of what `checked` made of it, as a list of scalar tensors."""
        return sizes_of(tensor)

    def checked(self, name, shape):
        """(the value as an operation of its own, of a finer static shape; the tensor that tells its sizes)."""
        made = stack.compat_v1().identity(self.tensor, name=name)
        made.set_shape(shape)
        return made, made


class Variable(Dense):
    """A variable; where its shape is not whole, what comes back is its value."""

    def __init__(self, value):
        self.value = value
        self.name, self.static = value.name, values.of_tensor_shape(value.shape)
        self.graph = getattr(value, "graph", None)

    @property
    def tensor(self):
        """Its value; made when it is asked for."""
        if "_read" not in self.__dict__:
            self._read = stack.compat_v1().convert_to_tensor(self.value)
        return self._read

    @property
    def measured(self):
        return self.__dict__.get("_measured", self.tensor)

    @measured.setter
    def measured(self, tensor):
        self._measured = tensor


class Sparse:
    """A sparse tensor: its dense_shape tells its sizes."""

    runs = True

    def __init__(self, value):
        self.value, self.tensor, self.measured = value, value.dense_shape, value.dense_shape
        self.graph, self.name = value.graph, value.values.name
        self.static = values.of_tensor_shape(value.get_shape())
        self.inputs = [value.indices.op, value.values.op, value.dense_shape.op]

    def rank(self):
        return stack.compat_v1().size(self.tensor)

    def settle_rank(self, rank):
        pass  # the elements of dense_shape can be taken one by one

    def measure(self, tensor):
        return _Elements(stack.compat_v1().cast(tensor, "int32"))

    def checked(self, name, shape):
        tf = stack.compat_v1()
        indices, numbers, sizes = (tf.identity(one) for one in (self.value.indices, self.value.values, self.tensor))
        if shape is not None and None not in shape:
            sizes = tf.identity(tf.constant(shape, tf.int64))  # the same sizes, which the graph knows
        sizes = tf.identity(sizes, name=name)
        return tf.SparseTensor(indices, numbers, sizes), sizes


class Ragged:
    """A ragged tensor. A ragged axis is as long as its longest row, as it is in `to_tensor()`."""

    runs = True

    def __init__(self, value):
        self.value, self.tensor, self.measured = value, value.flat_values, value.flat_values
        self.graph, self.name = value.flat_values.graph, value.flat_values.name
        self.static = values.of_tensor_shape(value.shape)
        self.inputs = [value.flat_values.op, *(splits.op for splits in value.nested_row_splits)]
        self._made = {self.tensor.name: value}

    def measure(self, tensor):
        return _Elements(stack.compat_v1().cast(self._made[tensor.name].bounding_shape(), "int32"))

    def checked(self, name, shape):
        tf = stack.compat_v1()
        made = tf.identity(self.tensor, name=name)
        whole = self.value.with_flat_values(made)
        self._made[made.name] = whole
        return whole, made


class _Elements:
    """The elements of a vector, each made when it is asked for."""

    def __init__(self, vector):
        self._vector, self._made = vector, {}

    def __getitem__(self, position):
        if position not in self._made:
            self._made[position] = self._vector[position]
        return self._made[position]


def sizes_of(tensor):
    """The sizes of a tensor as scalar tensors: `sizes[0]`, `sizes[-1]`."""
    tf = stack.compat_v1()
    shape = tf.shape(tensor)
    return _Elements(shape) if tensor.shape.ndims is None else tf.unstack(shape, num=tensor.shape.ndims)
