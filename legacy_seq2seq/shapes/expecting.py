"""Says what a tensor's shape should be, and has it checked: when the graph is built where that is known, else in each run."""

import sys

from legacy_seq2seq import stack
from legacy_seq2seq.shapes import bindings, checking, expectation, nests, places, subjects
from legacy_seq2seq.shapes import spec as specs
from legacy_seq2seq.shapes.bindings import Pending, Reference, Source


@stack.compat_v1().autograph.experimental.do_not_convert
def expect(x, spec, **sizes):
    """`x`, of which the shape is as written; its static shape is refined by what the names are known to be.

    x: a tensor, sparse or ragged tensor, variable or array, or a nest of them (a cell's state).
    spec: its axes, separated by spaces: "batch time vocab", "batch*beam depth", "batch ... 25".
        A name stands for the same size wherever it is used in the graph (see `names` for a second model); the first
        tensor that has it tells its size. A number is a size. `_` or `?` is an axis of any size, `...` any number of
        them. Sizes may be computed with +, -, *, // (which rounds down) and parentheses: "2*hidden", "time+1". "" is a
        scalar. For a nest, one text for all its parts, or a nest of texts in which None leaves a part alone.
    sizes: numbers that names stand for: vocab=25.

    Returns what came, of the same type. Where all sizes are known when the graph is built, no operation is added and `x` itself
    comes back. Else what comes back is checked in each run that computes it, against tensors that the same run computes; use
    it in the place of `x`. It may be fed as the placeholder that it was made of. Gradients pass.

        X = shapes.expect(tf.placeholder(tf.int32, [None, 10]), "batch time")
        logits = shapes.expect(tf.layers.dense(outputs, 25), "batch time vocab")      # in a run: as many as X has

    Raises ValueError where sizes differ, or where the text cannot be read. In a run tf.errors.InvalidArgumentError. Either names
    the tensor, the axis, both sizes, and the line and tensor that told the other size.
    """
    caller = _caller(sys._getframe(1))
    place = None if caller is None else places.Place(caller.f_code.co_filename, caller.f_lineno, caller.f_code.co_name)
    written = nests.written_argument(caller)
    parts = nests.paired(x, spec, written)
    results = []
    for part in parts:
        results.append(_expect(part, sizes, place))
    return nests.rebuilt(x, results)


def _caller(frame):
    """The user's innermost frame, or None."""
    while frame is not None and not places.is_users(frame.f_code.co_filename):
        frame = frame.f_back
    return frame


def _expect(part, sizes, place):
    """One tensor's expectation. part: a `nests.Part`."""
    if part.spec is None:
        return part.value
    subject = subjects.subject_of(part.value)
    if subject is None:
        what = f"`{part.name or 'x'}` is {type(part.value).__name__}"
        raise TypeError(f"shapes.expect: {what}, which has no shape; expected a tensor or a nest of them")
    tf = stack.compat_v1()
    graph = tf.get_default_graph()
    if subject.graph is not None and not hasattr(graph, "outer_graph"):
        graph = subject.graph
    call = _Call(bindings.record_of(graph), graph, subject, specs.parse(part.spec), part, place)
    try:
        call.tell(sizes)
        call.settle()
    except (TypeError, ValueError):
        call.view.take_back()
        raise
    return call.result()


class _Axis:
    """An axis of the tensor. index: its number, negative behind "..." where the rank is not known. size: its size, or None."""

    def __init__(self, index, tree, size):
        self.index, self.tree, self.size = index, tree, size


class _Call:
    """One tensor, compared with one spec."""

    def __init__(self, record, graph, subject, parsed, part, place):
        self.view, self.graph, self.subject, self.spec = bindings.View(record), graph, subject, parsed
        self.static = subject.static
        self._source = Source(subject.name, part.name, None, self.static, parsed.text, place)
        self.checks = []  # functions of a `checking.Checks`
        self.references = []  # the references that this tensor is by now
        self.carried = []  # sets of names that the result's is to be added to
        self.learned = []  # the names whose size this tensor told
        self._above = None
        self.axes = self._aligned()

    def source(self, axis):
        return self._source._replace(axis=axis.index)

    def tell(self, sizes):
        """Takes the sizes that were given as numbers."""
        for name, size in sizes.items():
            if isinstance(size, bool) or not hasattr(size, "__index__"):
                raise TypeError(
                    f"shapes.expect: {name}={size!r} is no whole number; a size that only the run knows is told by a tensor that has it"
                )
            size, known = size.__index__(), self.view.known(name)
            source = Source("", "", None, None, "", self._source.place)
            if known is None:
                self._tell(name, size, source)
            elif known.size != size:
                raise ValueError(
                    f"shapes.expect: {name}={size}, but `{name}` is {known.size} by {expectation.source_text(known.source)}\n"
                    f"  To do: {expectation.REMEDY}"
                )

    # What the graph knows

    def _aligned(self):
        """The axes that something was written of."""
        wanted, before, static = len(self.spec.axes), self.spec.ellipsis, self.static
        if static is None:
            self._check_rank(wanted, before is not None)
            indexes = [i if before is None or i < before else i - wanted for i in range(wanted)]
            if before is None:
                self.static = static = (None,) * wanted
        else:
            if len(static) != wanted and (before is None or len(static) < wanted):
                least = " or more" if before is not None else ""
                raise expectation.error(expectation.Mismatch(self._source, None, len(static), f"{wanted}{least}", ()))
            indexes = [i if before is None or i < before else len(static) - wanted + i for i in range(wanted)]
        sizes = [None if self.static is None else self.static[i] for i in indexes]
        return [_Axis(i, tree, size) for i, tree, size in zip(indexes, self.spec.axes, sizes) if tree is not None]

    def _check_rank(self, wanted, is_least):
        if self.subject.runs and not (is_least and wanted == 0):
            self.checks.append(lambda checks: checks.number_of_axes(self._source, wanted, is_least))

    def settle(self):
        """Compares all axes; raises where two sizes that are known differ."""
        waiting = sorted(self.axes, key=lambda axis: isinstance(axis.tree, specs.Operation))
        for settle in (self._settle_now, self._settle_in_run):
            before = None
            while before != len(waiting):
                before = len(waiting)
                waiting = [axis for axis in waiting if not settle(axis)]
        for axis in waiting:
            if axis.size is not None:
                self.view.wait(Pending(self.view.scope, axis.tree, axis.size, self.source(axis)))

    def _settle_now(self, axis):
        """Compares an axis, or learns a name from it, where its size is known. Returns whether it is done with."""
        if axis.size is None or not self._compare(self.view, axis.tree, axis.size, self.source(axis)):
            return False
        for name in [*dict.fromkeys(specs.names_of(axis.tree)), *self.learned]:
            self._compare_references(name, axis)
        return True

    def _compare(self, view, tree, size, source):
        """Compares a size with its tree, or learns the one name that is missing. Returns whether there is no more to it."""
        sizes = view.sizes(tree)
        missing = list(dict.fromkeys(name for name in specs.names_of(tree) if name not in sizes))
        by = [(name, known.size, known.source) for name, known in view.sources(tree)]
        if not missing:
            expected = specs.value(tree, sizes)
            if expected != size:
                raise expectation.error(expectation.Mismatch(source, tree, size, expected, by))
            return True
        steps = specs.steps_to(tree, missing[0]) if len(missing) == 1 else None
        if steps is None:
            return False
        told = specs.back(size, steps, sizes)
        again = specs.value(tree, {**sizes, missing[0]: 0 if told is None else told})
        if again != size or told is not None and told < 0:
            raise expectation.error(expectation.Mismatch(source, tree, size, None, by))
        if told is not None:
            self._tell(missing[0], told, source, view)
        return True

    def _tell(self, name, size, source, view=None):
        """Learns a name, and with it what waited for it."""
        (view or self.view).tell(name, size, source)
        self.learned.append(name)
        if view is not None and view is not self.view:
            self.view._undo.append(view.take_back)
        record = self.view.record
        for pending in list(record.pending):
            waits = name in specs.names_of(pending.tree) and pending in record.pending
            is_settled = waits and self._compare(bindings.View(record, pending.scope), pending.tree, pending.size, pending.source)
            if is_settled and pending in record.pending:
                self.view.settled(pending)

    # What the run knows

    def _settle_in_run(self, axis):
        """Plans the comparison of an axis in each run, or makes it what tells a name. Returns whether it is done with."""
        if not self.subject.runs:
            return axis.size is None
        told, missing = self._told(axis.tree)
        if not missing:
            self._refine(axis)
            self.checks.append(lambda checks: checks.axis(self.source(axis), axis.size, axis.tree, told))
            for name in told:
                self._compare_references(name, axis)
            return True
        steps = specs.steps_to(axis.tree, missing[0]) if len(missing) == 1 else None
        if steps is None or _divides_by_nothing(steps, told):
            return False
        self._refer(axis, missing[0], steps, told)
        return True

    def _told(self, tree):
        """({name: (a number or a Reference that may be used here, its Source)}, [the names that nothing tells here])."""
        told, missing = {}, []
        for name in dict.fromkeys(specs.names_of(tree)):
            known = self.view.known(name)
            reference = None if known is not None else next(filter(self._may_use, self.view.references(name)), None)
            if known is None and reference is None:
                missing.append(name)
            else:
                told[name] = (known.size, known.source) if known is not None else (reference, reference.source)
        return told, missing

    def _refine(self, axis):
        sizes = self.view.sizes(axis.tree)
        if self.static is not None and axis.size is None and len(sizes) == len(set(specs.names_of(axis.tree))):
            static = list(self.static)
            static[axis.index] = specs.value(axis.tree, sizes)
            self.static = tuple(static)

    def _refer(self, axis, name, steps, told):
        """Makes this tensor what tells a name in a run."""
        source = self.source(axis)
        made = Reference(source, self.subject.tensor, self.subject.measure, self._context(), axis.size, steps, told)
        self.view.refer(name, made)
        self.references.append(made)
        if steps:
            self.checks.append(lambda checks: checks.solved(source, axis.size, axis.tree, name, made))
        if made.context is None and not self._is_function():
            bound = self.view.bound(name)
            self.checks.append(lambda checks: checks.meeting(name, bound, made, source))

    def _compare_references(self, name, axis):
        """Where a name is a number by now, has the tensors compared with it that only the run knew to have it."""
        known = self.view.known(name)
        if known is None or not self.subject.runs or isinstance(self.subject, subjects.Variable):
            return
        others = [one for one in self.view.references(name) if one not in self.references]
        others = [one for one in others if not self._is_compared(one) and not any(one.carriers is by_now for by_now in self.carried)]
        apart = [one for one in others if not self._may_use(one)]
        for one in others:
            if one not in apart:
                self.checks.append(lambda checks, one=one: checks.reference(name, one, known))
                self.carried.append(one.carriers)
        is_said_here = isinstance(axis.tree, specs.Name) or name in self.learned
        if any(one.context is None for one in apart) and self._context() is None and is_said_here:
            bound = self.view.bound(name)
            self.checks.append(lambda checks: checks.meeting(name, bound, known.size, self.source(axis)))
            self.carried.extend(one.carriers for one in apart)

    def _is_compared(self, reference):
        return bool(reference.carriers) and not reference.carriers.isdisjoint(self.above)

    def _may_use(self, reference):
        """Whether the run that computes this tensor computes the reference too, and whether it can be read here."""
        here, is_around = self._context(), False
        while True:
            is_around = is_around or here is reference.context
            if here is None or is_around:
                break
            here = here.outer_context
        if not is_around:
            return False
        is_beside = reference.context is not None and reference.context is self._context()
        return is_beside or self._is_function() or any(tensor.op.name in self.above for tensor in reference.tensors)

    def _context(self):
        return self.graph._get_control_flow_context()

    def _is_function(self):
        return hasattr(self.graph, "outer_graph")

    @property
    def above(self):
        """The names of the operations that the tensor is computed from, and its own."""
        if self._above is None:
            self._above, waiting = set(), list(self.subject.inputs)
            while waiting:
                op = waiting.pop()
                if op.name not in self._above:
                    self._above.add(op.name)
                    waiting.extend(tensor.op for tensor in op.inputs)
                    waiting.extend(op.control_inputs)
        return self._above

    # What comes back

    def result(self):
        """The value, as it came where there is nothing to check in a run."""
        subject, record = self.subject, self.view.record
        if subject.name:
            record.axes[subject.name] = self.spec.text
        if not self.checks:
            return subject.value
        tf = stack.compat_v1()
        with self.graph.as_default(), tf.name_scope("expect") as scope:
            checks = checking.Checks(record, subject, self.above)
            for plan in self.checks:
                plan(checks)
            with tf.control_dependencies(checks.done):
                value, tensor = subject.checked(scope, self.static)
        self._note(value, tensor)
        return value

    def _note(self, value, tensor):
        """Notes what was made of the tensor: it stands for it from now on."""
        record = self.view.record
        record.axes[subjects.subject_of(value).name] = self.spec.text
        for one in self.references:
            one.tensors.insert(0, tensor)
        for carriers in self.carried:
            carriers.add(tensor.op.name)
        raw = self.subject.tensor
        placeholder = raw if raw.op.type.startswith("Placeholder") else record.fed.get(raw.name)
        if placeholder is not None and value is tensor:
            record.fed[tensor.name] = placeholder
            checking.feeds_reach_placeholders()


def _divides_by_nothing(steps, told):
    sizes = {name: size for name, (size, _) in told.items() if isinstance(size, int)}
    divisors = [tree for sign, tree in steps if sign == "//" and set(specs.names_of(tree)) <= set(sizes)]
    return any(specs.value(tree, sizes) == 0 for tree in divisors)
