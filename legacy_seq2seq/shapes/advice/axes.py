"""Hints for axes that are not there, for indices and masks."""

from legacy_seq2seq.shapes import values
from legacy_seq2seq.shapes.advice import facts
from legacy_seq2seq.shapes.row import shape_text


def axis(evidence, match):
    """An axis that a tensor or an array has not."""
    asked = next((int(match[name]) for name in ("axis", "axis2", "axis3") if match.groupdict().get(name)), None)
    found = _of_few_axes(evidence, asked)
    if found is None or asked is None:
        return None
    name, shape = found
    only = "it is a single number" if not shape else "its only axis is 0" if len(shape) == 1 else f"its axes are 0 to {len(shape) - 1}"
    called = facts.called(evidence)
    if called in ("argmax", "arg_max") and len(shape) == 1:
        remedy = f"where {name} holds class ids already, use it as it is: tf.equal(tf.argmax(logits, 1), {name})."
    elif called in ("append", "concatenate", "stack"):
        remedy = f"give {name} the missing axis, np.expand_dims({name}, {asked}), or join along another one."
    elif called.startswith("reduce_") and asked > 0:
        remedy = f"leave that reduction out, {name} is reduced already; or choose an axis that it has."
    else:
        remedy = "choose an axis that it has (-1 is the last one), or give it the missing axis with tf.expand_dims."
    return f"{name} is {shape_text(shape)}: {only}; there is no axis {asked}.", remedy


def _of_few_axes(evidence, asked):
    """(name, shape) of the first operand that has no such axis."""
    for one in evidence.operands:
        shape = facts.best_of(evidence, one.value) if values.has_shape(one.value) and not one.is_keyword else None
        if shape is not None and asked is not None and not -len(shape) <= asked < len(shape):
            return one.name, shape
    tensors = evidence.operation.inputs[:1] if evidence.operation is not None else []
    return next(((evidence.name_of(one), evidence.best(one)) for one in tensors if evidence.best(one) is not None), None)


def gather_nd(evidence, match):
    if evidence.operation is None or evidence.operation.type != "GatherNd":
        return None
    params, indices = facts.shapes(evidence)[:2]
    if not indices or params is None or indices[-1] is None or indices[-1] <= len(params):
        return None
    first, second = facts.names(evidence)[:2]
    return (
        f"the last axis of {second}, {shape_text(indices)}, makes indices of {indices[-1]} numbers; {first}, {shape_text(params)}, has "
        f"{len(params)} axes.",
        f"make the last axis of {second} at most {len(params)}: one number for each axis that is indexed.",
    )


def boolean_mask(evidence, match):
    """A mask that is not the first axes of what it masks."""
    if facts.called(evidence) != "boolean_mask":
        return None
    tensor, mask = facts.argument(evidence, "tensor", position=0), facts.argument(evidence, "mask", position=1)
    if tensor is None or mask is None:
        tensors = [(one.name, one.value) for one in evidence.operands if values.has_shape(one.value)]
        if len(tensors) < 2:
            return None
        tensor, mask = tensors[:2]
    a, b = facts.best_of(evidence, tensor[1]), facts.best_of(evidence, mask[1])
    if a is None or b is None:
        return None
    if b and b[-1] == 1 and values.may_be_equal(b[:-1], a[: len(b) - 1]):
        return (
            f"{mask[0]} keeps a last axis of size 1, {shape_text(b)}; a mask has the first axes of {tensor[0]}, {shape_text(a)}, as they "
            "are.",
            f"tf.squeeze({mask[0]}, axis=-1) (or leave out keepdims where it is computed).",
        )
    return (
        f"{mask[0]}, {shape_text(b)}, is not the first axes of {tensor[0]}, {shape_text(a)}.",
        f"make the mask {shape_text(a[: len(b)])}.",
    )


def top_k(evidence, match):
    """One-hot targets where class ids are wanted."""
    if facts.called(evidence) != "in_top_k":
        return None
    targets = facts.argument(evidence, "targets", position=1)
    shape = None if targets is None else facts.best_of(evidence, targets[1])
    if not shape or len(shape) < 2:
        return None
    return (
        f"{targets[0]} is {shape_text(shape)}; in_top_k wants the class ids, a vector [batch].",
        f"tf.argmax({targets[0]}, 1) where it is one-hot." if shape[-1] != 1 else f"tf.reshape({targets[0]}, [-1]).",
    )


def lengths_of_ctc(evidence, match):
    """A number, or another count, where CTC wants a length for each sequence."""
    if facts.called(evidence) not in ("ctc_loss", "ctc_greedy_decoder", "ctc_beam_search_decoder"):
        return None
    found = facts.argument(evidence, "sequence_length", position=2 if facts.called(evidence) == "ctc_loss" else 1)
    shape = None if found is None or not values.has_shape(found[1]) else facts.best_of(evidence, found[1])
    if shape is None or len(shape) == 1:
        return None
    return (
        f"{found[0]} is {'one number' if not shape else shape_text(shape)}; sequence_length is a vector [batch], one length for each "
        "sequence.",
        "tf.fill([batch_size], steps) where all are full, else the true lengths.",
    )
