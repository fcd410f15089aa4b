"""TF1's reference variables, rewritten as resource variables: what TensorFlow 2 makes variables of when it loads a model.

A reference variable is an operation whose output is the variable itself; whoever takes it by value reads it. A resource variable
is a handle, which is read by an operation of its own. The values do not change.

Who reads a reference once (`v/read`) goes on to see the variable itself, and so what changes it later in the same run: in
`with tf.control_dependencies([step.assign_add(1)]): tf.identity(step)`, the new step. Whoever takes a variable that the export
changes therefore reads it anew, after all else that it takes or waits for.
"""

from legacy_seq2seq import stack
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.training.exporting.definition import edge

VARIABLES = {"Variable", "VariableV2"}

# What hands a reference on: in loops and branches.
_PASSING = {"RefIdentity": "Identity", "RefEnter": "Enter", "RefExit": "Exit", "RefNextIteration": "NextIteration", "RefSwitch": "Switch",
            "RefMerge": "Merge"}
_CHANGING = {"Assign": "AssignVariableOp", "AssignAdd": "AssignAddVariableOp", "AssignSub": "AssignSubVariableOp",
             "IsVariableInitialized": "VarIsInitializedOp"}


def replace(definition, cut):
    """Rewrites the definition of a `Cut`. Returns what knows the `value` of a tensor that was a reference."""
    rewriting = _Rewriting(definition, cut.ops, {*cut.fixed, *cut.inputs})
    for op in cut.ops:
        rewriting.rewrite(op)
    return rewriting


def is_reference(tensor):
    """Whether a tensor is a reference variable, handed on or changed."""
    return _variable_of(tensor) is not None


def _variable_of(tensor):
    """The operation of the variable that a tensor is a reference to, or None."""
    while tensor.dtype._is_ref_dtype:
        if tensor.op.type in VARIABLES:
            return tensor.op
        if not tensor.op.inputs:
            break
        tensor = tensor.op.inputs[0]
    return None


class _Rewriting:
    def __init__(self, definition, ops, replaced):
        """replaced: the names of the tensors that the export does not compute."""
        self._definition, self._replaced = definition, replaced
        self._read = {}  # {name of a reference: the node that reads it for outputs}
        self._changed = {_variable_of(op.inputs[position]) for op in ops for position in _taken_by_reference(op)}

    def rewrite(self, op):
        node = self._definition.nodes[op.name]
        if op.type in VARIABLES:
            _make_handle(node)
            return
        references = {i: one for i, one in enumerate(op.inputs) if is_reference(one) and one.name not in self._replaced}
        if op.type in _PASSING and references:
            node.op = _PASSING[op.type]
            node.attr["T"].type = tf.resource.as_datatype_enum
            self._take(node, {i: self._handle(one) for i, one in references.items()})
            return
        self._take(node, {i: self._reading(op, one.op.inputs[0]) for i, one in enumerate(op.inputs) if self._sees_changes(one)})
        if not references:
            return
        if op.type == "Identity":
            self._take(node, {0: self._handle(op.inputs[0])})
            _make_read(node, op.outputs[0].dtype)
            return
        by_reference = _taken_by_reference(op)
        changes = {i: self._handle(one) for i, one in references.items() if i in by_reference}
        self._take(node, {i: self._reading(op, one) for i, one in references.items() if i not in by_reference})
        self._take(node, changes)
        if changes:
            _make_change(node, op)

    def _sees_changes(self, tensor):
        """Whether a tensor was read from a reference to a variable that the export changes."""
        is_read = tensor.op.type == "Identity" and tensor.name not in self._replaced and is_reference(tensor.op.inputs[0])
        return is_read and _variable_of(tensor.op.inputs[0]) in self._changed

    def value(self, tensor):
        """The name of the tensor that holds, in the export, the value of a reference that is an output."""
        if tensor.name not in self._read:
            handle, waits = self._handle(tensor)
            node = self._definition.new(f"{tensor.op.name}/value", "ReadVariableOp", [handle, *waits])
            node.attr["dtype"].type = tensor.dtype.base_dtype.as_datatype_enum
            self._read[tensor.name] = f"{node.name}:0"
        return self._read[tensor.name]

    def _handle(self, tensor):
        """(the handle of the variable that a reference is of, [what must have run before it is taken])."""
        if tensor.op.type in VARIABLES or tensor.op.type in _PASSING:
            return edge(tensor.name), []
        handle, waits = self._handle(tensor.op.inputs[0])
        return handle, [*waits, f"^{tensor.op.name}"]

    def _reading(self, op, tensor):
        """(a node of its own that reads a reference for an operation, [])."""
        handle, waits = self._handle(tensor)
        waits = [*waits, *(f"^{one.name}" for one in op.control_inputs if one.name in self._definition.nodes)]
        if _variable_of(tensor) in self._changed and op.type != "Merge":  # which takes the one that comes, and waits for no other
            waits += [f"^{self._definition.name_of(one.name).partition(':')[0]}" for one in op.inputs
                      if not is_reference(one) and not self._sees_changes(one)]
        node = self._definition.new(f"{op.name}/{tensor.op.name.rpartition('/')[2]}", "ReadVariableOp", [handle, *dict.fromkeys(waits)])
        node.attr["dtype"].type = tensor.dtype.base_dtype.as_datatype_enum
        return node.name, []

    def _take(self, node, taken):
        """Has a node take {position: (input, what it waits for)}."""
        inputs = list(node.input)
        for position, (one, _) in taken.items():
            inputs[position] = one
        inputs += [wait for _, waits in taken.values() for wait in waits if wait not in inputs]
        node.input[:] = inputs


def _make_handle(node):
    node.op = "VarHandleOp"
    node.attr["shared_name"].s = node.name.encode()
    node.attr["container"].s = b""


def _make_read(node, dtype):
    node.op = "ReadVariableOp"
    del node.attr["T"]
    node.attr["dtype"].type = dtype.base_dtype.as_datatype_enum


def _make_change(node, op):
    """Has an operation that changes reference variables change resource variables: those have the same inputs in the same order."""
    node.op = _CHANGING.get(op.type, f"Resource{op.type}")
    known = {one.name for one in _op_def(node.op).attr}
    kind = node.attr["T"].type if "T" in node.attr else op.inputs[0].dtype.base_dtype.as_datatype_enum
    if "dtype" in known:
        node.attr["dtype"].type = kind
    for name in list(node.attr):
        if name not in known or name == "validate_shape":
            del node.attr[name]


def is_replaced(op):
    """Whether resource variables have a counterpart of an operation, where it changes reference variables."""
    return not _taken_by_reference(op) or _op_def(_CHANGING.get(op.type, f"Resource{op.type}")) is not None


def _taken_by_reference(op):
    """The positions of the inputs at which an operation takes reference variables in order to change them."""
    found, position = set(), 0
    if op.type in _PASSING or not any(map(is_reference, op.inputs)):
        return found
    for argument in op.op_def.input_arg:
        if argument.number_attr:
            count = op.get_attr(argument.number_attr)
        else:
            count = len(op.get_attr(argument.type_list_attr)) if argument.type_list_attr else 1
        if argument.is_ref:
            found.update(one for one in range(position, position + count) if is_reference(op.inputs[one]))
        position += count
    return found


def _op_def(kind):
    return stack.inner_module("framework.op_def_registry").get(kind)
