"""What is probably wrong with an operation whose shapes do not fit, each hint on its exact evidence."""

from legacy_seq2seq.shapes import evaluation, messages, unknown, values
from legacy_seq2seq.shapes.row import shape_text


def advise(evidence, kind, match):
    """(cause, remedy); ("", "") where nothing stands out."""
    for hint in (_BY_KIND.get(kind, ()) + _GENERAL):
        found = hint(evidence, match)
        if found is not None:
            return found
    return "", ""


def _shapes(evidence):
    """The finest known shapes of the failed operation's inputs."""
    return [] if evidence.operation is None else [evidence.best(tensor) for tensor in evidence.operation.inputs]


def _names(evidence):
    return [] if evidence.operation is None else [evidence.name_of(tensor) for tensor in evidence.operation.inputs]


def _called(evidence):
    """The last part of what the user's expression calls, "" where it is no call."""
    from legacy_seq2seq.shapes import source

    return (source.function_name(evidence.node) or "") if type(evidence.node).__name__ == "Call" else ""


def _argument(evidence, *labels, position=None):
    """(source text, value) of an argument of the user's call by its parameter or position; None where there is none."""
    plain = [one for one in evidence.operands if not one.is_keyword]
    for one in evidence.operands:
        if one.label in labels and one.value is not evaluation.MISSING:
            return one.name, one.value
    if position is not None and position < len(plain) and plain[position].value is not evaluation.MISSING:
        return plain[position].name, plain[position].value
    return None


# Of products

def _matmul(evidence, match):
    operation = evidence.operation
    if operation is None or operation.type not in ("MatMul", "BatchMatMul", "BatchMatMulV2"):
        return None
    (first, second), (a, b) = _names(evidence)[:2], _shapes(evidence)[:2]
    if a is None or b is None:
        return None
    if len(a) == 1 or len(b) == 1:
        name, shape = (first, a) if len(a) == 1 else (second, b)
        axis = 0 if name == first else 1
        return (f"{name} is a vector, {shape_text(shape)}; tf.matmul multiplies matrices.",
                f"give it an axis: tf.expand_dims({name}, {axis}) makes it {shape_text((1, *shape) if axis == 0 else (*shape, 1))}.")
    if len(a) != len(b) and len(a) > 2 and len(b) == 2 and a[-1] == b[0]:
        return (f"{first} has rank {len(a)}, {shape_text(a)}, and {second} is one matrix for all of it.",
                f"flatten first and unfold after: tf.reshape(tf.matmul(tf.reshape({first}, [-1, {b[0]}]), {second}), ...); or tf.tensordot({first}, {second}, 1).")
    clash = evidence.clash
    if clash is None:
        return None
    have, want = a[clash.first_axis], b[clash.second_axis]
    if len(a) == 3 and len(b) == 2 and b[1] == a[2] and a[0] in (b[0], None):
        return (f"{second}, {shape_text(b)}, is one vector for each example, {first} has {a[1] or 'several'} of them for each: the product is by example.",
                f"make each vector a column: tf.matmul({first}, tf.expand_dims({second}, 2)).")
    if len(a) == len(b) == 2:
        if b[1] == have and b[0] != have:
            return (f"{second} is the wrong way round for {first}.", f"tf.matmul({first}, {second}, transpose_b=True).")
        if a[0] == want and a[1] != want:
            return (f"{first} is the wrong way round for {second}.", f"tf.matmul({first}, {second}, transpose_a=True), or swap the two.")
    cell = _cell_state(evidence) or _cell_reused(evidence)
    if cell is not None:
        return cell
    if len(a) > len(b) and _product(a[1:]) == want:
        return (f"{first}, {shape_text(a)}, was not flattened before the matrix of {want} rows.", f"tf.reshape({first}, [-1, {want}]) first.")
    return (f"the inner sizes of the product differ: {first} has {have} columns, {second} has {want} rows.",
            f"make {second} {shape_text((have, *b[1:]))}, or bring {first} to {want} columns.")


def _alike(a, b):
    """Whether two shapes of one rank may be equal."""
    return len(a) == len(b) and all(x is None or y is None or x == y for x, y in zip(a, b))


def _product(shape):
    from math import prod

    return None if None in shape else prod(shape)


# Of recurrent networks

_LOOPS = ("dynamic_rnn", "static_rnn", "bidirectional_dynamic_rnn", "static_bidirectional_rnn", "rnn", "raw_rnn", "bidirectional_rnn")


def _rnn_inputs(evidence, match):
    if _called(evidence) not in _LOOPS or evidence.operation is not None and evidence.operation.op is not None:
        return None
    bidirectional = "bidirectional" in _called(evidence)
    found = _argument(evidence, "inputs", position=None) or _tensor_operand(evidence, 2 if bidirectional else 1)
    if found is None or not values.is_tensor(found[1]):
        return None
    name, shape = found[0], values.static_shape(found[1])
    if _called(evidence).startswith("static") or _called(evidence) in ("rnn", "bidirectional_rnn"):
        return (f"{name} is one tensor; {_called(evidence)} wants a list of them, one [batch, depth] for each step.", f"tf.unstack({name}, axis=1).")
    if shape is None:
        return (f"nothing is known of the shape of {name}.", f"tell it: {name}.set_shape([None, None, depth]).")
    if len(shape) == 2 and values.dtype_name(found[1]).startswith("int"):
        return (f"{name} holds ids, {shape_text(shape)}; dynamic_rnn wants [batch, time, depth].",
                f"turn the ids into vectors first: tf.one_hot({name}, depth) or tf.nn.embedding_lookup(embedding, {name}).")
    if len(shape) == 2:
        return (f"{name} has rank 2, {shape_text(shape)}; dynamic_rnn wants [batch, time, depth].",
                f"tf.expand_dims({name}, 2) where each number is a step, tf.expand_dims({name}, 1) where each row is one step; or tf.reshape to [batch, time, depth].")
    if len(shape) > 3:
        return (f"{name} has rank {len(shape)}, {shape_text(shape)}; dynamic_rnn wants [batch, time, depth]"
                + (": ids were made one-hot or embedded twice, or one-hot vectors embedded." if len(shape) == 4 else "."),
                f"leave one of those steps out, or fold the last axes: tf.reshape({name}, [batch, time, {_product(shape[2:]) or -1}]).")
    if shape[-1] is None:
        return (f"the last axis of {name}, its depth, is unknown: {shape_text(shape)}. The cell's weights need a number.",
                f"write the depth into the placeholder or into tf.reshape, or {name}.set_shape([None, None, depth]).")
    return None


def _tensor_operand(evidence, position):
    plain = [one for one in evidence.operands if not one.is_keyword and values.is_tensor(one.value)]
    given = [one for one in evidence.operands if one.label == "inputs" and values.is_tensor(one.value)]
    chosen = given or plain
    return (chosen[0].name, chosen[0].value) if chosen else None


def _lengths(evidence, match):
    found = _argument(evidence, "sequence_length", "sequence_lengths")
    if found is None or not values.has_shape(found[1]):
        return None
    inputs = _tensor_operand(evidence, 1)
    lengths = values.static_shape(found[1])
    have = _best_of(evidence, found[1])
    if lengths is not None and len(lengths) != 1:
        return (f"{found[0]} has shape {shape_text(lengths)}; sequence_length is a vector [batch], one length for each sequence.",
                f"tf.reshape({found[0]}, [-1])." if len(lengths) == 2 and 1 in lengths else "count the steps that are used: tf.reduce_sum(mask, axis=1) makes [batch].")
    if inputs is None or not have:
        return None
    batch = (_best_of(evidence, inputs[1]) or (None,))[0]
    if batch is not None and have[0] is not None and batch != have[0]:
        return (f"{found[0]} has {have[0]} lengths, the batch of {inputs[0]} is {batch}.", f"give one length for each of the {batch} sequences.")
    if "lengths" in (match.groupdict() if match is not None else {}) or (match is not None and match.groupdict().get("wanted")):
        return (f"{found[0]} has {match['found'].strip()} lengths, the batch of {inputs[0]} is {match['wanted'].strip()}.",
                f"feed one length for each of the {match['wanted'].strip()} sequences.")
    return None


def _best_of(evidence, value):
    return evidence.best(value) if values.is_tensor(value) and hasattr(value, "value_index") else values.static_shape(value)


def _cell_reused(evidence):
    """One cell object, whose weights were made for another depth, at a second place."""
    names = " ".join(_names(evidence)[:2]) + " " + (evidence.operation.name if evidence.operation is not None else "")
    if "cell" not in names or len(_shapes(evidence)) < 2:
        return None
    a, b = _shapes(evidence)[:2]
    return (f"a cell whose weights are made for {b[0]} columns (its input's depth and its own size) met {a[-1]}: one cell object serves two layers, "
            "or inputs of two depths.",
            "make a cell for each use: MultiRNNCell([make_cell() for _ in range(n)]), a decoder's cell apart from the encoder's.")


def _cell_state(evidence):
    """A state of another size than the cell's."""
    found = _argument(evidence, "initial_state", "state")
    cell = next((one.value for one in evidence.operands if hasattr(one.value, "state_size")), None)
    if found is None or cell is None:
        return None
    return _state_against(found, cell)


def _state_against(found, cell):
    from legacy_seq2seq.shapes.states import difference_of_size

    try:
        told = difference_of_size(cell.state_size, found[1])
    except (TypeError, ValueError, AttributeError, NotImplementedError):
        return None
    if told is None:
        return None
    return (f"{found[0]} is not a state of this cell: {told}",
            "take it from the cell, cell.zero_state(batch, tf.float32), or bring the encoder's state to its structure and sizes (a tf.layers.dense for each part).")


def _initial_state(evidence, match):
    found = _argument(evidence, "initial_state", "initial_state_fw", "decoder_initial_state", "state")
    cell = next((one.value for one in evidence.operands if hasattr(one.value, "state_size")), None)
    return None if found is None or cell is None else _state_against(found, cell)


# Of losses

def _labels_rank(evidence, match):
    labels, logits = _argument(evidence, "labels", "targets", position=1), _argument(evidence, "logits", position=0)
    if not _called(evidence).startswith(("sparse_softmax_cross", "sparse_categorical")) or labels is None or logits is None:
        return None
    a, b = values.static_shape(labels[1]), values.static_shape(logits[1])
    if a is None or b is None or len(a) == len(b) - 1:
        return None
    if len(a) == len(b) and a[-1] == 1:
        return (f"{labels[0]} keeps an axis of size 1, {shape_text(a)}; the labels want one rank less than the logits, {shape_text(b)}.",
                f"tf.squeeze({labels[0]}, axis={len(a) - 1}).")
    if len(a) == len(b):
        return (f"{labels[0]} is one-hot, {shape_text(a)}; the sparse loss wants ids, {shape_text(b[:-1])}.",
                f"tf.nn.softmax_cross_entropy_with_logits(labels={labels[0]}, logits={logits[0]}), or labels=tf.argmax({labels[0]}, axis=-1).")
    return (f"{labels[0]} has rank {len(a)}, {shape_text(a)}; with logits {shape_text(b)} the labels are {shape_text(b[:-1])}.",
            "fold the logits to [batch * time, classes] and the labels to [batch * time], or neither of the two.")


def _losses(evidence, match):
    """Two sides of a loss: an axis of size 1 too many, or other classes, or another time."""
    called = _called(evidence)
    if not any(part in called for part in ("loss", "cross_entropy", "error", "l2", "cosine", "accuracy", "mean_iou")):
        return None
    pair = [one for one in evidence.operands if one.value is not evaluation.MISSING and values.is_tensor(one.value) and one.label not in ("weights", "name", "scope")][:2]
    if len(pair) < 2:
        return None
    shapes = [_best_of(evidence, one.value) for one in pair]
    if "softmax_cross_entropy" in called and not called.startswith("sparse"):
        ids = _ids_in_softmax(pair, shapes)
        if ids is not None:
            return ids
    return _feeds_differ(evidence, None) or _two_sides(pair[0].name, shapes[0], pair[1].name, shapes[1])


def _ids_in_softmax(pair, shapes):
    """Labels that are ids, [batch] or a row or column of them, in the loss that takes one number for each class."""
    for labels, logits, a, b in ((pair[0], pair[1], *shapes), (pair[1], pair[0], *shapes[::-1])):
        if "label" not in labels.label and "logits" not in logits.label:
            continue
        if a is None or b is None or len(b) < 2 or b[-1] in (None, 1):
            continue
        rows = _product(b[:-1])
        if len(a) == len(b) - 1 or a[-1] == 1 or (rows is not None and _product(a) == rows):
            return (f"{labels.name}, {shape_text(a)}, holds one class id for each row of {logits.name}, {shape_text(b)}; this loss wants {b[-1]} numbers a row.",
                    f"tf.nn.sparse_softmax_cross_entropy_with_logits for ids, or tf.one_hot({labels.name}, {b[-1]}).")
    return None


def _two_sides(first, a, second, b):
    if a is None or b is None:
        return None
    if len(a) != len(b):
        (long_name, longer), (short_name, shorter) = sorted(((first, a), (second, b)), key=lambda one: -len(one[1]))
        if longer[-1] == 1 and len(longer) == len(shorter) + 1:
            return (f"{long_name} keeps an axis of size 1, {shape_text(longer)}, that {short_name}, {shape_text(shorter)}, has not.",
                    f"tf.squeeze({long_name}, axis={len(longer) - 1}), or tf.expand_dims({short_name}, {len(shorter)}).")
        return (f"{long_name} has rank {len(longer)}, {shape_text(longer)}; {short_name} has rank {len(shorter)}, {shape_text(shorter)}.",
                "bring both to one shape: one_hot for ids, tf.reshape, or an axis of the longer reduced.")
    for axis, (x, y) in enumerate(zip(a, b)):
        if x is None or y is None or x == y:
            continue
        if axis == 1 and len(a) == 3:
            return (f"{first} has {x} steps, {second} has {y} (axis 1, time).", "cut or pad both to one time: dynamic_decode stops at its longest sequence.")
        if axis == 0:
            return _batches(first, x, second, y)
        if axis == len(a) - 1:
            one, size = (first, x) if x == 1 else (second, y)
            if size == 1:
                return (f"{one} has one column, the other {max(x, y)}: ids on one side, one number for each class on the other.",
                        f"tf.one_hot the ids to depth {max(x, y)}, or use the sparse_ variant of the loss.")
            return (f"{first} has {x} classes (columns), {second} has {y}.", "make the last layer's units and the one-hot depth the same number.")
    return None


def _batches(first, x, second, y):
    small, large = sorted((x, y))
    if small and large % small == 0:
        return (f"{first} has {x} rows and {second} has {y}, {large // small} times as many: one of them is folded with the time axis (or another), or tiled.",
                "fold both to [batch * time, ...] or neither; reshape with the same axes on both sides.")
    return (f"{first} has {x} rows and {second} has {y}: they are not the same examples.",
            "take both from the same batch; where one is decoded, its time is that of the longest decoded sequence: cut or pad the other to it.")


# Of single operations

def _reshape(evidence, match):
    groups = match.groupdict() if match is not None else {}
    if groups.get("by"):
        return (f"the axis to split has {groups['is']} entries, which {groups['by']} does not divide.",
                f"give the sizes, tf.split(x, [sizes...], axis), or make the axis a multiple of {groups['by']}.")
    have = groups.get("have") or groups.get("have2")
    want = groups.get("want") or groups.get("want2")
    if have is None:
        return ("the array has another number of entries than the new shape.", "write -1 for the axis that may vary, or correct the sizes; look at the array's shape just before.")
    shown = f"the tensor has {have} numbers, the shape asked for needs {'a multiple of ' if 'multiple' in match.group() else ''}{want or 'others'}"
    if want and int(want) and "multiple" not in match.group():
        small, large = sorted((int(have), int(want)))
        if small and large % small == 0:
            return (f"{shown}: {large // small} times {'too many' if int(want) > int(have) else 'too few'}. A constant batch (or time) in the shape, or a factor forgotten.",
                    "write -1 for the batch axis, and the sizes that the tensor really has for the others.")
    return (f"{shown}.", "print the tensor's shape before: the sizes that follow strides, pooling or padding are others than assumed. Write -1 for the batch axis.")


def _inside(evidence, match):
    """Two batches that meet inside a loop or a layer that the user called."""
    from legacy_seq2seq.shapes import source

    clash = evidence.clash
    if clash is None or evidence.node is None or source.makes(evidence.node, evidence.operation.type) or clash.first_axis or clash.second_axis:
        return None
    a, b = _shapes(evidence)[clash.first][0], _shapes(evidence)[clash.second][0]
    inputs, state = _argument(evidence, "inputs"), _argument(evidence, "initial_state", "initial_state_fw")
    if _called(evidence) in _LOOPS and inputs is not None and values.is_tensor(inputs[1]):
        shape = _best_of(evidence, inputs[1])
        leaf = None if state is None else next((one for one in values.leaves(state[1]) if values.is_tensor(one)), None)
        rows = None if leaf is None else (_best_of(evidence, leaf) or (None,))[0]
        if shape is not None and len(shape) == 3 and rows is not None and shape[1] == rows != shape[0]:
            return (f"{inputs[0]}, {shape_text(shape)}, is time-major: its axis 1 is the batch of {state[0]}, {rows}; it is read as batch-major.",
                    f"time_major=True, or tf.transpose({inputs[0]}, [1, 0, 2]).")
        if state is not None and rows is not None and shape is not None and rows != shape[0]:
            fixed = "" if values.static_shape(leaf)[0] is None else " (it was fixed when the graph was built; a last, smaller batch?)"
            return (f"{state[0]} is a state for {rows} sequences{fixed}, {inputs[0]} holds {shape[0]}.",
                    "make the state for the batch that comes: cell.zero_state(tf.shape(x)[0], tf.float32); feed inputs and state alike; or leave incomplete batches out.")
    return _beams(evidence, a, b) or _feeds_differ(evidence, None) or _fixed_batch(evidence, clash)


def _beams(evidence, a, b):
    """One side is tiled for beam search, the other is not."""
    if None in (a, b) or min(a, b) == 0 or max(a, b) % min(a, b):
        return None
    called = _called(evidence)
    if not ("Attention" in called or "Beam" in called or called in ("dynamic_decode", "zero_state", "clone")):
        return None
    return (f"one side has {min(a, b)} rows, the other {max(a, b)}, {max(a, b) // min(a, b)} times as many: a part was tiled for beam search, another was not.",
            "tf.contrib.seq2seq.tile_batch(..., multiplier=beam_width) on all that comes from the encoder: memory, its lengths, and the state; zero_state(batch_size * beam_width).")


def _concat(evidence, match):
    operation = evidence.operation
    if operation is None or operation.type not in ("ConcatV2", "Concat"):
        return None
    from legacy_seq2seq.shapes import source

    if evidence.node is not None and not source.makes(evidence.node, operation.type):
        return None
    shapes = _shapes(evidence)[:-1]
    if any(shape is None for shape in shapes):
        return None
    ranks = {len(shape) for shape in shapes}
    names = _names(evidence)
    if len(ranks) > 1:
        return (f"tf.concat joins tensors of one rank: {', '.join(f'{n} {shape_text(s)}' for n, s in zip(names, shapes))}.",
                "tf.expand_dims (and tf.tile) the shorter one first.")
    fitting_axes = [axis for axis in range(len(shapes[0])) if all(
        a == b or a is None or b is None for shape in shapes[1:] for i, (a, b) in enumerate(zip(shapes[0], shape)) if i != axis)]
    if fitting_axes:
        return ("tf.concat joins along the wrong axis: all other axes must be equal.", f"tf.concat([...], axis={fitting_axes[-1]}) fits these shapes.")
    return _fixed_batch(evidence, evidence.clash)


def _fixed_batch(evidence, clash):
    """A batch that a line fixed as a constant, and another that came."""
    if clash is None or clash.first_axis != 0 or clash.second_axis != 0:
        return None
    from legacy_seq2seq.shapes import origins

    for position, other in ((clash.first, clash.second), (clash.second, clash.first)):
        tensor = evidence.operation.inputs[position]
        op = origins.of_axis(tensor, 0, evidence.best)
        if op.type in ("Const", "Fill", "VariableV2", "VarHandleOp") or values.static_shape(tensor) and values.static_shape(tensor)[0] is not None:
            if (values.static_shape(evidence.operation.inputs[other]) or (1,))[0] is None:
                have, came = evidence.best(tensor)[0], evidence.best(evidence.operation.inputs[other])[0]
                return (f"the batch of {evidence.name_of(tensor)} was fixed at {have} when the graph was built, and a batch of {came} came (a last, smaller one?).",
                        "take the batch from the data: batch = tf.shape(x)[0], cell.zero_state(batch, tf.float32), tf.fill([batch], ...); or leave incomplete batches out.")
    return None


def _elementwise(evidence, match):
    clash = evidence.clash
    if clash is None:
        return None
    shapes, names = _shapes(evidence), _names(evidence)
    a, b = shapes[clash.first], shapes[clash.second]
    fixed = _feeds_differ(evidence, None) or _fixed_batch(evidence, clash)
    if fixed is not None:
        return fixed
    (short_name, shorter), (long_name, longer) = sorted(((names[clash.first], a), (names[clash.second], b)), key=lambda one: len(one[1]))
    if len(longer) > len(shorter) > 0 and _alike(shorter, longer[:len(shorter)]):
        return (f"{short_name} {shape_text(shorter)} has the first axes of {long_name} {shape_text(longer)}, but shapes are compared from the last axis on.",
                f"give {short_name} a last axis of 1: tf.expand_dims({short_name}, -1)"
                + (f"; or, where {long_name} is a beam search's, take its best beam: {long_name}[:, :, 0]." if len(longer) == 3 else "."))
    if len(a) == len(b) == 2 and a == b[::-1]:
        return (f"{names[clash.second]} is {names[clash.first]} transposed.", "tf.transpose one of them.")
    if len(a) != len(b):
        return (f"{names[clash.first]} {shape_text(a)} and {names[clash.second]} {shape_text(b)} are compared from the last axis on.",
                "give the shorter one the missing axes where they belong: tf.expand_dims.")
    return _two_sides(names[clash.first], a, names[clash.second], b) if clash.first_axis == 0 else (
        f"{names[clash.first]} has {a[clash.first_axis]} in axis {clash.first_axis}, {names[clash.second]} has {b[clash.second_axis]}.",
        "make the two sizes one number, or reduce, slice or tile one of the two first.")


def _convolution(evidence, match):
    operation = evidence.operation
    if operation is None or operation.type not in ("Conv2D", "Conv1D", "DepthwiseConv2dNative", "MaxPool", "AvgPool"):
        return None
    shapes, names = _shapes(evidence), _names(evidence)
    if shapes[0] is None:
        return None
    if len(shapes[0]) != 4:
        return (f"{names[0]} has rank {len(shapes[0])}, {shape_text(shapes[0])}; a picture batch is [batch, height, width, channels].",
                f"tf.expand_dims({names[0]}, -1) for a missing channel axis, tf.expand_dims({names[0]}, 0) for a missing batch, or tf.reshape to four axes.")
    if len(shapes) > 1 and shapes[1] is not None and len(shapes[1]) == 4 and shapes[0][3] != shapes[1][2]:
        return (f"{names[0]} has {shapes[0][3]} channels, the filter {names[1]} {shape_text(shapes[1])} is made for {shapes[1][2]} "
                "([height, width, channels in, channels out]).", f"make the filter's third size {shapes[0][3]}.")
    return None


def _negative(evidence, match):
    return ("the window is larger than what is left of the picture or the sequence: it was halved or cut too often, or its axes stand in another order.",
            "padding='SAME', a smaller window, or one layer less; check which axes are height and width.")


def _layer(evidence, match):
    found = _argument(evidence, "inputs", "x", position=0) or next(((one.name, one.value) for one in evidence.operands if values.is_tensor(one.value)), None)
    if found is None or not values.is_tensor(found[1]):
        return None
    shape = values.static_shape(found[1])
    what = match.groupdict().get("what", "") if match is not None else ""
    if _called(evidence) in _LOOPS:
        return _rnn_inputs(evidence, match)
    digits = [int(one) for one in what.split("=")[-1:] if one.strip().isdigit()]
    if "ndim" in what and digits and shape is not None:
        if len(shape) < digits[0]:
            return (f"{found[0]} has rank {len(shape)}, {shape_text(shape)}; this layer wants rank {digits[0]}.",
                    f"give it the missing axis, tf.expand_dims({found[0]}, ...), or tf.reshape it to {digits[0]} axes.")
        return (f"{found[0]} has rank {len(shape)}, {shape_text(shape)}; this layer wants rank {digits[0]}.",
                f"fold axes first: tf.layers.flatten({found[0]}) or tf.reshape.")
    return (f"{found[0]}, {shape_text(shape)}, is not what the layer was built for ({what or 'another size'}).",
            "a layer that is used again needs inputs of the size it was built with; make another layer for other inputs.")


def _unknown_depth(evidence, match):
    loop = _rnn_inputs(evidence, match)
    if loop is not None:
        return loop
    found = next(((one.name, one.value) for one in evidence.operands if values.is_tensor(one.value)), None)
    if found is None:
        return None
    shape = values.static_shape(found[1])
    return (f"the last axis of {found[0]} is unknown, {shape_text(shape)}: the layer's weights need a number.",
            f"write the size into the placeholder, or {found[0]}.set_shape([..., size]), or a tf.reshape with that size.")


def _unknown_size(evidence, match):
    held = unknown.names(evidence)
    asked = unknown.tensors(evidence)
    if held:
        name, line, _ = held[0]
        whose = f", the static shape of {asked[0][0]}, {shape_text(values.static_shape(asked[0][1]))}" if asked else ""
        cause = f"{name} is None: line {line} took it from what is known when the graph is built{whose}."
    elif asked:
        cause = f"{asked[0][0]} is {shape_text(values.static_shape(asked[0][1]))}: its None is known in the run alone, and was used as a number when the graph was built."
    else:
        cause = "a size that is known in the run alone (None in the static shape) was used as a number when the graph was built."
    name = asked[0][0] if asked else "x"
    return cause, f"take it from the run: tf.shape({name})[0] instead of {name}.get_shape()[0]; tf.zeros([tf.shape({name})[0], n]); -1 in tf.reshape; or write the number into the placeholder."


def _unknown_number(evidence, match):
    return ("a tensor is taken apart along an axis whose length is unknown when the graph is built.",
            "write that length into the placeholder, or pass num=; for any length use tf.nn.dynamic_rnn, tf.map_fn or tf.while_loop.")


def _float_size(evidence, match):
    return ("a size is a float: in Python 3 the division / makes one.", "use // or int(...).")


def _loop(evidence, match):
    before, after = (messages.sizes(match[name].strip("()")) if match[name] != "<unknown>" else None for name in ("before", "after"))
    if before is not None and after is not None and len(before) == len(after):
        free = tuple(a if a == b else None for a, b in zip(before, after))
        return (f"a loop variable changes its shape from {shape_text(before)} to {shape_text(after)} in one iteration.",
                f"shape_invariants=[..., tf.TensorShape({list(free)})] for it where it grows, or a tf.TensorArray that collects; set_shape inside where only the knowledge is lost.")
    return ("a loop variable's shape is not the same after an iteration.", "shape_invariants, or set_shape on what the body returns.")


def _reuse(evidence, match):
    return (f"the variable {match['variable'].rstrip(',')} exists with shape ({match['before']}); this use would need ({match['now']}).",
            "give this use a variable_scope of its own; where the weights are to be shared, the inputs (and sizes) must be the same.")


def _restore(evidence, match):
    shapes = messages.shapes_in(evidence.message)
    text = f" (graph {shape_text(shapes[0])}, checkpoint {shape_text(shapes[1])})" if len(shapes) >= 2 else ""
    return (f"the checkpoint was written by a graph with other sizes{text}: another vocabulary, number of units or embedding size.",
            "build the graph with the sizes of the run that wrote it, or start a new checkpoint folder.")


def _slice(evidence, match):
    found = next(((one.name, one.value) for one in evidence.operands if values.is_tensor(one.value)), None)
    if found is None:
        return None
    shape = _best_of(evidence, found[1])
    return (f"the slice reaches beyond {found[0]}, {shape_text(shape)}.", "index within its rank and sizes (the first index is 0, the last size - 1).")


def _batch_elements(evidence, match):
    return (f"the data set's elements have different shapes, [{match['first']}] and [{match['other']}] (component {match['part']}): batch() stacks equal ones only.",
            "dataset.padded_batch(batch_size, padded_shapes=...), or pad or cut the elements in map().")


def _steps(evidence, match):
    lengths = _argument(evidence, "sequence_length", "sequence_lengths", "seq_lens")
    name = "sequence_length" if lengths is None else lengths[0]
    size = match.groupdict().get("size")
    inputs = next((one for one in evidence.operands if values.is_tensor(one.value) and one.label != "sequence_length"), None)
    what = "the inputs" if inputs is None else inputs.name
    steps = f"{size} steps" if size else f"the steps of {what}"
    return (f"a length in {name} is longer than {what} has time: a step beyond {steps} was read.",
            f"count the lengths on the padded batch, without <go> or <eos> that it does not hold: np.minimum({name}, time), or pad {what} to the longest length.")


def _not_equal(evidence, match):
    first, second = (match.groupdict().get(name) for name in ("first", "second"))
    if not first or not second:
        return None
    a, b = messages.sizes(first), messages.sizes(second)
    pair = [one for one in evidence.operands if values.is_tensor(one.value)][:2]
    if len(a) == len(b) == 2 and a[0] == b[0] and a[1] != b[1]:
        names = sorted(pair, key=lambda one: "label" not in one.label and "target" not in one.name) if len(pair) == 2 else None
        labels, logits = (names[0].name, names[1].name) if names else ("the targets", "the logits")
        return (f"{labels} has {a[1]} steps and {logits} {b[1]} (axis 1, time): dynamic_decode stops at the longest decoded sequence, the padding goes further.",
                f"cut both to one time: {labels}[:, :tf.shape({logits})[1]], the mask too; or pad the logits.")
    if len(a) == len(b) == 2 and a[::-1] == b:
        return ("one side is time-major, the other batch-major.", "tf.transpose one of them, [1, 0, 2] (or [1, 0]).")
    return (f"two shapes that must be equal are {shape_text(a)} and {shape_text(b)}.", "bring both sides to the same batch and time.")


def _squeeze(evidence, match):
    if _called(evidence) != "squeeze":
        return None
    found = _tensor_operand(evidence, 0)
    shape = None if found is None else _best_of(evidence, found[1])
    return (f"squeeze takes away axes of size 1 alone; {found[0]} is {shape_text(shape)}." if found else "squeeze takes away axes of size 1 alone.",
            "name an axis that has size 1; to choose one entry of an axis, index it: x[:, 0].")


def _unstack(evidence, match):
    if evidence.operation is None or evidence.operation.type != "Unpack":
        return None
    name, shape = _names(evidence)[0], _shapes(evidence)[0]
    return (f"tf.unstack takes {name}, {shape_text(shape)}, apart along the wrong axis: axis 0 where no other is said." if shape else "", f"tf.unstack({name}, axis=1) for the steps of a [batch, time, depth].")


def _array_of_steps(evidence, match):
    if "TensorArray" not in evidence.message:
        return None
    return ("the rows that were written to the TensorArray have different shapes; stack() needs equal ones.", "pad the rows to one length, or use concat() for rows that differ in axis 0.")


def _tile(evidence, match):
    if evidence.operation is None or evidence.operation.type != "Tile":
        return None
    shapes, names = _shapes(evidence), _names(evidence)
    if shapes[0] is None or shapes[1] is None:
        return None
    return (f"{names[0]} has {len(shapes[0])} axes, {shape_text(shapes[0])}, the multiples have {shapes[1][0]} entries: one is wanted for each axis.",
            f"tf.tile({names[0]}, [n{', 1' * (len(shapes[0]) - 1)}]); for beam search tf.contrib.seq2seq.tile_batch({names[0]}, beam_width).")


def _structure(evidence, match):
    found = _initial_state(evidence, match)
    return found or ("", "") if match is None or "nested structure" not in evidence.message else found or ("two nests (states, loop variables, branches) are built differently.",
                     "shapes.diff(a, b) shows the first leaf that differs; LSTMStateTuple(c, h) is not a plain tuple, and a MultiRNNCell's state is a tuple of its layers' states.")


def _array(evidence, match):
    shapes = [(one.name, values.static_shape(one.value)) for one in evidence.operands if one.value is not evaluation.MISSING and values.static_shape(one.value) is not None]
    shown = " and ".join(f"{name} {shape_text(shape)}" for name, shape in shapes[:2])
    return (f"NumPy cannot bring these arrays together{': ' + shown if shown else ''}.", "look at both shapes just before this line; transpose, reshape or cut one of them.")


def _rank(evidence, match):
    found = next(((one.name, one.value) for one in evidence.operands if values.is_tensor(one.value)), None)
    if found is None or evidence.operation is None:
        return None
    import re

    wanted = re.search(r"must be (?:at least |at most )?rank (\d+) but is (?:at least )?rank (\d+)", evidence.message)
    if wanted is None:
        return None
    want, have = int(wanted[1]), int(wanted[2])
    name = next((n for n, s in zip(_names(evidence), _shapes(evidence)) if s is not None and len(s) == have), None)
    if name is None:
        return None
    if have < want:
        return (f"{name} has rank {have} where rank {want} is wanted: {want - have} axes are missing.", f"tf.expand_dims({name}, ...) or tf.reshape.")
    return (f"{name} has rank {have} where rank {want} is wanted: {have - want} axes too many.", f"tf.reshape({name}, ...) to fold axes, tf.squeeze for those of size 1, or take one step of it.")


def _set_shape(evidence, match):
    if _called(evidence) != "set_shape":
        return None
    return ("set_shape states what is already true; it changes nothing, and here it contradicts what is known.", "tf.reshape or tf.transpose, to change a shape.")


def _assign(evidence, match):
    if evidence.operation is None or not evidence.operation.type.startswith("Assign"):
        return None
    return ("a variable keeps the shape it was made with.", "make the variable with the value's shape, or reshape the value (validate_shape=False allows another).")


def _transpose(evidence, match):
    if evidence.operation is None or evidence.operation.type != "Transpose":
        return None
    shape = _shapes(evidence)[0]
    return (f"the permutation has not one entry for each of the {len(shape)} axes of {_names(evidence)[0]}, {shape_text(shape)}.",
            f"perm must be an order of {list(range(len(shape)))}.") if shape is not None else None


def _stack(evidence, match):
    if evidence.operation is None or evidence.operation.type != "Pack":
        return None
    return ("tf.stack (or a list turned into a tensor) needs equal shapes.", "tf.concat along the axis that differs, or pad to one length first.")


def _feeds_differ(evidence, match):
    """In a run: placeholders whose batches differ."""
    batches = {}
    for tensor, array in evidence.feed.items():
        if array.ndim and (values.static_shape(tensor) or (0,))[0] is None:
            batches.setdefault(array.shape[0], []).append(evidence.name_of(tensor))
    if len(batches) < 2:
        return None
    told = "; ".join(f"{', '.join(names)} {size}" for size, names in sorted(batches.items()))
    return (f"the feeds have different numbers of rows (axis 0): {told}.", "feed the same examples to all of them: slice inputs, labels and lengths alike.")


_GENERAL = (_labels_rank, _set_shape, _lengths, _rnn_inputs, _initial_state, _inside, _matmul, _losses, _concat, _tile, _squeeze, _unstack, _array_of_steps, _convolution, _assign, _transpose, _stack, _elementwise, _rank,
            _feeds_differ)
_BY_KIND = {
    "count": (_reshape,), "negative": (_negative,), "layer": (_layer,), "unknown depth": (_unknown_depth,), "unknown size": (_unknown_size,),
    "unknown number": (_unknown_number,), "float size": (_float_size,), "loop": (_loop,), "reuse": (_reuse,), "restore": (_restore,), "slice": (_slice,),
    "batch elements": (_batch_elements,), "steps": (_steps,), "not equal": (_not_equal,), "structure": (_structure,), "array": (_array,), "lengths": (_lengths,),
}
