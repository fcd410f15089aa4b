"""Explains an exception: at the user's own line, which shapes disagree, where they come from, and what to do."""

from legacy_seq2seq import ownership
from legacy_seq2seq.shapes import advice, checkpoints, evaluation, expectation, messages, origins, places, source, unknown, values
from legacy_seq2seq.shapes.evidence import Evidence
from legacy_seq2seq.shapes.explanation import Explanation, Origin, Part
from legacy_seq2seq.shapes.feeding import explain_data, explain_feed, explain_ragged
from legacy_seq2seq.shapes.row import shape_text

_MOST_PARTS = 8
_NO_TENSORS = {"tf", "np", "numpy", "tensorflow", "self", "cell", "output_layer", "helper", "decoder", "scope", "name"}


def explain(error, may_run=False):
    """The `Explanation` of an exception, or None where its fault is not one of shapes or nothing can be said.

    may_run: whether run-time shapes that the feed alone does not tell may be measured by running the graph once more; only
    where the program has ended. Never raises, runs no line of the user's again, adds nothing to any graph.
    """
    try:
        return _explain(error, may_run)
    except Exception:  # an explanation that fails must not hide the user's own error
        return None


def _explain(error, may_run):
    evidence = Evidence(error, may_run)
    if not evidence.users:
        return None
    unmet = expectation.explain(evidence)
    if unmet is not None:
        return unmet
    kind, match = messages.kind_of(error, evidence.message, not _raised_by_user(evidence)) or (None, None)
    is_of_ours = evidence.is_our_own and messages.is_of_shapes(evidence.message)
    if kind is None and not is_of_ours and not _is_of_an_operations_shapes(evidence):
        return None
    if (
        kind == "structure"
        and not evidence.is_our_own
        and advice.advise(evidence, kind, None)[0] == ""
        and "nested structure" not in evidence.message
    ):
        return None  # of tensors that cannot be iterated over only those are of shapes where a state is told apart
    if kind == "unknown rank" and advice.advise(evidence, kind, match)[0] == "":
        return None  # any None can be at fault there
    if kind == "data":
        return explain_data(evidence, match)
    if kind == "restore" and _is_of_a_checkpoint(evidence):
        return _explain_restore(evidence)
    if kind == "feed":
        return explain_feed(evidence, match)
    if kind == "ragged":
        return explain_ragged(evidence)
    return _explain_operation(evidence, kind, match)


def _is_of_an_operations_shapes(evidence):
    """Whether TensorFlow refused an operation whose inputs' shapes do disagree, in words that are not known here."""
    is_tensorflows = hasattr(evidence.error, "error_code") or isinstance(evidence.error, ValueError) and not evidence.is_the_users_own
    return is_tensorflows and evidence.clash is not None and messages.may_be_of_shapes(evidence.message)


def _is_of_a_checkpoint(evidence):
    return evidence.operation is None or any(tensor.op.type.startswith("Restore") for tensor in evidence.operation.inputs)


def _explain_restore(evidence):
    """A checkpoint of other shapes: at the line that restores, with all variables that do not fit."""
    operation = evidence.operation
    variable = operation.inputs[0] if operation is not None and operation.inputs else None
    there, saved = (messages.shapes_in(evidence.message) + [None, None])[:2]
    found = [] if variable is None else checkpoints.misfits(operation, evidence.entries) or [checkpoints.Misfit(variable, there, saved)]
    parts = [
        _part(evidence, evidence.name_of(one.variable), one.variable)._replace(shape=shape_text(one.there), runtime="")
        for one in found[:_MOST_PARTS]
    ]
    clash = ""
    if found and there is not None and saved is not None:
        told = [
            f"{one.variable.op.name} is {shape_text(one.there)} in this graph, {shape_text(one.saved)} in the checkpoint"
            for one in found[:_MOST_PARTS]
        ]
        more = f"; and {len(found) - _MOST_PARTS} more" if len(found) > _MOST_PARTS else ""
        clash = f"The variable {'; '.join(told)}{more}."
    return Explanation(
        evidence.line_of_run,
        "",
        [places.of_entry(entry) for entry in reversed(evidence.users[:-1])][:3],
        parts,
        clash or _said(evidence),
        [],
        *advice.advise(evidence, "restore", None),
    )


def _raised_by_user(evidence):
    """Whether the exception is the user's own `raise`, and not Python's or NumPy's word on the user's line."""
    if not evidence.is_the_users_own:
        return False
    statement = source.statement_at(evidence.place.file, evidence.place.line)
    return type(statement).__name__ in ("Raise", "Assert")


def _explain_operation(evidence, kind, match):
    parts = _parts(evidence) + _unknown_parts(evidence, kind) + _loop_parts(evidence, kind) + _layer_parts(evidence, kind, match)
    clash, sides = _clash(evidence)
    if evidence.is_our_own:  # whose own words say what is wrong and what to do
        clash, sides, cause, remedy = "", [], _said(evidence), ""
    else:
        cause, remedy = advice.advise(evidence, kind, match)
        is_told = bool(cause) and (kind == "structure" or evidence.is_our_assertion)
        clash = clash or ("" if is_told else _said(evidence))
    return Explanation(
        evidence.place,
        "" if evidence.node is None else source.written(evidence.node),
        _called_from(evidence),
        parts,
        clash,
        [one for one in sides if one is not None],
        cause,
        remedy,
        evidence.line_of_run if _is_of_a_run(evidence) and evidence.line_of_run[:2] != evidence.place[:2] else None,
    )


def _called_from(evidence):
    """The user's lines that led there, the innermost first."""
    lines = evidence.made[:-1] if _is_of_a_run(evidence) else [places.of_entry(entry) for entry in evidence.users]
    return [line for line in reversed(lines) if line[:2] != evidence.place[:2]][:3]


def _is_of_a_run(evidence):
    return evidence.operation is not None and evidence.operation.op is not None


def _parts(evidence):
    """The operands of the user's expression; where that is not the failed operation itself, its inputs by their own names too."""
    shown = [one for one in evidence.operands if _is_telling(evidence, one)]
    parts = [
        _part(evidence, f"{one.label} = {one.name}" if one.is_keyword and one.label != one.name else one.name, one.value) for one in shown
    ]
    if evidence.is_our_own:
        return _unique(parts + _parts_of_our_frames(evidence))[:_MOST_PARTS]
    if evidence.is_our_assertion:
        return _unique(parts + _asserted_parts(evidence))[:_MOST_PARTS]
    inner = [] if evidence.operation is None or _covers(evidence) else _inner_parts(evidence)
    if inner:  # the operands' own tensors under their outer names
        parts = [part for part, one in zip(parts, shown) if one.value is not evaluation.MISSING]
    return ((parts + inner) or _fed_parts(evidence))[:_MOST_PARTS]


def _unique(parts):
    return list({part.name.rpartition(" = ")[2]: part for part in reversed(parts)}.values())[::-1]


def _parts_of_our_frames(evidence):
    """The user's tensors that this package compared when it raised: an attention's memory, a state's parts."""
    found = []
    for entry in evidence.entries[evidence.entries.index(evidence.users[-1]) + 1 :]:
        held = list(entry.tb_frame.f_locals.values()) if ownership.is_ours(entry.tb_frame.f_code.co_filename) else []
        mechanisms = [one for value in held for one in getattr(value, "_attention_mechanisms", ())]
        for value in held + [getattr(one, "values", None) for one in mechanisms]:
            for tensor in values.leaves(value) if values.has_tensors(value) else ():
                named = _named(evidence, tensor, 0) if values.static_shape(tensor) and hasattr(tensor, "value_index") else None
                if named is not None and evidence.names.of(named[0]):
                    found.append(_part(evidence, evidence.names.of(named[0]), named[0]))
    return found


def _asserted_parts(evidence):
    """The nearest tensors with names of the user's that the asserted values were computed from."""
    found, seen, waiting = [], set(), list(evidence.operation.inputs)
    while waiting and len(seen) < 300 and len(found) < _MOST_PARTS:
        tensor = waiting.pop(0)
        if tensor.name in seen:
            continue
        seen.add(tensor.name)
        name, made = evidence.names.of(tensor), places.of_op(tensor.op)
        if name and not (made and source.makes_an_object(*made[-1][:2])):
            found.append(_part(evidence, name, tensor))
        else:
            waiting.extend(tensor.op.inputs)
    return found


def _fed_parts(evidence):
    """What was fed: where the failed expression tells no tensor."""
    return [_part(evidence, evidence.name_of(tensor), tensor) for tensor in list(evidence.feed)[:_MOST_PARTS]]


def _inner_parts(evidence):
    """The failed operation's inputs that have names of the user's and are not shown yet."""
    found = {}
    shown = {one.name for one in evidence.operands if one.value is not evaluation.MISSING}
    for tensor in evidence.operation.inputs[:4]:
        name, made = evidence.names.of(tensor), places.of_op(tensor.op)
        if name and name not in shown and not (made and made[-1][:2] == evidence.place[:2]) and not evidence.is_unassigned(tensor):
            found[name] = _part(evidence, name, tensor)
    if not found and not any(values.is_tensor(one.value) for one in evidence.operands):
        for tensor in evidence.operation.inputs[:2]:  # without names, but with the lines that made them
            made = places.of_op(tensor.op)
            if made and made[-1][:2] != evidence.place[:2]:
                found[tensor.op.name] = _part(evidence, tensor.op.name, tensor)
    return list(found.values())


def _unknown_parts(evidence, kind):
    """Of a None that was used as a size: the names that hold it, and the tensors whose shape was asked for."""
    found = unknown.tensors(evidence) if kind in ("unknown size", "reuse") else []
    return [_part(evidence, name, value) for name, value in found if kind == "reuse" or None in (values.static_shape(value) or (None,))]


def _loop_parts(evidence, kind):
    """The loop variable that a message names, where it is not shown by itself."""
    entered = messages.loop_variable(evidence.message)
    if kind != "loop" or entered is None:
        return []
    try:
        tensor = evidence.graph.get_tensor_by_name(entered)
    except (KeyError, ValueError):
        return []
    name = evidence.names.of(tensor)
    return [_part(evidence, name, tensor)] if name and all(one.name != name for one in evidence.operands) else []


def _layer_parts(evidence, kind, match):
    """What a Keras model's next layer was given, where the line names no tensor: by the message; and the shape the user wrote."""
    if kind not in ("layer", "negative") or match is None or any(values.is_tensor(one.value) for one in evidence.operands):
        return []
    given = messages.layers_input(evidence.message)
    written = source.keywords(evidence.place.file, evidence.place.line, ("input_shape", "batch_input_shape"))
    inputs = [] if given is None else [Part("the layer's input", shape_text(given), "", "", None)]
    return inputs + [Part(f"input_shape = {source.written(one, 60)}", "", "", "", None) for one in written]


def _is_telling(evidence, operand):
    """Whether an operand is worth showing: what has a shape, and what was written as a plain name or keyword and is not known."""
    value = operand.value
    if value is evaluation.MISSING:
        return operand.name.isidentifier() and operand.name not in _NO_TENSORS and operand.label not in _NO_TENSORS
    if type(value) in (int, float):
        return evidence.is_our_own and not operand.name.replace(".", "").isdigit()
    if hasattr(value, "state_size"):
        return False
    return values.has_tensors(value) or values.static_shape(value) is not None


def _covers(evidence):
    """Whether the operands that are shown are the operation's inputs themselves."""
    shown = {getattr(one.value, "name", None) for one in evidence.operands}
    return all(tensor.name in shown for tensor in evidence.operation.inputs[:2])


def _is_short(value):
    """Whether a list is one of a few numbers, which tell more than their shape does."""
    return len(value) <= 6 and not any(isinstance(one, (list, tuple, dict)) for one in value) and len(str(value)) <= 60


def _part(evidence, name, value):
    runtime = ""
    if value is evaluation.MISSING:
        return Part(name, "not kept", "", "", None)
    if type(value) in (int, float) or isinstance(value, (list, tuple)) and not values.has_tensors(value) and _is_short(value):
        return Part(name, f"is {value}", "", "", None)
    if values.is_tensor(value):
        tensor = _read(evidence, value)
        found = evidence.runtime(tensor)
        runtime = "" if found is None else shape_text(found)
        made = places.of_op(tensor.op)
    else:
        made = []
    return Part(name, values.described(value), runtime, values.dtype_name(value), made[-1] if made else None)


def _read(evidence, value):
    """A variable's tensor; a tensor itself."""
    return value if hasattr(value, "value_index") else getattr(value, "_variable", value)


def _clash(evidence):
    """(sentence, [the origins of its two sizes])."""
    clash = evidence.clash
    if clash is None:
        return "", []
    pairs = [
        (evidence.operation.inputs[position], axis)
        for position, axis in ((clash.first, clash.first_axis), (clash.second, clash.second_axis))
    ]
    return _sentence(evidence, pairs), [_origin(evidence, tensor, axis) for tensor, axis in pairs]


def _sentence(evidence, pairs):
    """Which axes of which of the user's tensors disagree."""
    is_the_operation = evidence.node is not None and source.makes(evidence.node, evidence.operation.type)
    inside = "" if is_the_operation else f"inside, in {evidence.operation.type}: "
    sides = []
    for tensor, axis in pairs:
        named = _named(evidence, tensor, axis)
        if named is not None:
            sides.append(f"axis {named[1]} of {evidence.name_of(named[0])} is {evidence.best(tensor)[axis]}")
        else:
            behind = _behind(evidence, tensor)
            who = evidence.name_of(tensor) if behind is None else f"what comes of {behind}"
            sides.append(f"axis {axis} of {who}, {shape_text(evidence.best(tensor))}, is {evidence.best(tensor)[axis]}")
    sentence = f"{inside}{sides[0]}, {sides[1]}; they must be equal."
    return sentence[0].upper() + sentence[1:]


def _named(evidence, tensor, axis):
    """The nearest tensor, on the way that the size came, that the user has a name for, with its axis; None where there is none."""
    for one, own_axis in origins.way_of_axis(tensor, axis, evidence.best):
        if evidence.names.of(one) or any(operand.value is one for operand in evidence.operands):
            return one, own_axis
    return None


def _behind(evidence, tensor):
    """The name of the one operand that a tensor inside the user's call was computed from; None where there are several or none."""
    wanted = {one.value.name: one.name for one in evidence.operands if values.is_tensor(one.value) and hasattr(one.value, "name")}
    found, seen, waiting = set(), set(), [tensor]
    while waiting and len(seen) < 300:
        one = waiting.pop()
        if one.name in wanted:
            found.add(wanted[one.name])
        elif one.name not in seen:
            seen.add(one.name)
            made = places.of_op(one.op)
            if made and made[-1][:2] == evidence.place[:2] and one.op.type not in ("Shape", "Rank", "Size"):
                waiting.extend(one.op.inputs)
    return found.pop() if len(found) == 1 else None


def _origin(evidence, tensor, axis):
    op = list(origins.way_of_axis(tensor, axis, evidence.best))[-1][0].op
    made = places.of_op(op)
    size = evidence.best(tensor)[axis]
    return Origin(str(size), made[-1]) if made else None


def _said(evidence):
    """What TensorFlow said, in one line, where no axis can be told."""
    text = evidence.message.strip()
    if evidence.is_our_own:
        return text.partition("\n")[0]
    text = text.partition(" for '{{node")[0].partition("\n\t [[")[0].partition("\n")[0]
    return text[:300]
