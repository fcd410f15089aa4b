"""Batches of a fixed size, and checked shapes. Source: TF1 tf.contrib.data's batching transformations."""

from legacy_seq2seq import tf1 as tf


def batch_and_drop_remainder(batch_size):
    """For `Dataset.apply`: batches of exactly `batch_size`, whose static shape says so; what is left over is dropped.

    Source: TF1 tf.contrib.data.batch_and_drop_remainder.

        dataset = tf.data.Dataset.range(7).apply(batch_and_drop_remainder(3))   # [0 1 2], [3 4 5]
    """
    return lambda dataset: dataset.batch(batch_size, drop_remainder=True)


def padded_batch_and_drop_remainder(batch_size, padded_shapes, padding_values=None):
    """For `Dataset.apply`: `padded_batch`, of exactly `batch_size`; what is left over is dropped.

    Source: TF1 tf.contrib.data.padded_batch_and_drop_remainder.
    """
    return lambda dataset: dataset.padded_batch(batch_size, padded_shapes, padding_values, drop_remainder=True)


def assert_element_shape(expected_shapes):
    """For `Dataset.apply`: gives the elements these static shapes, and checks them as they come.

    expected_shapes: shapes in the structure of an element; None in a shape stands for any size.

    Raises ValueError where a static shape contradicts; running it, InvalidArgumentError for an element of another shape.
    Source: TF1 tf.contrib.data.assert_element_shape.
    """

    def apply(dataset):
        given = tf.data.get_output_shapes(dataset)
        merged = _merged(given, expected_shapes)

        @tf.autograph.experimental.do_not_convert
        def checked(*element):
            element = element if len(element) > 1 or isinstance(given, tuple) else element[0]
            return tf.nest.map_structure(_ensure, element, _as_leaves(element, merged))

        return dataset.map(checked)

    return apply


def _merged(given, expected):
    """The flat list of static shapes that say what both say."""
    expected = _shapes_of(expected, given)
    for have, want in zip(tf.nest.flatten(given), expected):
        if not have.is_compatible_with(want):
            raise ValueError(f"assert_element_shape: the dataset's elements have shape {have}; `expected_shapes` says {want}. "
                             "Correct the one or the other: a size that may vary is None.")
    return [have.merge_with(want) for have, want in zip(tf.nest.flatten(given), expected)]


def _shapes_of(expected, given):
    """`expected`, where shapes may be lists, as a flat list in the order of the shapes in `given`."""
    if isinstance(given, tf.TensorShape):
        return [tf.TensorShape(expected)]
    keys = sorted(given) if isinstance(given, dict) else range(len(given))
    if len(expected) != len(keys):
        raise ValueError(f"assert_element_shape: `expected_shapes` has {len(expected)} items; an element of the dataset has {len(keys)}.")
    return [shape for key in keys for shape in _shapes_of(expected[key], given[key])]


def _as_leaves(element, shapes):
    return tf.nest.pack_sequence_as(element, [_Leaf(shape) for shape in shapes])


class _Leaf:
    """A shape that tf.nest takes as one item, where a TensorShape may be taken as a sequence."""

    def __init__(self, shape):
        self.shape = shape


def _ensure(tensor, leaf):
    if isinstance(tensor, tf.SparseTensor):
        return tensor
    return tf.ensure_shape(tensor, leaf.shape)
