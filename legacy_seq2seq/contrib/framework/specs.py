"""Shapes and types without values. Source: TF1 tf.contrib.framework (TensorSpec, BoundedTensorSpec)."""

import numpy as np

from legacy_seq2seq import tf1 as tf

TensorSpec = tf.TensorSpec


class BoundedTensorSpec(tf.TensorSpec):
    """The shape, dtype and name of a tensor with the smallest and largest value that it may hold.

    minimum, maximum: numbers or arrays that broadcast to `shape`; both belong to the bounds. Raises
    ValueError where one is None or does not broadcast. Source: TF1 tf.contrib.framework.BoundedTensorSpec.
    """

    def __init__(self, shape, dtype, minimum, maximum, name=None):
        super().__init__(shape, dtype, name)
        self._minimum = self._bound("minimum", minimum)
        self._maximum = self._bound("maximum", maximum)

    def _bound(self, argument, value):
        if value is None:
            raise ValueError(f"BoundedTensorSpec: `{argument}` is None; expected a number or an array. Without bounds, use TensorSpec.")
        bound = np.array(value, dtype=self.dtype.as_numpy_dtype)
        try:
            tf.broadcast_static_shape(tf.TensorShape(bound.shape), self.shape)
        except ValueError:
            raise ValueError(f"BoundedTensorSpec: `{argument}` of shape {bound.shape} does not broadcast to {self.shape}.") from None
        bound.setflags(write=False)
        return bound

    @property
    def minimum(self):
        """The smallest value, a NumPy array that cannot be written."""
        return self._minimum

    @property
    def maximum(self):
        """The largest value, a NumPy array that cannot be written."""
        return self._maximum

    @classmethod
    def from_spec(cls, spec):
        """The bounded spec like `spec`; a TensorSpec is bounded by the range of its dtype."""
        dtype = tf.as_dtype(spec.dtype)
        return cls(spec.shape, spec.dtype, getattr(spec, "minimum", dtype.min), getattr(spec, "maximum", dtype.max), spec.name)

    def __eq__(self, other):
        return (super().__eq__(other) and isinstance(other, BoundedTensorSpec)
                and np.array_equal(self.minimum, other.minimum) and np.array_equal(self.maximum, other.maximum))

    def __hash__(self):
        return hash((self.shape.ndims, self.dtype))

    def __reduce__(self):
        return BoundedTensorSpec, (self.shape, self.dtype, self.minimum, self.maximum, self.name)

    def _serialize(self):  # what tf.TypeSpec asks of its subclasses
        return self.shape, self.dtype, self.minimum, self.maximum, self.name

    def __repr__(self):
        return (f"BoundedTensorSpec(shape={self.shape}, dtype={self.dtype!r}, name={self.name!r}, minimum={self.minimum!r}, "
                f"maximum={self.maximum!r})")
