"""Hints for convolutions and pooling."""

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
