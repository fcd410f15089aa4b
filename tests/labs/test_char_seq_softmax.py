"""Lab 12-3: memory and output layer, each alone and both together."""

import math
import re

import pytest

from tests.labs.conftest import load


@pytest.fixture(scope="module")
def lab():
    return load("char_seq_softmax")


def test_only_the_network_with_both_is_right_and_sure(lab, capsys, tmp_path):
    assert lab.main(["--seed", "1", "--steps", "150", "--plot", str(tmp_path / "curves.png")]) == 0
    printed = capsys.readouterr().out
    rows = dict(re.findall(r"^(bare RNN|softmax alone|RNN \+ softmax)  +(\d\.\d+) ", printed, re.M))
    assert float(rows["bare RNN"]) > 0.797 and 0.1364 < float(rows["softmax alone"]) < 0.16 and float(rows["RNN + softmax"]) < 0.01
    assert re.search(r"^softmax alone .* f you yant you   \(wrong\)$", printed, re.M)
    assert re.search(r"^RNN \+ softmax .* f you want you$", printed, re.M)
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")


def test_the_floor_without_a_memory_by_hand(lab):
    # After « » comes «y» twice and «w» once; nothing else is in doubt. Fourteen predictions in all.
    assert lab.floor_without_memory("if you want you") == pytest.approx((2 * math.log(3 / 2) + math.log(3)) / 14)


def test_without_a_step_there_is_no_curve(lab, tmp_path):
    assert lab.main(["--steps", "0", "--plot", str(tmp_path / "curves.png")]) == 0 and not list(tmp_path.iterdir())


def test_a_training_goes_on_where_it_was_stopped(lab, goes_on):
    goes_on(lab, 4, 9, after="network ")


def test_bad_input_gets_one_line_and_exit_status_2(lab, capsys):
    with pytest.raises(SystemExit) as stopped:
        lab.main(["--hidden", "0"])
    error = capsys.readouterr().err
    assert stopped.value.code == 2 and "--hidden is 0; give 1 or more" in error and error.count("\n") == 1
