"""What the names of axes stand for: in which graph and which set of names, and who said so.

Pure bookkeeping: nothing here makes an operation.
"""

import collections
import contextlib
import contextvars

from legacy_seq2seq.shapes import spec

Source = collections.namedtuple("Source", "tensor name axis shape spec place")
Source.__doc__ = """A tensor of which a spec said something.

tensor: its name in the graph. name: the user's for it, "" where it has none. axis: the axis's number. shape: its static shape.
spec: as it was written. place: the user's line, a `places.Place`, or None.
"""

Known = collections.namedtuple("Known", "size source")
Known.__doc__ = """A name whose size is a number, and the `Source` that told it."""

Pending = collections.namedtuple("Pending", "scope tree size source")
Pending.__doc__ = """A size that several names make up, of which too few are known yet."""

RECORD = "_legacy_seq2seq_shapes"  # the attribute of a graph that holds its `Record`


class Reference:
    """What tells a name's size in each run: an axis of a tensor, or what is computed from it.

    source: its `Source`. tensors: the tensor, and in front of it what `expect` made of it. measure: a function that makes the
    sizes of either. size: a number in the place of the axis's, or None. steps, sizes: as `spec.back` takes them, where the name
    is a part of what was written for the axis; sizes is {name: (a number or a Reference, its Source)}. context: the loop or
    branch that the tensor stands in.
    """

    def __init__(self, source, tensor, measure, context, size=None, steps=(), sizes=None):
        self.source, self.tensors, self.measure, self.context = source, [tensor], measure, context
        self.size, self.steps, self.sizes = size, list(steps), dict(sizes or {})
        self.made = {}  # the scalar tensors of its size, by what they were made of and where
        self.carriers = set()  # the names of tensors that are only computed where this one's size has been compared with a number


class Record:
    """All that `expect` has noted of one graph."""

    def __init__(self):
        self.scopes = {}  # {a `Names`: its `Bound`}
        self.pending = []
        self.axes = {}  # {tensor's name: the spec, as text}
        self.checks = {}  # {name of the operation that checks: an `expectation.Mismatch`}
        self.fed = {}  # {name of a tensor that `expect` made: the placeholder behind it}
        self.sizes = {}  # {(tensor's name, loop or branch): the scalar tensors of its sizes}

    def bound(self, scope):
        if scope not in self.scopes:
            self.scopes[scope] = Bound()
        return self.scopes[scope]


class Bound:
    """What the names of one set stand for in one graph."""

    def __init__(self):
        self.known = {}  # {name: a `Known`}
        self.references = collections.defaultdict(list)
        self.meetings = {}  # {name: where in a run those meet that none of the others is computed from}


def record_of(graph, make=True):
    """The `Record` of a graph; None where there is none and none is to be made."""
    found = getattr(graph, RECORD, None)
    if found is None and make:
        found = Record()
        setattr(graph, RECORD, found)
    return found


class Names(contextlib.ContextDecorator):
    """A set of names of axes, entered by `with`. Names that are not its own are those of the set around it."""

    def __init__(self, own=None):
        """own: its own names; by default all."""
        self._own = None if own is None else frozenset(own)
        self._around = None
        self._tokens = []

    def __enter__(self):
        if not self._tokens:
            self._around = current()
        self._tokens.append(_current.set(self))
        return self

    def __exit__(self, *_):
        _current.reset(self._tokens.pop())

    def _recreate_cm(self):
        return Names(self._own)  # of a decorated function, each call has names of its own

    def holder(self, name):
        """The set that a name belongs to."""
        return self if self._own is None or name in self._own else self._around.holder(name)


_everywhere = Names()
_current = contextvars.ContextVar("names of axes")


def current():
    """The set of names that is entered now."""
    return _current.get(_everywhere)


def names(own=None):
    """Opens a fresh set of names of axes, for another model in the same graph.

    own: the names that are fresh, "batch time"; the others stay those of the code around. By default all are.

        with shapes.names("batch time"):
            inference = build(batch_size=1)      # its batch is another; hidden and vocab are the same

    The same object may be entered again, and then knows its names. As a decorator, `@shapes.names()`, it gives each call of a
    function names of its own. Without it, a graph has one set of names.
    """
    if own is None:
        return Names()
    parsed = spec.parse(own)
    wrong = [axis for axis in parsed.axes if not isinstance(axis, spec.Name)]
    if wrong or parsed.ellipsis is not None:
        raise ValueError(f'shapes.names: "{own}" is not a list of names; write them with spaces between: "batch time"')
    return Names(axis.name for axis in parsed.axes)


class View:
    """The names as one call of `expect` sees them: of one graph, from within one set. What it notes can be taken back."""

    def __init__(self, record, scope=None):
        self.record = record
        self.scope = current() if scope is None else scope
        self._undo = []

    def bound(self, name):
        return self.record.bound(self.scope.holder(name))

    def known(self, name):
        """The `Known` of a name, or None."""
        return self.bound(name).known.get(name)

    def sizes(self, tree):
        """{name: size} of those names of a tree whose size is a number."""
        return {name: known.size for name, known in self.sources(tree)}

    def sources(self, tree):
        """[(name, its `Known`)] of a tree, each name once."""
        found = [(name, self.known(name)) for name in dict.fromkeys(spec.names_of(tree))]
        return [(name, known) for name, known in found if known is not None]

    def references(self, name):
        return self.bound(name).references[name]

    def tell(self, name, size, source):
        """Notes that a name is a number."""
        known = self.bound(name).known
        known[name] = Known(size, source)
        self._undo.append(lambda: known.pop(name))

    def refer(self, name, reference):
        """Notes a tensor that tells a name's size in a run."""
        references = self.references(name)
        references.append(reference)
        self._undo.append(lambda: references.remove(reference))

    def wait(self, pending):
        self.record.pending.append(pending)
        self._undo.append(lambda: self.record.pending.remove(pending))

    def settled(self, pending):
        self.record.pending.remove(pending)
        self._undo.append(lambda: self.record.pending.append(pending))

    def take_back(self):
        """Undoes all that was noted: of a call that fails nothing remains."""
        while self._undo:
            self._undo.pop()()


def axis_names(tensor):
    """The spec that `expect` was given for a tensor, or for what it returned of it: "batch time vocab"; "" where there was none."""
    record = record_of(getattr(tensor, "graph", None), make=False) if hasattr(tensor, "op") else None
    return "" if record is None else record.axes.get(tensor.name, "")


def placeholder_of(value):
    """The placeholder behind a tensor that `expect` made of one; None of anything else."""
    record = getattr(getattr(value, "graph", None), RECORD, None)
    return None if record is None else record.fed.get(getattr(value, "name", None))


def fed_for(tensor):
    """The tensor that a session feeds where `tensor` is fed."""
    placeholder = placeholder_of(tensor)
    return tensor if placeholder is None else placeholder
