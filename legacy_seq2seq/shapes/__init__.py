"""Shows the shapes of a TF1 graph's tensors, static and at run time, side by side, and explains shape errors."""

from legacy_seq2seq.shapes.row import Row
from legacy_seq2seq.shapes.states import diff
from legacy_seq2seq.shapes.table import Table, table

__all__ = ["Row", "Table", "diff", "table"]
