"""The lab of TrainingHelper: numbers in words, and padding that counts for nothing."""

import re

import pytest

from tests.labs.conftest import load


@pytest.fixture(scope="module")
def lab():
    return load("seq2seq_training_helper")


@pytest.fixture(scope="module")
def run(lab, tmp_path_factory):
    """What a training of two epochs prints, and its picture."""
    import contextlib
    import io

    picture, printed = tmp_path_factory.mktemp("s2s") / "right.png", io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert lab.main(["--seed", "1", "--steps", "140", "--hidden", "96", "--plot", str(picture)]) == 0
    return printed.getvalue(), picture


def test_unseen_numbers_are_said_in_words(run):
    printed, picture = run
    exact = float(re.search(r"Result: (\d+\.\d)% of 1000 unseen pairs exact", printed)[1])
    assert exact > 50                                           # of 7 words out of 33 none is right by chance
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_padding_moves_neither_loss_nor_gradient_unless_it_is_taken_for_words(run):
    rows = [list(map(float, row.split())) for row in re.findall(r"^ +((?:0|1|5|20)  +\d\.\d{6} .*)$", run[0], re.M)]
    assert [row[0] for row in rows] == [0, 1, 5, 20]
    for row in rows[1:]:
        assert row[1] == pytest.approx(rows[0][1], abs=2e-6) and row[3] < 1e-5
        assert abs(row[4] - rows[0][4]) > 0.1


def test_shapes_are_told_static_and_of_two_batches(run):
    rows = re.findall(r"^ logits +\[None, None, 34\] +\[(\d+), (\d+), 34\]", run[0], re.M)
    assert len(rows) == 2 and rows[0] != rows[1]


@pytest.mark.parametrize("number, words", [
    (0, "zero"), (13, "thirteen"), (40, "forty"), (99, "ninety nine"), (100, "one hundred"), (407, "four hundred seven"),
    (1000, "one thousand"), (2010, "two thousand ten"), (9999, "nine thousand nine hundred ninety nine")])
def test_numbers_in_words_by_hand(lab, number, words):
    assert lab.in_words(number) == words


def test_pairs_of_ones_own_and_a_resumed_training(lab, goes_on, tmp_path, monkeypatch):
    monkeypatch.setattr(lab, "BATCH_SIZE", 8)
    monkeypatch.setattr(lab, "MEASURE_EVERY", 2)    # so that there is a curve before the stop, and after it
    pairs = tmp_path / "pairs.txt"
    names = {"가": "ga", "나": "na", "다": "da"}
    pairs.write_text("".join(f"{letter * n}\t{name} {n}\n" for n in range(1, 15) for letter, name in names.items()), "utf-8")
    goes_on(lab, 3, 7, "--data", str(pairs), "--hidden", "8", after="One batch")


@pytest.mark.parametrize("content, complaint", [
    (b"no tab here\n" * 30, "has 0 pairs of source <TAB> target; give 20 or more"),
    (None, "does not exist"),
])
def test_bad_input_gets_one_line_and_exit_status_2(lab, capsys, tmp_path, content, complaint):
    if content is not None:
        (tmp_path / "pairs.txt").write_bytes(content)
    with pytest.raises(SystemExit) as stopped:
        lab.main(["--data", str(tmp_path / "pairs.txt")])
    error = capsys.readouterr().err
    assert stopped.value.code == 2 and complaint in error and error.count("\n") == 1
