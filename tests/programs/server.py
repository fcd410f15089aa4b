"""Runs programs by `legacy_seq2seq.runner`, each in a fork of one process that has loaded TensorFlow: seconds less for each.

Reads lines of JSON from standard input, {"program": ..., "era": ..., "is_watched": ..., "notes": ..., "output": ...}, and answers each
with a line, {"status": ...}.
"""

import json
import os
import sys
import tempfile

from legacy_seq2seq import cli, stack, tf1
from tests.conftest import ROOT
from tests.programs import trace


def serve():
    tf1.Session  # noqa: B018 - loads what every program needs, once
    session = stack.inner_module("client.session")
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _run(order, session)
        _, status = os.waitpid(child, 0)
        print(json.dumps({"status": os.waitstatus_to_exitcode(status)}), flush=True)


def _run(order, session):
    output = os.open(order["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdin = os.fdopen(0, closefd=False)
    os.chdir(tempfile.mkdtemp())
    is_notebook = order["program"].endswith(".ipynb")
    notes = trace.Notes()
    if order["is_watched"]:
        notes.watch(session.BaseSession, lambda graph: graph.get_collection("variables"))
    status = 1
    try:
        status = cli.main(["run", "--era", order["era"], _watched(order) if is_notebook else order["program"]])
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else int(error.code is not None)
    finally:
        if not is_notebook:
            notes.save(order["notes"], "")
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


def _watched(order):
    import nbformat

    notebook = nbformat.read(order["program"], as_version=4)
    first, last = _FIRST.format(root=str(ROOT)), _LAST.format(notes=order["notes"])
    notebook.cells = [nbformat.v4.new_code_cell(first), *notebook.cells, nbformat.v4.new_code_cell(last)]
    nbformat.write(notebook, "watched.ipynb")
    return "watched.ipynb"


if __name__ == "__main__":
    serve()
