"""Where a size came from: walks back through the graph to the operation that brought it, or that lost it to None."""

from legacy_seq2seq.shapes import operations

_SAME = {
    "Identity",
    "Relu",
    "Tanh",
    "Sigmoid",
    "Softmax",
    "LogSoftmax",
    "Cast",
    "Neg",
    "Exp",
    "Log",
    "Sqrt",
    "Square",
    "StopGradient",
    "CheckNumerics",
    "Relu6",
    "Elu",
    "Selu",
    "Softplus",
    "ReadVariableOp",
    "Enter",
    "RefEnter",
    "Exit",
    "NextIteration",
    "ZerosLike",
    "OnesLike",
    "ReverseSequence",
    "ReverseV2",
    "Cumsum",
    "LRN",
    "PreventGradient",
    "Print",
    "PrintV2",
    "ClipByValue",
    "Snapshot",
    "IdentityN",
}
_BROADCAST = operations.ELEMENTWISE | {"AddN", "BiasAdd"}
_MOST_STEPS = 2000


def way_of_axis(tensor, axis, shapes):
    """The (tensor, axis) pairs that a size came along, from `axis` of `tensor` back to the operation that brought it.

    shapes: a function tensor -> its shape as far as known (static or of the run), a tuple with None, or None.
    """
    for _ in range(_MOST_STEPS):
        yield tensor, axis
        step = _back(tensor, axis, shapes)
        if step is None:
            return
        tensor, axis = step


def of_axis(tensor, axis, shapes):
    """The operation that brought the size of `axis` of `tensor`; the tensor's own where it cannot be told further."""
    *_, (origin, _) = way_of_axis(tensor, axis, shapes)
    return origin.op


def _back(tensor, axis, shapes):
    """(the input, its axis) that `axis` of `tensor` comes from; None where its own operation brings it."""
    op, shape = tensor.op, shapes(tensor)
    if shape is None or not op.inputs:
        return None
    axis %= max(len(shape), 1)
    special = _SPECIAL.get(op.type)
    if special is not None:
        return special(op, axis, shapes)
    if op.type in _SAME:
        return op.inputs[tensor.value_index if op.type == "IdentityN" else 0], axis
    if op.type in ("Merge", "Switch", "RefSwitch"):
        return op.inputs[0], axis
    if op.type in _BROADCAST:
        return _broadcast(op, axis, shapes)
    return None


def _broadcast(op, axis, shapes):
    out = shapes(op.outputs[0])
    candidates = []
    for one in op.inputs:
        shape = shapes(one)
        if shape is None:
            continue
        own = axis - (len(out) - len(shape)) if op.type != "BiasAdd" or one is op.inputs[0] else axis - len(out) + 1
        if own >= 0 and shape[own] == out[axis] and shape[own] != 1:
            candidates.append((one, own))
    known = [step for step in candidates if step[0].op.type != "Const"]
    return (known or candidates or [None])[0]


def _matmul(op, axis, shapes):
    first, second = op.inputs[:2]
    flags = {name: _attribute(op, name) for name in ("transpose_a", "transpose_b", "adj_x", "adj_y")}
    rank = len(shapes(op.outputs[0]))
    if axis == rank - 2:
        return _last(first, shapes, -1 if flags["transpose_a"] or flags["adj_x"] else -2)
    if axis == rank - 1:
        return _last(second, shapes, -2 if flags["transpose_b"] or flags["adj_y"] else -1)
    return first, axis


def _last(tensor, shapes, axis):
    shape = shapes(tensor)
    return None if shape is None else (tensor, len(shape) + axis)


def _attribute(op, name):
    try:
        return op.get_attr(name)
    except ValueError:
        return None


def _transpose(op, axis, shapes):
    order = constant(op.inputs[1])
    return None if order is None else (op.inputs[0], int(order[axis]))


def _concat(op, axis, shapes):
    joined = constant(op.inputs[-1])
    if joined is None:
        return None
    rank = len(shapes(op.outputs[0]))
    return None if int(joined) % rank == axis else (op.inputs[0], axis)


def _gather(op, axis, shapes):
    ids = shapes(op.inputs[1])
    over = constant(op.inputs[2]) if len(op.inputs) > 2 else 0
    if ids is None or over is None or int(over) != 0:
        return None
    return (op.inputs[1], axis) if axis < len(ids) else (op.inputs[0], axis - len(ids) + 1)


def _one_hot(op, axis, shapes):
    rank, place = len(shapes(op.outputs[0])), _attribute(op, "axis")
    place = rank - 1 if place in (-1, None) else place
    return None if axis == place else (op.inputs[0], axis - (axis > place))


def _expand(op, axis, shapes):
    place = constant(op.inputs[1])
    if place is None:
        return None
    place = int(place) % len(shapes(op.outputs[0]))
    return None if axis == place else (op.inputs[0], axis - (axis > place))


def _squeeze(op, axis, shapes):
    given = shapes(op.inputs[0])
    dropped = _attribute(op, "squeeze_dims") or []
    if given is None or not dropped:
        return None
    kept = [i for i in range(len(given)) if i not in {one % len(given) for one in dropped}]
    return (op.inputs[0], kept[axis]) if axis < len(kept) else None


def _pack(op, axis, shapes):
    place = (_attribute(op, "axis") or 0) % len(shapes(op.outputs[0]))
    return None if axis == place else (op.inputs[0], axis - (axis > place))


def _unpack(op, axis, shapes):
    given = shapes(op.inputs[0])
    if given is None:
        return None
    place = (_attribute(op, "axis") or 0) % len(given)
    return op.inputs[0], axis + (axis >= place)


def _split(op, axis, shapes):
    place = constant(op.inputs[0])
    return (op.inputs[1], axis) if place is not None and int(place) % len(shapes(op.outputs[0])) != axis else None


def _split_v(op, axis, shapes):
    place = constant(op.inputs[2])
    return (op.inputs[0], axis) if place is not None and int(place) % len(shapes(op.outputs[0])) != axis else None


def _select(op, axis, shapes):
    return op.inputs[1], axis


def _convolution(op, axis, shapes):
    if axis == 0:
        return op.inputs[0], 0
    return (op.inputs[1], 3) if op.type == "Conv2D" and axis == 3 else None


def _pool(op, axis, shapes):
    return (op.inputs[0], axis) if axis in (0, 3) else None


def _reshape(op, axis, shapes):
    """A size of an explicit shape, as far as that shape was itself taken from a tensor's."""
    given, out = shapes(op.inputs[0]), shapes(op.outputs[0])
    wanted = op.inputs[1].op
    if given is not None and given == out and None not in given:
        return op.inputs[0], axis
    if wanted.type == "Pack" and axis < len(wanted.inputs):
        source = _size_of(wanted.inputs[axis].op)
        if source is not None:
            return source
    if given is not None and out is not None and axis == len(out) - 1 and given and given[-1] == out[-1] and out[-1] is not None:
        return op.inputs[0], len(given) - 1
    return None


def _size_of(op):
    """(tensor, axis) where `op` is `tf.shape(tensor)[axis]`, else None."""
    if op.type != "StridedSlice" or op.inputs[0].op.type != "Shape":
        return None
    begin = constant(op.inputs[1])
    return None if begin is None else (op.inputs[0].op.inputs[0], int(begin[0]))


def _reduce(op, axis, shapes):
    given, over = shapes(op.inputs[0]), constant(op.inputs[1])
    if given is None or over is None or _attribute(op, "keep_dims"):
        return None
    gone = {int(one) % len(given) for one in over.reshape(-1)}
    kept = [i for i in range(len(given)) if i not in gone]
    return (op.inputs[0], kept[axis]) if axis < len(kept) else None


def _strided_slice(op, axis, shapes):
    """An axis that a slice leaves whole: x[:, -1, :] keeps the axes 0 and 2."""
    given, begin = shapes(op.inputs[0]), constant(op.inputs[1])
    if given is None or begin is None or _attribute(op, "ellipsis_mask") or _attribute(op, "new_axis_mask"):
        return None
    dropped, begins, ends = (_attribute(op, name) for name in ("shrink_axis_mask", "begin_mask", "end_mask"))
    kept = [i for i in range(len(given)) if not dropped >> i & 1]
    if axis >= len(kept):
        return None
    source = kept[axis]
    whole = source >= len(begin) or (begins >> source & 1 and ends >> source & 1)
    return (op.inputs[0], source) if whole else None


def _fill(op, axis, shapes):
    wanted = op.inputs[0].op
    return _size_of(wanted.inputs[axis].op) if wanted.type == "Pack" and axis < len(wanted.inputs) else None


_SPECIAL = {
    "MatMul": _matmul,
    "BatchMatMul": _matmul,
    "BatchMatMulV2": _matmul,
    "Transpose": _transpose,
    "ConcatV2": _concat,
    "Gather": _gather,
    "GatherV2": _gather,
    "ResourceGather": lambda op, axis, shapes: _gather(op, axis, shapes) if axis < len(shapes(op.inputs[1]) or ()) else None,
    "OneHot": _one_hot,
    "ExpandDims": _expand,
    "Squeeze": _squeeze,
    "Pack": _pack,
    "Unpack": _unpack,
    "Split": _split,
    "SplitV": _split_v,
    "Select": _select,
    "SelectV2": _select,
    "Conv2D": _convolution,
    "MaxPool": _pool,
    "AvgPool": _pool,
    "Reshape": _reshape,
    "Fill": _fill,
    "Sum": _reduce,
    "Mean": _reduce,
    "Max": _reduce,
    "Min": _reduce,
    "Prod": _reduce,
    "StridedSlice": _strided_slice,
}


def constant(tensor):
    """The value of a constant tensor as an array, else None."""
    from legacy_seq2seq import stack

    try:
        return stack.inner_module("framework.tensor_util").constant_value(tensor)
    except (TypeError, ValueError):
        return None
