"""The shape table: a row for each tensor, printed in a terminal or drawn."""

import numpy as np

from legacy_seq2seq.shapes import values as shapes_of
from legacy_seq2seq.shapes.row import Row, shape_text


def table(session, feed_dict, tensors, axes=None):
    """Runs the graph once and returns a `Table` of the shapes of `tensors`.

    session: a tf.Session with initialised variables. feed_dict: as for `session.run`.
    tensors: {name: tensor}. axes: {name: "batch time vocab"} for those whose axes have names.
    Fetching the tensors is all that is done: no operation is added to the graph and no variable changes,
    unless a tensor asked for changes one.

        shapes.table(sess, {X: ids}, {"X": X, "outputs": outputs}).print()
    """
    values = session.run(tensors, feed_dict)
    axes = axes or {}
    found = []
    for name, tensor in tensors.items():
        runtime, dtype = np.shape(values[name]), tensor.dtype.base_dtype.name
        found.append(Row(name, tensor.op.type, shapes_of.static_shape(tensor), runtime, dtype, axes.get(name, "")))
    return Table(found)


class Table:
    """Rows of shapes. `rows` is a list of `Row`."""

    def __init__(self, rows):
        self.rows = rows

    def _drawing(self):
        from rich import box
        from rich.table import Table as RichTable

        drawing = RichTable(title="Shapes", title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
        # A narrow terminal cuts the right-hand columns, never a name or a shape.
        for header, texts in (
            ("tensor", [row.name for row in self.rows]),
            ("static shape", [shape_text(row.static) for row in self.rows]),
            ("run-time shape", [shape_text(row.runtime) for row in self.rows]),
        ):
            drawing.add_column(header, no_wrap=True, min_width=max(map(len, [header, *texts])))
        for header in ("axes", "dtype", "op"):
            drawing.add_column(header, no_wrap=True, overflow="ellipsis")
        for row in self.rows:
            style = "none" if row.static == row.runtime else "yellow"
            drawing.add_row(row.name, f"[{style}]{_plain(row.static)}[/]", _plain(row.runtime), row.axes, row.dtype, row.op)
        return drawing

    def print(self):
        """Prints the table; static shapes that the run resolved further are coloured."""
        import sys

        from rich.console import Console

        # In a file or a pipe no line is cut.
        Console(width=None if sys.stdout.isatty() else 140).print(self._drawing())

    def save_svg(self, path):
        """Draws the table into an SVG file."""
        import io

        from rich.console import Console

        console = Console(record=True, width=98, file=io.StringIO())
        console.print(self._drawing())
        console.save_svg(str(path), title="legacy_seq2seq")


def _plain(shape):
    """A shape whose brackets rich does not take for markup."""
    return shape_text(shape).replace("[", "\\[")
