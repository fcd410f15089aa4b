"""Which axes of an operation's inputs must agree, and which of them do not."""

import collections

from legacy_seq2seq.shapes import operations, origins

Clash = collections.namedtuple("Clash", "first first_axis second second_axis")
Clash.__doc__ = """Two axes that must be equal and are not: the positions of two inputs of an operation, and an axis of each.

`second` is -1 where a size disagrees with a number and not with another input."""


def clash(op_type, attributes, inputs, shapes):
    """The first `Clash` of an operation, or None where none can be told.

    attributes: {name: value} of the operation. inputs: its input tensors. shapes: theirs, tuples with None, or None.
    """
    rule = _RULES.get(op_type)
    if rule is None and op_type in operations.ELEMENTWISE:
        rule = _elementwise
    if rule is None or len(inputs) < 2:
        return None
    try:
        return rule(attributes, inputs, shapes)
    except (IndexError, TypeError, ZeroDivisionError):  # an axis of a scalar, or of an unknown rank
        return None


def _differ(a, b):
    return a is not None and b is not None and a != b


def _elementwise(attributes, inputs, shapes):
    first, second = shapes[:2]
    for back in range(1, min(len(first), len(second)) + 1):
        a, b = first[-back], second[-back]
        if _differ(a, b) and a != 1 and b != 1:
            return Clash(0, len(first) - back, 1, len(second) - back)
    return None


def _matmul(attributes, inputs, shapes):
    first, second = shapes[:2]
    if len(first) < 2 or len(second) < 2:
        return None
    a = len(first) - (2 if attributes.get("transpose_a") or attributes.get("adj_x") else 1)
    b = len(second) - (1 if attributes.get("transpose_b") or attributes.get("adj_y") else 2)
    if _differ(first[a], second[b]):
        return Clash(0, a, 1, b)
    for back in range(3, min(len(first), len(second)) + 1):
        if _differ(first[-back], second[-back]) and 1 not in (first[-back], second[-back]):
            return Clash(0, len(first) - back, 1, len(second) - back)
    return None


def _concat(attributes, inputs, shapes):
    over = origins.constant(inputs[-1])
    shapes = shapes[:-1]
    first = shapes[0]
    over = None if over is None else int(over) % len(first)
    for position, shape in enumerate(shapes[1:], 1):
        for axis, (a, b) in enumerate(zip(first, shape)):
            if axis != over and _differ(a, b):
                return Clash(0, axis, position, axis)
    return None


def _same(attributes, inputs, shapes):
    for position, shape in enumerate(shapes[1:], 1):
        for axis, (a, b) in enumerate(zip(shapes[0], shape)):
            if _differ(a, b):
                return Clash(0, axis, position, axis)
    return None


def _bias(attributes, inputs, shapes):
    return Clash(0, len(shapes[0]) - 1, 1, 0) if _differ(shapes[0][-1], shapes[1][0]) else None


def _sparse_labels(attributes, inputs, shapes):
    return Clash(0, 0, 1, 0) if _differ(shapes[0][0], shapes[1][0]) else None


def _select(attributes, inputs, shapes):
    for first, second in ((1, 2), (0, 1)):
        if len(shapes[first]) == len(shapes[second]):
            for axis, (a, b) in enumerate(zip(shapes[first], shapes[second])):
                if _differ(a, b):
                    return Clash(first, axis, second, axis)
    return Clash(0, 0, 1, 0) if shapes[0] and _differ(shapes[0][0], shapes[1][0]) else None


def _convolution(attributes, inputs, shapes):
    last = 1 if attributes.get("data_format") == b"NCHW" else len(shapes[0]) - 1
    return Clash(0, last, 1, len(shapes[1]) - 2) if _differ(shapes[0][last], shapes[1][-2]) else None


_RULES = {
    "MatMul": _matmul,
    "BatchMatMul": _matmul,
    "BatchMatMulV2": _matmul,
    "ConcatV2": _concat,
    "Pack": _same,
    "AddN": _same,
    "Assign": _same,
    "AssignAdd": _same,
    "AssignSub": _same,
    "BiasAdd": _bias,
    "SparseSoftmaxCrossEntropyWithLogits": _sparse_labels,
    "Select": _select,
    "SelectV2": _select,
    "Conv2D": _convolution,
    "Conv1D": _convolution,
    "ApplyAdam": _same,
}
