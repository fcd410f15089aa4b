"""The boxes and arrows of a model's diagram: its inputs, layers, cells, decoders and losses, and the tensors that go between."""

import collections

from legacy_seq2seq.shapes import places, rehearsal, source
from legacy_seq2seq.shapes.groups import called_by
from legacy_seq2seq.shapes.row import short_shape_text

Box = collections.namedtuple("Box", "key kind title subtitle")
Box.__doc__ = """kind: "input", "layer", "loss" or "op". title: the user's name. subtitle: what made it, with how many parameters, where."""
Arrow = collections.namedtuple("Arrow", "source target label")

_MOST_BOXES = 18  # with more than these, plain operations become parts of the arrows
_LOSSES = ("loss", "cross_entropy")
_INPUTS = ("Placeholder", "Iterator", "OneShotIterator", "QueueDequeue")
_LONGEST_TITLE = 28


def of_table(table):
    """([Box], [Arrow]) of a `Table` of a whole graph."""
    shown = [group for group in table.groups if not group.makes_gradients and _is_of_the_model(group)]
    parameters = _parameters(shown)
    boxes = {i: _box(i, group, parameters.get(group.chain, 0)) for i, group in enumerate(shown)}
    arrows = _arrows(shown)
    _leave_out(boxes, arrows)
    return list(boxes.values()), [Arrow(a, b, label) for (a, b), label in arrows.items()]


def _is_of_the_model(group):
    """Whether a group has a result that is no mere size or index."""
    return any(not _is_bookkeeping(row, True) for row in group.folded())


def _parameters(groups):
    """{lines: how many parameters they made}."""
    found = collections.Counter()
    if groups and groups[0].ops:
        for variable in rehearsal.variables(groups[0].ops[0].graph):
            number = variable.shape.num_elements()
            found[places.making(variable.op)[0]] += number or 0
    return found


def _box(key, group, parameters):
    rows = group.folded()
    names = [name for name in _assigned(group) if name.strip("_")]
    names = names or list(dict.fromkeys(row.name.partition(".")[0].partition(" (")[0] for row in rows if row.name))
    names = [name.translate({ord("("): None, ord(")"): None}) for name in names]
    title = (
        ", ".join(name[5:] if name.startswith("self.") else name for name in names) or rows[-1].tensor.partition(":")[0].rpartition("/")[2]
    )
    is_an_object = group.place is not None and source.makes_an_object(group.place.file, group.place.line)
    call = "" if is_an_object or rows[-1].call.startswith("__") else rows[-1].call
    made = call or called_by(group) or rows[-1].op
    where = f"{group.place.file.rpartition('/')[2]}:{group.place.line}" if group.place else ""
    size = f"{parameters:,} parameters" if parameters else ""
    cut = title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"
    return Box(key, _kind(group, made, parameters), cut, "\n".join(part for part in (f"{made}   {where}".strip(), size) if part))


def _assigned(group):
    return source.assigned_at(group.place.file, group.place.line) if group.place is not None else ()


def _kind(group, made, parameters):
    ops = group.ops
    if any(op.type.startswith(_INPUTS) for op in ops):
        return "input"
    if any(word in made for word in _LOSSES):
        return "loss"
    in_a_loop = any(op.type in ("LoopCond", "While", "StatelessWhile") for op in ops)
    return "layer" if parameters or in_a_loop else "op"


def _arrows(groups):
    """{(source, target): label}: the shapes of the tensors that one group's operations take from another's."""
    made_by = {tensor.name: i for i, group in enumerate(groups) for op in group.ops for tensor in op.outputs}
    rows = {row.tensor: row for group in groups for row in group.rows}
    results = {group.rows[i].tensor for group in groups for i in group.results}
    taken = {}
    for target, group in enumerate(groups):
        for op in group.ops:
            for tensor in op.inputs:
                origin = made_by.get(tensor.name)
                if _written(tensor) is not tensor:
                    tensor = _written(tensor)
                    results.add(tensor.name)
                if (
                    tensor.name in rows
                    and origin is not None
                    and origin != target
                    and not _is_bookkeeping(rows[tensor.name], tensor.name in results)
                ):
                    taken.setdefault((origin, target), {})[tensor.name] = rows[tensor.name]
    return {
        pair: _label([row for row in found.values() if row.tensor in results] or list(found.values()))
        for pair, found in taken.items()
        if pair[0] < pair[1]
    }


def _written(tensor):
    """What an array of tensors was filled from, for the number that stands for its being filled."""
    is_filled = tensor.op.type in ("TensorArrayScatterV3", "TensorArrayUnpackV3") and len(tensor.op.inputs) > 2
    return tensor.op.inputs[2] if is_filled else tensor


def _is_bookkeeping(row, is_a_result):
    """Whether a tensor is a size, an index or a handle, of which the model's drawing says nothing."""
    shape = row.runtime if row.runtime is not None else row.static
    if row.dtype in ("bool", "resource", "variant", "string") or row.op == "Const":
        return True
    return row.dtype in ("int32", "int64") and (shape == () or not is_a_result and (shape is None or len(shape) < 2))


def _label(rows):
    texts = [short_shape_text(row.runtime if row.runtime is not None else row.static) for row in rows]
    counted = collections.Counter([text for text in texts if text != "[]"] or texts)
    lines = [text if number == 1 else f"{number} × {text}" for text, number in counted.items()]
    return "\n".join(lines[:2] + (["…"] if len(lines) > 2 else []))


def _leave_out(boxes, arrows):
    """Makes plain operations parts of the arrows, while there are too many boxes; and drops what is joined to nothing."""
    direct = set(arrows)
    for may_go in (lambda box: not box.title or box.title == "_", lambda box: box.kind == "op"):
        for key in [key for key, box in boxes.items() if may_go(box)]:
            if len(boxes) <= _MOST_BOXES and boxes[key].title.strip("_"):
                break
            _contract(key, boxes, arrows)
    _shorten(arrows, direct)
    joined = {key for pair in arrows for key in pair}
    for key in [key for key, box in boxes.items() if key not in joined and box.kind != "input"]:
        del boxes[key]


def _shorten(arrows, direct):
    """Leaves out arrows over left-out boxes between two that are joined by way of others already."""
    users = collections.defaultdict(set)
    for a, b in arrows:
        users[a].add(b)
    for a, b in sorted(set(arrows) - direct):
        waiting, seen = [one for one in users[a] if one != b], set()
        while waiting:
            one = waiting.pop()
            if one not in seen and one <= b:
                seen.add(one)
                waiting.extend(users[one])
        if b in seen:
            users[a].discard(b)
            del arrows[a, b]


def _contract(key, boxes, arrows):
    into = [a for a, b in arrows if b == key]
    out = {b: label for (a, b), label in arrows.items() if a == key}
    for pair in [pair for pair in arrows if key in pair]:
        del arrows[pair]
    del boxes[key]
    for a in into:
        for b, label in out.items():
            arrows.setdefault((a, b), label)
