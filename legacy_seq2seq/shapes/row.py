"""The one vocabulary of the shape tools: a row is a tensor and all that is known of its shape."""

import collections

Row = collections.namedtuple("Row", "name op static runtime dtype axes")
Row.__doc__ = """A tensor as the shape tools show it.

name: the Python name that the user gave it. op: the type of the operation that makes it.
static: its shape as the graph knows it, a tuple with None for an unknown size, or None for an unknown
rank. runtime: its shape in the run, a tuple. dtype: its type's name. axes: the names of its axes, as text.
"""


def shape_text(shape):
    """A shape as people read it: "[None, 10]"; "[]" for a scalar, "unknown" where not even the rank is known."""
    return "unknown" if shape is None else "[" + ", ".join(str(size) for size in shape) + "]"
