"""The shape table: a row for each tensor that matters, the others folded into it."""

import collections
import fnmatch
import math
import sys

from legacy_seq2seq.shapes import groups as folding
from legacy_seq2seq.shapes import naming, places, rehearsal, values
from legacy_seq2seq.shapes.row import bytes_of

Variable = collections.namedtuple("Variable", "name shape dtype parameters bytes trainable optimizers")
Variable.__doc__ = """A variable: its name in checkpoints, its shape, the number of its elements and its bytes (None where not whole),
whether it is trained, whether it belongs to an optimizer (a moment of another variable, say)."""


def table(session, feed_dict=None, tensors=None, axes=None, name=None, scope=None, line=None, rank=None, unfold=()):
    """The shapes of a graph, static and at run time. Returns a `Table`, which a notebook shows as it is.

    session: a tf.Session with initialised variables. feed_dict: as for `session.run`.
    tensors: {name: tensor}, to see these alone; by default all that can be computed from the feed.
    axes: {name: "batch time vocab"} for those whose axes have names.
    name, scope, line, rank, unfold: as `Table.select`.

    The graph is run once, in a session of its own that has the values of yours: no operation is added to the graph, no
    variable changes, and the random numbers and data that your session draws next are those that it would have drawn.

        shapes.table(sess, {x: batch}).print()
        shapes.table(sess, {X: ids}, {"X": X, "outputs": outputs}).print()

    Raises what `session.run` raises where a fed value does not fit its placeholder.
    """
    graph = session.graph
    if tensors is not None:
        tensors = _flat(tensors)
        rehearsed = rehearsal.rehearse(session, feed_dict, [tensor.op for tensor in tensors.values()])
        whole = of_tensors(tensors, rehearsed.shapes, axes, rehearsed.faults)
    else:
        rehearsed = rehearsal.rehearse(session, feed_dict)
        names = naming.Names(graph, callers_frames(sys._getframe(1)))
        whole = of_graph(graph, names, rehearsed.shapes, axes, rehearsed.faults)
    return whole.select(name, scope, line, rank, unfold)


def of_graph(graph, names, shapes, axes=None, faults=(), title="Shapes"):
    """The `Table` of a whole graph. shapes: {tensor name: [shape, ...]} of the run."""
    kept = rehearsal.variables(graph)
    skipped = _operations_of_variables(graph, kept)
    return Table(folding.of_graph(graph, names, shapes, axes, skipped), [_variable(one, kept) for one in kept], list(faults), title)


def of_tensors(tensors, shapes, axes=None, faults=(), title="Shapes"):
    """The `Table` of some tensors, each a row. tensors: {name: tensor}."""
    found = []
    for name, tensor in tensors.items():
        chain, call = places.making(tensor.op)
        group = folding.Group(chain)
        text = places.text(group.place) if group.place else ""
        group.rows, group.results = [folding.row(tensor, name, shapes, axes or {}, group, text, call)], [0]
        group.ops, group.calls, group.scope = [tensor.op], [call], tensor.op.name.rpartition("/")[0]
        found.append(group)
    return Table(found, [], list(faults), title)


def callers_frames(frame):
    """The user's frames that are alive, the innermost first."""
    found = []
    while frame is not None:
        if places.is_users(frame.f_code.co_filename):
            found.append(frame)
        frame = frame.f_back
    return found


def _flat(tensors, prefix=""):
    """{name: tensor} of named tensors and nests of them: a state's parts are "state.c" and "state.h"."""
    found = {}
    for name, value in tensors.items():
        name = f"{prefix}{name}"
        if hasattr(value, "_fields"):
            found.update(_flat({f".{field}": part for field, part in zip(value._fields, value)}, name))
        elif isinstance(value, (list, tuple)):
            found.update(_flat({f"[{i}]": part for i, part in enumerate(value)}, name))
        elif isinstance(value, dict):
            found.update(_flat({f"[{key!r}]": part for key, part in value.items()}, name))
        elif all(values.is_tensor(getattr(value, part, None)) for part in ("indices", "values", "dense_shape")):
            found.update(_flat({f".{part}": getattr(value, part) for part in ("indices", "values", "dense_shape")}, name))
        elif hasattr(value, "initializer") and hasattr(value, "graph"):
            found[name] = value.graph.as_graph_element(value)
        elif values.is_tensor(value):
            found[name] = value
        else:
            raise TypeError(f"shapes.table: `tensors` has {type(value).__name__} under {name!r}; expected a tensor or a nest of tensors")
    return found


def _operations_of_variables(graph, variables):
    """The names of the operations that hold, start, read and save variables: a variable has a line of its own in the table."""
    heads = {one.op.name for one in variables}
    found = set(heads)
    for op in graph.get_operations():
        above = op.name
        while above:
            above = above.rpartition("/")[0]
            if above in heads:
                found.add(op.name)
                break
    return found


def _variable(variable, every):
    shape = values.of_tensor_shape(variable.shape)
    dtype = variable.dtype.base_dtype.name
    name = variable.op.name
    trainable = (
        variable in variable.graph.get_collection("trainable_variables") if not hasattr(variable, "trainable") else variable.trainable
    )
    heads = {one.op.name for one in every}
    is_slot = name.endswith(("beta1_power", "beta2_power")) or not trainable and _is_below(name, heads)
    parameters = None if shape is None or None in shape else math.prod(shape)
    return Variable(name, shape, dtype, parameters, bytes_of(shape, dtype), bool(trainable), is_slot)


def _is_below(name, heads):
    """Whether a name is another variable's with a word more: "w/Adam", in a scope of its own "train/w/Adam"."""
    above = name.rpartition("/")[0]
    while above and above not in heads:
        above = above.partition("/")[2]
    return bool(above)


class Table:
    """Rows of shapes. A notebook shows it as HTML; `print()` prints it.

    rows: the `Row`s shown. variables: the `Variable`s. faults: what could not be run, or does not fit, as text.
    """

    def __init__(self, groups, variables=(), faults=(), title="Shapes", rows=None):
        self.groups = groups
        self.variables = list(variables)
        self.faults = list(faults)
        self.title = title
        self.rows = [row for group in groups for row in group.folded()] if rows is None else rows

    @property
    def everything(self):
        """The rows of all tensors, none folded."""
        return [row for group in self.groups for row in group.rows]

    @property
    def parameters(self):
        """How many numbers the variables hold, an optimizer's own left out."""
        return sum(one.parameters or 0 for one in self.variables if not one.optimizers)

    def select(self, name=None, scope=None, line=None, rank=None, unfold=()):
        """The `Table` of some of the rows.

        name: a Python name, "*" standing for anything. scope: a name scope, "rnn/while". line: a number, "12-20", or "train.py:12".
        rank: the number of axes. unfold: names, scopes or lines whose rows are all shown; True for every one. Where a name or
        scope is asked for that is folded away, the rows inside are shown.
        """
        unfold = (unfold,) if isinstance(unfold, (str, int)) and unfold is not True else unfold
        rows = [row for group in self.groups for row in (group.rows if _is_unfolded(group, unfold) else group.folded())]
        tests = _tests(name, scope, line, rank)
        if tests:
            shown = [row for row in rows if all(test(row) for test in tests)]
            rows = shown or [row for row in self.everything if all(test(row) for test in tests)]
        return Table(self.groups, self.variables, self.faults, self.title, rows)

    def print(self, file=None):
        """Prints the table; shapes that the run resolved further are marked."""
        from legacy_seq2seq.shapes import terminal

        terminal.print_table(self, file)

    def text(self):
        """The table as plain text."""
        from legacy_seq2seq.shapes import terminal

        return terminal.text(self)

    def __repr__(self):
        return self.text()

    def save_svg(self, path):
        """Draws the table into an SVG file."""
        from legacy_seq2seq.shapes import terminal

        terminal.save_svg(self, path)

    def json(self):
        """The table as JSON text: {"rows": [...], "variables": [...], "parameters": n, "faults": [...]}."""
        from legacy_seq2seq.shapes import export

        return export.json_text(self)

    def html(self):
        """The table as a piece of HTML."""
        from legacy_seq2seq.shapes import export

        return export.html(self)

    _repr_html_ = html

    def diagram(self, path, tensors=None):
        """Draws the model into an SVG or PNG file: boxes for inputs, layers, cells, decoders and losses, shapes on the arrows.

        tensors: {name: tensor} of those whose boxes must be there, under these names.
        """
        from legacy_seq2seq.shapes import diagram

        diagram.draw(self, path, {tensor.name: name for name, tensor in _flat(tensors or {}).items()})


def _tests(name, scope, line, rank):
    tests = []
    if name is not None:
        tests.append(lambda row: fnmatch.fnmatchcase(row.name, str(name)) or row.name.startswith((f"{name}.", f"{name}[")))
    if scope is not None:
        inside = str(scope).strip("/")
        tests.append(lambda row: row.tensor.partition(":")[0] == inside or row.tensor.startswith(inside + "/"))
    if line is not None:
        tests.append(lambda row: is_at(row.file, row.line, line))
    if rank is not None:
        tests.append(lambda row: rank in [len(shape) for shape in (row.static, row.runtime) if shape is not None])
    return tests


def is_at(file, number, wanted):
    """Whether a line is the one asked for: 12, "12", "12-20", "train.py:12"."""
    wanted = str(wanted)
    if ":" in wanted:
        named, _, wanted = wanted.rpartition(":")
        if not file.replace("\\", "/").endswith(named.replace("\\", "/")):
            return False
    first, _, last = wanted.partition("-")
    if not first.isdigit() or (last and not last.isdigit()):
        raise ValueError(f"shapes: line is {wanted!r}; give a number (12), two (12-20), or a file and a number (train.py:12)")
    return int(first) <= number <= int(last or first)


def _is_unfolded(group, unfold):
    if unfold is True or not unfold:
        return bool(unfold)
    names = {part.partition(".")[0].partition("[")[0] for row in group.folded() for part in (row.name, *row.name.split(", "))}
    for one in unfold:
        text = str(one)
        if text == "all" or text in names or group.scope and (group.scope + "/").startswith(text.strip("/") + "/"):
            return True
        if group.place and text.rpartition(":")[2].replace("-", "").isdigit() and is_at(group.place.file, group.place.line, text):
            return True
    return False
