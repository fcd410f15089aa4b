"""Operations and functions that plain TensorFlow knows."""

import functools

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib import addons_operations

# Attributes that say where an operation should run, or how its gradient is to be found, in a process that is gone; and hints
# (a variable's second name, which input of a product is a gradient) that TF 1.15 does not know.
_LEFT_OUT = ("_class", "_gradient_op_type", "_output_shapes", "debug_name", "grad_a", "grad_b", "grad_x", "grad_y")


class Functions:
    """The functions of one graph, by name."""

    def __init__(self, graph):
        self._graph = graph

    @functools.cached_property
    def _library(self):
        return {one.signature.name: one for one in self._graph.as_graph_def().library.function}

    def types_within(self, op):
        """The types of the operations in the functions that an operation calls, and in those that they call."""
        node = None
        names = {op.type} if not hasattr(tf.raw_ops, op.type) else set()
        if any(one.type in ("func", "list(func)") for one in op.op_def.attr):
            node = op.node_def
            names |= set(called(node))
        if not names:
            return set()
        return {inner.op for name in _closure(names, self._library) for inner in self._library[name].node_def}

    def is_known(self, kind):
        """Whether plain TensorFlow has an operation of this type, or we know what takes its place."""
        return addons_operations.is_replaced(kind) or kind.startswith("_") or hasattr(tf.raw_ops, kind) or kind in self._library


def called(node):
    """The names of the functions that a node calls."""
    for value in node.attr.values():
        if value.HasField("func"):
            yield value.func.name
        for one in value.list.func:
            yield one.name


def _closure(names, functions):
    found, waiting = set(), list(names)
    while waiting:
        name = waiting.pop()
        if name in functions and name not in found:
            found.add(name)
            for node in functions[name].node_def:
                waiting += [node.op, *called(node)]
    return found


def make_plain(definition):
    """Leaves of a `Definition` what every TensorFlow can load: no devices, no operations of Addons, no functions that are not called."""
    functions = {one.signature.name: one for one in definition.functions.function}
    names = [name for node in definition.nodes.values() for name in (node.op, *called(node))]
    kept = tf.GraphDef().library
    kept.function.extend(functions[name] for name in sorted(_closure(names, functions)))
    for node in [*definition.nodes.values(), *(node for function in kept.function for node in function.node_def)]:
        node.device = ""
        for attribute in _LEFT_OUT:
            if attribute in node.attr:
                del node.attr[attribute]
    addons_operations.replace(definition.nodes.values(), kept)
    definition.functions = kept
    for name in [name for name in definition.nodes if ">" in name]:  # of an operation of Addons; TF 1.15 takes no such names
        definition.rename(name, name.replace(">", "_"))
