"""Explains what is wrong with a feed: which placeholder, which axis, where the value came from."""

import ast

import numpy as np

from legacy_seq2seq.shapes import bindings, evaluation, feed_advice, messages, places, source, values
from legacy_seq2seq.shapes.explanation import Explanation, Origin, Part
from legacy_seq2seq.shapes.row import shape_text


def explain_feed(evidence, match):
    """The explanation of «Cannot feed value of shape … for Tensor …»."""
    fed, wanted = messages.sizes(match["fed"]), messages.sizes(match["wanted"])
    tensor = _tensor(evidence, match["tensor"])
    if tensor is not None:
        static = values.static_shape(tensor)
        wanted = wanted if static is None else static
    value, written, line = _value(evidence, tensor)
    name = match["tensor"] if tensor is None else evidence.name_of(tensor)
    made = places.of_op(tensor.op) if tensor is not None else []
    given = written or "the value"
    parts = [
        Part(given, shape_text(fed), "", values.dtype_name(value), _came_from(evidence, written, line)),
        Part(name, shape_text(wanted), "", values.dtype_name(tensor) if tensor is not None else "", made[-1] if made else None),
    ]
    cause, remedy = feed_advice.advise(
        feed_advice.Feed(name, wanted, given, fed, value, values.dtype_name(tensor) if tensor is not None else "")
    )
    return Explanation(
        _place(evidence),
        f"{name}: {written}" if written else "",
        _outer(evidence),
        parts,
        _clash(name, wanted, given, fed),
        _origins(made, wanted, fed),
        cause,
        remedy,
    )


def explain_ragged(evidence):
    """The explanation of rows of different lengths where one array was wanted."""
    found = _ragged_feed(evidence)
    if found is None:
        return _ragged_elsewhere(evidence)
    tensor, value, written, line = found
    name = evidence.name_of(tensor)
    made = places.of_op(tensor.op)
    lengths = values.lengths(value)
    parts = [
        Part(written or "the value", shape_text(values.of_lists(value)), "", "", _came_from(evidence, written, line)),
        Part(name, shape_text(values.static_shape(tensor)), "", values.dtype_name(tensor), made[-1] if made else None),
    ]
    return Explanation(
        _place(evidence),
        f"{name}: {written}" if written else "",
        _outer(evidence),
        parts,
        _unequal(written or "The value", lengths),
        [],
        *feed_advice.ragged(written or "the rows", lengths),
    )


def _ragged_elsewhere(evidence):
    for one in evidence.operands:
        if isinstance(one.value, (list, tuple)) and None in (values.of_lists(one.value) or ()):
            lengths = values.lengths(one.value)
            part = Part(one.name, shape_text(values.of_lists(one.value)), "", "", None)
            return Explanation(
                evidence.place,
                source.written(evidence.node),
                _outer(evidence),
                [part],
                _unequal(one.name, lengths),
                [],
                *feed_advice.ragged(one.name, lengths),
            )
    return None


def _unequal(name, lengths):
    if not lengths:
        return f"{name} holds rows and numbers side by side: no array has that shape."
    shown = ", ".join(map(str, lengths[:6])) + (", …" if len(lengths) > 6 else "")
    return f"{name} has rows of different lengths ({shown}): an array needs one length."


def _ragged_feed(evidence):
    if evidence.session_run is None or not evidence.session_run[2]:
        return None
    for key, value in evidence.session_run[2].items():
        tensor = _as_tensor(evidence, key)
        try:
            is_array = np.asarray(value).dtype != object
        except ValueError:
            is_array = False
        if tensor is not None and not is_array:
            _, written, line = _value(evidence, tensor)
            return tensor, value, written, line
    return None


def _place(evidence):
    return places.of_entry(evidence.users[-1])


def _outer(evidence):
    lines = [places.of_entry(entry) for entry in reversed(evidence.users[:-1])]
    return lines[:3]


def _tensor(evidence, name):
    try:
        return evidence.graph.get_tensor_by_name(name)
    except (KeyError, ValueError):
        return None


def _as_tensor(evidence, key):
    try:
        return bindings.fed_for(evidence.graph.as_graph_element(key, allow_operation=False))
    except (TypeError, ValueError, KeyError):
        return None


def _value(evidence, tensor):
    """(the value that was fed, its source text or "", the line that wrote the pair)."""
    if evidence.session_run is None or tensor is None:
        return None, "", None
    value = next((one for key, one in (evidence.session_run[2] or {}).items() if _as_tensor(evidence, key) is tensor), None)
    for entry in reversed(evidence.users):
        for key, part, frame in _pairs(entry):
            known = evaluation.MISSING if key is None or frame is None else evaluation.value_of(key, frame)
            position = _position_in(evidence, known, tensor)
            if position is not None:  # of dict(zip(placeholders, values))
                return value, f"{source.written(part, 80)}[{position}]", part.lineno
            if (known is not evaluation.MISSING and _as_tensor(evidence, known) is tensor) or _is_named(evidence, key, tensor):
                return value, source.written(part, 80), part.lineno
    return value, "", None


def _position_in(evidence, known, tensor):
    """The position of a tensor in a list of placeholders, else None."""
    if not isinstance(known, (list, tuple)):
        return None
    return next((position for position, one in enumerate(known) if _as_tensor(evidence, one) is tensor), None)


def _is_named(evidence, key, tensor):
    """Whether a key that cannot be evaluated (a property, an element in a loop) has the tensor's name: `model.x` for `self.x`."""
    while isinstance(key, ast.Subscript):
        key = key.value
    name = evidence.names.of(tensor).partition("[")[0].rpartition(".")[2]
    return key is not None and bool(name) and getattr(key, "attr", getattr(key, "id", None)) == name


def _pairs(entry):
    """(key, value, frame to evaluate the key in or None) of the feed that a running statement writes or takes from a variable."""
    file, line, frame = entry.tb_frame.f_code.co_filename, entry.tb_lineno, entry.tb_frame
    statement = source.statement_at(file, line)
    if statement is None:
        return
    nodes = list(source.own_nodes(statement))
    for node in nodes:
        if isinstance(node, ast.Dict):
            yield from ((key, value, frame) for key, value in zip(node.keys, node.values))
    for node in nodes:
        if isinstance(node, (ast.Name, ast.Attribute)):
            name = source.written(node)
            yield from ((key, value, frame) for key, value in source.element_assignments(file, line, name))
            for given in source.updates(file, line, name):
                yield from _of_expression(given, file, frame)
            assigned = source.last_assignment(file, line, name)
            held = None if assigned is None else getattr(source.statement_at(file, assigned), "value", None)
            yield from _of_expression(held, file, frame)
        elif isinstance(node, ast.Call):
            yield from _of_expression(node, file, frame)


def _of_expression(held, file, frame):
    """The pairs of a dictionary as written, or of the one that a function of the same file returns."""
    if isinstance(held, ast.Dict):
        yield from ((key, value, frame) for key, value in zip(held.keys, held.values))
    elif isinstance(held, ast.Call) and source.function_name(held) in ("dict", "zip"):
        zipped = held if source.function_name(held) == "zip" else held.args[0] if held.args else None
        if isinstance(zipped, ast.Call) and len(zipped.args) == 2:
            yield zipped.args[0], zipped.args[1], frame
    elif isinstance(held, ast.Call):
        function = source.function_named(file, source.function_name(held))
        if function is None:
            return
        names = [one.arg for one in function.args.args if one.arg != "self"]
        given = dict(zip(names, held.args))
        for node in ast.walk(function):
            if isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values):
                    outer = given.get(getattr(key, "id", None))
                    yield (outer, value, frame) if outer is not None else (key, value, None)
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
                key = node.targets[0].slice
                yield given.get(getattr(key, "id", None), key), node.value, None


def _came_from(evidence, written, line):
    """The user's line that last assigned the value that was fed."""
    if not written or line is None:
        return None
    for entry in reversed(evidence.users):
        file = entry.tb_frame.f_code.co_filename
        name = written.partition("[")[0].partition("(")[0]
        assigned = source.last_assignment(file, line, name)
        if assigned is not None:
            return places.Place(file, assigned, entry.tb_frame.f_code.co_name)
    return None


def _clash(name, wanted, given, fed):
    if len(wanted) != len(fed):
        return f"{given} has rank {len(fed)}, {shape_text(fed)}; {name} wants rank {len(wanted)}, {shape_text(wanted)}."
    for axis, (a, b) in enumerate(zip(fed, wanted)):
        if b is not None and a != b:
            return f"Axis {axis} of {given} is {a}; {name} wants {b} there."
    return ""


def _origins(made, wanted, fed):
    if not made or len(wanted) != len(fed):
        return []
    return [Origin(str(b), made[-1]) for a, b in zip(fed, wanted) if b is not None and a != b][:1]
