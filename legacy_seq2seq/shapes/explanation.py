"""An explanation of a shape error, as data and as text."""

import collections
import os

from legacy_seq2seq.shapes import cells, places, source

Part = collections.namedtuple("Part", "name shape runtime dtype place")
Part.__doc__ = """An operand: the user's name or expression, its static shape as text, that of the run ("" where there was none), the
name of its type of numbers, the line that made it."""

Origin = collections.namedtuple("Origin", "size place")
Origin.__doc__ = """Where a size came from: the size as text, and the user's line that brought it."""


class Explanation:
    """Why shapes do not fit, at the user's own line.

    place: the line. expression: the source text that failed. called_from: the outer lines that led there. run_by: the line of
    `session.run`, of what failed in a run; None else. parts: a list of `Part`.
    clash: a sentence, which axes disagree. origins: a list of `Origin`. cause, remedy: sentences; "" where none is known.
    """

    def __init__(self, place, expression, called_from=(), parts=(), clash="", origins=(), cause="", remedy="", run_by=None):
        self.place, self.expression, self.called_from, self.parts = place, expression, list(called_from), list(parts)
        self.clash, self.origins, self.cause, self.remedy, self.run_by = clash, list(origins), cause, remedy, run_by

    def text(self):
        """The explanation as lines of plain text."""
        lines = [f"Shapes: {_short(self.place.file)}, line {self.place.line}" + _inside(self.place)]
        written = source.statement_text(self.place.file, self.place.line) if places.text(self.place) else ""
        if written:
            lines.append(f"    {written}")
        if self.expression and self.expression not in (written, ""):
            lines.append(f"  in  {self.expression}")
        for outer in self.called_from:
            lines.append(f"  called from line {outer.line}{_other_file(outer, self.place)}: {places.text(outer)}")
        if self.run_by is not None:
            lines.append(f"  run by line {self.run_by.line}{_other_file(self.run_by, self.place)}: {places.text(self.run_by)}")
        lines += _columns(self.parts, self.place)
        if self.clash:
            lines.append(f"  {self.clash}")
        for origin in self.origins:
            lines.append(f"    {origin.size} comes from {_at(origin.place, self.place)}")
        if self.cause:
            lines.append(f"  Cause: {self.cause}")
        if self.remedy:
            lines.append(f"  To do: {self.remedy}")
        return "\n".join(lines)

    def __str__(self):
        return self.text()

    def as_dict(self):
        """The explanation as JSON takes it."""
        return {
            "file": self.place.file,
            "line": self.place.line,
            "expression": self.expression,
            "run_by": self.run_by and [self.run_by.file, self.run_by.line],
            "called_from": [[one.file, one.line] for one in self.called_from],
            "operands": [
                {
                    "name": part.name,
                    "static": part.shape,
                    "runtime": part.runtime,
                    "dtype": part.dtype,
                    "line": part.place.line if part.place else None,
                }
                for part in self.parts
            ],
            "clash": self.clash,
            "origins": [{"size": one.size, "file": one.place.file, "line": one.place.line} for one in self.origins],
            "cause": self.cause,
            "remedy": self.remedy,
        }


def _short(file):
    """A file's path from the working directory on, where it is below that; of a notebook's cell "In[3]"."""
    cell = cells.cell_of(file)
    if cell is not None:
        return cell
    folder = os.getcwd() + os.sep
    return file[len(folder) :] if file.startswith(folder) else file


def _inside(place):
    return f", in {place.function}" if place.function and not place.function.startswith("<") else ""


def _other_file(place, beside):
    return "" if place.file == beside.file else f" of {_short(place.file)}"


def _at(place, beside):
    written = source.statement_text(place.file, place.line)
    return f"line {place.line}{_other_file(place, beside)}{': ' if written else ''}{written}"


def _columns(parts, beside):
    """The operands, one below the other."""
    if not parts:
        return []
    rows = []
    for part in parts:
        made = "" if part.place is None or part.place[:2] == beside[:2] else _at(part.place, beside)
        rows.append([part.name, part.shape, f"in the run {part.runtime}" if part.runtime else "", part.dtype, made])
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return ["    " + "  ".join(text.ljust(width) for text, width in zip(row, [*widths, 0]) if width or text).rstrip() for row in rows]
