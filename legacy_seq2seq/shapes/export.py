"""The shape table for programs (JSON) and for notebooks and browsers (HTML)."""

import html as escaping
import json

from legacy_seq2seq.shapes.row import bytes_text, is_refined, place_text, runtime_text, short_shape_text
from legacy_seq2seq.shapes.terminal import made_by, totals


def json_text(table):
    """{"rows", "variables", "parameters", "faults"}: a row has the fields of `Row`; a shape is a list, null for an unknown rank."""
    return json.dumps(
        {
            "rows": [_of_row(row) for row in table.rows],
            "variables": [one._asdict() for one in table.variables],
            "parameters": table.parameters,
            "faults": table.faults,
        },
        indent=1,
        ensure_ascii=False,
    )


def _of_row(row):
    return {**row._asdict(), "refined": is_refined(row)}


_STYLE = (
    "<style>.legacy-seq2seq-shapes{border-collapse:collapse;font:13px/1.5 ui-monospace,Menlo,Consolas,monospace}"
    ".legacy-seq2seq-shapes caption{text-align:left;font-weight:bold;padding:4px 0}"
    ".legacy-seq2seq-shapes th,.legacy-seq2seq-shapes td{text-align:left;padding:1px 14px 1px 0;white-space:nowrap}"
    ".legacy-seq2seq-shapes th{border-bottom:1px solid #999}"
    ".legacy-seq2seq-shapes .refined{color:#a65c00;font-weight:bold}.legacy-seq2seq-shapes .small{opacity:.65}</style>"
)


def html(table):
    """A table of the tensors, one of the variables, and what could not be run."""
    with_axes = any(row.axes for row in table.rows)
    headers = ["tensor", "static shape", "run-time shape", *(["axes"] if with_axes else []), "dtype", "made by", "bytes", "line", ""]
    lines = [_STYLE, _opening(table.title, headers)]
    for row in table.rows:
        mark = "refined" if is_refined(row) else ""
        cells = [
            (row.name or row.tensor, "" if row.name else "small"),
            (short_shape_text(row.static), mark),
            (runtime_text(row), mark),
            *([(row.axes, "")] if with_axes else []),
            (row.dtype, ""),
            (made_by(row), ""),
            (bytes_text(row.bytes), ""),
            (place_text(row), "small"),
            (row.text, "small"),
        ]
        lines.append(_line(cells))
    lines.append("</table>")
    if table.variables:
        lines.append(_opening("Variables", ["variable", "shape", "parameters", "bytes", "dtype"]))
        for one in table.variables:
            if not one.optimizers:
                count = "" if one.parameters is None else f"{one.parameters:,}"
                shape = short_shape_text(one.shape)
                lines.append(_line([(text, "") for text in (one.name, shape, count, bytes_text(one.bytes), one.dtype)]))
        lines.append(f"</table><p>{escaping.escape(totals(table))}</p>")
    lines += [f"<p>not run: {escaping.escape(fault)}</p>" for fault in table.faults]
    return "\n".join(lines)


def _opening(title, headers):
    cells = "".join(f"<th>{escaping.escape(header)}</th>" for header in headers)
    return f'<table class="legacy-seq2seq-shapes"><caption>{escaping.escape(title)}</caption><tr>{cells}</tr>'


def _line(cells):
    return (
        "<tr>"
        + "".join(
            f'<td class="{kind}">{escaping.escape(text)}</td>' if kind else f"<td>{escaping.escape(text)}</td>" for text, kind in cells
        )
        + "</tr>"
    )
