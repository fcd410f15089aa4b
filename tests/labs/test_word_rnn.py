"""Word RNN: it learns a text that repeats itself, says it in both ways, and goes on where it stopped."""

import json
import re

import numpy as np
import pytest

from tests.labs.conftest import load, text_file

SENTENCES = "The old whale was in the sea. The young man was on the ship! Had 7 \"boats\" gone--or 80?\n"


@pytest.fixture(scope="module")
def lab():
    module = load("word_rnn")
    module.SIZES = {"small": module.Size(words=22, hidden=24, epochs=8, keep=0.9)}
    module.BATCH, module.TIME, module.LONGEST = 5, 8, 12
    return module


@pytest.fixture
def repeated(tmp_path):
    return text_file(tmp_path, SENTENCES * 70)


def test_words_marks_and_the_ends_of_sentences(lab):
    assert " ".join(lab.to_words(SENTENCES + "\nA chapter\n")) == (
        "the old whale was in the sea . <eos> the young man was on the ship ! <eos> had N boats gone — or N ? <eos> a chapter <eos>")


def test_it_learns_writes_in_both_ways_and_resumes(lab, repeated, capsys, tmp_path):
    def told(steps, *more):
        lab.main(["--text", repeated, "--steps", str(steps), "--start", "the old", "--sentences", "2", *more])
        return capsys.readouterr().out

    log = ["--logdir", str(tmp_path / "log")]
    told(90, *log)
    resumed, whole = told(160, *log), told(160, "--json", str(tmp_path / "result.json"), "--plot", str(tmp_path / "curve.png"))
    parts = re.compile("^Result: .*|^    the old .*", re.M)
    assert parts.findall(resumed) == parts.findall(whole) and len(parts.findall(whole)) == 6
    assert json.loads((tmp_path / "result.json").read_text("utf-8"))["numbers"]["network"] < 3  # knowing nothing: 22
    assert whole.split("By beam search")[1].split("\n")[1].strip().startswith("the old whale was")
    assert (tmp_path / "curve.png").read_bytes().startswith(b"\x89PNG")


def test_rare_words_are_unknown_and_never_written(lab, repeated, capsys, monkeypatch):
    monkeypatch.setattr(lab, "SIZES", {"small": lab.Size(words=6, hidden=8, epochs=1, keep=1.0)})
    lab.main(["--text", repeated, "--steps", "3", "--sentences", "4"])
    printed = capsys.readouterr().out
    assert "<unk>" in printed.split("begins:")[1].split("\n")[0]
    assert "<unk>" not in printed.split("Drawn")[1]


def test_perplexity_by_hand(lab):
    assert lab.perplexity(np.array([0.5, 0.125])) == pytest.approx(4)


@pytest.mark.parametrize("arguments, complaint", [
    (["--text", "{short}"], "the text has 2 words; give one of"),
    (["--start", "xyzzy"], "--start has 'xyzzy', which the vocabulary has not"),
    (["--temperature", "0"], "--temperature is 0.0; give more than 0"),
    (["--size", "large"], "invalid choice: 'large'"),
])
def test_bad_input_gets_one_line_and_exit_status_2(lab, capsys, tmp_path, arguments, complaint):
    (tmp_path / "short").write_text("short", "utf-8")
    with pytest.raises(SystemExit) as stopped:
        lab.main([argument.format(short=tmp_path / "short") for argument in arguments])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert complaint in error and error.count("\n") == 1
