"""The cells of a notebook as Python text, line for line: what IPython alone understands is left out. Needs no Jupyter."""

import json
import re

_PYTHON_MAGICS = {"capture", "prun", "time", "timeit"}  # %%-magics whose cell is Python all the same
_SHELL_OR_MAGIC = re.compile(r"([ \t]*)[%!].*")
_ASSIGNED = re.compile(r"([ \t]*[\w.,\[\] ]+?=)[ \t]*[%!].*")  # files = !ls
_HELP = re.compile(r"([ \t]*)(\?.*|[\w.%]+\?\??[ \t]*)")


def of_notebook(path):
    """The text of every cell of code, "" where it is not Python, None for other cells; and the Python it is for, 2, 3 or None.

    Raises OSError where it cannot be read, ValueError where it is not a notebook.
    """
    with open(path, encoding="utf-8") as file:
        text = file.read()
    try:
        notebook = json.loads(text)
        sheets = notebook.get("worksheets") or [notebook]  # format 3 had sheets, and called the source "input"
        return [_of_cell(cell) for sheet in sheets for cell in sheet["cells"]], _python(notebook.get("metadata", {}))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path} is not a notebook: {error!r}") from None


def _python(metadata):
    language, kernel = metadata.get("language_info", {}), metadata.get("kernelspec", {})
    told = str(language.get("version", "")) or str(kernel.get("name", "")).removeprefix("python")
    return int(told[0]) if told[:1] in ("2", "3") else None


def _of_cell(cell):
    if cell.get("cell_type") != "code":
        return None
    source = cell.get("source", cell.get("input", ""))
    return python_of(source if isinstance(source, str) else "".join(source))


def python_of(source):
    """The Python of one cell's source."""
    lines = source.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith("%%"):
        name = re.match(r"%%(\w*)", lines[first])[1]
        if name not in _PYTHON_MAGICS:
            return ""
        lines[first] = ""
    return "\n".join(map(_python_of_line, lines))


def _python_of_line(line):
    for pattern, instead in ((_SHELL_OR_MAGIC, r"\1pass"), (_ASSIGNED, r"\1 None"), (_HELP, r"\1pass")):
        if pattern.fullmatch(line):
            return pattern.sub(instead, line)
    return line
