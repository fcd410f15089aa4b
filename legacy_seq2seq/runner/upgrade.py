"""`legacy-seq2seq upgrade`: writes a program's imports of TensorFlow as imports of `legacy_seq2seq.tf1`, and changes nothing else."""

import ast
import difflib
import os
import sys
import tempfile

from legacy_seq2seq import eras
from legacy_seq2seq.runner import check, era, sources, survey
from legacy_seq2seq.runner import upgrade_notebooks as notebooks

_ROOTS = ("tensorflow", "tensorflow_core")


def upgraded(text, path, root="legacy_seq2seq.tf1", python=None):
    """The program's text with its imports of TensorFlow rewritten to the module `root`; all other text stays. Raises SyntaxError.

    python: the text as Python, line for line, where it holds more (a notebook's cell).
    """
    tree, _ = sources.tree_of(text if python is None else python, path)
    lines = text.split("\n")
    for node in sorted((n for n in ast.walk(tree) if isinstance(n, (ast.Import, ast.ImportFrom))), key=_position, reverse=True):
        statement = _rewritten(node, root)
        if statement:
            first, last = node.lineno - 1, node.end_lineno - 1
            head = lines[first].encode()[:node.col_offset].decode()
            tail = lines[last].encode()[node.end_col_offset:].decode()
            lines[first:last + 1] = [head + statement + tail]
    return "\n".join(lines)


def _position(node):
    return node.lineno, node.col_offset


def _rewritten(node, root):
    """The statement in its new form, or None where it stays."""
    if isinstance(node, ast.ImportFrom):
        new = _moved(node.module, root) if node.module and not node.level else None
        return new and f"from {new} import {', '.join(map(_alias, node.names))}"
    if not any(_moved(alias.name, root) for alias in node.names):
        return None
    statements = []
    for alias in node.names:
        new = _moved(alias.name, root)
        if new is None:
            statements.append(f"import {_alias(alias)}")
        elif alias.asname:
            statements.append(_import_as(new, alias.asname))
        else:
            statements.append(_import_as(root, alias.name.partition(".")[0]))
    return "; ".join(dict.fromkeys(statements))


def _moved(module, root):
    head, _, rest = module.partition(".")
    return None if head not in _ROOTS else f"{root}.{rest}" if rest else root


def _alias(alias):
    return f"{alias.name} as {alias.asname}" if alias.asname else alias.name


def _import_as(module, name):
    parent, _, leaf = module.rpartition(".")
    return f"from {parent} import {leaf}" + ("" if leaf == name else f" as {name}")


def main(options):
    """The command: shows the difference, and writes it when told to. Exit status 2: a file cannot be read or written."""
    try:
        with open(options.path, "rb") as file:
            data = file.read()
        text = data.decode("utf-8")
        choice = era.detect([use for module in survey.modules_of(options.path) for use in module.uses])
        root = eras.root_of(choice.era)
        if options.path.endswith(".ipynb"):
            before, after, new = notebooks.upgraded(text, options.path, lambda *cell: upgraded(*cell[:2], root, *cell[2:]))
        else:
            before, after = text, upgraded(text, options.path, root)
            new = after
    except OSError as error:
        return _give_up(f"{options.path} cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        return _give_up(f"{options.path} is not UTF-8 (byte {error.start}); convert it first, or run it as it is: legacy-seq2seq run")
    except SyntaxError as error:
        return _give_up(f"{options.path}, line {error.lineno}: {error.msg}")
    except ValueError as error:
        return _give_up(str(error))
    if after == before:
        print(f"{options.path} imports no TensorFlow; nothing to change.")
        return 0
    if choice.use is not None:
        print(check.explanation(choice))
    sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), after.splitlines(True), options.path, options.path))
    if not options.yes and not _agreed(options.path):
        return 0
    try:
        _replace(options.path, new.encode("utf-8"))
    except OSError as error:
        return _give_up(f"{options.path} cannot be written: {error.strerror}")
    print(f"{options.path} is written.")
    return 0


def _agreed(path):
    if not sys.stdin.isatty():
        print(f"Nothing is written yet. To write it: legacy-seq2seq upgrade --yes {path}")
        return False
    return input(f"Write this to {path}? [y/N] ").strip().lower() in ("y", "yes")


def _replace(path, data):
    """Writes the file as a whole or not at all."""
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(os.path.abspath(path)))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, os.stat(path).st_mode)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _give_up(message):
    print(f"legacy-seq2seq: {message}", file=sys.stderr)
    return 2
