"""The one vocabulary of the shape tools: a row is a tensor and all that is known of its shape."""

import collections
import math

_FIELDS = {
    "file": "",
    "line": 0,
    "text": "",
    "bytes": None,
    "tensor": "",
    "call": "",
    "inside": 0,
    "iterations": (),
}
Row = collections.namedtuple("Row", ["name", "op", "static", "runtime", "dtype", "axes", *_FIELDS], defaults=list(_FIELDS.values()))
Row.__doc__ = """A tensor as the shape tools show it.

name: the Python name that the user gave it, "" where it has none. op: the type of the operation that makes it.
static: its shape as the graph knows it, a tuple with None for an unknown size, or None for an unknown
rank. runtime: its shape in the run, a tuple; None where it was not run. dtype: its type's name. axes: the names of its
axes, as text. file, line, text: the user's line that made it. bytes: its size in the run, None where it is not known.
tensor: its name in the graph. call: the function that the user's line called, "dynamic_rnn". inside: how many tensors are
folded into this row. iterations: in a loop, its shape in each iteration.
"""

_LONGEST = 44  # characters of a shape in a table; a longer one is cut in its middle
_SIZES = {"bool": 1, "half": 2, "complex64": 8, "complex128": 16}


def shape_text(shape):
    """A shape as people read it: "[None, 10]"; "[]" for a scalar, "unknown" where not even the rank is known."""
    return "unknown" if shape is None else "[" + ", ".join(str(size) for size in shape) + "]"


def short_shape_text(shape):
    """As `shape_text`, of many axes the first and the last: "[1, 1, … 16 more …, 7]"."""
    text = shape_text(shape)
    if len(text) <= _LONGEST:
        return text
    first, last = shape[:3], shape[-2:]
    return f"[{', '.join(map(str, first))}, … {len(shape) - 5} more …, {', '.join(map(str, last))}]" if len(shape) > 6 else text


def runtime_text(row):
    """A row's shape in the run: "[4, 5]", in a loop "[4, 5] ×10" or "[1, 5], [2, 5], … [9, 5]"; "" where it did not run."""
    if row.runtime is None:
        return ""
    if len(row.iterations) < 2:
        return short_shape_text(row.runtime)
    if len(set(row.iterations)) == 1:
        return f"{short_shape_text(row.runtime)} ×{len(row.iterations)}"
    shown = [short_shape_text(shape) for shape in row.iterations]
    return ", ".join(shown) if len(shown) <= 3 else f"{shown[0]}, {shown[1]}, … {shown[-1]} ({len(shown)} iterations)"


def is_refined(row):
    """Whether the run tells more of a shape than the graph."""
    return row.runtime is not None and row.static != row.runtime


def bytes_of(shape, dtype):
    """The bytes of a tensor; None where the shape is not whole, or for strings and handles, whose elements have no one size."""
    if shape is None or None in shape:
        return None
    digits = dtype.lstrip("abcdefghijklmnopqrstuvwxyz_")
    size = _SIZES.get(dtype) or (int(digits) // 8 if digits.isdigit() and "_" not in dtype else None)
    return None if not size or dtype.startswith(("string", "resource", "variant")) else math.prod(shape) * size


def bytes_text(number):
    """A number of bytes as people read it: "40 B", "1.2 MiB"."""
    if number is None:
        return ""
    for unit in ("B", "KiB", "MiB"):
        if number < 1024:
            return f"{number} B" if unit == "B" else f"{number:.1f} {unit}"
        number /= 1024
    return f"{number:.1f} GiB"


def place_text(row):
    """Where a row's tensor was made: "train.py:12"; "" where that is not known."""
    return f"{row.file.replace(chr(92), '/').rpartition('/')[2]}:{row.line}" if row.file else ""
