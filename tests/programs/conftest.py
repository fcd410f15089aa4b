"""Shared by the tests of whole programs."""

import pytest

from tests import processes


@pytest.fixture
def run_program(tmp_path):
    """Runs a program as of an era; returns its exit status, all that it printed, and the file of its notes (see trace.py).

    is_watched: whether its variables and losses are noted; the watching is in the way of its tracebacks.
    """
    def run(path, era, is_watched=True):
        notes, folder = tmp_path / "notes.json", tmp_path / "folder"
        folder.mkdir(exist_ok=True)
        watched = ["-m", "tests.programs.watched", notes, era] if is_watched else ["-m", "legacy_seq2seq", "run", "--era", era]
        done = processes.run(*watched, path, cwd=folder, timeout=600)
        return done.returncode, done.stdout + done.stderr, notes

    return run
