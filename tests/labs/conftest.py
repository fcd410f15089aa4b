"""A lab as a module, to be run in this process."""

import importlib.util

import pytest

from legacy_seq2seq import labs
from tests.conftest import ROOT


def load(name):
    """The lab of this name, loaded but not run."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "lab" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def goes_on(capsys, tmp_path, histories):
    """Checks that a lab stopped after `first` steps, resumed up to `last`, tells of its result and draws what a run without a stop does."""
    def check(lab, first, last, *arguments, after="Result:"):
        def told(steps, *more):
            lab.main(["--steps", str(steps), *arguments, *more])
            return capsys.readouterr().out.split(after)[1]

        log = ["--logdir", str(tmp_path / "resumed")]
        told(first, *log)
        resumed = told(last, *log)
        assert resumed == told(last)
        _, resumed_curves, whole_curves = [[history.get_state() for history in histories[i::3]] for i in range(3)]
        assert resumed_curves == whole_curves
        return resumed

    return check


@pytest.fixture
def histories(monkeypatch):
    """Every `labs.History` that labs make from now on, in order."""
    made = []

    class Recorded(labs.History):
        def __init__(self):
            super().__init__()
            made.append(self)

    monkeypatch.setattr(labs, "History", Recorded)
    return made


def text_file(folder, content):
    """The path of a file with this text."""
    path = folder / "text.txt"
    path.write_text(content, "utf-8")
    return str(path)
