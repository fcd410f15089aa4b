"""The shape table in a terminal, as plain text and as a picture of a terminal."""

import io
import sys

from legacy_seq2seq.shapes.row import bytes_text, is_refined, place_text, runtime_text, shape_text, short_shape_text

WIDTH = 140  # in a file or a pipe
_WIDEST_NAME = 44
_MOST_VARIABLES = 40
_MOST_ROWS = 500  # more are not read, and take rich a second for each two thousand


def print_table(table, file=None):
    """Prints a table to `file`, by default the standard output. A narrow terminal cuts the right-hand columns, never a shape."""
    from rich.console import Console

    stream = file or sys.stdout
    console = Console(file=stream, width=None if stream.isatty() else WIDTH)
    for part in _parts(table):
        console.print(part)


def text(table):
    """The table as plain text."""
    stream = io.StringIO()
    print_table(table, stream)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())


def save_svg(table, path):
    """Draws the table into an SVG file, as a terminal shows it."""
    from rich.console import Console

    console = Console(record=True, width=132, file=io.StringIO())
    for part in _parts(table):
        console.print(part)
    console.save_svg(str(path), title="legacy_seq2seq")


def _parts(table):
    from rich.text import Text

    yield _tensors(table)
    if len(table.rows) > _MOST_ROWS:
        yield Text(
            f"  … {len(table.rows) - _MOST_ROWS:,} more rows: choose by name, scope, line or rank; JSON and HTML have them all", style="dim"
        )
    if any(is_refined(row) for row in table.rows):
        yield Text("  • the run tells more than the graph", style="dim")
    if table.variables:
        yield _variables(table.variables)
        yield Text("  " + totals(table))
    for fault in table.faults:
        yield Text(f"  not run: {fault}", style="red")


def _tensors(table):
    from rich.text import Text

    rows = table.rows[:_MOST_ROWS]
    drawing = _drawing(table.title)
    names = [_cut(row.name or row.tensor.rpartition(":0")[0] or row.tensor) for row in rows]
    for header, texts in (
        ("tensor", names),
        ("static shape", [short_shape_text(row.static) for row in rows]),
        ("run-time shape", [_marked(row) for row in rows]),
    ):
        drawing.add_column(header, no_wrap=True, min_width=min(max(map(len, [header, *texts])), 60))
    headers = ["dtype", "made by", "bytes", "line"]
    if any(row.axes for row in rows):
        headers.insert(0, "axes")
    texts = {
        "made by": [made_by(row) for row in rows],
        "dtype": [row.dtype for row in rows],
        "bytes": [bytes_text(row.bytes) for row in rows],
    }
    for header in headers:  # all but the line keep their width
        width = min(max(map(len, [header, *texts.get(header, [])])), 26) if header in texts else 8
        is_last = header == "line"  # the only one that rich may make narrower
        drawing.add_column(
            header, no_wrap=not is_last, overflow="ellipsis", min_width=width, justify="right" if header == "bytes" else "left"
        )
    for name, row in zip(names, rows):
        style = "yellow" if is_refined(row) else ""
        cells = [
            Text(name, style="" if row.name else "dim"),
            Text(short_shape_text(row.static), style=style),
            Text(_marked(row), style=style),
            *([row.axes] if "axes" in headers else []),
            row.dtype,
            Text(made_by(row)),
            bytes_text(row.bytes),
            Text(f"{place_text(row)}  {row.text}".strip(), style="dim", no_wrap=True, overflow="ellipsis"),
        ]
        drawing.add_row(*cells)
    return drawing


def made_by(row):
    """What made a row's tensor: "dynamic_rnn, 96 inside", "Reshape"."""
    what = row.op if row.call.startswith("__") or not row.call else row.call
    return f"{what}, {row.inside} inside" if row.inside > 0 else what


def _marked(row):
    shape = runtime_text(row)
    return f"{shape} •" if is_refined(row) else shape


def _cut(name):
    return name if len(name) <= _WIDEST_NAME else f"{name[: _WIDEST_NAME // 2 - 1]}…{name[-_WIDEST_NAME // 2 :]}"


def _variables(variables):
    own = [one for one in variables if not one.optimizers]
    rows = []
    for one in own[:_MOST_VARIABLES]:
        count = "" if one.parameters is None else f"{one.parameters:,}"
        rows.append((one.name, shape_text(one.shape), count, bytes_text(one.bytes), _kind(one)))
    if len(own) > _MOST_VARIABLES:
        rows.append((f"… {len(own) - _MOST_VARIABLES} more", "", "", "", ""))
    return table_of_variables(rows, "Variables")


def table_of_variables(rows, title):
    """A rich table of variables: rows of name, shape, parameters, bytes and dtype, all text."""
    from rich.text import Text

    drawing = _drawing(title)
    drawing.add_column("variable", no_wrap=True, overflow="ellipsis")
    drawing.add_column("shape", no_wrap=True)
    for header in ("parameters", "bytes"):
        drawing.add_column(header, justify="right", no_wrap=True)
    drawing.add_column("dtype", no_wrap=True)
    for row in rows:
        drawing.add_row(*map(Text, row))
    return drawing


def _kind(variable):
    return variable.dtype if variable.trainable else f"{variable.dtype}, not trained"


def totals(table):
    """As in "4 variables, 5,225 parameters, 20.4 KiB; 9 more of the optimizer, 40.8 KiB"."""
    own = [one for one in table.variables if not one.optimizers]
    others = [one for one in table.variables if one.optimizers]
    size = bytes_text(sum(one.bytes or 0 for one in own))
    said = f"{len(own)} variable{'s' * (len(own) != 1)}, {table.parameters:,} parameters, {size}"
    return f"{said}; {len(others)} more of the optimizer, {bytes_text(sum(one.bytes or 0 for one in others))}" if others else said


def _drawing(title):
    from rich import box
    from rich.table import Table

    return Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))

