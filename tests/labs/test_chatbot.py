"""The chatbot: it answers what it learned and paraphrases of it, reads the films' dialogues, and talks where it is asked to."""

import collections
import io
import json

import pytest

from legacy_seq2seq import labs
from tests.labs.conftest import load

ASKED = {"i am momo .": "who are you|tell me who you are|who is there|say who you are|who are you really",
         "in seoul .": "where do you live|tell me where you live|where is your house|say where you live|where do you live really",
         "rice , please .": "what do you eat|tell me what you eat|what is your food|say what you eat|what do you eat really",
         "at nine .": "when do you sleep|tell me when you sleep|when is your night|say when you sleep|when do you sleep really"}


@pytest.fixture
def lab():
    return load("chatbot")


@pytest.fixture
def dialogues(tmp_path):
    path = tmp_path / "dialogues.tsv"
    asked = [(question, answer) for answer, questions in ASKED.items() for question in questions.split("|")]
    path.write_text("".join(f"{question}?\t{answer}\n" for question, answer in asked), "utf-8")
    return str(path)


@pytest.fixture
def films(tmp_path):
    """The public format, by hand: a conversation of three lines, one of two, a line that is missing, no UTF-8."""
    lines = {"L1": "Can we go?", "L2": "Not yet.", "L3": "Fine!", "L7": "Caf\xe9 or tea?", "L8": "Tea."}
    folder = tmp_path / "cornell"
    folder.mkdir()
    (folder / "movie_lines.txt").write_bytes("".join(
        f"{name} +++$+++ u0 +++$+++ m0 +++$+++ BIANCA +++$+++ {line}\n" for name, line in lines.items()).encode("cp1252"))
    (folder / "movie_conversations.txt").write_text("".join(
        f"u0 +++$+++ u2 +++$+++ m0 +++$+++ {talk}\n" for talk in (["L1", "L2", "L3"], ["L7", "L8"], ["L8", "L9"])))
    return folder


def test_the_built_in_dialogues_have_paraphrases():
    with open(labs.data("dialogues.tsv"), encoding="utf-8") as file:
        pairs = [line.rstrip("\n").split("\t") for line in file]
    counts = collections.Counter(answer for _, answer in pairs)
    assert len(pairs) >= 150 and len({question for question, _ in pairs}) == len(pairs)
    assert min(counts.values()) >= 5


def test_the_last_question_of_each_answer_is_held_out(lab, dialogues):
    known, new = lab.read_data(lab.read_options(["--data", dialogues]))
    assert len(known) == 16 and len(new) == 4
    assert ("who are you really ?", "i am momo .") in new and ("who are you ?", "i am momo .") in known


def test_films_are_read_line_and_answer(lab, films):
    assert lab.read_movies(str(films)) == [("Can we go?", "Not yet."), ("Not yet.", "Fine!"), ("Café or tea?", "Tea.")]


def test_it_learns_answers_paraphrases_and_talks(lab, dialogues, tmp_path, capsys, monkeypatch, histories):
    result = tmp_path / "result.json"
    monkeypatch.setattr("sys.stdin", io.StringIO("Who are you?\n\nnever read\n"))
    lab.main(["--data", dialogues, "--epochs", "60", "--hidden", "32", "--batch", "8", "--beam", "3", "--json", str(result), "--chat",
              "--plot", str(tmp_path / "right.png")])
    numbers = json.loads(result.read_text("utf-8"))["numbers"]
    assert numbers["known"] == 1 and numbers["new"] >= 0.75 and numbers["perplexity"] < 3, numbers  # by chance: a quarter of both
    assert histories[0].last("held-out paraphrases") == numbers["new"]  # the last look is after the last batch
    assert capsys.readouterr().out.rstrip().endswith(">   i am momo .\n>")
    assert (tmp_path / "right.png").read_bytes().startswith(b"\x89PNG")


def test_a_training_goes_on_where_it_was_stopped(lab, dialogues, tmp_path, monkeypatch):
    from legacy_seq2seq import training

    losses = []

    class Recorder(training.progress):
        def __call__(self, step, **numbers):
            losses.append((step, float(numbers["loss"])))

    monkeypatch.setattr(training, "progress", Recorder)
    told = ["--data", dialogues, "--hidden", "8", "--beam", "2", "--batch", "4"]
    lab.main([*told, "--steps", "2", "--logdir", str(tmp_path / "log")])
    lab.main([*told, "--steps", "5", "--logdir", str(tmp_path / "log")])
    resumed, losses[:] = list(losses), []
    lab.main([*told, "--steps", "5"])
    assert resumed == losses and [step for step, _ in losses] == [1, 2, 3, 4, 5]  # dropout and forgetting go on, too


@pytest.mark.parametrize("arguments, complaint", [
    (["--data", "{missing}"], "--data: {missing} does not exist"),
    (["--data", "{few}"], "has 1 pairs of at most 12 words; give 10 or more"),
    (["--data", "{folder}"], "movie_lines.txt cannot be read: No such file or directory; the folder holds movie_lines.txt and movie_conv"),
    (["--beam", "1"], "--beam is 1; give 2 or more"),
])
def test_bad_input_gets_one_line_and_exit_status_2(lab, capsys, tmp_path, arguments, complaint):
    (tmp_path / "few").write_text("hello\thi\n" + "word " * 20 + "\ttoo long\n", "utf-8")
    (tmp_path / "folder").mkdir()
    paths = {name: tmp_path / name for name in ("few", "missing", "folder")}
    with pytest.raises(SystemExit) as stopped:
        lab.main([argument.format(**paths) for argument in arguments])
    error = capsys.readouterr().err
    assert stopped.value.code == 2 and complaint.format(**paths) in error and error.count("\n") == 1
