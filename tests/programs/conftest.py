"""Shared by the tests of whole programs: a server that forks a process for each, TensorFlow loaded."""

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def server():
    process = subprocess.Popen([sys.executable, "-m", "tests.programs.server"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               text=True)
    yield process
    process.stdin.close()
    process.wait(timeout=60)


@pytest.fixture
def run_program(server, tmp_path):
    """Runs a program as of an era; returns its exit status, all that it printed, and the file of its notes (see trace.py).

    is_watched: whether its variables and losses are noted; the watching is in the way of its tracebacks.
    """
    def run(path, era, is_watched=True):
        notes, output = tmp_path / "notes.json", tmp_path / "output"
        order = {"program": str(path), "era": era, "is_watched": is_watched, "notes": str(notes), "output": str(output)}
        server.stdin.write(json.dumps(order) + "\n")
        server.stdin.flush()
        status = json.loads(server.stdout.readline())["status"]
        return status, output.read_text("utf-8", errors="replace"), notes

    return run
