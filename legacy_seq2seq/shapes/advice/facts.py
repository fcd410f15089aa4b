"""Facts of a failure that several hints ask for."""

import math

from legacy_seq2seq.shapes import evaluation, source, values


def shapes(evidence):
    """The finest known shapes of the failed operation's inputs."""
    return [] if evidence.operation is None else [evidence.best(tensor) for tensor in evidence.operation.inputs]


def names(evidence):
    return [] if evidence.operation is None else [evidence.name_of(tensor) for tensor in evidence.operation.inputs]


def called(evidence):
    """The last part of what the user's expression calls, "" where it is no call."""
    return (source.function_name(evidence.node) or "") if type(evidence.node).__name__ == "Call" else ""


def argument(evidence, *labels, position=None):
    """(source text, value) of an argument of the user's call by its parameter or position; None where there is none."""
    plain = [one for one in evidence.operands if not one.is_keyword]
    for one in evidence.operands:
        if one.label in labels and one.value is not evaluation.MISSING:
            return one.name, one.value
    if position is not None and position < len(plain) and plain[position].value is not evaluation.MISSING:
        return plain[position].name, plain[position].value
    return None


def best_of(evidence, value):
    return evidence.best(value) if values.is_tensor(value) and hasattr(value, "value_index") else values.static_shape(value)


def tensor_operand(evidence):
    """(source text, tensor) of what the user's call works on: its `inputs`, else its first positional tensor; None where there is none."""
    plain = [one for one in evidence.operands if not one.is_keyword and values.is_tensor(one.value)]
    given = [one for one in evidence.operands if one.label == "inputs" and values.is_tensor(one.value)]
    chosen = given or plain
    return (chosen[0].name, chosen[0].value) if chosen else None


def first_tensor(evidence):
    """(source text, tensor) of the first operand that is a tensor, None where there is none."""
    return next(((one.name, one.value) for one in evidence.operands if values.is_tensor(one.value)), None)


def product(shape):
    return None if None in shape else math.prod(shape)
