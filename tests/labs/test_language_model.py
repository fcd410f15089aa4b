"""The language model: better than counting on sentences it has not read, one way to write deterministic, the other not."""

import importlib.util
import json
import re

import numpy as np
import pytest

from legacy_seq2seq import text
from tests.conftest import ROOT
from tests.labs.conftest import load


@pytest.fixture(scope="module")
def lab():
    return load("language_model")


@pytest.fixture
def penn(tmp_path):
    """A folder in the treebank's format: three sentences again and again."""
    for part, times in (("train", 60), ("valid", 60), ("test", 60)):
        lines = [" you say goodbye and i say hello \n", " mr. <unk> says it gained N points \n", " the bank was sold \n"]
        (tmp_path / f"ptb.{part}.txt").write_text("".join(lines) * times, "utf-8")
    return str(tmp_path)


def test_it_learns_sentences_says_them_and_resumes(lab, penn, capsys, tmp_path):
    def told(steps, *more):
        lab.main(["--data", penn, "--start", "you say", "--epochs", "40", "--hidden", "24", "--sentences", "2",
                  "--steps", str(steps), *more])
        return capsys.readouterr().out

    log = ["--logdir", str(tmp_path / "log")]
    told(35, *log)
    resumed, whole = told(60, *log), told(60, "--json", str(tmp_path / "result.json"), "--plot", str(tmp_path / "curve.png"))
    result = re.compile("^Result: .*", re.M)
    assert result.findall(resumed) == result.findall(whole)
    assert json.loads((tmp_path / "result.json").read_text("utf-8"))["numbers"]["perplexity"] < 5  # knowing how often a word comes: 14
    assert "you say goodbye and i say hello ." in whole         # the greeting network
    assert whole.split("deterministic")[1].split("\n")[1].strip().startswith("you say goodbye")
    assert (tmp_path / "curve.png").read_bytes().startswith(b"\x89PNG")


def test_a_sentence_ends_at_eos_and_never_says_what_is_skipped(lab):
    class Session:
        """A network whose logits spell: after «a» «b», after «b» «c» or, second best, <eos>."""

        def run(self, fetches, feed):
            logits = {"<eos>": [0, 0, 9, 0, 0], "a": [0, 0, 0, 9, 0], "b": [5, 0, 0, 0, 9], "c": [0, 0, 9, 0, 0]}
            inputs = feed[Model.X][0]
            return np.array([[logits[vocabulary.tokens[i]] for i in inputs]]), None

    class Model:
        X, logits, final_state, initial_state = "X", None, None, None

    vocabulary = text.Vocabulary(["<eos>", "<unk>", "a", "b", "c"])
    assert lab.generate(Session(), Model, vocabulary, "a", np.argmax, skip_ids=[4]) == "a b"
    assert lab.generate(Session(), Model, vocabulary, "a", np.argmax).split() == (["a", "b", "c"] * 14)[:lab.LONGEST]


def test_the_treebanks_format_is_read_line_by_line(lab, penn):
    corpus = lab.read_corpus(lab.read_options(["--data", penn, "--start", "the bank"]))
    assert corpus.vocabulary.decode(corpus.train[:18], stop=False) == (
        "you say goodbye and i say hello <eos> mr. <unk> says it gained N points <eos> the bank")
    assert corpus.vocabulary.tokens.count("<unk>") == 1 and "the bank was sold" in corpus.sentences


def test_the_generator_makes_the_files_that_ship():
    spec = importlib.util.spec_from_file_location("make_news", ROOT / "data" / "make_news.py")
    make_news = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_news)
    for part in make_news.SENTENCES:
        assert "".join(make_news.lines(part)) == (ROOT / "data" / f"news.{part}.txt").read_text("utf-8")


@pytest.mark.parametrize("arguments, complaint", [
    (["--data", "{folder}"], "ptb.train.txt cannot be read: No such file or directory"),
    (["--start", "xyzzy"], "--start has 'xyzzy', which the text has not"),
    (["--start", ""], "--start has 'no word'"),
    (["--sentences", "0"], "--sentences is 0; give 1 or more"),
])
def test_bad_input_gets_one_line_and_exit_status_2(lab, capsys, tmp_path, arguments, complaint):
    with pytest.raises(SystemExit) as stopped:
        lab.main([argument.format(folder=tmp_path) for argument in arguments])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert complaint in error and error.count("\n") == 1
