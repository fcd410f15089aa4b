"""Shared by all tests: a fresh graph for each, and programs run as a user runs them."""

import pytest

from tests import processes
from tests.processes import ROOT  # noqa: F401 - from here for all tests


@pytest.fixture
def tf():
    """The tf1 module, with a new default graph."""
    from legacy_seq2seq import tf1

    with tf1.Graph().as_default():
        yield tf1


@pytest.fixture
def run_python():
    """Starts this Python anew with the given arguments in the project's folder; returns the finished process.

    For tests of the start itself: what is imported, from where, and what is written meanwhile. Others use `tests.processes.run`.
    """
    def run(*arguments, path_first=None, timeout=300):
        environment = processes.environment(*filter(None, [path_first]))
        return processes.run(*arguments, env=environment, timeout=timeout, anew=True)

    return run
