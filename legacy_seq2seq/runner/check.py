"""`legacy-seq2seq check`: which TF1 names a program uses, and whether each is provided. Runs nothing, imports no TensorFlow."""

import ast
import collections
import difflib
import functools
import json
import os
import pathlib
import sys

from legacy_seq2seq import absent, stack
from legacy_seq2seq.contrib import kept, outside
from legacy_seq2seq.runner import era, names, survey

Row = collections.namedtuple("Row", "name places provided by eras advice")
Row.__doc__ = """A name that is used: where ([(path, line, text)]), whether it is provided, by what, its eras, and else what to do."""

_INNER = ("tf.python", "tf.core", "tf.tools", "tf.models", "tf.examples", "tf.compat.", "tf.keras.")
_CONTRIB = pathlib.Path(__file__).resolve().parents[1] / "contrib"


def rows(modules):
    """A `Row` for each TF1 name that the modules use, in the order of first use."""
    places, uses = {}, {}
    for module in modules:
        for use in module.uses:
            name = _counted_as(use.name)
            if name == "tf" or name.startswith("tf.__"):
                continue
            uses.setdefault(name, use)
            place = use.path, use.line, use.text
            if place not in places.setdefault(name, []):
                places[name].append(place)
    return [_row(name, places[name], uses[name].guarded) for name in places]


def _counted_as(name):
    """The name without what hangs below a class or function of TensorFlow's: `tf.train.Saver.save` counts as `tf.train.Saver`."""
    known = names.known(name)
    return known if known and not (names.is_module(known) and known != name) else name


def _row(name, places, guarded):
    eras = [one for one in names.ERAS if one in names.eras_of(name)]
    entry = _absent(name)
    if entry is not None:
        return Row(name, places, False, None, eras, f"{entry.reason}; use {entry.use}")
    if eras or name.startswith(_INNER) or names.is_module(name) or ".python." in name or _is_in_contrib(name):
        return Row(name, places, True, _provider(name, eras), eras, None)
    part = name.split(".")[2] if name.startswith("tf.contrib.") else None
    if part in outside.NAMES:
        return Row(name, places, False, None, eras, f"tf.contrib.{part} is outside this project")
    advice = "no TensorFlow of these eras has it"
    near = difflib.get_close_matches(name, [known for known in names.all_names() if known.count(".") == name.count(".")], n=2)
    if near:
        advice += f"; did you mean {' or '.join(near)}?"
    return Row(name, places, guarded, None, eras, advice)


def _is_in_contrib(name):
    """Whether our contrib has a name that the lists of old names leave out, as they do with whole packages (`tf.contrib.slim`)."""
    if not name.startswith("tf.contrib."):
        return False
    package, *rest = name.split(".")[2:]
    if package in kept.NAMES:
        return not rest or "*" in kept.NAMES[package] or rest[0] in kept.NAMES[package]
    if not rest or not (_CONTRIB / package).is_dir():
        return (_CONTRIB / package).is_dir()
    bound = _bound_in(package)
    return rest[0] in bound or "__getattr__" in bound and not names.below(f"tf.contrib.{package}")


@functools.cache
def _bound_in(package):
    """The names that a package of our contrib binds, told without importing it."""
    tree = ast.parse((_CONTRIB / package / "__init__.py").read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    imported = {alias.asname or alias.name for node in imports for alias in node.names}
    defined = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    assigned = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return imported | defined | assigned | {path.stem for path in (_CONTRIB / package).iterdir()}


def _absent(name):
    """The entry of a name that is gone; a module is gone where all that was in it is."""
    if name in absent.STILL_THERE:
        return None
    below = names.below(name)
    if below:
        entries = [_absent(one) for one in below]
        return entries[0] if all(entries) else None
    part, _, rest = name.removeprefix("tf.contrib.").partition(".")
    if name.startswith("tf.contrib.") and rest in kept.NAMES.get(part, ()):
        return _absent(f"tf.{kept.NAMES[part][rest]}")
    return absent.own_entry(name, modern=stack.name() == "modern")


def _provider(name, eras):
    if eras and names.ERAS[-1] not in eras:
        return f"legacy_seq2seq (era {eras[-1]})"
    if name.startswith(("tf.contrib", "tf.nn.rnn_cell")):
        return "legacy_seq2seq"
    return "Keras 2" if name.startswith(("tf.layers", "tf.keras")) else "TensorFlow"


def main(options):
    """The command: prints the table or JSON. Exit status 0: all is provided; 1: some is not; 2: a file cannot be read."""
    modules, errors, eras = {}, [], {}
    for path in options.paths:
        of_path = {module.path: module for module in _modules(path, errors)}
        eras[path] = era.detect(survey.live_uses(list(of_path.values())))
        modules.update(of_path)
    found = rows(modules.values())
    if options.json:
        by_path = {path: choice.era for path, choice in eras.items()}
        print(json.dumps({"eras": by_path, "names": [row._asdict() for row in found], "errors": errors}, indent=2))
    else:
        _print(found, len(modules))
        for path, choice in eras.items():
            print(f"{path}: {explanation(choice)}")
        for error in errors:
            print(f"legacy-seq2seq: {error}", file=sys.stderr)
    return 2 if errors else int(not all(row.provided for row in found))


def _modules(path, errors):
    """The modules that `path` stands for: a program and what it imports of the modules beside it, or all that is in a folder."""
    if not os.path.isdir(path):
        return _read(survey.modules_of, path, errors) or []
    found = sorted(os.path.join(folder, name) for folder, _, files in os.walk(path) for name in files
                   if name.endswith((".py", ".ipynb")) and ".ipynb_checkpoints" not in folder)
    if not found:
        errors.append(f"{path} has no Python file or notebook in it")
    return filter(None, [_read(survey.read, one, errors) for one in found])


def _read(how, path, errors):
    try:
        return how(path)
    except OSError as error:
        errors.append(f"{path} cannot be read: {error.strerror}")
    except SyntaxError as error:
        errors.append(f"{path}, line {error.lineno}: {error.msg}")
    except ValueError as error:
        errors.append(str(error))
    return None


def _print(found, files):
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("name", overflow="fold", ratio=4)
    table.add_column("where", overflow="fold", ratio=3)
    table.add_column("eras", no_wrap=True)
    table.add_column("provided by", ratio=4)
    for row in sorted(found, key=lambda row: row.provided):
        where = [f"{os.path.relpath(path)}:{line}" for path, line, _ in row.places]
        more = f" and {len(where) - 2} more" if len(where) > 2 else ""
        table.add_row(row.name, ", ".join(where[:2]) + more, _span(row.eras),
                      (row.by or "nothing; the program is prepared for that") if row.provided else f"NOT PROVIDED: {row.advice}")
    Console().print(table, highlight=False, markup=False)
    missing = sum(not row.provided for row in found)
    print(f"{len(found)} names in {files} {'file' if files == 1 else 'files'}, {missing} of them not provided.")


def _span(eras):
    """Eras in short: "0.12-1.15" where none is left out."""
    if len(eras) > 2 and names.ERAS.index(eras[-1]) - names.ERAS.index(eras[0]) == len(eras) - 1:
        return f"{eras[0]}-{eras[-1]}"
    return " ".join(eras) or "-"


def explanation(choice):
    """One line: which era, and by which line of the program."""
    if choice.use is None:
        return f"Era {choice.era}, the default: nothing in the program tells of an older one."
    return f"Era {choice.era}: {choice.why} ({os.path.relpath(choice.use.path)}:{choice.use.line}: {choice.use.text})."
