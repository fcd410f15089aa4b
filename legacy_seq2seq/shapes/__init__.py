"""Shows the shapes of a TF1 graph's tensors, static and at run time, side by side, and explains shape errors."""

from legacy_seq2seq import lazy

_PARTS = {
    "Row": "row",
    "Table": "tables",
    "axis_names": "bindings",
    "diff": "states",
    "dry_run": "trial",
    "expect": "expecting",
    "explain": "watching",
    "names": "bindings",
    "table": "tables",
    "watch": "watching",
}
__all__ = sorted(_PARTS)
__getattr__ = lazy.loader(__name__, _PARTS)
