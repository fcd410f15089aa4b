"""Hints for batches: one that was fixed when the graph was built, feeds of different numbers of rows."""

from legacy_seq2seq.shapes import origins, places, values
from legacy_seq2seq.shapes.advice import facts
from legacy_seq2seq.shapes.row import shape_text

_MADE_HERE = ("Const", "Fill", "VariableV2", "VarHandleOp")


def fixed_batch(evidence, clash):
    """A batch that a line fixed as a constant, and another that came."""
    if clash is None or clash.first_axis != 0 or clash.second_axis != 0:
        return None
    for position, other in ((clash.first, clash.second), (clash.second, clash.first)):
        fixed, free = evidence.operation.inputs[position], evidence.operation.inputs[other]
        if _is_fixed(evidence, fixed) and (values.static_shape(free) or (1,))[0] is None:
            have, came = evidence.best(fixed)[0], evidence.best(free)[0]
            return (
                f"the batch of {evidence.name_of(fixed)} was fixed at {have} when the graph was built, and a batch of {came} came "
                "(a last, smaller one?).",
                "take the batch from the data: batch = tf.shape(x)[0], cell.zero_state(batch, tf.float32), tf.fill([batch], ...); "
                "or leave incomplete batches out.",
            )
    return None


def _is_fixed(evidence, tensor):
    static = values.static_shape(tensor)
    return bool(static) and static[0] is not None or origins.of_axis(tensor, 0, evidence.best).type in _MADE_HERE


def other_rows(evidence, is_certain=True):
    """Tensors to be joined side by side whose batches (axis 0) differ; is_certain: only where axis 0 is surely the batch."""
    clash = evidence.clash
    if clash is None or clash.first_axis or clash.second_axis:
        return None
    first, second = (evidence.operation.inputs[position] for position in (clash.first, clash.second))
    a, b = evidence.best(first)[0], evidence.best(second)[0]
    small, large = sorted((a, b))
    tiled = small and large % small == 0 and any("tile_batch" in op.name for op in evidence.graph.get_operations())
    if is_certain and not tiled:
        return None
    names = [evidence.name_of(one) for one in (first, second)]
    if tiled:
        return (
            f"{names[0]} has {a} rows and {names[1]} {b}, {large // small} times as many: a part was tiled for beam search, another was "
            "not.",
            "tf.contrib.seq2seq.tile_batch(..., multiplier=beam_width) on all that meets there, and batch_size * beam_width for what is "
            "made anew.",
        )
    return (
        f"{names[0]} is a batch of {a}, {names[1]} one of {b}: they are not the same examples.",
        "make both for the same batch; placeholders and constants that fix a batch size must fix the same one (or None).",
    )


def flattened(evidence, match):
    """Another number of rows because a reshape to [-1, size] took a size that is not that of one example."""
    clash = evidence.clash
    if clash is None or clash.first_axis or clash.second_axis:
        return None
    for position, other in ((clash.first, clash.second), (clash.second, clash.first)):
        op = origins.of_axis(evidence.operation.inputs[position], 0, evidence.best)
        rows = evidence.best(evidence.operation.inputs[other])[0]
        before, after = (evidence.best(one) for one in (op.inputs[0], op.outputs[0])) if op.type == "Reshape" else (None, None)
        each, taken = (facts.product(shape[1:]) if shape else None for shape in (before, after))
        if each and taken and len(before) > 2 and before[0] == rows and each != taken and places.of_op(op):
            name = evidence.name_of(op.inputs[0])
            return (
                f"line {places.of_op(op)[-1].line} reshapes {name}, {shape_text(before)}, to {shape_text(after)}: an example has "
                f"{' * '.join(map(str, before[1:]))} = {each} numbers and not {taken}, so the rows are no longer the {rows} examples.",
                f"tf.reshape({name}, [-1, {each}]), or tf.layers.flatten({name}).",
            )
    return None


def feeds_differ(evidence, match):
    """In a run: two placeholders whose batches are the two sizes that disagree."""
    if evidence.clash is None:
        return None
    clash, inputs = evidence.clash, evidence.operation.inputs
    disagreeing = {evidence.best(inputs[clash.first])[clash.first_axis], evidence.best(inputs[clash.second])[clash.second_axis]}
    batches = {}
    for tensor, array in evidence.feed.items():
        if array.ndim and (values.static_shape(tensor) or (0,))[0] is None:
            batches.setdefault(array.shape[0], []).append(evidence.name_of(tensor))
    if not disagreeing <= set(batches):
        return None
    told = "; ".join(f"{', '.join(batches[size])} {size}" for size in sorted(disagreeing))
    return (
        f"the feeds have different numbers of rows (axis 0): {told}.",
        "feed the same examples to all of them: slice inputs, labels and lengths alike.",
    )
