"""Hints for operations that join, cut and turn tensors."""

import re

from legacy_seq2seq.shapes import evaluation, source, values
from legacy_seq2seq.shapes.advice import batches, facts, losses
from legacy_seq2seq.shapes.row import shape_text


def reshape(evidence, match):
    groups = match.groupdict() if match is not None else {}
    by, size = groups.get("by") or groups.get("by2"), groups.get("is") or groups.get("is2")
    if by:
        return (
            f"the axis to split has {size} entries, which {by} does not divide.",
            f"give the sizes, tf.split(x, [sizes...], axis), make the axis a multiple of {by}, or split along the axis that was meant.",
        )
    have = groups.get("have") or groups.get("have2")
    want = groups.get("want") or groups.get("want2")
    if have is None:
        return (
            "the array has another number of entries than the new shape.",
            "write -1 for the axis that may vary, or correct the sizes; look at the array's shape just before.",
        )
    fixed = _fixed_in_the_shape(evidence, int(have), want)
    if fixed is not None:
        return fixed
    needed = f"a multiple of {want}" if "multiple" in match.group() else want or "others"
    shown = f"the tensor has {have} numbers, the shape asked for needs {needed}"
    if want and int(want) and "multiple" not in match.group():
        small, large = sorted((int(have), int(want)))
        if small and large % small == 0:
            return (
                f"{shown}: {large // small} times {'too many' if int(want) > int(have) else 'too few'}. A constant batch (or time) in "
                "the shape, or a factor forgotten.",
                "write -1 for the batch axis, and the sizes that the tensor really has for the others.",
            )
    return (
        f"{shown}.",
        "print the tensor's shape before: the sizes that follow strides, pooling or padding are others than assumed. "
        "Write -1 for the batch axis.",
    )


def _fixed_in_the_shape(evidence, have, want):
    """A batch that the new shape says as a number, and another that came."""
    shapes = facts.shapes(evidence)
    if not want or not shapes or not shapes[0] or shapes[0][0] in (None, 0) or have % shapes[0][0]:
        return None
    each = have // shapes[0][0]
    static = values.static_shape(evidence.operation.inputs[0])
    if static is None or static[0] is not None or each == 0 or int(want) % each:
        return None
    name, came, fixed = facts.names(evidence)[0], shapes[0][0], int(want) // each
    return (
        f"the new shape fixes a batch of {fixed}, and {name} came with {came} ({each} numbers each; a last, smaller batch?).",
        "write -1 for the batch axis in tf.reshape, or leave incomplete batches out.",
    )


def concat(evidence, match):
    operation = evidence.operation
    if operation is None or operation.type not in ("ConcatV2", "Concat"):
        return None
    if evidence.node is not None and not source.makes(evidence.node, operation.type):
        return None
    shapes = facts.shapes(evidence)[:-1]
    if any(shape is None for shape in shapes):
        return None
    ranks = {len(shape) for shape in shapes}
    if ranks == {0}:
        return "tf.concat joins along an axis, and scalars have none.", "tf.stack([...]) makes a vector of them."
    names = facts.names(evidence)
    if len(ranks) > 1:
        return (
            f"tf.concat joins tensors of one rank: {', '.join(f'{n} {shape_text(s)}' for n, s in zip(names, shapes))}.",
            "tf.expand_dims (and tf.tile) the shorter one first.",
        )
    fitting_axes = [
        axis
        for axis in range(len(shapes[0]))
        if all(a == b or a is None or b is None for shape in shapes[1:] for i, (a, b) in enumerate(zip(shapes[0], shape)) if i != axis)
    ]
    rows = batches.other_rows(evidence)
    if rows is not None:
        return rows
    if fitting_axes:
        return (
            "tf.concat joins along the wrong axis: all other axes must be equal.",
            f"tf.concat([...], axis={fitting_axes[-1]}) fits these shapes.",
        )
    return batches.fixed_batch(evidence, evidence.clash) or batches.other_rows(evidence, is_certain=False)


def elementwise(evidence, match):
    clash = evidence.clash
    if clash is None:
        return None
    shapes, names = facts.shapes(evidence), facts.names(evidence)
    a, b = shapes[clash.first], shapes[clash.second]
    fixed = batches.feeds_differ(evidence, None) or batches.fixed_batch(evidence, clash)
    if fixed is not None:
        return fixed
    (short_name, shorter), (long_name, longer) = sorted(((names[clash.first], a), (names[clash.second], b)), key=lambda one: len(one[1]))
    if len(shorter) == 1 < len(longer) and None not in (shorter[0], longer[-1]) and shorter[0] != longer[0]:
        return (
            f"{short_name} has {shorter[0]} entries, one for each column, but {long_name}, {shape_text(longer)}, has {longer[-1]} columns "
            "(its last axis).",
            f"make {short_name} [{longer[-1]}] (a bias has its own layer's number of units), or bring {long_name} to {shorter[0]} columns.",
        )
    if len(longer) > len(shorter) > 0 and values.may_be_equal(shorter, longer[: len(shorter)]):
        return (
            f"{short_name} {shape_text(shorter)} has the first axes of {long_name} {shape_text(longer)}, but shapes are compared from "
            "the last axis on.",
            f"give {short_name} a last axis of 1: tf.expand_dims({short_name}, -1)"
            + (f"; or, where {long_name} is a beam search's, take its best beam: {long_name}[:, :, 0]." if len(longer) == 3 else "."),
        )
    if len(a) == len(b) == 2 and a == b[::-1]:
        return (f"{names[clash.second]} is {names[clash.first]} transposed.", "tf.transpose one of them.")
    if len(a) != len(b):
        return (
            f"{names[clash.first]} {shape_text(a)} and {names[clash.second]} {shape_text(b)} are compared from the last axis on.",
            "give the shorter one the missing axes where they belong: tf.expand_dims.",
        )
    return (
        losses.two_sides(names[clash.first], a, names[clash.second], b)
        if clash.first_axis == 0
        else (
            f"{names[clash.first]} has {a[clash.first_axis]} in axis {clash.first_axis}, {names[clash.second]} has {b[clash.second_axis]}.",
            "make the two sizes one number, or reduce, slice or tile one of the two first.",
        )
    )


def tile(evidence, match):
    if evidence.operation is None or evidence.operation.type != "Tile":
        return None
    shapes, names = facts.shapes(evidence), facts.names(evidence)
    if shapes[0] is None or shapes[1] is None:
        return None
    return (
        f"{names[0]} has {len(shapes[0])} axes, {shape_text(shapes[0])}, the multiples have {shapes[1][0]} entries: one is wanted for "
        "each axis.",
        f"tf.tile({names[0]}, [n{', 1' * (len(shapes[0]) - 1)}]); for beam search tf.contrib.seq2seq.tile_batch({names[0]}, beam_width).",
    )


def squeeze(evidence, match):
    if facts.called(evidence) != "squeeze":
        return None
    found = facts.tensor_operand(evidence)
    shape = None if found is None else facts.best_of(evidence, found[1])
    return (
        f"squeeze takes away axes of size 1 alone; {found[0]} is {shape_text(shape)}."
        if found
        else "squeeze takes away axes of size 1 alone.",
        "name an axis that has size 1; to choose one entry of an axis, index it: x[:, 0].",
    )


def unstack(evidence, match):
    if evidence.operation is None or evidence.operation.type != "Unpack":
        return None
    name, shape = facts.names(evidence)[0], facts.shapes(evidence)[0]
    return (
        f"tf.unstack takes {name}, {shape_text(shape)}, apart along the wrong axis: axis 0 where no other is said." if shape else "",
        f"tf.unstack({name}, axis=1) for the steps of a [batch, time, depth].",
    )


def array_of_steps(evidence, match):
    if "TensorArray has inconsistent" not in evidence.message:
        return None
    return (
        "the rows that were written to the TensorArray have different shapes; stack() needs equal ones.",
        "pad the rows to one length, or use concat() for rows that differ in axis 0.",
    )


def transpose(evidence, match):
    if evidence.operation is None or evidence.operation.type != "Transpose":
        return None
    shape = facts.shapes(evidence)[0]
    return (
        (
            f"the permutation has not one entry for each of the {len(shape)} axes of {facts.names(evidence)[0]}, {shape_text(shape)}.",
            f"perm must be an order of {list(range(len(shape)))}.",
        )
        if shape is not None
        else None
    )


def stack(evidence, match):
    if evidence.operation is None or evidence.operation.type != "Pack":
        return None
    return (
        "tf.stack (or a list turned into a tensor) needs equal shapes.",
        "tf.concat along the axis that differs, or pad to one length first.",
    )


def slice(evidence, match):
    found = facts.first_tensor(evidence)
    if found is None:
        return None
    shape = facts.best_of(evidence, found[1])
    return (
        f"the slice reaches beyond {found[0]}, {shape_text(shape)}.",
        "index within its rank and sizes (the first index is 0, the last size - 1).",
    )


def rank(evidence, match):
    found = facts.first_tensor(evidence)
    if found is None:
        return None
    few = re.search(r"must have (?:either )?(\d)(?: or (\d))? dimensions", evidence.message)
    if few is not None and values.static_shape(found[1]) is not None:
        return (
            f"{found[0]} is {shape_text(values.static_shape(found[1]))}, rank {len(values.static_shape(found[1]))}; rank "
            f"{' or '.join(filter(None, few.groups()))} is wanted (of a picture [height, width, channels], of several [batch, ...]).",
            f"give it the missing axis: tf.expand_dims({found[0]}, -1) for the channel of a grey picture.",
        )
    if evidence.operation is None:
        return None
    wanted = re.search(r"must be (?:at least |at most )?rank (\d+) but is (?:at least )?rank (\d+)", evidence.message)
    if wanted is None:
        return None
    want, have = int(wanted[1]), int(wanted[2])
    name = next((n for n, s in zip(facts.names(evidence), facts.shapes(evidence)) if s is not None and len(s) == have), None)
    if name is None:
        return None
    if have < want:
        return (
            f"{name} has rank {have} where rank {want} is wanted: {want - have} axes are missing.",
            f"tf.expand_dims({name}, ...) or tf.reshape.",
        )
    return (
        f"{name} has rank {have} where rank {want} is wanted: {have - want} axes too many.",
        f"tf.reshape({name}, ...) to fold axes, tf.squeeze for those of size 1, or take one step of it.",
    )


def array(evidence, match):
    known = [one for one in evidence.operands if one.value is not evaluation.MISSING]
    shapes = [(one.name, values.static_shape(one.value)) for one in known if values.static_shape(one.value)]
    shown = " and ".join(f"{name} {shape_text(shape)}" for name, shape in shapes[:2])
    return (
        f"NumPy cannot bring these arrays together{': ' + shown if shown else ''}.",
        "look at both shapes just before this line; transpose, reshape or cut one of them.",
    )


def set_shape(evidence, match):
    if facts.called(evidence) != "set_shape":
        return None
    return (
        "set_shape states what is already true; it changes nothing, and here it contradicts what is known.",
        "tf.reshape or tf.transpose, to change a shape.",
    )
