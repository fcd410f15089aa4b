"""Lab 12-2: the sentence is learned, and bounded logits keep the loss up."""

import math
import re

import numpy as np
import pytest

from tests.labs.conftest import load


@pytest.fixture(scope="module")
def lab():
    return load("char_seq_rnn")


@pytest.mark.parametrize("cell", ["lstm", "rnn"])
def test_the_sentence_is_right_and_the_loss_stays_above_its_floor(lab, capsys, cell):
    assert lab.main(["--seed", "1", "--steps", "150", "--cell", cell]) == 0
    printed = capsys.readouterr().out
    result = re.search(r"Result: it writes «(.*)» with a loss of (\d\.\d+); bounded logits cannot go below (\d\.\d+)", printed)
    assert result[1] == lab.SENTENCE[1:]
    assert float(result[3]) < float(result[2]) < 1.2  # ln 10 = 2.3 is knowing nothing


def test_no_bounded_logits_go_below_the_floor(lab):
    def loss(logits):                                           # the first one is the right one
        return math.log(np.exp(logits).sum()) - logits[0]

    for vocab in (2, 10, 50):
        floor = lab.floor_of_bounded_logits(vocab)
        assert loss(np.array([1.0] + [-1.0] * (vocab - 1))) == pytest.approx(floor)
        assert min(map(loss, np.random.RandomState(0).uniform(-1, 1, [2000, vocab]))) > floor


def test_characters_and_ids(lab):
    characters, ids = lab.characters_of(lab.SENTENCE)
    assert characters == list(" afinotuwy") and "".join(characters[i] for i in ids) == "if you want you"


def test_a_text_of_ones_own_a_plot_and_a_resumed_training(lab, goes_on, tmp_path):
    (tmp_path / "text.txt").write_text("가나다라가다", "utf-8")
    goes_on(lab, 5, 10, "--text", str(tmp_path / "text.txt"), "--plot", str(tmp_path / "loss.png"))
    assert (tmp_path / "loss.png").read_bytes().startswith(b"\x89PNG")


def test_bad_input_gets_one_line_and_exit_status_2(lab, capsys, tmp_path):
    (tmp_path / "short.txt").write_text("a")
    with pytest.raises(SystemExit) as stopped:
        lab.main(["--text", str(tmp_path / "short.txt")])
    error = capsys.readouterr().err
    assert stopped.value.code == 2 and "the text has 1 character; give 2 or more" in error and error.count("\n") == 1
