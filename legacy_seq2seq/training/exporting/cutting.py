"""What the outputs need of a graph: walked from the outputs back to the inputs, and cut off there."""

import collections
import re

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.training.exporting import library, references, tables
from legacy_seq2seq.training.exporting.definition import Definition
from legacy_seq2seq.training.exporting.signing import parts
from legacy_seq2seq.training.exporting.telling import listed

Cut = collections.namedtuple("Cut", "graph ops inputs fixed starts")
Cut.__doc__ = """What is exported of a graph.

ops: the operations. inputs: {tensor name: tensor}, what becomes a placeholder, as nothing that is
exported computes it. fixed: {tensor name: array}. starts: [`tables.Start`], what fills the lookup tables.
"""

_PYTHON = {"PyFunc", "PyFuncStateless", "EagerPyFunc"}
_DATA = re.compile(r".*(Queue|Iterator|Reader|Accumulator).*|Barrier.*|(Ordered)?(Map)?(Unstage|Stage|Peek).*")


def cut(signed, fixed, tell):
    """The `Cut` of some signatures. Raises ValueError for what an export cannot hold, all of it at once for each cause."""
    functions = library.Functions(tell.graph)
    ops, reached, defaults = {}, {}, []
    for one in signed:
        walk = _walk_signature(one, fixed, functions, tell)
        ops.update(walk.ops)
        for leaf in one.inputs.values():
            for tensor in parts(leaf):
                reached[tensor.name] = tensor
                if tensor.op.type == "PlaceholderWithDefault":
                    defaults.append(tensor.op)
    for op in defaults:  # an input with a default keeps it, unless the default is what the input was given for (an iterator's)
        walk = Walk(functions, fixed, {})
        walk.from_op(op)
        if not walk.problems and not walk.placeholders:
            ops.update(walk.ops)
    starts = tables.starts(ops.values(), tell)
    for start in starts:
        walk = Walk(functions, fixed, {})
        walk.from_op(start.op)
        _refuse(walk.problems, tell)
        _refuse_placeholders(walk.placeholders, f"The lookup table {tell.op(start.table)}", tell)
        ops.update(walk.ops)
    inputs = {name: tensor for name, tensor in reached.items() if tensor.op.name not in ops}
    return Cut(tell.graph, list(ops.values()), inputs, fixed, starts)


def _walk_signature(signed, fixed, functions, tell):
    fed = {tensor.name: tensor for leaf in signed.inputs.values() for tensor in parts(leaf)}
    for name in fed.keys() & fixed.keys():
        raise ValueError(f"export: {tell.tensor(fed[name])} is an input of signature {signed.name!r} and fixed in `feed_dict`; leave it "
                         "out of one of them.")
    walk = Walk(functions, fixed, fed)
    for leaf in signed.outputs.values():
        for tensor in parts(leaf):
            walk.from_tensor(tensor)
    _refuse(walk.problems, tell)
    _refuse_placeholders(walk.placeholders, f"Signature {signed.name!r}", tell)
    for key, leaf in signed.inputs.items():
        if not any(tensor.name in walk.reached for tensor in parts(leaf)):
            tensor = parts(leaf)[0]
            raise ValueError(f"export: input {key!r} of signature {signed.name!r}, {tell.tensor(tensor)}, feeds none of its outputs "
                             f"({', '.join(signed.outputs)}). Leave it out, or add the output that needs it.")
    return walk


class Walk:
    """The way from outputs back to what is fed.

    ops: {name: operation} met. reached: the names of fed tensors met. placeholders: those met that nothing feeds.
    problems: [(tensor or operation, kind)] that an export cannot hold; the walk does not go behind them.
    """

    def __init__(self, functions, fixed, fed):
        self.ops, self.reached, self.placeholders, self.problems = {}, set(), [], []
        self._fed, self._fixed = fed, fixed
        self._cut_ops = {name.rpartition(":")[0] for name in [*fed, *fixed]}
        self._functions = functions
        self._waiting = []

    def from_tensor(self, tensor):
        self._meet(tensor)
        self._go_on()

    def from_op(self, op):
        self._take(op, op)
        self._go_on()

    def _go_on(self):
        while self._waiting:
            op = self._waiting.pop()
            for tensor in op.inputs:
                self._meet(tensor)
            for before in op.control_inputs:
                if before.name not in self._cut_ops:  # what is fed waits for nothing
                    self._take(before, before)

    def _meet(self, tensor):
        if tensor.name in self._fed:
            self.reached.add(tensor.name)
        elif tensor.name not in self._fixed:
            self._take(tensor.op, tensor)

    def _take(self, op, met):
        if op.name in self.ops:
            return
        problem = self._problem(op)
        if op.type in ("Placeholder", "PlaceholderV2"):
            self.placeholders.append(op.outputs[0])
        elif problem:
            self.problems.append((met, problem))
        else:
            self._waiting.append(op)
        self.ops[op.name] = op

    def _problem(self, op):
        if op.type in _PYTHON or _PYTHON & self._functions.types_within(op):
            return "python"
        if _DATA.fullmatch(op.type):
            return "data"
        if not references.is_replaced(op):
            return "reference"
        lacking = [kind for kind in {op.type} | self._functions.types_within(op) if not self._functions.is_known(kind)]
        return "unknown" if lacking else ""


def _refuse_placeholders(placeholders, what, tell):
    if placeholders:
        raise ValueError(f"export: {what} needs placeholders that are not among its inputs:"
                         f"{listed(tell.tensor(one) for one in placeholders)}\n"
                         "To do: add them to its inputs, or fix their values: feed_dict={keep_prob: 1.0}.")


_REFUSALS = {
    "python": ("Python functions stay in this process and cannot be exported:",
               "write what they do with TensorFlow's operations, or cut them off: give what they return as an input, inputs={'words': …}."),
    "data": ("The outputs hang on a tf.data iterator or a queue, which stays in this process:",
             "make what it yields an input: inputs={'ids': ids}, where ids is the tensor named here."),
    "reference": ("These operations have no counterpart for resource variables, which an export has:",
                  "make the variable with tf.get_variable(…, use_resource=True)."),
    "unknown": ("Plain TensorFlow has no such operation (a library brought it):",
                "build the outputs without it, or cut it off: give what it computes as an input."),
}


def _refuse(problems, tell):
    for kind, (complaint, remedy) in _REFUSALS.items():
        found = [met for met, one in problems if one == kind]
        if found:
            texts = [tell.tensor(one) if isinstance(one, tf.Tensor) else tell.op(one) for one in found]
            kinds = [(one.op if isinstance(one, tf.Tensor) else one).type for one in found]
            raise ValueError(f"export: {complaint}{listed(f'{text}, of type {kind}' for text, kind in zip(texts, kinds))}\nTo do: {remedy}")


def definition(cut):
    """The `Definition` of a cut: its operations, placeholders where it is cut, constants for what is fixed."""
    whole = cut.graph.as_graph_def()
    made = Definition(whole.versions, whole.library)
    kept = {op.name for op in cut.ops}
    made.taken.update(node.name for node in whole.node)
    for name, tensor in cut.inputs.items():
        node = made.stand_in(name, "Placeholder", is_alone=tensor.op.name not in kept and len(tensor.op.outputs) == 1)
        node.attr["dtype"].type = tensor.dtype.base_dtype.as_datatype_enum
        node.attr["shape"].shape.CopyFrom(tensor.shape.as_proto())
    for name, value in cut.fixed.items():
        tensor = cut.graph.as_graph_element(name)
        node = made.stand_in(name, "Const", is_alone=tensor.op.name not in kept and len(tensor.op.outputs) == 1)
        node.attr["dtype"].type = tensor.dtype.base_dtype.as_datatype_enum
        node.attr["value"].tensor.CopyFrom(tf.make_tensor_proto(value, tensor.dtype.base_dtype, value.shape))
    for node in whole.node:
        if node.name in kept:
            made.add(node)
    made.rewire()
    return made
