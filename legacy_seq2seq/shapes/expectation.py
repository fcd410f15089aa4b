"""An expectation that was not met: in words, and as an explanation."""

import collections
import re

import numpy as np

from legacy_seq2seq.shapes import bindings, explanation, origins, places, spec, values
from legacy_seq2seq.shapes.row import shape_text

Mismatch = collections.namedtuple("Mismatch", "source tree size expected by meeting", defaults=(None,))
Mismatch.__doc__ = """What was compared.

source: the `bindings.Source` of the axis, its `axis` None for a number of axes. tree: what was written for the axis, None for a
number of axes. size, expected: what came and what should have; None where only the run tells. by: [(name, its size or None,
the Source that told it)]. meeting: a function that gives the Sources that met, where several tensors told the name in one run.
"""

REMEDY = "where the two may differ, give them different names, or give another model names of its own: with shapes.names():"
SEVERAL = "shapes.expect: `{}` has several sizes in one run,"


def source_text(source):
    """A source in words: axis 1 of `X` (Placeholder:0) in `batch time`, train.py:12"""
    if source.axis is None:
        return f"the call{_at(source)}"
    return f"axis {source.axis} of {tensor_text(source)} in `{source.spec}`{_at(source)}"


def tensor_text(source):
    """A tensor by both of its names: `X` (Placeholder:0)."""
    if source.name and source.tensor:
        return f"`{source.name}` ({source.tensor})"
    return f"`{source.name or source.tensor}`" if source.name or source.tensor else "the value"


def _at(source):
    return "" if source.place is None else f", {explanation._short(source.place.file)}:{source.place.line}"


def pieces(source, tree, size, expected, by):
    """A comparison in words, as a list of texts and sizes. size, expected: ints, or the tensors that tell them in a run."""
    found = [f"shapes.expect: {source_text(source)}, is", size]
    if not by and expected is not None:
        return [*found, "and not", expected]
    if by and isinstance(tree, spec.Name):
        return [*found, f"but `{tree.name}` is", by[0][1], f"by {source_text(by[0][2])}"]
    found += [f"but `{spec.written(tree)}` is", expected] if expected is not None else [f"which is no `{spec.written(tree)}`"]
    for position, (name, one, told_by) in enumerate(by):
        found += [f"{', and' if position else ', where'} `{name}` is", one, f"by {source_text(told_by)}"]
    return found


def sentence(found):
    """Pieces as one line of text."""
    return " ".join(map(str, found)).replace(" ,", ",")


def error(mismatch):
    """The ValueError of a mismatch that is known when the graph is built."""
    came = mismatch.source
    if mismatch.tree is None:
        wanted = f"`{came.spec}` names {mismatch.expected}" if came.spec else '"" is a scalar'
        text = f"shapes.expect: {tensor_text(came)}{_at(came)}, is {shape_text(came.shape)}, {_axes(mismatch.size)}, but {wanted}"
    else:
        told = pieces(came, mismatch.tree, mismatch.size, mismatch.expected, mismatch.by)
        text = f"{sentence(told)}; {tensor_text(came)} is {shape_text(came.shape)}"
    found = ValueError(text + (f"\n  To do: {REMEDY}" if mismatch.by else ""))
    found.shapes_mismatch = mismatch
    return found


def _axes(number):
    return "a scalar" if number == 0 else f"{number} ax{'i' if number == 1 else 'e'}s"


# The explanation


def explain(evidence):
    """The `Explanation` of an expectation that was not met; None of any other exception."""
    mismatch = getattr(evidence.error, "shapes_mismatch", None) or _of_a_run(evidence)
    if mismatch is None:
        return None
    numbers = [] if evidence.operation is None else _numbers(evidence, mismatch)
    told = _told(evidence, mismatch, numbers)
    place = evidence.place
    if mismatch.meeting is not None and told:  # whichever of them noticed: the later line
        place = told[-1][2].place or place
    is_of_a_run = evidence.operation is not None
    brought = _origins(evidence, mismatch, told, numbers)
    return explanation.Explanation(
        place,
        "",
        _outer(evidence, place) if place == evidence.place else [],
        _parts(evidence, mismatch, told, numbers),
        _clash(mismatch, told, numbers),
        brought,
        _cause(mismatch, told, place, {origin.place[:2] for origin in brought}),
        _remedy(mismatch, told),
        evidence.line_of_run if is_of_a_run and evidence.line_of_run[:2] != place[:2] else None,
    )


def _of_a_run(evidence):
    op = getattr(evidence.error, "op", None)
    record = getattr(getattr(op, "graph", None), bindings.RECORD, None)
    return None if record is None else record.checks.get(op.name)


def _numbers(evidence, mismatch):
    """The numbers that a failed check tells, in order: the axis's own, what was expected, what each name that the run tells is."""
    if mismatch.meeting is not None:
        found = re.search(r"in one run,\] \[([-\d ]+)\]", evidence.message)
        return [int(one) for one in found.group(1).split()] if found else []
    return [int(one) for one in re.findall(r"\] \[(-?\d+)\]", evidence.message)]


def _told(evidence, mismatch, numbers):
    """[(name, its size or None, the Source that told it)], of a run with its numbers."""
    if mismatch.meeting is not None:
        return _met(evidence, mismatch, numbers)
    found, rest = [], numbers[1:] if isinstance(mismatch.tree, spec.Name) else numbers[2:]
    for name, size, told_by in mismatch.by:
        found.append((name, rest.pop(0) if size is None and rest else size, told_by))
    return found


def _met(evidence, mismatch, numbers):
    """The tensors that met with several sizes, in the order of their lines."""
    sources = mismatch.meeting()
    at = sorted((evidence.message.find(source_text(one)), position) for position, one in enumerate(sources))
    order = [position for where, position in at if where >= 0]
    found = zip(numbers, order) if len(order) == len(numbers) else ()
    return [(mismatch.tree.name, size, sources[position]) for size, position in sorted(found, key=lambda one: one[1])]


def _outer(evidence, place):
    lines = evidence.made[:-1] if evidence.operation is not None else [places.of_entry(entry) for entry in evidence.users]
    return [line for line in reversed(lines) if line[:2] != place[:2]][:3]


def _tensor(evidence, source):
    try:
        return evidence.graph.get_tensor_by_name(source.tensor)
    except (KeyError, ValueError):
        return None


def _sides(mismatch, told, numbers):
    """[(size or None, Source)] of the axes that were compared."""
    own = [] if mismatch.meeting is not None else [(numbers[0] if numbers else mismatch.size, mismatch.source)]
    return own + [(size, told_by) for _, size, told_by in told]


def _parts(evidence, mismatch, told, numbers):
    found = {}
    for size, one in _sides(mismatch, told, numbers):
        tensor = _tensor(evidence, one)
        if tensor is not None and one.tensor not in found:
            made = places.of_op(tensor.op)
            runtime = np.shape(evidence.feed[tensor]) if tensor in evidence.feed else evidence.runtime(tensor)
            if runtime is not None and one.axis is not None and one.axis < len(runtime) and runtime[one.axis] is None:
                runtime = tuple(size if axis == one.axis else known for axis, known in enumerate(runtime))
            shown = "" if runtime is None else shape_text(runtime)
            where = made[-1] if made else None
            found[one.tensor] = explanation.Part(_name(one), shape_text(one.shape), shown, values.dtype_name(tensor), where)
    return list(found.values())


def _name(source):
    return source.name or source.tensor


def _clash(mismatch, told, numbers):
    """Which sizes differ, in a sentence."""
    came = mismatch.source
    if mismatch.meeting is not None:
        sides = ", ".join(f"{size} in axis {one.axis} of {_name(one)}" for _, size, one in told)
        return f"{mismatch.tree.name} has several sizes in one run: {sides}."
    size = numbers[0] if numbers else mismatch.size
    if mismatch.tree is None:
        wanted = f"but `{came.spec}` names {mismatch.expected}" if came.spec else 'but "" is a scalar'
        return f"{_name(came)} has {'no axes' if size == 0 else _axes(size)}, {wanted}."
    start = f"Axis {came.axis} of {_name(came)} is {size}"
    if not spec.names_of(mismatch.tree):
        return f"{start}, and not {spec.written(mismatch.tree)}."
    if told and isinstance(mismatch.tree, spec.Name):
        return f"{start}, but {mismatch.tree.name} is {told[0][1]}; they must be equal."
    sizes = {name: one for name, one, _ in told if one is not None}
    whole = spec.value(mismatch.tree, sizes) if set(spec.names_of(mismatch.tree)) <= set(sizes) else None
    text, sides = spec.written(mismatch.tree), ", ".join(f"{name} is {one}" for name, one, _ in told)
    if whole is not None:
        return f"{start}, but {text} is {whole}: {sides}."
    return f"{start}, which is no {text}{': ' if sides else ''}{sides}."


def _origins(evidence, mismatch, told, numbers):
    """The lines that brought the sizes."""
    found = []
    for size, one in _sides(mismatch, told, numbers):
        tensor = _tensor(evidence, one)
        if tensor is not None and one.axis is not None and size is not None:
            made = places.of_op(list(origins.way_of_axis(tensor, one.axis, evidence.best))[-1][0].op)
            found += [explanation.Origin(str(size), made[-1])] if made else []
    return list(dict.fromkeys(found))


def _cause(mismatch, told, place, shown):
    """Who said what the names are. shown: the (file, line) of lines whose text stands there already."""
    lines = []
    for name, size, one in told:
        if one.place is not None:
            where = "this line" if one.place[:2] == place[:2] else explanation._at(one.place, place)
            where = where.partition(": ")[0] if one.place[:2] in shown else where
            lines.append(f"{name} is {size} by {where}")
    return "; ".join(lines) or f"The line expects `{mismatch.source.spec}`."


def _remedy(mismatch, told):
    if mismatch.tree is None:
        return 'Name as many axes as the tensor has; "..." stands for any number of them.'
    return f"W{REMEDY[1:]}" if told else "Bring the tensor to that size, or write the size that is meant."
