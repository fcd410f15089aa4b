"""Hints for what brings the data: queues, padded batches, a Keras model's arrays."""

import re

from legacy_seq2seq.shapes import messages, values
from legacy_seq2seq.shapes.advice import facts
from legacy_seq2seq.shapes.row import shape_text


def queue(evidence, match):
    """An element whose shape is not known, where a queue makes batches of equal ones."""
    unknown = [
        (evidence.name_of(leaf), values.static_shape(leaf))
        for one in evidence.operands
        for leaf in values.leaves(one.value)
        if values.is_tensor(leaf) and None in (values.static_shape(leaf) or (None,))
    ]
    if not unknown:
        return None
    name, shape = unknown[0]
    known = "of unknown rank" if shape is None else shape_text(shape)
    return (
        f"{name} is {known} when the graph is built (decode_raw, a decoder of pictures or py_func tells no sizes); a batch needs the "
        "whole shape of each element.",
        f"{name}.set_shape([...]) or tf.reshape({name}, [...]) before the batch; dynamic_pad=True where the sizes do vary.",
    )


def padded(evidence, match):
    """Shapes to pad to that are not those of the elements."""
    found = re.search(r"padded shape (\([^)]*\)) is not compatible with the shape (\([^)]*\))", evidence.message)
    if found is None:
        return None
    wanted, have = (messages.sizes(text.strip("()")) for text in found.groups())
    if len(wanted) != len(have):
        return (
            f"padded_shapes gives {len(wanted)} axes, {shape_text(wanted)}, to a part of the elements that has {len(have)}, "
            f"{shape_text(have)} (without the batch).",
            f"write {shape_text(have)} there: one entry for each axis of an element, None for what is padded.",
        )
    return (
        f"padded_shapes wants {shape_text(wanted)}, and a part of the elements is {shape_text(have)}: padding only makes longer.",
        "write None (or a larger size) for the axes that vary.",
    )


def unknown_rank(evidence, match):
    """A layer on a tensor of which nothing is known."""
    found = next(
        ((one.name, one.value) for one in evidence.operands if values.is_tensor(one.value) and values.static_shape(one.value) is None), None
    )
    if found is None:
        return None
    return (
        f"nothing is known of the shape of {found[0]}, not even its rank (py_func, a generator or a parser tells none): "
        f"{facts.called(evidence) or 'this line'} needs the number of axes and the size of the last.",
        f"tell it before: {found[0]}.set_shape([None, ..., size]), inside the data set's map or right after it.",
    )
