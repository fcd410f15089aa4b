"""A training that is killed again and again ends as one that was never stopped."""

import json
import re

import pytest

from tests import processes
from tests.training import kill
from tests.training.model import losses

STEPS, KILLS = 60, 8


@pytest.mark.slow
def test_killed_at_random_moments_it_loses_no_more_than_the_interval(tmp_path):
    done = processes.run("-m", "tests.training.kill", tmp_path, STEPS, KILLS, 1, timeout=600)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    errors = (tmp_path / "errors").read_text("utf-8")
    assert "Traceback" not in errors and "damaged" not in errors, errors
    whole = losses(None, STEPS)
    reached, made = 0, {}
    for number in range(told["runs"]):
        lines = (tmp_path / f"run-{number:03d}").read_text("utf-8").splitlines()
        if not lines:  # killed before its first step
            continue
        first = int(lines[0].split()[1])
        assert reached - first < kill.SAVE_STEPS + 1, f"run {number} began at step {first}, and {reached} steps had been made"
        pairs = [re.fullmatch(r"(\d+) (\S+)", line).groups() for line in lines[1:] if line != "done"]
        steps = {int(step): float(loss) for step, loss in pairs}
        made.update(steps)
        reached = max([reached, *steps])
    assert lines[-1] == "done"
    assert made == whole  # to the bit, each step of each run
