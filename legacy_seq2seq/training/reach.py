"""Which operations a `session.run` sets in motion."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.framework import nest


class Reach:
    """Whether a run computes one of some operations. The graph must not grow any more."""

    def __init__(self, ops):
        self._ops = _with_all_after(ops)
        self._answers = {}

    def includes(self, fetches, graph):
        """Whether a run of `fetches`, as `session.run` takes them, computes one of the operations."""
        return any(self._of(element, graph) for element in _elements(fetches))

    def _of(self, element, graph):
        key = element if isinstance(element, str) else id(element)
        if key not in self._answers:  # with the element, or its id might become another's
            self._answers[key] = (any(op in self._ops for op in _ops(element, graph)), element)
        return self._answers[key][0]


def with_all_before(ops):
    """The operations, and all that they need to have run; a set."""
    return _closure(ops, lambda op: {*op.control_inputs, *(tensor.op for tensor in op.inputs)})


def needed_placeholders(tensor):
    """The placeholders, without a default value, that a run of `tensor` needs fed; a set of tensors."""
    return {op.outputs[0] for op in with_all_before([tensor.op]) if op.type == "Placeholder"}


def _with_all_after(ops):
    return _closure(ops, lambda op: {consumer for tensor in op.outputs for consumer in tensor.consumers()} | set(op._control_outputs))


def _closure(ops, next_to):
    found, open_ops = set(ops), list(ops)
    while open_ops:
        new = next_to(open_ops.pop()) - found
        found |= new
        open_ops += new
    return found


def _elements(fetches):
    if isinstance(fetches, (list, tuple, dict)):
        return nest.flatten(fetches)
    return [fetches]


def _ops(element, graph):
    """The operations that stand for one element of the fetches: a tensor, an op, a variable, a sparse tensor, a name."""
    if isinstance(element, (tf.SparseTensor, tf.SparseTensorValue)):
        return [element.values.op]
    try:
        found = graph.as_graph_element(element)
    except (TypeError, ValueError, KeyError):
        return []  # session.run says what is wrong with it
    return [getattr(found, "op", found)]
