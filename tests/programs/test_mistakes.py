"""Programs that make one classic shape mistake each, and their repaired versions, which run.

`mistakes/NAME/truth.json` says what a good explanation tells of `mistake.py`:

    stage     "build", "feed" or "run": when it fails
    lines     the program's lines that it must name; of a feed the placeholder's and that of the run
    operands  the values concerned, as the program writes them there
    shapes    their shapes in the same order, null for an unknown size or rank; static ones when it fails at build,
              run-time ones at run, a placeholder's static one and the value's at feed. [] is a number; a list of no
              shapes says that the operands are structures or objects.
    cause     one sentence: why it fails
    remedy    one sentence: what to do; `repaired.py` does it, or its equal
    error     the exception's type, and a phrase of its text on both stacks
"""

import difflib
import json
import pathlib
import re

import pytest

from legacy_seq2seq.shapes.row import shape_text

MISTAKES = pathlib.Path(__file__).resolve().parent / "mistakes"
NAMES = sorted(path.name for path in MISTAKES.iterdir() if path.is_dir())
ERA = "1.15"


def truth_of(name):
    return json.loads((MISTAKES / name / "truth.json").read_text("utf-8"))


# What the explanation does not name yet. A repaired one fails here, so that the list stays true.
NOT_YET = {
    "attention_luong_units": "numbers that are no operands of the failed line",
    "gradient_of_custom_op": "the names inside a custom gradient",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_mistake_fails_as_it_should(name, run_program):
    truth = truth_of(name)
    status, output, _ = run_program(MISTAKES / name / "mistake.py", ERA, is_watched=False)
    kind, phrase = truth["error"]
    assert status == 1, output
    assert kind in output and phrase in output, output
    missing = _missing_in(output.rpartition("\nShapes: ")[2] if "\nShapes: " in output else "", truth)
    assert bool(missing) == (name in NOT_YET), (missing, output)


def _missing_in(explanation, truth):
    """What an explanation should name and does not: the line, the operands, their shapes."""
    missing = [] if any(re.search(rf"line {line}\b", explanation) for line in truth["lines"]) else [truth["lines"]]
    missing += [operand for operand in truth["operands"] if operand not in explanation]
    return missing + [shape for shape in truth["shapes"] if shape != [] and shape_text(shape) not in explanation]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_repaired_program_runs(name, run_program):
    status, output, _ = run_program(MISTAKES / name / "repaired.py", ERA)
    assert status == 0, output
    assert output.strip()


@pytest.mark.parametrize("name", NAMES)
def test_the_truth_is_of_this_program(name):
    truth = truth_of(name)
    lines = (MISTAKES / name / "mistake.py").read_text("utf-8").splitlines()
    assert set(truth) == {"stage", "lines", "operands", "shapes", "cause", "remedy", "error"}
    assert truth["stage"] in ("build", "feed", "run")
    assert truth["lines"] and all(lines[number - 1].strip() for number in truth["lines"])
    assert truth["operands"] and all(operand.partition("[")[0] in "\n".join(lines) for operand in truth["operands"])
    assert len(truth["shapes"]) in (0, len(truth["operands"]))


@pytest.mark.parametrize("name", NAMES)
def test_the_repair_is_small(name):
    mistake, repaired = ((MISTAKES / name / file).read_text("utf-8").splitlines() for file in ("mistake.py", "repaired.py"))
    assert mistake[0] == repaired[0]
    changed = [line for line in difflib.ndiff(mistake, repaired) if line[0] == "+"]
    assert 1 <= len(changed) <= 4, changed
