"""Headlines: the news are the generator's; the legacy lab learns, resumes, and says what is wrong with bad input."""

import importlib.util
import itertools
import json

import pytest

from legacy_seq2seq import labs
from tests.conftest import ROOT
from tests.labs.conftest import load


@pytest.fixture
def lab(monkeypatch):
    module = load("headline")
    monkeypatch.setattr(module, "BUCKETS", [(8, 5), (12, 6)])   # a graph for each: smaller ones are built sooner
    return module


@pytest.fixture
def news(tmp_path):
    """120 stories whose headline stands in their middle or at their end."""
    buildings, cities = ["house", "school", "barn", "shop", "mill"], ["Paris", "Rome", "Oslo", "Cork"]
    others = ["", "it rained . ", "nobody knows why . "]
    lines = [f"{other}a {event} an old {building} in {city} .\t{told} {building} in {city}\n"
             for building, city, other in itertools.product(buildings, cities, others)
             for event, told in (("fire burned", "fire burns"), ("storm hit", "storm hits"))]
    path = tmp_path / "headlines.tsv"
    path.write_text("".join(lines), "utf-8")
    return str(path)


def test_the_news_are_what_the_generator_makes():
    spec = importlib.util.spec_from_file_location("make_headlines", ROOT / "data" / "make_headlines.py")
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    with open(labs.data("headlines.tsv"), encoding="utf-8") as file:
        assert [tuple(line.rstrip("\n").split("\t")) for line in file] == maker.main()
    every = {word for _, headline in maker.main() for word in headline.split()}
    assert len(every) > 200 and all("{" not in word for word in every)


def test_it_learns_to_find_and_shorten_the_news(lab, news, tmp_path, capsys):
    result = tmp_path / "result.json"
    lab.main(["--data", news, "--epochs", "25", "--batch", "16", "--hidden", "48", "--json", str(result),
              "--plot", str(tmp_path / "loss.png")])
    numbers = json.loads(result.read_text("utf-8"))["numbers"]
    # Without looking at the text one headline in 40 would be right; the lead is never one.
    assert numbers["exact"] > 0.5 and numbers["rouge_1"] > 80 > numbers["lead_1"], numbers
    assert (tmp_path / "loss.png").read_bytes().startswith(b"\x89PNG")


def test_rouge_by_hand(lab):
    written, expected = [["fire", "destroys", "old", "school"]], [["fire", "destroys", "school"]]
    assert lab.rouge(written, expected, 1) == pytest.approx(100 * 2 * 3 / 7)
    assert lab.rouge(written, expected, 2) == pytest.approx(100 * 2 * 1 / 5)  # «fire destroys», of three and two
    assert lab.rouge([[]], expected, 1) == 0


def test_a_headline_is_framed_and_a_long_text_cut(lab):
    from legacy_seq2seq import text

    vocabulary = text.Vocabulary([*text.SPECIALS, "a", "b"])
    (source,), (headline,) = lab.columns([(["a"] * 20, ["b", "a"])], vocabulary)
    assert source == [4] * 12 and headline == [1, 5, 4, 2]
    (_,), (headline,) = lab.columns([(["a"], ["b"] * 20)], vocabulary)
    assert headline == [1, 5, 5, 5, 5, 5, 2]  # the last bucket's decoder reads six: <sos> and five words; <eos> is a target alone


def test_a_training_goes_on_where_it_was_stopped(lab, news, tmp_path, monkeypatch, histories):
    monkeypatch.setattr(lab, "BUCKETS", [(12, 6)])
    for steps, more in (("2", ["--logdir", str(tmp_path / "log")]), ("5", ["--logdir", str(tmp_path / "log")]), ("5", [])):
        lab.main(["--data", news, "--hidden", "8", "--steps", steps, *more])
    first, resumed, whole = (history["loss"] for history in histories)
    assert resumed == whole and whole[0] == [1, 2, 3, 4, 5] and len(first[0]) == 2  # sampled softmax draws on where it was, too


@pytest.mark.parametrize("arguments, complaint", [
    (["--data", "{missing}"], "--data: {missing} does not exist"),
    (["--data", "{few}"], "has 1 pairs; give 10 or more"),
    (["--hidden", "0"], "--hidden is 0; give 1 or more"),
])
def test_bad_input_gets_one_line_and_exit_status_2(lab, capsys, tmp_path, arguments, complaint):
    (tmp_path / "few").write_text("a text .\tits headline\nwithout a tab\n", "utf-8")
    paths = {name: tmp_path / name for name in ("few", "missing")}
    with pytest.raises(SystemExit) as stopped:
        lab.main([argument.format(**paths) for argument in arguments])
    error = capsys.readouterr().err
    assert stopped.value.code == 2 and complaint.format(**paths) in error and error.count("\n") == 1
