"""Layers that rearrange. Source: TF1 tf.contrib.layers (flatten, maxout, one_hot_encoding, dense_to_sparse, images_to_sequence...)."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework.arg_scope import add_arg_scope
from legacy_seq2seq.contrib.layers.building import check_data_format
from legacy_seq2seq.contrib.layers.utils import collect_named_outputs


@add_arg_scope
def flatten(inputs, outputs_collections=None, scope=None):
    """`[batch, ...]` as `[batch, k]`. A vector becomes `[batch, 1]`.

    Raises ValueError for a scalar and an unknown rank. Source: TF1 tf.contrib.layers.flatten.
    """
    with tf.name_scope(scope, "Flatten", [inputs]) as name:
        inputs = tf.convert_to_tensor(inputs)
        if not inputs.shape.ndims:
            raise ValueError(f"flatten: `inputs` has shape {inputs.shape}; expected a known rank of 1 or more, [batch, ...].")
        batch, k = tf.dimension_value(inputs.shape[0]), inputs.shape[1:].num_elements()
        outputs = tf.reshape(inputs, [tf.shape(inputs)[0], -1] if k is None else [-1, k])
        outputs.set_shape([batch, k])
        return collect_named_outputs(outputs_collections, name, outputs)


@add_arg_scope
def maxout(inputs, num_units, axis=-1, scope=None):
    """The greatest of each `num_channels / num_units` neighbouring channels (Goodfellow et al. 2013).

    axis: of the channels, of which num_units remain; the last one, or else see the comment. Raises ValueError where num_units does not
    divide their number, TypeError where that is not known. Source: TF1 tf.contrib.layers.maxout.
    """
    with tf.variable_scope(scope, "MaxOut", [inputs]):
        inputs = tf.convert_to_tensor(inputs)
        sizes = inputs.shape.as_list()
        axis = axis % len(sizes)
        channels = sizes[axis]
        if channels is None:
            raise TypeError(f"maxout: axis {axis} of `inputs` {inputs.shape} is not known when the graph is built. Set it: "
                            "inputs.set_shape([...]).")
        if channels % num_units:
            raise ValueError(f"maxout: `inputs` has {channels} channels on axis {axis}; expected a multiple of `num_units` {num_units}.")
        # As TF 1.15 does: what is compared lies side by side in memory. Those are neighbouring channels
        # only where the channels are the last axis.
        sizes[axis] = num_units
        dynamic = tf.shape(inputs)
        shape = tf.concat([dynamic[:axis], [num_units], dynamic[axis + 1:], [channels // num_units]], 0)
        outputs = tf.reduce_max(tf.reshape(inputs, shape), -1)
        outputs.set_shape(sizes)
        return outputs


@add_arg_scope
def one_hot_encoding(labels, num_classes, on_value=1.0, off_value=0.0, outputs_collections=None, scope=None):
    """`labels` `[...]` as `[..., num_classes]`: on_value at the label, off_value elsewhere.

    Raises TypeError for labels that are not integers. Source: TF1 tf.contrib.layers.one_hot_encoding.
    """
    with tf.name_scope(scope, "OneHotEncoding", [labels, num_classes]) as name:
        labels = tf.convert_to_tensor(labels)
        if labels.dtype == tf.int32:
            labels = tf.cast(labels, tf.int64)
        return collect_named_outputs(outputs_collections, name, tf.one_hot(labels, num_classes, on_value=on_value, off_value=off_value))


@add_arg_scope
def dense_to_sparse(tensor, eos_token=0, outputs_collections=None, scope=None):
    """A SparseTensor of the elements of `tensor` that are not `eos_token`.

    Source: TF1 tf.contrib.layers.dense_to_sparse.
    """
    with tf.variable_scope(scope, "dense_to_sparse", [tensor]) as sc:
        tensor = tf.convert_to_tensor(tensor)
        indices = tf.where(tf.not_equal(tensor, tf.constant(eos_token, tensor.dtype)))
        outputs = tf.SparseTensor(indices, tf.gather_nd(tensor, indices), tf.shape(tensor, out_type=tf.int64))
        return collect_named_outputs(outputs_collections, sc.name, outputs)


@add_arg_scope
def images_to_sequence(inputs, data_format="NHWC", outputs_collections=None, scope=None):
    """Images as time-major sequences, one for each row: `[width, batch * height, channels]`.

    inputs: `[batch, height, width, channels]`, or `[batch, channels, height, width]` with
    data_format="NCHW". Raises ValueError for another rank or data_format.
    Source: TF1 tf.contrib.layers.images_to_sequence.
    """
    check_data_format("images_to_sequence", data_format, "NCHW", "NHWC")
    with tf.name_scope(scope, "ImagesToSequence", [inputs]) as name:
        inputs = _of_rank(4, "images_to_sequence", inputs, "[batch, height, width, channels]")
        if data_format == "NCHW":
            inputs = tf.transpose(inputs, [0, 2, 3, 1])
        batch, height, width, channels = inputs.shape.as_list()
        dynamic = tf.shape(inputs)
        outputs = tf.reshape(tf.transpose(inputs, [2, 0, 1, 3]), [dynamic[2], dynamic[0] * dynamic[1], dynamic[3]])
        outputs.set_shape([width, None if None in (batch, height) else batch * height, channels])
        return collect_named_outputs(outputs_collections, name, outputs)


@add_arg_scope
def sequence_to_images(inputs, height, output_data_format="channels_last", outputs_collections=None, scope=None):
    """The inverse of `images_to_sequence`: `[width, batch * height, channels]` as `[batch, height, width, channels]`.

    With output_data_format="channels_first", `[batch, channels, height, width]`. height: a number or a
    scalar tensor. width and channels must be known (TF 1.15 raises TypeError without them, and so do we).
    Source: TF1 tf.contrib.layers.sequence_to_images.
    """
    with tf.name_scope(scope, "SequenceToImages", [inputs]) as name:
        inputs = _of_rank(3, "sequence_to_images", inputs, "[width, batch * height, channels]")
        width, rows, channels = inputs.shape.as_list()
        if width is None or channels is None:
            raise TypeError(f"sequence_to_images: `inputs` has shape {inputs.shape}; width and channels, its first and last axis, must "
                            "be known when the graph is built. Set them: inputs.set_shape([width, None, channels]).")
        known_height = tf.get_static_value(height) if tf.is_tensor(height) else height
        images = tf.reshape(inputs, [width, -1 if None in (rows, known_height) else rows // int(known_height), height, channels])
        if known_height is not None:
            images.set_shape([width, None, int(known_height), channels])
        order = [1, 3, 2, 0] if output_data_format == "channels_first" else [1, 2, 0, 3]
        return collect_named_outputs(outputs_collections, name, tf.transpose(images, order))


def _of_rank(rank, layer, inputs, axes):
    inputs = tf.convert_to_tensor(inputs)
    if inputs.shape.ndims != rank:
        raise ValueError(f"{layer}: `inputs` has shape {inputs.shape}; expected rank {rank}, {axes}.")
    return inputs
