"""Hints for sizes that are not known when the graph is built, for loops, variables, checkpoints and data sets."""

import ast

from legacy_seq2seq.shapes import evaluation, messages, unknown, values
from legacy_seq2seq.shapes.advice import facts, recurrent
from legacy_seq2seq.shapes.row import shape_text


def unknown_size(evidence, match):
    held = [one for one in unknown.names(evidence) if not _is_number(evidence, one[0])]
    asked = [one for one in unknown.tensors(evidence) if None in (values.static_shape(one[1]) or (None,))]
    if held:
        name, line, _ = held[0]
        whose = f", the static shape of {asked[0][0]}, {shape_text(values.static_shape(asked[0][1]))}" if asked else ""
        what = "is None" if evaluation.value_of(ast.parse(name, mode="eval").body, evidence.users[-1].tb_frame) is None else "holds None"
        cause = f"{name} {what}: line {line} took it from what is known when the graph is built{whose}."
    elif asked:
        shape = shape_text(values.static_shape(asked[0][1]))
        cause = f"{asked[0][0]} is {shape}: its None is known in the run alone, and was used as a number when the graph was built."
    else:
        cause = "a size that is known in the run alone (None in the static shape) was used as a number when the graph was built."
    name = asked[0][0] if asked else "x"
    if facts.called(evidence) in ("get_variable", "Variable"):
        return cause, (
            f"a variable needs numbers: write the size into the placeholder or into the tf.reshape that {name} comes of, or "
            f"{name}.set_shape([..., size])."
        )
    return cause, (
        f"take it from the run: tf.shape({name})[0] instead of {name}.get_shape()[0]; tf.zeros([tf.shape({name})[0], n]); "
        "-1 in tf.reshape; or write the number into the placeholder."
    )


def _is_number(evidence, name):
    frame = evidence.users[-1].tb_frame
    return type(frame.f_locals.get(name, frame.f_globals.get(name))) is int


def unknown_number(evidence, match):
    return (
        "a tensor is taken apart along an axis whose length is unknown when the graph is built.",
        "write that length into the placeholder, or pass num=; for any length use tf.nn.dynamic_rnn, tf.map_fn or tf.while_loop.",
    )


def float_size(evidence, match):
    return ("a size is a float: in Python 3 the division / makes one.", "use // or int(...).")


def loop(evidence, match):
    before, after = (messages.sizes(match[name].strip("()")) if match[name] != "<unknown>" else None for name in ("before", "after"))
    cell = recurrent.users_cell(evidence)
    if cell is not None and before and after:
        name, returned, line = cell
        return (
            f"{name}'s state_size makes a state of {shape_text(before)}, but what its call returns as the new state, {returned} (line "
            f"{line}), is {shape_text(after)}.",
            f"return a state of state_size, or let state_size say {', '.join(map(str, after[1:]))}.",
        )
    named = named_by(evidence, messages.loop_variable(evidence.message))
    what = f"the loop variable {named}" if named else "a loop variable"
    if before is not None and after is not None and len(before) != len(after):
        more = "" if not after or after[-1] != 1 or len(after) < len(before) else ": an axis of size 1 more (multinomial, keepdims)"
        return (
            f"{what} enters as {shape_text(before)} and the body returns it as {shape_text(after)}{more}.",
            "return it in the rank in which it enters: "
            + ("tf.squeeze(..., axis=-1)." if more else "tf.squeeze, tf.expand_dims or tf.reshape in the body."),
        )
    if before is not None and after is not None and len(before) == len(after):
        free = tuple(a if a == b else None for a, b in zip(before, after))
        return (
            f"{what} changes its shape from {shape_text(before)} to {shape_text(after)} in one iteration.",
            f"shape_invariants=[..., tf.TensorShape({list(free)})] for it where it grows, or a tf.TensorArray that collects; set_shape "
            "inside where only the knowledge is lost.",
        )
    return ("a loop variable's shape is not the same after an iteration.", "shape_invariants, or set_shape on what the body returns.")


def named_by(evidence, name):
    """The user's name for a tensor that a message names; "" where it is not known."""
    try:
        return evidence.names.of(evidence.graph.get_tensor_by_name(name))
    except (KeyError, ValueError, TypeError):
        return ""


def reuse(evidence, match):
    return (
        f"the variable {match['variable'].rstrip(',')} exists with shape ({match['before']}); this use would need ({match['now']}).",
        "give this use a variable_scope of its own; where the weights are to be shared, the inputs (and sizes) must be the same.",
    )


def restore(evidence, match):
    shapes = messages.shapes_in(evidence.message)
    text = f" (graph {shape_text(shapes[0])}, checkpoint {shape_text(shapes[1])})" if len(shapes) >= 2 else ""
    return (
        f"the checkpoint was written by a graph with other sizes{text}: another vocabulary, number of units or embedding size.",
        "build the graph with the sizes of the run that wrote it, or start a new checkpoint folder.",
    )


def batch_elements(evidence, match):
    return (
        f"the data set's elements have different shapes, [{match['first']}] and [{match['other']}]: batch() stacks equal ones only.",
        "dataset.padded_batch(batch_size, padded_shapes=...), or pad or cut the elements in map().",
    )


def initial_value(evidence, match):
    if "must have a shape specified" not in evidence.message and "must have shape" not in evidence.message:
        return None
    return (
        "a variable needs a whole static shape, and its initial value has a None (a batch that is known in the run alone).",
        "do not make it a variable: a zero_state or tf.zeros([tf.shape(x)[0], n]) serves as it is; or fix the batch; or "
        "validate_shape=False.",
    )


def assign(evidence, match):
    if evidence.operation is None or not evidence.operation.type.startswith("Assign"):
        return None
    pairs = zip(facts.names(evidence)[:2], facts.shapes(evidence)[:2])
    told = ", ".join(f"{name} is {shape_text(shape)}" for name, shape in pairs if shape is not None)
    return (
        f"a variable keeps the shape it was made with{': ' if told else ''}{told}.",
        "make the variable with the value's shape, or reshape the value (validate_shape=False allows another).",
    )
