"""What a program's run of a session does: a training step, or the setting, saving and restoring of variables."""

import sys

_WAITS_FOR_DATA = ("IteratorGetNext", "OneShotIterator", "QueueDequeue", "ReaderRead")  # a step may be fed by the graph itself
_SETS_VARIABLES = ("Placeholder", "Assign", "Identity", "Const", "Variable", "VarHandle", "ReadVariable", "NoOp", "Cast")


def operations(graph, fetches):
    """The names of the operations that a run of `fetches` needs."""
    from legacy_seq2seq.shapes import runnable

    ops, waiting = [], [fetches]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, (list, tuple)):
            waiting.extend(one)
        else:
            try:
                element = graph.as_graph_element(one)
            except (TypeError, ValueError, KeyError):
                continue
            ops.append(getattr(element, "op", element))
    return [graph.get_operation_by_name(name) for name in runnable.above(ops, {})]


def computes(ops):
    """Whether a run does more than to give variables values (a learning rate, embeddings), or to save or restore them."""
    if saves_or_restores(ops):
        return False
    return not ops or any(not op.type.startswith(_SETS_VARIABLES) for op in ops)


def saves_or_restores(ops):
    return any(op.type in ("SaveV2", "RestoreV2", "Save", "SaveSlices", "Restore", "RestoreSlice") for op in ops)


def takes_data(ops):
    """Whether a run takes a batch from an iterator or a queue of the graph's own."""
    return any(op.type.startswith(_WAITS_FOR_DATA) for op in ops)


def largest_graph():
    """The graph with the most operations of those that exist; None where none has any."""
    import gc

    tensorflow = sys.modules.get("tensorflow")
    if tensorflow is None:
        return None
    graphs = [one for one in gc.get_objects() if type(one) is tensorflow.Graph]
    graphs.append(tensorflow.compat.v1.get_default_graph())
    largest = max(graphs, key=lambda graph: len(graph.get_operations()))
    return largest if largest.get_operations() else None
