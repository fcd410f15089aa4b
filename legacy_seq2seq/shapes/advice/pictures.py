"""Hints for convolutions and pooling."""

from legacy_seq2seq.shapes import origins
from legacy_seq2seq.shapes.advice import facts
from legacy_seq2seq.shapes.row import shape_text


def convolution(evidence, match):
    operation = evidence.operation
    if operation is None or operation.type not in ("Conv2D", "Conv1D", "DepthwiseConv2dNative", "MaxPool", "AvgPool"):
        return None
    shapes, names = facts.shapes(evidence), facts.names(evidence)
    if shapes[0] is None:
        return None
    if len(shapes[0]) != 4:
        return (
            f"{names[0]} has rank {len(shapes[0])}, {shape_text(shapes[0])}; a picture batch is [batch, height, width, channels].",
            f"tf.expand_dims({names[0]}, -1) for a missing channel axis, tf.expand_dims({names[0]}, 0) for a missing batch, or "
            "tf.reshape to four axes.",
        )
    if len(shapes) > 1 and shapes[1] is not None and len(shapes[1]) == 4 and shapes[0][3] != shapes[1][2]:
        return (
            f"{names[0]} has {shapes[0][3]} channels, the filter {names[1]} {shape_text(shapes[1])} is made for {shapes[1][2]} "
            "([height, width, channels in, channels out]).",
            f"make the filter's third size {shapes[0][3]}.",
        )
    return None


def negative(evidence, match):
    return (
        "the window is larger than what is left of the picture or the sequence: it was halved or cut too often, or its axes stand in "
        "another order.",
        "padding='SAME', a smaller window, or one layer less; check which axes are height and width.",
    )


def deconvolution(evidence, match):
    """A transposed convolution whose output_shape does not come of its input by the strides."""
    operation = evidence.operation
    if operation is None or operation.type != "Conv2DBackpropInput":
        return None
    wanted, (_, window, given) = origins.constant(operation.inputs[0]), facts.shapes(evidence)[:3]
    strides, padding = operation.attributes.get("strides"), operation.attributes.get("padding")
    if wanted is None or not given or not window or strides is None or len(wanted) != 4 or None in (*given, *window):
        return None
    name, wanted = facts.names(evidence)[2], [int(size) for size in wanted]
    if wanted[0] != given[0]:
        return (
            f"output_shape fixes a batch of {wanted[0]}, and {name} came with {given[0]}.",
            f"take the batch from the input: tf.stack([tf.shape({name})[0], {', '.join(map(str, wanted[1:]))}]).",
        )
    sides = [(wanted[i] if padding == b"SAME" else wanted[i] - window[i - 1] + 1, strides[i]) for i in (1, 2)]
    needed = [-(-size // step) for size, step in sides]
    if needed == list(given[1:3]):
        return None
    return (
        f"with strides {list(strides[1:3])} a result of {wanted[1]} x {wanted[2]} comes of {needed[0]} x {needed[1]}; {name} is "
        f"{given[1]} x {given[2]}.",
        f"ask for {given[1] * strides[1]} x {given[2] * strides[2]} in output_shape, change the strides, or put a layer between.",
    )
