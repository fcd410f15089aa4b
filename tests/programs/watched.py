"""Runs a program by `legacy_seq2seq.runner`, and notes its variables and losses (see trace.py).

    python -m tests.programs.watched NOTES.json ERA PROGRAM
"""

import os
import sys

from legacy_seq2seq import cli, stack
from tests import kernels
from tests.conftest import ROOT
from tests.programs import trace


def main(notes_file, era, program):
    is_notebook = program.endswith(".ipynb")
    if is_notebook:
        kernels.fork_them()
    notes = trace.Notes()
    notes.watch(stack.inner_module("client.session").BaseSession, lambda graph: graph.get_collection("variables"))
    status = 1
    try:
        status = cli.main(["run", "--era", era, _watched(program, notes_file) if is_notebook else program])
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else int(error.code is not None)
    finally:
        if not is_notebook:
            notes.save(notes_file, "")
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


# A notebook runs in a kernel of its own; its copy has a cell before the others and one after them.
_FIRST = """\
import sys
sys.path.insert(1, {root!r})
from legacy_seq2seq import stack
from tests.programs import trace
_notes_of_the_test = trace.Notes()
_notes_of_the_test.watch(stack.inner_module("client.session").BaseSession, lambda graph: graph.get_collection("variables"))
"""
_LAST = "_notes_of_the_test.save({notes!r}, '')"


def _watched(program, notes_file):
    import nbformat

    notebook = nbformat.read(program, as_version=4)
    first, last = _FIRST.format(root=str(ROOT)), _LAST.format(notes=notes_file)
    notebook.cells = [nbformat.v4.new_code_cell(first), *notebook.cells, nbformat.v4.new_code_cell(last)]
    nbformat.write(notebook, "watched.ipynb")
    return "watched.ipynb"


if __name__ == "__main__":
    main(*sys.argv[1:])
