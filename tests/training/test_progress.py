"""`training.progress`: a bar in a terminal, lines in a log."""

import io
import re

import pytest
from rich.console import Console

from legacy_seq2seq.training import progress_bar


@pytest.fixture
def clock(monkeypatch):
    """Time that a test moves: clock[0] seconds."""
    now = [100.0]
    monkeypatch.setattr(progress_bar.time, "monotonic", lambda: now[0])
    return now


def _shown(steps, clock, terminal=False, total=100):
    """What is written for [(step, seconds since the last, numbers)]."""
    file = io.StringIO()
    console = Console(file=file, force_terminal=terminal, width=100)
    with progress_bar.progress(total, console=console) as progress:
        for step, seconds, numbers in steps:
            clock[0] += seconds
            progress(step, **numbers)
    return file.getvalue()


def test_a_log_gets_a_line_every_ten_seconds_and_the_last(clock):
    steps = [(step, 2, {"loss": 1 / step}) for step in range(11, 23)]  # resumed at step 10, two seconds a step
    assert _shown(steps, clock).splitlines() == [
        "step 15/100  loss 0.0667  2 s/step  0:02:50 left",
        "step 20/100  loss 0.0500  2 s/step  0:02:40 left",
        "step 22/100  loss 0.0455  2 s/step  0:02:36 left",
    ]


def test_without_a_total_nothing_is_promised(clock):
    assert _shown([(1, 0.004, {"loss": 2}), (2, 0.004, {"loss": 1.5, "epoch": "3 of 9"})], clock, total=None) \
        == "step 2  loss 1.5000 epoch 3 of 9  4 ms/step\n"


def test_a_terminal_gets_a_bar(clock):
    shown = re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", _shown([(40, 1, {"loss": 3}), (50, 1, {"loss": 2})], clock, terminal=True))
    assert re.search(r"step 50/100 ━+.* loss 2.0000 100 ms/step", shown)


def test_a_notebook_gets_a_line_that_changes(clock, monkeypatch):
    display = pytest.importorskip("IPython.display")
    shown = []

    class Place:
        def update(self, content, raw):
            shown.append(content["text/plain"])

    monkeypatch.setattr(display, "display", lambda content, raw, display_id: Place())
    with progress_bar.progress(80, console=Console(file=io.StringIO(), force_jupyter=True)) as progress:
        for step in range(1, 41):
            clock[0] += 0.125
            progress(step, loss=2)
    assert 5 < len(shown) < 15  # not one for each step, but the last
    assert shown[-1] == "━" * 20 + "╌" * 20 + "  step 40/80  loss 2.0000  125 ms/step  0:00:05 left"


def test_disabled_it_is_silent(clock, capsys):
    with progress_bar.progress(5, disable=True) as progress:
        progress(1, loss=2.0)
        clock[0] += 60
        progress(2, loss=1.0)
    assert capsys.readouterr().out == ""


def test_lines_of_the_programs_own_stand_between(clock):
    file = io.StringIO()
    with progress_bar.progress(10, console=Console(file=file)) as progress:
        progress.print("a sample: [bold]not markup[/bold]")
    assert file.getvalue() == "a sample: [bold]not markup[/bold]\n"
