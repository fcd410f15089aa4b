"""`keras.layers.Layer`, and what all layers of Keras 2.3 have in common."""

import functools

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.keras.names import snake_case

_keras = tf.keras


class Named:
    """Layers and models without a name are numbered from one: `dense_1`."""

    def _init_set_name(self, name, zero_based=True):
        prefix = snake_case(type(self).__name__)
        super()._init_set_name(name or f"{prefix}_{_keras.backend.get_uid(prefix)}")


def tuples(shapes):
    """The shape of a tensor as a tuple of ints and None; of several tensors, a list of such."""
    if isinstance(shapes, tf.TensorShape):
        return tuple(shapes.as_list()) if shapes.ndims is not None else None
    if isinstance(shapes, (list, tuple)) and any(isinstance(shape, (list, tuple, tf.TensorShape)) for shape in shapes):
        return [tuples(shape) for shape in shapes]
    if isinstance(shapes, (list, tuple)):
        return tuple(getattr(size, "value", size) for size in shapes)
    return shapes


def _given_tuples(method):
    @functools.wraps(method)
    def wrapper(self, input_shape, *args, **kwargs):
        return method(self, tuples(input_shape), *args, **kwargs)

    return wrapper


class Layer(Named, _keras.layers.Layer):
    """The base of all layers. A layer of the user's is given shapes as tuples. Source: Keras 2.3 keras.layers.Layer."""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if "_is_kerass" not in cls.__dict__:
            for name in ("build", "compute_output_shape"):
                if name in cls.__dict__:
                    setattr(cls, name, _given_tuples(cls.__dict__[name]))
            if "call" in cls.__dict__:  # Keras of then ran it as it is
                cls.call = tf.autograph.experimental.do_not_convert(cls.__dict__["call"])

    def __call__(self, inputs, *args, **kwargs):
        outputs = super().__call__(inputs, *args, **kwargs)
        self._note_shapes(inputs, outputs)
        return outputs

    def _note_shapes(self, inputs, outputs):
        """Tells a graph's tensor what the layer knows of its shape, and keeps it in the attribute that layers of then read."""
        several = isinstance(outputs, (list, tuple))
        for output in outputs if several else [outputs]:
            if isinstance(output, tf.Tensor):
                if not several and not output.shape.is_fully_defined():
                    self._tell_shape(inputs, output)
                if output.shape.ndims is not None:
                    output._keras_shape = tuples(output.shape)

    def _tell_shape(self, inputs, output):
        shapes = tf.nest.map_structure(lambda tensor: tuples(tensor.shape), inputs)
        try:
            known = tf.TensorShape(self.compute_output_shape(shapes))
            if known.is_compatible_with(output.shape):
                output.set_shape(known)
        except Exception:  # a guess that the layer cannot make
            return

    def add_weight(self, *args, **kwargs):
        # In layers written for Keras 1 the shape comes first.
        if args and isinstance(args[0], (list, tuple)):
            kwargs.update(zip(("shape", "initializer"), args))
            args = ()
        return super().add_weight(*args, **kwargs)

    @property
    def trainable_weights(self):
        return super().trainable_weights

    @trainable_weights.setter
    def trainable_weights(self, weights):
        self._trainable_weights = list(weights)

    @property
    def non_trainable_weights(self):
        return super().non_trainable_weights

    @non_trainable_weights.setter
    def non_trainable_weights(self, weights):
        self._non_trainable_weights = list(weights)
