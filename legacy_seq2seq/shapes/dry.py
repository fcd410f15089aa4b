"""What every shape of a graph would be for given input shapes, without data and without running anything."""

import re

import numpy as np

from legacy_seq2seq import stack
from legacy_seq2seq.shapes import bindings, dry_loops, values

_LARGEST_CONSTANT = 4096  # numbers of a fed value that are told to TensorFlow, since sizes may be computed from them
_MOST_FAULTS = 50
_MOST_ROUNDS = 12  # a stack of dynamic_rnn takes one or two a layer


def shapes_for(graph, given, wanted=None, faults=None):
    """{tensor name: shape} of a graph whose inputs have other shapes: tuples with None, or None for an unknown rank.

    given: {tensor: a shape, or an array that the tensor shall have}. wanted: the operations whose inputs' ancestors
    are enough; all by default. faults: a list that takes (operation name, TensorFlow's text) of what does not fit.
    Nothing is added to `graph`; TensorFlow's own shape functions run over a copy of it.
    """
    tf = _tf()
    definition = graph.as_graph_def()
    if wanted is not None:
        definition = _ancestors(tf, definition, wanted)
    inputs = {tensor.name: value for tensor, value in given.items()}
    for node in definition.node:
        node.attr.pop("_class", None)  # being on one device with a node that is left out is no fault
        for control in [one for one in node.input if one.startswith("^")]:
            node.input.remove(control)
        if f"{node.name}:0" in inputs:
            _replace(tf, node, graph.get_tensor_by_name(f"{node.name}:0"), inputs[f"{node.name}:0"])
    faults = [] if faults is None else faults
    came_back = dry_loops.cut(definition)
    for _ in range(_MOST_ROUNDS):
        copy = _import(tf, definition, faults)
        # What a body returns is known only after what it reads from its arrays.
        if not dry_loops.fill_arrays(definition, copy) and not dry_loops.loosen(definition, copy, came_back):
            break
    return _merged(copy, graph)


def _tf():
    return stack.compat_v1()


def _ancestors(tf, definition, wanted):
    names = {tensor.op.name for op in wanted for tensor in op.inputs}
    return stack.inner_module("framework.graph_util_impl").extract_sub_graph(definition, sorted(names)) if names else type(definition)()


def _replace(tf, node, tensor, value):
    """Makes a node a placeholder of the shape of `value`, or a constant where sizes may be computed from its numbers."""
    dtype = tensor.dtype.base_dtype
    shape = _shape_of(value)
    node.ClearField("input")
    node.ClearField("attr")
    node.attr["dtype"].type = dtype.as_datatype_enum
    array = value if isinstance(value, np.ndarray) and value.dtype != object else None
    if array is not None and dtype.is_integer and array.size <= _LARGEST_CONSTANT:
        node.op = "Const"
        node.attr["value"].tensor.CopyFrom(stack.inner_module("framework.tensor_util").make_tensor_proto(array, dtype))
    else:
        node.op = "Placeholder"
        node.attr["shape"].shape.CopyFrom(tf.TensorShape(shape).as_proto())


def _shape_of(value):
    if isinstance(value, np.ndarray):
        return values.of_lists(value)
    return None if value is None else tuple(value)


def _import(tf, definition, faults):
    """The graph of a definition; what does not fit is left out, with all that follows from it."""
    for _ in range(_MOST_FAULTS):
        copy = tf.Graph()
        try:
            with copy.as_default():
                tf.import_graph_def(definition, name="")
            return copy
        except ValueError as error:
            found = re.search(r"\{\{node ([^}]+)\}\}", str(error))
            faults.append((found.group(1) if found else "", str(error)))
            if found is None or not _drop(definition, found.group(1)):
                return tf.Graph()
    return tf.Graph()


def _drop(definition, name):
    """Removes a node and all that depends on it. Returns whether there was such a node."""
    users = {}
    for node in definition.node:
        for one in node.input:
            users.setdefault(one.lstrip("^").partition(":")[0], []).append(node.name)
    gone, waiting = set(), [name]
    while waiting:
        one = waiting.pop()
        if one not in gone:
            gone.add(one)
            waiting.extend(users.get(one, ()))
    kept = [node for node in definition.node if node.name not in gone]
    if len(kept) == len(definition.node):
        return False
    copies = [type(node).FromString(node.SerializeToString()) for node in kept]
    del definition.node[:]
    definition.node.extend(copies)
    return True


def _merged(copy, graph):
    """The shapes of a copy, finer where the graph itself knows more (by `set_shape`)."""
    found = {}
    for op in copy.get_operations():
        try:
            originals = graph.get_operation_by_name(op.name).outputs
        except (KeyError, ValueError):
            continue
        for tensor, original in zip(op.outputs, originals):
            found[tensor.name] = _finer(values.static_shape(tensor), values.static_shape(original))
    return found


def _finer(shape, other):
    if shape is None or other is None or len(shape) != len(other):
        return other if shape is None else shape
    return tuple(b if a is None else a for a, b in zip(shape, other))


def current_graph():
    """The graph that operations are added to now."""
    return _tf().get_default_graph()


def arrays_of(feed_dict, graph):
    """{tensor: array} of a feed as `session.run` takes it; what is no array (a ragged list, a tensor) is left out."""
    found = {}
    for key, value in feed_dict.items():
        try:
            tensor = bindings.fed_for(graph.as_graph_element(key, allow_operation=False))
            array = np.asarray(value)
        except (TypeError, ValueError, KeyError):
            continue
        if array.dtype != object:
            found[tensor] = array
    return found


_HARMLESS = {
    "VariableV2",
    "Variable",
    "VarHandleOp",
    "ReadVariableOp",
    "Placeholder",
    "PlaceholderWithDefault",
    "RandomUniform",
    "RandomStandardNormal",
    "TruncatedNormal",
    "RandomUniformInt",
    "Assert",
    "AnonymousMutableHashTable",  # a table of one run, as `shapes.expect` has them
    "LookupTableInsertV2",
    "LookupTableExportV2",
}
_MOST_ANCESTORS = 20000


class Measured:
    """The shapes that a graph's tensors have with a feed, by running it once more, in a session of its own.

    For a program that has ended: its own sessions, variables and random numbers are not touched, but it takes the time of a
    step. The variables have fresh initial values, whose shapes are the same.
    """

    def __init__(self, graph, feed_dict):
        self._graph, self._feed_dict = graph, feed_dict
        self._session = None

    def shape(self, tensor):
        """A tensor's shape; None within a loop, behind the failure, or behind what a run uses up (a queue, a data set)."""
        if not _is_harmless(tensor.op):
            return None
        try:
            return tuple(np.shape(self._ready_session().run(tensor, self._feed_dict)))
        except Exception:  # whatever fails in the user's graph: the shape stays unknown
            return None

    def _ready_session(self):
        if self._session is None:
            self._session = _tf().Session(graph=self._graph)
            variables = self._graph.get_collection("variables") + self._graph.get_collection("local_variables")
            self._session.run([variable.initializer for variable in variables], self._feed_dict)
        return self._session


def _is_harmless(op):
    seen, waiting = set(), [op]
    while waiting:
        one = waiting.pop()
        if one.name in seen:
            continue
        seen.add(one.name)
        stateful = (
            one.op_def is not None and one.op_def.is_stateful and one.type not in _HARMLESS and not one.type.startswith("TensorArray")
        )
        if stateful or len(seen) > _MOST_ANCESTORS or (one is op and one._get_control_flow_context() is not None):
            return False
        waiting.extend(tensor.op for tensor in one.inputs)
        waiting.extend(one.control_inputs)
    return True
