"""Replacing a part of a GraphDef by one node. Source: TF1 tf.contrib.framework.fuse_op."""

from legacy_seq2seq import tf1 as tf


def fuse_op(graph_def, input_nodes, output_nodes, output_dtypes, output_quantized, op_name, op_type):
    """A copy of `graph_def` in which the node `op_name` of type `op_type` does the work of a part of it.

    The part is what lies between `input_nodes` and `output_nodes`, lists of names. The inputs stay; each
    output, which must have one input, stays an op of its own that reads the new node. output_dtypes: their types, as enums
    (`tf.float32.as_datatype_enum`). output_quantized: a bool, noted in the new node. The new node comes
    after the nodes that it needs, and before the outputs.
    Raises TypeError for a `graph_def` that is no GraphDef, for names that are not in a list, and where the
    part needs more than `input_nodes`; AssertionError for a name that the graph lacks, and for an output
    of several inputs.
    Source: TF1 tf.contrib.framework.fuse_op.
    """
    if not isinstance(graph_def, tf.GraphDef):
        raise TypeError(f"fuse_op: `graph_def` is a {type(graph_def).__name__}; expected a GraphDef: graph.as_graph_def().")
    for argument, names in (("input_nodes", input_nodes), ("output_nodes", output_nodes)):
        if not isinstance(names, list):
            raise TypeError(f"fuse_op: `{argument}` is {names!r}; expected a list of names.")
    nodes = {node.name: node for node in graph_def.node}
    for name in [*input_nodes, *output_nodes]:
        if name not in nodes:
            raise AssertionError(f"fuse_op: the graph has no node {name!r}.")
    replaced = _between(nodes, input_nodes, output_nodes)
    needed = _all_below(nodes, input_nodes)

    result = tf.GraphDef()
    result.node.extend(node for node in graph_def.node if node.name in needed)
    _add_fused(result, input_nodes, output_dtypes, output_quantized, op_name, op_type)
    for index, name in enumerate(output_nodes):
        output = result.node.add()
        output.CopyFrom(nodes[name])
        if len(output.input) != 1:
            raise AssertionError(f"fuse_op: the output {name!r} has {len(output.input)} inputs; expected 1. Add tf.identity after it.")
        output.input[0] = f"{op_name}:{index}" if index else op_name
    result.node.extend(node for node in graph_def.node if node.name not in needed | replaced)
    result.library.CopyFrom(graph_def.library)
    result.versions.CopyFrom(graph_def.versions)
    return result


def _node_name(edge):
    return edge.lstrip("^").split(":")[0]


def _between(nodes, input_nodes, output_nodes):
    """The names of the nodes that `output_nodes` need, down to `input_nodes`."""
    found, waiting = set(), list(output_nodes)
    while waiting:
        name = waiting.pop()
        if name in found or name in input_nodes:  # what feeds the inputs stays
            continue
        if not nodes[name].input:
            raise TypeError(f"fuse_op: the outputs also need {name!r}, which is not among `input_nodes` {input_nodes}. Add it.")
        found.add(name)
        waiting += [_node_name(edge) for edge in nodes[name].input]
    return found


def _all_below(nodes, names):
    """`names` and the names of all that they need."""
    found, waiting = set(), list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [_node_name(edge) for edge in nodes[name].input]
    return found


def _add_fused(graph_def, input_nodes, output_dtypes, output_quantized, op_name, op_type):
    fused = graph_def.node.add(name=op_name, op=op_type, input=input_nodes)
    fused.attr["_output_types"].list.type[:] = output_dtypes
    fused.attr["_output_quantized"].b = output_quantized
