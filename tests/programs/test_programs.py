"""Whole programs of each era, unmodified: they run here, make the variables and fetch the losses that they did then.

`golden/` holds what the TensorFlow of their time gave (`record.py` recorded it).
"""

import json
import pathlib

import numpy as np
import pytest

from legacy_seq2seq.runner import era, survey
from tests.programs import record

HERE = pathlib.Path(__file__).resolve().parent
PROGRAMS = record.programs()


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(PROGRAMS))
def test_program(name, run_program):
    status, output, notes_file = run_program(PROGRAMS[name], record.era_of(name))
    assert status == 0, output
    golden_file = record.golden_of(name)
    golden = json.loads(golden_file.read_text("utf-8"))
    notes = json.loads(notes_file.read_text("utf-8"))
    assert notes["variables"] == golden["variables"]
    assert [len(step) for step in notes["scalars"]] == [len(step) for step in golden["scalars"]]
    # The first loss is one pass of the same weights; rounding adds up with each training step after it.
    for i, (ours, theirs) in enumerate(zip(notes["scalars"], golden["scalars"])):
        np.testing.assert_allclose(ours, theirs, rtol=1e-5 if i == 0 else 1e-3, atol=1e-6, err_msg=f"run {i}\n{output}")


@pytest.mark.parametrize("name", sorted(PROGRAMS))
def test_the_era_is_told_where_the_program_tells_it(name):
    """A program that 1.15 runs too, with other names for its variables, tells nothing: --era chooses then."""
    choice = era.detect(survey.live_uses(survey.modules_of(str(PROGRAMS[name]))))
    assert choice.era in (record.era_of(name), "1.15")
    if record.era_of(name) == "0.12":
        assert choice.era == "0.12"


def test_every_program_is_recorded():
    assert {record.golden_of(name).name for name in PROGRAMS} == {path.name for path in (HERE / "golden").glob("*.json")}
