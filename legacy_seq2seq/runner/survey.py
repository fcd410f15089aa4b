"""Reads a program without running it: which of the user's modules it imports, and which TF1 names it uses where."""

import ast
import collections
import functools
import os
import re

from legacy_seq2seq.runner import cells, sources

Use = collections.namedtuple("Use", "name path line column text node results guarded function")
Use.__doc__ = """One use of a TF1 name: "tf.nn.rnn", where, the text there, its syntax (the call, where it is one).

`results` says into how many names a call's value is unpacked (None: it is not); `guarded`, whether the use
stands in a `try` or in a branch that asks for the version, where a program is prepared for its absence; `function`,
in which of the module's functions (None: in none, or in one that is decorated).
"""

_ROOTS = {"tensorflow": "tf", "tensorflow_core": "tf"}


class Module(collections.namedtuple("Module", "path text tree is_python_2 uses imports")):
    """One source file of a program's: its text and syntax, the TF1 names it uses, the modules it imports."""

    @functools.cached_property
    def mentioned(self):
        """Every identifier that the module reads or imports: what none of a program's modules mentions is never called."""
        found = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found.add(node.id)
            elif isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.alias):
                found.add(node.name.rpartition(".")[2])
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
        return found


def live_uses(modules):
    """The uses in a program's modules, without those in functions that no module mentions: tools that came along and are not called."""
    mentioned = {"main"}.union(*(module.mentioned for module in modules))  # `tf.app.run()` calls main by itself
    return [use for module in modules for use in module.uses if use.function is None or use.function in mentioned]


def modules_of(path):
    """The program's file (or notebook) and, as far as can be told without running it, the modules beside it that it imports.

    Raises:
        OSError: where the program cannot be read.
        SyntaxError: where it is neither Python 3 nor Python 2; modules that are neither are left out.
    """
    found, folder = {}, os.path.dirname(os.path.abspath(path))
    waiting = [os.path.abspath(path)]
    while waiting:
        current = waiting.pop()
        if current in found:
            continue
        try:
            module = read(current)
        except (SyntaxError, OSError):
            if not found:
                raise
            continue
        found[current] = module
        for name, level in module.imports:
            waiting.extend(_files(name, level, folder, os.path.dirname(current)))
    return list(found.values())


def read(path):
    """The `Module` of one source file or notebook. Raises OSError, and SyntaxError where it is no Python (ValueError: no notebook)."""
    if path.endswith(".ipynb"):
        return _notebook(path, *cells.of_notebook(path))
    return module_of(path, sources.read(path))


def _notebook(path, texts, python):
    """A notebook as one module. Cells that are no Python are left out; a use's path names its cell, its line is the cell's."""
    reader, body, is_python_2 = _Reader(path, ""), [], python == 2
    kept = ["#!python3" if python == 3 else "# coding: utf-8"]
    for number, text in enumerate(texts, 1):
        try:
            tree, of_2 = sources.tree_of(text or "", path)
        except SyntaxError:
            continue
        reader.turn_to(f"{path}, cell {number}", text or "")
        reader.visit(tree)
        body, is_python_2 = body + tree.body, is_python_2 or of_2
        kept.append(text or "")
    return Module(path, "\n".join(kept), ast.Module(body, []), is_python_2, reader.uses, reader.imports)


def module_of(path, text):
    """The `Module` of a text; `path` is what it is called. Raises SyntaxError."""
    tree, is_python_2 = sources.tree_of(text, path)
    reader = _Reader(path, text)
    reader.visit(tree)
    return Module(path, text, tree, is_python_2, reader.uses, reader.imports)


def _files(name, level, folder, here):
    """The files that `import name` may mean, of those beside the program."""
    if level:
        for _ in range(level - 1):
            here = os.path.dirname(here)
        folders = [here]
    else:
        folders = [folder, here]
    for base in folders:
        stem = os.path.join(base, *name.split(".")) if name else base
        for candidate in (stem + ".py", os.path.join(stem, "__init__.py")):
            if os.path.isfile(candidate):
                yield os.path.abspath(candidate)


class _Reader(ast.NodeVisitor):
    """Collects uses. Names are followed through imports and plain assignments (`rnn_cell = tf.nn.rnn_cell`), not through calls."""

    def __init__(self, path, text):
        self.uses, self.imports = [], []
        self.turn_to(path, text)
        self._aliases, self._replaced = {}, {}
        self._parameters = []
        self._guards = 0
        self._function = None
        self._results = {}

    def turn_to(self, path, text):
        """What is visited next stands in `path`, which has this text."""
        self._path, self._lines = path, text.split("\n")

    def _note(self, name, node):
        line = getattr(node, "lineno", 1)
        text = self._lines[line - 1].strip() if line <= len(self._lines) else ""
        self.uses.append(Use(name, self._path, line, getattr(node, "col_offset", 0), text, node,
                             self._results.get(node), self._guards > 0, self._function))

    def visit_Import(self, node):
        for alias in node.names:
            name = _tf_name(alias.name)
            if name is None:
                self.imports.append((alias.name, 0))
            elif alias.asname:
                self._aliases[alias.asname] = name
                self._note(name, node)
            else:
                self._aliases[alias.name.partition(".")[0]] = "tf"
                self._note(name, node)

    def visit_ImportFrom(self, node):
        name = _tf_name(node.module) if node.module and not node.level else None
        if name is None:
            self.imports.append((node.module or "", node.level))
            for alias in node.names:
                self.imports.append((f"{node.module}.{alias.name}" if node.module else alias.name, node.level))
            return
        for alias in node.names:
            if alias.name == "*":
                self._note(name, node)
            else:
                self._aliases[alias.asname or alias.name] = _canonical(f"{name}.{alias.name}")
                self._note(_canonical(f"{name}.{alias.name}"), node)

    def visit_Assign(self, node):
        if isinstance(node.targets[0], (ast.Tuple, ast.List)):
            self._results[node.value] = len(node.targets[0].elts)
        self.generic_visit(node)
        name = self._name_of(node.value)
        if name and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            self._aliases[node.targets[0].id] = name
        for target in node.targets:
            replaced = self._name_of(target) if isinstance(target, ast.Attribute) else None
            if replaced:
                self._replaced[replaced] = name  # `tf.nn.seq2seq = tf.contrib.legacy_seq2seq`: from here on, that

    def visit_Call(self, node):
        name = self._name_of(node.func)
        if name:
            self._note(name, node)
        else:
            self.visit(node.func)
        for child in [*node.args, *node.keywords]:
            self.visit(child)

    def visit_Attribute(self, node):
        name = self._name_of(node)
        if name and isinstance(node.ctx, ast.Load):
            self._note(name, node)
        elif not name:
            self.generic_visit(node)

    def visit_Name(self, node):
        name = self._name_of(node)
        if name and name != "tf" and isinstance(node.ctx, ast.Load):
            self._note(name, node)

    def visit_Try(self, node):
        self._guards += bool(node.handlers)
        for child in node.body:
            self.visit(child)
        for child in [*node.handlers, *node.orelse, *node.finalbody]:
            self.visit(child)
        self._guards -= bool(node.handlers)

    def visit_If(self, node):
        asks = any(isinstance(part, ast.Attribute) and "version" in part.attr.lower() or isinstance(part, ast.Name) and part.id == "hasattr"
                   for part in ast.walk(node.test))
        self._guards += asks
        self.generic_visit(node)
        self._guards -= asks

    def visit_FunctionDef(self, node):
        arguments = node.args
        names = {argument.arg for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]}
        for default in [*arguments.defaults, *filter(None, arguments.kw_defaults), *getattr(node, "decorator_list", [])]:
            self.visit(default)
        self._parameters.append(names)
        for child in node.body if isinstance(node.body, list) else [node.body]:
            self.visit(child)
        self._parameters.pop()

    visit_AsyncFunctionDef = visit_Lambda = visit_FunctionDef

    def visit_Module(self, node):
        for child in node.body:
            self._function = child.name if isinstance(child, ast.FunctionDef) and not child.decorator_list else None
            self.visit(child)

    def _name_of(self, node):
        """The dotted TF1 name that an expression is, or None."""
        parts = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name) or any(node.id in names for names in self._parameters):
            return None
        name = self._aliases.get(node.id)
        for part in reversed(parts):
            name = name and f"{name}.{part}"
            name = self._replaced.get(name, name)
        return name and _canonical(name)


def _tf_name(module):
    head, _, rest = module.partition(".")
    root = _ROOTS.get(head)
    return None if root is None else _canonical(f"{root}.{rest}" if rest else root)


def _canonical(name):
    """`tf.compat.v1` is TF1 itself."""
    return re.sub(r"^tf(\.compat\.v1)+(?=\.|$)", "tf", name)
