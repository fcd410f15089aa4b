"""The operations that compare sizes in a run."""

import contextlib

from legacy_seq2seq import stack
from legacy_seq2seq.shapes import bindings, expectation, spec

MOST_SHOWN = 8


class Checks:
    """The checks of one tensor. To be used inside `tf.name_scope`, in the graph and the loop where its result is wanted."""

    def __init__(self, record, subject, above):
        """above: the names of the operations that the tensor is computed from, its own among them."""
        self.tf = stack.compat_v1()
        self.record, self.subject, self.above = record, subject, above
        self.done = []  # the operations that fail

    def number_of_axes(self, source, wanted, is_least):
        """Compares a rank that only the run knows."""
        tf = self.tf
        rank = self.subject.rank()
        holds = tf.greater_equal(rank, wanted) if is_least else tf.equal(rank, wanted)
        stated = [f"shapes.expect: {expectation.tensor_text(source)}{expectation._at(source)}, has", rank, "axes"]
        stated += [f"but `{source.spec}` {'names' if source.spec else 'stands for'} {wanted}{' or more' if is_least else ''}"]
        self._check(holds, stated, expectation.Mismatch(source, None, None, wanted, ()))
        with tf.control_dependencies(self.done):
            self.subject.settle_rank(None if is_least else wanted)

    def axis(self, source, size, tree, told):
        """Compares an axis with what its names come to. size: its number, or None. told: {name: (a number or Reference, Source)}."""
        found = self._size(source.axis) if size is None else size
        sizes = {name: self.told(one) for name, (one, _) in told.items()}
        expected = spec.value(tree, sizes)
        by = [(name, sizes[name], told_by) for name, (_, told_by) in told.items()]
        stated = expectation.pieces(source, tree, found, expected, by)
        without = [(name, one if isinstance(one, int) else None, told_by) for name, one, told_by in by]
        self._check(self.tf.equal(found, expected), stated, expectation.Mismatch(source, tree, None, None, without))

    def solved(self, source, size, tree, name, reference):
        """Checks that a size leads back to a whole number for a name: that 12 is batch*3."""
        found = self._size(source.axis) if size is None else size
        sizes = {one: self.told(told) for one, (told, _) in reference.sizes.items()}
        by = [(one, sizes[one], told_by) for one, (_, told_by) in reference.sizes.items()]
        again = spec.value(tree, {**sizes, name: self.tf.maximum(self.told(reference), 0)})
        stated = expectation.pieces(source, tree, found, None, by)
        without = [(one, told if isinstance(told, int) else None, told_by) for one, told, told_by in by]
        self._check(self.tf.equal(found, again), stated, expectation.Mismatch(source, tree, None, None, without))

    def reference(self, name, reference, known):
        """Checks that an earlier tensor, whose size only the run tells, has the size that the name has by now."""
        size = self.told(reference)
        tree, by = spec.Name(name), [(name, known.size, known.source)]
        stated = expectation.pieces(reference.source, tree, size, known.size, by)
        self._check(self.tf.equal(size, known.size), stated, expectation.Mismatch(reference.source, tree, None, known.size, by))

    def meeting(self, name, bound, told, source):
        """Compares tensors of which none is computed from another, without asking for one that the run does not compute.

        Each that the run computes writes its size into a table that lives as long as the run, and then looks whether
        another is there: whoever comes last sees both.
        """
        tf, tables = self.tf, stack.inner_module("ops.gen_lookup_ops")
        if name not in bound.meetings:
            with tf.control_dependencies(None):
                bound.meetings[name] = tables.anonymous_mutable_hash_table(tf.int64, tf.string), []
        table, sources = bound.meetings[name]
        sources.append(source)
        written = tables.lookup_table_insert_v2(table, tf.cast(self.told(told), tf.int64), expectation.source_text(source))
        with tf.control_dependencies([written]):
            sizes, texts = tables.lookup_table_export_v2(table, tf.int64, tf.string)
        stated = [expectation.SEVERAL.format(name), sizes, "by, in this order,", texts]
        mismatch = expectation.Mismatch(source, spec.Name(name), None, None, (), lambda: sources)
        self._check(tf.equal(tf.size(sizes), 1), stated, mismatch)

    def told(self, one):
        """A name's size: a number as it is; of a `Reference`, a scalar tensor."""
        if isinstance(one, int):
            return one
        tensor = next((tensor for tensor in one.tensors if tensor.op.name in self.above), one.tensors[-1])
        tensor = self.subject.measured if tensor is self.subject.tensor else tensor
        key = tensor.name, self._context()
        if key not in one.made:
            with self._alone():
                size = self._sizes_of(one, tensor)[one.source.axis] if one.size is None else one.size
                sizes = {name: self.told(told) for name, (told, _) in one.sizes.items()}
                one.made[key] = spec.back(size, one.steps, sizes, self._above_zero)
        return one.made[key]

    def _alone(self):
        """Has what is made here, which others will use, not wait for what the user's code makes the tensor wait for."""
        return contextlib.nullcontext() if self._context() is not None else self.tf.control_dependencies(None)

    def _above_zero(self, size):
        return size if isinstance(size, int) else self.tf.maximum(size, 1)

    def _size(self, axis):
        return self._sizes_of(self.subject, self.subject.measured)[axis]

    def _sizes_of(self, holder, tensor):
        """The sizes of a tensor as a list of scalars, made once for each loop or branch. holder: what knows how to measure it."""
        context = self._context()
        around = context
        while True:
            if (tensor.name, around) in self.record.sizes:
                return self.record.sizes[tensor.name, around]
            if around is None:
                break
            around = around.outer_context
        with self._alone():
            self.record.sizes[tensor.name, context] = holder.measure(tensor)
        return self.record.sizes[tensor.name, context]

    def _context(self):
        return self.tf.get_default_graph()._get_control_flow_context()

    def _check(self, holds, stated, mismatch):
        """Adds the operation that fails. stated: texts, numbers and tensors."""
        data = []
        for piece in stated:
            if isinstance(piece, (str, int)):
                if data and isinstance(data[-1], str):
                    data[-1] = f"{data[-1]} {piece}".replace(" ,", ",")
                else:
                    data.append(str(piece).lstrip(", "))
            else:
                data.append(piece)
        check = stack.inner_module("ops.gen_logging_ops")._assert(holds, data, summarize=MOST_SHOWN, name="Assert")
        self.record.checks[check.name] = mismatch
        self.done.append(check)


def feeds_reach_placeholders():
    """Has sessions give the placeholder itself what is fed to the tensor that `expect` made of it, so that it is checked."""
    session = stack.inner_module("client.session")
    if not any(one[0] is _Expected for one in session._REGISTERED_EXPANSIONS):
        session.register_session_run_conversion_functions(
            _Expected,
            fetch_function=lambda tensor: ([tensor], lambda fetched: fetched[0]),
            feed_function=lambda tensor, value: [(bindings.placeholder_of(tensor), value)],
            feed_function_for_partial_run=lambda tensor: [bindings.placeholder_of(tensor)],
        )


class _OfPlaceholders(type):
    def __instancecheck__(cls, value):
        return bindings.placeholder_of(value) is not None


class _Expected(metaclass=_OfPlaceholders):
    """The type that `expect`'s tensors of placeholders have for a session."""
