"""`tf.set_random_seed`, after which an operation without a seed of its own gets one as in TF 1.15: how many operations there were.

Today's TensorFlow counts the operations that draw random numbers instead. With the former count the same graph drops out
the same units, and draws the same noise, as it did then.
"""

import weakref

from legacy_seq2seq import stack


class _OperationsSoFar:
    """What stands for a graph in today's table of next seeds: a number that grows with the graph, not with what is added to it."""

    def __init__(self, graph):
        self._graph = weakref.ref(graph)  # the table forgets graphs that nothing else keeps
        self._seen = self._spared = 0

    def __add__(self, one):
        return self

    def __mod__(self, limit):
        graph = self._graph()
        operations = graph.get_operations()
        self._spared += sum(map(_spared, operations[self._seen:]))  # each is looked at once, a graph may draw thousands of times
        self._seen = len(operations)
        return (graph.version + self._spared) % limit


def _spared(operation):
    """How many operations TF 1.15 made beside this one, that today's TensorFlow does without."""
    if operation.type == "TensorArrayGatherV3":  # of stack(): the size of an array that cannot grow is known
        return int(operation.name.endswith("TensorArrayStack/TensorArrayGatherV3"))
    if operation.type == "Conv2D":  # of tf.layers: a constant for the dilation
        return int(operation.inputs[1].op.name.endswith("/kernel/read"))
    return int(operation.type == "Split")  # into equal parts: their number, as a constant


def set_random_seed(seed):
    """Sets the seed of the default graph: with it, all random operations in it repeat their numbers. None takes it back.

    Source: TF1 tf.set_random_seed.
    """
    stack.compat_v1().set_random_seed(seed)
    graph = stack.compat_v1().get_default_graph()
    stack.next_seeds()[graph] = _OperationsSoFar(graph)
