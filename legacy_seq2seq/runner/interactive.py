"""`%load_ext legacy_seq2seq`: from then on a notebook's `import tensorflow as tf` is TF1, and its Python 2 cells run."""

import ast
import os

from legacy_seq2seq.runner import again, processes, python2, sources, user_code
from legacy_seq2seq.runner.view import View
from legacy_seq2seq.shapes import notebooks

# Set by `legacy-seq2seq run` for the kernel it starts: %load_ext takes no arguments.
ROOT_VARIABLE = "LEGACY_SEQ2SEQ_ROOT"
PYTHON_2_VARIABLE = "LEGACY_SEQ2SEQ_PYTHON_2"
ERAS_VARIABLE = "LEGACY_SEQ2SEQ_ERAS"  # the era, and those that the notebook may be run as of instead


class _Extension:
    """What is put into one IPython shell, and taken out again."""

    def __init__(self, shell):
        self._shell = shell
        self._builtins, self._new_main = shell.user_ns.get("__builtins__"), shell.new_main_mod
        is_python_2 = bool(os.environ.get(PYTHON_2_VARIABLE)) or None
        self._view = View(os.environ.get(ROOT_VARIABLE, "legacy_seq2seq.tf1"), is_python_2)
        self._meaning = _MeaningOfThen(self)

    def load(self):
        again.may_turn(*os.environ.get(ERAS_VARIABLE, "").split())
        if processes.CHILDREN not in os.environ:  # `legacy-seq2seq run notebook.ipynb` has set it
            processes.prepare_programs(era=None)
        user_code.install(self._view)
        self._show()
        self._shell.events.register("pre_execute", self._show)
        self._shell.input_transformers_post.append(self.translated)
        self._shell.ast_transformers.append(self._meaning)
        self._shell.new_main_mod = self._new_main_with_view
        notebooks.explain_in(self._shell)

    def unload(self):
        user_code.uninstall()
        self._shell.events.unregister("pre_execute", self._show)
        self._shell.user_ns["__builtins__"] = self._builtins
        self._shell.input_transformers_post.remove(self.translated)
        self._shell.ast_transformers.remove(self._meaning)
        self._shell.new_main_mod = self._new_main
        notebooks.leave(self._shell)

    def _new_main_with_view(self, filename, modname):
        """The module that `%run program.py` fills, and whose names the notebook gets."""
        module = self._new_main(filename, modname)
        module.__dict__["__builtins__"] = self._view.builtins(self._view.is_python_2)
        return module

    def _show(self):
        """Lets the cells see the view; before each of them, as `%reset` and `%run` clear what was there."""
        self._shell.user_ns["__builtins__"] = self._view.builtins(self._view.is_python_2)

    def translated(self, lines):
        """A cell's lines, after IPython has dealt with magics: translated where they are Python 2 alone."""
        text = "".join(lines)
        try:
            ast.parse(text)
        except (SyntaxError, ValueError):
            new = python2.translate(text, "cell")
            if new is None or not _parses(new):
                return lines
            self.is_python_2()
            return new.splitlines(True)
        return lines

    def is_python_2(self, yes=True):
        """A cell was Python 2: so is the notebook, from here on."""
        if yes and not self._view.is_python_2:
            self._view.is_python_2 = True
            self._show()
        return self._view.is_python_2


class _MeaningOfThen:
    """An IPython AST transformer: a cell means what it meant then, as a program does."""

    def __init__(self, extension):
        self._extension = extension

    def visit(self, tree):
        return sources.with_the_meaning_of_then(tree, self._extension.is_python_2(python2.is_evident(tree)))


def _parses(text):
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


_loaded = {}


def load(shell):
    """Makes TF1 of the shell's `tensorflow`. A second call does nothing."""
    if id(shell) not in _loaded:
        _loaded[id(shell)] = _Extension(shell)
        _loaded[id(shell)].load()


def unload(shell):
    """Gives the shell back the TensorFlow and Python of today, for imports from now on."""
    extension = _loaded.pop(id(shell), None)
    if extension:
        extension.unload()
