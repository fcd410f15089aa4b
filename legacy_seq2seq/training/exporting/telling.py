"""How an error of an export names tensors and operations: by the user's names and lines, where they are known."""

import os

from legacy_seq2seq.shapes import places

_MOST_SHOWN = 8


class Telling:
    """Words for what stands in one graph."""

    def __init__(self, graph, names):
        """names: a `shapes.naming.Names` of the graph."""
        self.graph = graph
        self._names = names

    def tensor(self, tensor):
        """`keep_prob` (Placeholder_1:0, train.py:12)."""
        return self._told(self._names.of(tensor), tensor.name, tensor.op)

    def op(self, op):
        """`words` (PyFunc:0 of type PyFunc, train.py:12)."""
        name = next(filter(None, map(self._names.of, op.outputs)), "")
        return self._told(name, op.name, op)

    def _told(self, python_name, name, op):
        made = places.of_op(op)
        where = f", {os.path.relpath(made[-1].file) if os.path.isabs(made[-1].file) else made[-1].file}:{made[-1].line}" if made else ""
        return f"`{python_name}` ({name}{where})" if python_name else f"{name}{f' ({where[2:]})' if where else ''}"


def listed(texts):
    """The texts, each on a line of its own; a long list is cut."""
    texts = list(dict.fromkeys(texts))
    more = [f"… and {len(texts) - _MOST_SHOWN} more"] if len(texts) > _MOST_SHOWN else []
    return "".join(f"\n  {text}" for text in texts[:_MOST_SHOWN] + more)
