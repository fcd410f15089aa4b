"""Folds a graph's tensors by the user's lines that made them: a layer, a cell or a decoder is one line, and few results."""

import collections
import functools
import re

from legacy_seq2seq.shapes import bindings, places, source, values
from legacy_seq2seq.shapes.row import Row, bytes_of

_GRADIENTS = {"minimize", "compute_gradients", "apply_gradients", "gradients", "clip_by_global_norm", "clip_gradients", "optimize_loss"}
_HOUSEKEEPING = {"global_variables_initializer", "initialize_all_variables", "local_variables_initializer", "tables_initializer"}
_NO_RESULT = {"resource", "variant", "string", "bool"}
_NO_RESULTS_OP = re.compile("Const$|TensorArray(V3|Write|Scatter|Unpack)")  # the latter give no more than a number, for order
_MOST_RESULTS = 4


class Group:
    """The operations that one line of the user's made, called from the same lines.

    place: the `Place` of that line, None where there is none. calls: for each operation, the function that the line called.
    rows: a `Row` for each of their tensors. results: the positions in `rows` of those that stand for all.
    """

    def __init__(self, chain):
        self.chain = chain
        self.place = chain[-1] if chain else None
        self.calls = []
        self.ops = []
        self.rows = []
        self.results = []
        self.scope = ""

    @property
    def makes_gradients(self):
        return not _GRADIENTS.isdisjoint(self.calls)

    @property
    def call(self):
        """The function that made the result."""
        return self.rows[self.results[0]].call if self.results else (self.calls or [""])[-1]

    def folded(self):
        """The rows of the results; the first says how many others are inside."""
        shown = [self.rows[i] for i in self.results]
        if shown:
            shown[0] = shown[0]._replace(inside=len(self.rows) - len(shown))
        return shown


def of_graph(graph, names, shapes, axes=None, skipped=()):
    """The `Group`s of a graph, in the order in which they were made.

    names: a `naming.Names`. shapes: {tensor name: [shape, ...]} of the run. axes: {Python name or tensor name: axes as text}.
    skipped: names of operations that have no rows, those of variables.
    """
    found = {}
    for op in graph.get_operations():
        if op.name in skipped or not op.outputs:
            continue
        chain, call = places.making(op)
        key = (*chain[:-1], statement_of(chain[-1])) if chain else _outer_scope(op)
        if key not in found:
            found[key] = Group(chain)
        found[key].calls.append(call)
        found[key].ops.append(op)
    groups = [group for group in found.values() if group.calls[-1] not in _HOUSEKEEPING and not _is_a_savers(group)]
    _fill(groups, names, shapes, axes or {})
    return groups


@functools.lru_cache(maxsize=16384)
def statement_of(place):
    """The place of the first line of the statement that a line belongs to."""
    statement = source.statement_at(place.file, place.line)
    return place if statement is None or hasattr(statement, "body") else place._replace(line=statement.lineno)


def _outer_scope(op):
    head, _, rest = op.name.partition("/")
    return head if rest else op.name


def _is_a_savers(group):
    return any(op.type in ("SaveV2", "RestoreV2", "MergeV2Checkpoints", "ShardedFilename") for op in group.ops)


def _fill(groups, names, shapes, axes):
    used_by = _users_of_tensors(groups)
    for group in groups:
        text = source.statement_text(group.place.file, group.place.line) if group.place else ""
        group.scope = _common_scope(group.ops)
        tensors = [tensor for op in group.ops for tensor in op.outputs]
        if group.place is not None and source.makes_an_object(group.place.file, group.place.line):
            group.calls = [called_by(group)] * len(group.ops)
        calls = [call for op, call in zip(group.ops, group.calls) for _ in op.outputs]
        held = [names.held(tensor) for tensor in tensors]
        group.results = _results(group, tensors, held, used_by)
        group.results = [i for i in group.results if tensors[i].name in shapes] or group.results
        held = _named_by_line(group, tensors, held, group.results)
        group.rows = [row(tensor, name, shapes, axes, group, text, call) for tensor, name, call in zip(tensors, held, calls)]


def row(tensor, name, shapes, axes, group=None, text="", call=""):
    """The `Row` of a tensor. shapes: {tensor name: its shapes in the run, one for each time that it was computed}."""
    ran = shapes.get(tensor.name) or []
    static = values.of_tensor_shape(tensor.shape)
    dtype = tensor.dtype.base_dtype.name
    runtime = ran[-1] if ran else None
    place = group.place if group else None
    return Row(
        name=name,
        op=tensor.op.type,
        static=static,
        runtime=runtime,
        dtype=dtype,
        axes=axes.get(name) or axes.get(tensor.name) or bindings.axis_names(tensor),
        file=place.file if place else "",
        line=place.line if place else 0,
        text=text,
        bytes=bytes_of(runtime if runtime is not None else static, dtype),
        tensor=tensor.name,
        call=call,
        iterations=tuple(ran) if len(ran) > 1 else (),
    )


def called_by(group):
    """The class or function that a group's line calls, as it is written: "BahdanauAttention"; "" where it calls none plainly."""
    text = source.statement_text(group.place.file, group.place.line) if group.place else ""
    head = text.partition("(")[0].rpartition("=")[2].strip()
    return head.rpartition(".")[2] if "(" in text and head.replace(".", "").replace("_", "").isalnum() else ""


def _users_of_tensors(groups):
    """{tensor name: the groups that use it}, those that make gradients left out."""
    found = collections.defaultdict(set)
    for group in groups:
        if not group.makes_gradients:
            for op in group.ops:
                for tensor in op.inputs:
                    found[tensor.name].add(id(group))
    return found


def _results(group, tensors, held, used_by):
    """The positions of the tensors that stand for a group: those with names, else those that others use, else the last."""
    if group.makes_gradients:
        return []
    plain = [i for i, tensor in enumerate(tensors) if tensor.op._get_control_flow_context() is None or tensor.op.type == "Exit"]
    named = [i for i in plain if held[i]]
    if named:
        return named if len(named) <= 2 * _MOST_RESULTS else named[-_MOST_RESULTS:]
    makes_an_object = group.place is not None and source.makes_an_object(group.place.file, group.place.line)
    worth = [i for i in plain if tensors[i].dtype.base_dtype.name not in _NO_RESULT and not _NO_RESULTS_OP.match(tensors[i].op.type)]
    if makes_an_object:  # a helper's sizes and counters are its own
        worth = [i for i in worth if not (tensors[i].dtype.is_integer and tensors[i].shape.ndims == 0)]
    outside = [i for i in worth if used_by[tensors[i].name] - {id(group)}]
    ends = [i for i in worth if not used_by[tensors[i].name]]
    if group.place is not None and len(source.assigned_at(group.place.file, group.place.line)) > 1:
        return _without_counters(tensors, sorted({*outside, *ends}))[-2 * _MOST_RESULTS :]
    if makes_an_object or group.place is None or not source.assigned_at(group.place.file, group.place.line):
        plain = [i for i in plain if tensors[i].op.type != "Const" and tensors[i].dtype.base_dtype.name not in _NO_RESULT]
    return outside[-_MOST_RESULTS:] or ends[-_MOST_RESULTS:] or plain[-1:]


def _without_counters(tensors, positions):
    """Leaves out sizes and what loops count with, where there is anything else."""
    return [i for i in positions if not tensors[i].dtype.is_integer] or positions


def _named_by_line(group, tensors, held, results):
    """Gives the results the names that the group's line assigns, where nothing holds them any more."""
    if group.place is None or any(held[i] for i in results) or not results:
        return held
    names = source.assigned_at(group.place.file, group.place.line)
    if not names:
        return held
    named = list(held)
    is_an_object = source.makes_an_object(group.place.file, group.place.line)
    for i in results:
        if len(names) == 1:
            named[i] = names[0] if len(results) == 1 and not is_an_object else f"{names[0]} ({tensors[i].op.name.rpartition('/')[2]})"
        elif len(names) == 2 and group.calls[-1].endswith("rnn"):  # (outputs, state): the state leaves the loop as it is
            named[i] = names[tensors[i].op.type == "Exit"]
        else:
            named[i] = ", ".join(names)
    group.results = [i for i in results if named[i].strip("_")] or results
    return named


def _common_scope(ops):
    """The name scope that all operations of a group are in: "rnn/"; "" for none."""
    first, last = min(op.name for op in ops), max(op.name for op in ops)
    length = next((i for i, (a, b) in enumerate(zip(first, last)) if a != b), min(len(first), len(last)))
    return first[:length].rpartition("/")[0]
