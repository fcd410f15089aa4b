"""Addons' own operations in a graph that leaves this process: our implementation takes their place, as a function of the graph.

A TensorFlow without Addons cannot load a graph that has them. `engine` decides what computes inside this process.
"""

from legacy_seq2seq import stack
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq import beam_search_ops

# {operation: (the name of its result, our implementation, the dtypes and shapes of its arguments)}
_OURS = {
    "Addons>GatherTree": ("beams", beam_search_ops.own_gather_tree,
                          [("int32", [None] * 3), ("int32", [None] * 3), ("int32", [None]), ("int32", [])]),
}


def is_replaced(kind):
    """Whether `replace` knows what takes the place of an operation of this type."""
    return kind in _OURS


def replace(nodes, library):
    """Rewrites those of Addons' operations that stand among `nodes` (NodeDefs) and in the functions of `library`, both in place."""
    found = {_call_ours(node) for node in nodes}
    for function in library.function:
        for node in function.node_def:
            kind = _call_ours(node)
            if kind:
                _rename(function, node, _OURS[kind][0])
                found.add(kind)
    for kind in sorted(found - {None}):
        library.function.extend(_functions(kind))


def _call_ours(node):
    """Has a node call our function in the place of Addons' operation. Returns the type that it was, or None."""
    if node.op not in _OURS:
        return None
    kind, (_, _, arguments) = node.op, _OURS[node.op]
    node.op = "PartitionedCall"
    node.attr.clear()
    node.attr["Tin"].list.type.extend(tf.as_dtype(dtype).as_datatype_enum for dtype, _ in arguments)
    node.attr["Tout"].list.type.append(tf.as_dtype(arguments[0][0]).as_datatype_enum)
    node.attr["f"].func.name = _name(kind)
    return kind


def _rename(function, node, result):
    """Has a function's other nodes, and what it returns, take a node's result under the name that a call has for it.

    The node's own name loses its «>» (Addons>GatherTree), with which TF 1.15 does not load it.
    """
    old = node.name
    node.name = old.replace(">", "_")
    names = {f"^{old}": f"^{node.name}", f"{old}:{result}:0": f"{node.name}:output:0"}

    def renamed(value):
        return names.get(value, value)

    for one in function.node_def:
        one.input[:] = map(renamed, one.input)
    for key, value in list(function.ret.items()):
        function.ret[key] = renamed(value)


def _name(kind):
    return f"legacy_seq2seq_{kind.rpartition('>')[2]}"


def _functions(kind):
    """What takes the place of an operation, as FunctionDefs."""
    _, compute, arguments = _OURS[kind]

    def with_shapes(*tensors):
        for tensor, (_, shape) in zip(tensors, arguments):
            tensor.set_shape(shape)
        return compute(*tensors)

    with tf.Graph().as_default() as graph:
        dtypes = [tf.as_dtype(dtype) for dtype, _ in arguments]
        made = stack.inner_module("framework.function").Defun(*dtypes, func_name=_name(kind))(with_shapes)
        made(*[tf.placeholder(dtype, shape) for dtype, shape in arguments])
        return list(graph.as_graph_def().library.function)
