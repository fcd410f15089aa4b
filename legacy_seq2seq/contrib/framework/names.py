"""Names, scopes and graphs. Source: TF1 tf.contrib.framework (framework.ops and graph_util)."""

import re

from legacy_seq2seq import tf1 as tf


def get_name_scope():
    """The current name scope, "outer/inner"; "" outside all. Source: TF1 tf.contrib.framework.get_name_scope."""
    return tf.get_default_graph().get_name_scope()


def prepend_name_scope(name, import_scope):
    """`name` ("op", "^op", "loc:@op") moved into `import_scope`."""
    if not import_scope:
        return name
    marks, rest = re.match(r"([\^]|loc:@|)(.*)", name, re.DOTALL).groups()
    return f"{marks}{import_scope.rstrip('/')}/{rest}"


def strip_name_scope(name, export_scope):
    """`name` ("scope/op", "^scope/op", "loc:@scope/op") without `export_scope`, where it begins with it."""
    if not export_scope:
        return name
    marks, rest = re.match(r"([\^]|loc:@|)(.*)", name, re.DOTALL).groups()
    prefix = export_scope.rstrip("/") + "/"
    return marks + (rest[len(prefix):] if rest.startswith(prefix) else rest)


def get_placeholders(graph):
    """The placeholders of `graph`, in the order of their making.

    Those with a default are left out. Source: TF1 tf.contrib.framework.get_placeholders.
    """
    return [op.outputs[0] for op in graph.get_operations() if op.type == "Placeholder"]


def get_graph_from_inputs(op_input_list, graph=None):
    """The graph that all of `op_input_list` belong to; the default graph where none is a graph element.

    graph: the one that they must belong to. Raises ValueError where they do not agree.
    Source: TF1 tf.contrib.framework.get_graph_from_inputs.
    """
    first = None
    for element in op_input_list:
        found = getattr(element, "graph", None)
        if found is None:
            continue
        if graph is None:
            graph, first = found, element
        elif found is not graph:
            where = f"that of {first.name}" if first is not None else "the `graph` given"
            raise ValueError(f"get_graph_from_inputs: {element.name} is from another graph than {where}. "
                             "Build all of a model within one `with graph.as_default():`.")
    return graph or tf.get_default_graph()
