"""The shape table in a terminal, as plain text and as a picture of a terminal."""

import io
import sys

from legacy_seq2seq.shapes.row import bytes_text, is_refined, place_text, runtime_text, shape_text, short_shape_text

WIDTH = 140  # in a file or a pipe
_WIDEST_NAME = 44
_MOST_VARIABLES = 40
_WIDEST = {"made by": 26, "line": 16}  # in characters; of a line more is shown where there is room
_FIRST_LEFT_OUT = ("bytes", "dtype", "line", "made by")  # where a terminal is too narrow for every column
_MOST_ROWS = 500  # more are not read, and take rich a second for each two thousand


def print_table(table, file=None):
    """Prints a table to `file`, by default the standard output. A narrow terminal goes without the right-hand columns, never a shape."""
    from rich.console import Console

    stream = file or sys.stdout
    console = Console(file=stream, width=None if stream.isatty() else WIDTH)
    for part in _parts(table, console.width):
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
    for part in _parts(table, console.width):
        console.print(part)
    console.save_svg(str(path), title="legacy_seq2seq")


def _parts(table, width):
    from rich.text import Text

    yield _tensors(table, width)
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


def _tensors(table, width):
    from rich.text import Text

    rows = table.rows[:_MOST_ROWS]
    columns = {
        "tensor": [_cut(row.name or row.tensor.rpartition(":0")[0] or row.tensor) for row in rows],
        "static shape": [short_shape_text(row.static) for row in rows],
        "run-time shape": [_marked(row) for row in rows],
        "axes": [row.axes for row in rows],
        "dtype": [row.dtype for row in rows],
        "made by": [made_by(row) for row in rows],
        "bytes": [bytes_text(row.bytes) for row in rows],
        "line": [f"{place_text(row)}  {row.text}".strip() for row in rows],
    }
    if not any(columns["axes"]):
        del columns["axes"]
    widths = {header: min(max(map(len, [header, *texts])), _WIDEST.get(header, 60)) for header, texts in columns.items()}
    left_out = [header for header in _FIRST_LEFT_OUT if header in columns]
    while left_out and sum(widths.values()) + 2 * len(widths) > width:
        del widths[left_out.pop(0)]
    drawing = _drawing(table.title)
    fits = sum(widths.values()) + 2 * len(widths) <= width
    for header, wanted in widths.items():
        drawing.add_column(
            header,
            no_wrap=header != "line",
            overflow="ellipsis",
            min_width=8 if header == "line" or header == "axes" and not fits else wanted,
            max_width=_WIDEST.get(header) if header == "made by" else None,
            justify="right" if header == "bytes" else "left",
        )
    for i, row in enumerate(rows):
        style = "yellow" if is_refined(row) else ""
        styles = {"tensor": "" if row.name else "dim", "static shape": style, "run-time shape": style, "line": "dim"}
        drawing.add_row(*[Text(columns[header][i], styles.get(header, ""), no_wrap=True, overflow="ellipsis") for header in widths])
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

