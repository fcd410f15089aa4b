"""`legacy-seq2seq upgrade notebook.ipynb`: the cells' imports are rewritten; outputs, other cells and the file's layout stay."""

import contextlib
import itertools
import json

from legacy_seq2seq.runner import cells


def upgraded(text, path, upgrade):
    """(the cells' code before, after, the notebook's text after). upgrade: called with a cell's text, the path, and its Python.

    Raises ValueError where the text is not a notebook.
    """
    try:
        notebook = json.loads(text)
        found = [cell for sheet in notebook.get("worksheets") or [notebook] for cell in sheet["cells"] if cell.get("cell_type") == "code"]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path} is not a notebook: {error!r}") from None
    write = _layout_of(notebook, text)
    before, after = [], []
    for cell in found:
        key = "source" if "source" in cell else "input"
        source = cell.get(key, "")
        old = source if isinstance(source, str) else "".join(source)
        new = old
        with contextlib.suppress(SyntaxError):  # a cell that is not Python stays
            new = upgrade(old, path, cells.python_of(old))
        if new != old:
            cell[key] = new if isinstance(source, str) else new.splitlines(True)
        before.append(old)
        after.append(new)
    return "\n".join(before) + "\n", "\n".join(after) + "\n", write(notebook)


def _layout_of(notebook, text):
    """The function that writes a notebook as this one is written: its indentation, its letters beyond ASCII, its last line."""
    end = text[len(text.rstrip()):]
    for indent, ascii_alone, ordered in itertools.product((1, 2, 4, None, 0), (False, True), (False, True)):
        def write(value, indent=indent, ascii_alone=ascii_alone, ordered=ordered):
            return json.dumps(value, indent=indent, ensure_ascii=ascii_alone, sort_keys=ordered) + end

        if write(notebook) == text:
            return write
    return lambda value: json.dumps(value, indent=1, ensure_ascii=False) + end
