"""The boxes and arrows of a model's diagram: its inputs, layers, cells, decoders and losses, and the tensors that go between."""

import collections

from legacy_seq2seq.shapes import places, rehearsal, source
from legacy_seq2seq.shapes.groups import statement_of
from legacy_seq2seq.shapes.row import short_shape_text

Box = collections.namedtuple("Box", "key kind title made parameters file line named")
Box.__doc__ = """kind: "input", "layer", "loss" or "op". title: the user's name. made: what made it, and in which scope. named: whether the
caller gave the name, so that it stays."""
Arrow = collections.namedtuple("Arrow", "source target label")

_MOST_BOXES = 18  # with more than these, plain operations become parts of the arrows
_LOSSES = ("loss", "cross_entropy")
_INPUTS = ("Placeholder", "Iterator", "OneShotIterator", "QueueDequeue")
_ASK_FOR_SIZES = ("Shape", "ShapeN", "Size", "Rank")
_LONGEST_TITLE = 36


def of_table(table, names=None):
    """([Box], [Arrow]) of a `Table` of a whole graph. names: {tensor name: what to call it}; their boxes stay."""
    names = names or {}
    shown = [group for group in table.groups if not group.makes_gradients and _is_of_the_model(group, names)]
    parameters = _parameters(shown)
    boxes = {i: _box(i, group, parameters.get(i), names) for i, group in enumerate(shown)}
    arrows = _arrows(shown)
    _leave_out(boxes, arrows)
    return list(boxes.values()), [Arrow(a, b, label) for (a, b), label in arrows.items()]


def _is_of_the_model(group, names):
    """Whether a group has a result that is no mere size or index."""
    return any(not _is_bookkeeping(row, True) for row in group.folded()) or any(row.tensor in names for row in group.rows)


def _parameters(groups):
    """{number of a group: how many parameters it made, or was the first to use where a line of their own made them}.

    0 where it uses those of others: a layer that is applied a second time.
    """
    found = {}
    if not groups or not groups[0].ops:
        return found
    makers = {_statement(group.chain): i for i, group in enumerate(groups)}
    sizes, used = {}, {}
    for variable in rehearsal.variables(groups[0].ops[0].graph):
        if not variable.dtype.base_dtype.is_floating:  # a counter of steps
            continue
        maker = makers.get(_statement(places.making(variable.op)[0]))
        sizes[variable.op.name] = variable.shape.num_elements() or 0
        if maker is not None:
            used[variable.op.name] = maker
            found[maker] = found.get(maker, 0) + sizes[variable.op.name]
    for i, group in enumerate(groups):
        for name in {tensor.op.name for op in group.ops for tensor in op.inputs}:
            while name and name not in sizes:
                name = name.rpartition("/")[0]
            if name:
                found[i] = found.get(i, 0) + (0 if name in used else sizes[name])
                used.setdefault(name, i)
    return found


def _statement(chain):
    return (*chain[:-1], statement_of(chain[-1])) if chain else ()


def _box(key, group, parameters, names):
    rows = group.folded()
    made_here = {row.tensor for row in group.rows}
    given = list(dict.fromkeys(name.partition("[")[0] for tensor, name in names.items() if tensor in made_here))
    title = ", ".join(given) or _title(group, rows)
    made = _made(group, rows)
    kind = _kind(group, made, title, parameters)
    scopes = list(dict.fromkeys(scope for place in group.chain for scope in source.scopes_at(place.file, place.line)))
    if scopes and kind != "input":
        made += f" in {'/'.join(scopes)}"
    cut = title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"
    file, line = (group.place.file.rpartition("/")[2], group.place.line) if group.place else ("", 0)
    return Box(key, kind, cut, made, parameters, file, line, bool(given))


def _title(group, rows):
    """What the user calls a group's results: the names that its line assigns, else of those that hold them, else of its function."""
    if group.place is not None and source.calls_users_function(group.place.file, group.place.line):  # the names are of what that returns
        return _made(group, rows).rpartition(", ")[2]
    found = [name for name in _assigned(group) if name.strip("_")]
    if not found and group.place is not None and source.is_return(group.place.file, group.place.line):
        found = [group.place.function]
    found = found or list(dict.fromkeys(row.name.partition(".")[0].partition(" (")[0] for row in rows if row.name))
    found = [name.translate({ord("("): None, ord(")"): None}) for name in found]
    return ", ".join(name.removeprefix("self.") for name in found) or rows[-1].tensor.partition(":")[0].rpartition("/")[2]


def _made(group, rows):
    """What a group's line calls: "dynamic_rnn", of calls within each other the outer two, "embedding_lookup, dropout"."""
    written = source.calls_at(group.place.file, group.place.line) if group.place else ()
    return ", ".join(written[1::-1]) or rows[-1].call.strip("_") or rows[-1].op


def _assigned(group):
    if group.place is None:
        return ()
    appended = source.appended_at(group.place.file, group.place.line)
    return (appended,) if appended else source.assigned_at(group.place.file, group.place.line)


def _kind(group, made, title, parameters):
    ops = group.ops
    if any(op.type.startswith(_INPUTS) for op in ops):
        return "input"
    if any(word in made for word in _LOSSES) or "loss" in title.lower() and parameters is None:
        return "loss"
    in_a_loop = any(op.type in ("LoopCond", "While", "StatelessWhile") for op in ops)
    is_an_object = group.place is not None and source.makes_an_object(group.place.file, group.place.line)
    uses_a_layer_again = parameters == 0 and not is_an_object
    return "layer" if parameters or in_a_loop or uses_a_layer_again else "op"


def _arrows(groups):
    """{(source, target): label}: the shapes of the tensors that one group's operations take from another's."""
    made_by = {tensor.name: i for i, group in enumerate(groups) for op in group.ops for tensor in op.outputs}
    rows = {row.tensor: row for group in groups for row in group.rows}
    results = {group.rows[i].tensor for group in groups for i in group.results}
    results.update(name for name, row in rows.items() if row.op == "Placeholder")  # of a long list, too
    taken = {}
    for target, group in enumerate(groups):
        for op in group.ops:
            for tensor in op.inputs if op.type not in _ASK_FOR_SIZES else ():
                origin = made_by.get(tensor.name)
                carried = _written(op.outputs[0] if _is_read_from_an_array(op, tensor) else tensor)
                if carried.name != tensor.name:
                    tensor = carried
                    results.add(tensor.name)
                if (
                    tensor.name in rows
                    and origin is not None
                    and origin != target
                    and not _is_bookkeeping(rows[tensor.name], tensor.name in results)
                ):
                    taken.setdefault((origin, target), {})[tensor.name] = rows[tensor.name]
    taken = {pair: list(found.values()) for pair, found in taken.items() if pair[0] < pair[1]}
    labels = {pair: _label(_fed(found) or [row for row in found if row.tensor in results] or found) for pair, found in taken.items()}
    _shorten(labels, [pair for pair, found in taken.items() if all(_is_lengths(row) for row in found)])
    return labels


def _fed(rows):
    """Of a list of placeholders those that are fed; [] where not all are placeholders."""
    return [row for row in rows if row.runtime is not None] if all(row.op.startswith("Placeholder") for row in rows) else []


def _is_read_from_an_array(op, tensor):
    """Whether an operation reads a whole array of tensors, and `tensor` is the number that stands for the array's being filled."""
    return op.type == "TensorArrayGatherV3" and tensor.name == op.inputs[-1].name


def _written(tensor):
    """What an array of tensors was filled from, batch first, for the number that stands for its being filled."""
    is_filled = tensor.op.type in ("TensorArrayScatterV3", "TensorArrayUnpackV3") and len(tensor.op.inputs) > 2
    if not is_filled:
        return tensor
    filling = tensor.op.inputs[2]
    return filling.op.inputs[0] if filling.op.type == "Transpose" else filling


def _is_bookkeeping(row, is_a_result):
    """Whether a tensor is a size, an index or a handle, of which the model's drawing says nothing."""
    shape = row.runtime if row.runtime is not None else row.static
    if row.dtype in ("bool", "resource", "variant", "string") or row.op == "Const":
        return True
    return row.dtype in ("int32", "int64") and (shape == () or not is_a_result and (shape is None or len(shape) < 2))


def _is_lengths(row):
    """Whether a tensor is a number for each row of the batch: a length, which much of a model asks for."""
    shape = row.runtime if row.runtime is not None else row.static
    return row.dtype in ("int32", "int64") and shape is not None and len(shape) == 1


def _label(rows):
    rows = [row for row in rows if row.op != "ZerosLike"] or rows
    texts = {row.tensor: short_shape_text(row.runtime if row.runtime is not None else row.static) for row in rows}
    counted = collections.Counter([text for text in texts.values() if text != "[]"] or texts.values())
    lines = [text if number == 1 else f"{number} × {text}" for text, number in counted.items()]
    if len(lines) == 1:
        lines += [row.axes for row in rows if row.axes][:1]
    return "\n".join(lines[:2] if len(lines) < 3 else [lines[0], f"{lines[1]} …"])


def _leave_out(boxes, arrows):
    """Makes plain operations parts of the arrows, while there are too many boxes; and drops what is joined to nothing."""
    direct = set(arrows)
    _join_steps(boxes, arrows)
    for may_go in (lambda box: not box.title or box.title == "_", lambda box: box.kind == "op" and not box.named):
        for key in [key for key, box in boxes.items() if may_go(box)]:
            named = boxes[key].title.strip("_")
            if len(boxes) <= _MOST_BOXES and named:
                break
            if not (named and _mixes(key, arrows)):
                _contract(key, boxes, arrows)
    _shorten(arrows, set(arrows) - direct)
    joined = {key for pair in arrows for key in pair}
    for key in [key for key, box in boxes.items() if key not in joined and box.kind != "input"]:
        del boxes[key]


def _join_steps(boxes, arrows):
    """Makes one box of those that follow each other under one name: `logits = x @ w`, `logits += b`."""
    for key in list(boxes):
        users = [b for a, b in arrows if a == key]
        if len(users) == 1 and boxes[key].title == boxes[users[0]].title and boxes[key].kind in ("op", "layer"):
            first, last = boxes[key], boxes[users[0]]
            kind = "layer" if "layer" in (first.kind, last.kind) and last.kind == "op" else last.kind
            parameters = (first.parameters or 0) + (last.parameters or 0)
            boxes[users[0]] = last._replace(kind=kind, parameters=parameters, made=first.made, line=first.line)
            for a in [a for a, b in arrows if b == key]:
                arrows.setdefault((a, users[0]), arrows[a, key])
            _contract(key, boxes, arrows)


def _shorten(arrows, may_go):
    """Leaves out those arrows that `may_go` where another one takes the same from their box, and leads to the same one by way of others.

    An encoder's outputs go to an attention and by it to a decoder; its state, of another shape, goes to the decoder itself.
    """
    users = collections.defaultdict(set)
    for a, b in arrows:
        users[a].add(b)
    for a, b in sorted(may_go):
        waiting, seen = [one for one in users[a] if one != b and arrows[a, one] == arrows[a, b]], set()
        while waiting:
            one = waiting.pop()
            if one not in seen and one <= b:
                seen.add(one)
                waiting.extend(users[one])
        if b in seen:
            users[a].discard(b)
            del arrows[a, b]


def _mixes(key, arrows):
    """Whether several arrows lead to a box and several, of different shapes, from it: without it nobody could tell which is which's."""
    return len([a for a, b in arrows if b == key]) > 1 and len({label for (a, _), label in arrows.items() if a == key}) > 1


def _contract(key, boxes, arrows):
    into = [a for a, b in arrows if b == key]
    out = {b: label for (a, b), label in arrows.items() if a == key}
    for pair in [pair for pair in arrows if key in pair]:
        del arrows[pair]
    del boxes[key]
    for a in into:
        for b, label in out.items():
            arrows.setdefault((a, b), label)
