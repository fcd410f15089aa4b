"""Shared by all tests: a fresh graph for each, and programs run as a user runs them."""

import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent


@pytest.fixture
def tf():
    """The tf1 module, with a new default graph."""
    from legacy_seq2seq import tf1

    with tf1.Graph().as_default():
        yield tf1


@pytest.fixture
def run_python():
    """Runs this Python with the given arguments in the project's folder; returns the finished process."""
    def run(*arguments, path_first=None, timeout=300):
        environment = {key: value for key, value in os.environ.items() if key != "TF_CPP_MIN_LOG_LEVEL"}
        environment["PYTHONPATH"] = os.pathsep.join([str(p) for p in (path_first, ROOT) if p])
        return subprocess.run(
            [sys.executable, *map(str, arguments)], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=timeout, check=False)

    return run
