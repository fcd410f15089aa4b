"""Lab 12-1: a cell spells «ihello»; without the layer behind it, it is never sure."""

import re

import pytest

from tests.labs.conftest import load


@pytest.fixture(scope="module")
def lab():
    return load("hello_rnn")


@pytest.mark.parametrize("cell", ["lstm", "rnn"])
def test_it_spells_the_word_and_is_sure(lab, capsys, cell):
    assert lab.main(["--seed", "1", "--cell", cell]) == 0
    result = re.search(r"Result: after 50 steps «(\w+)» .* (\d\.\d+) nats", capsys.readouterr().out)
    assert result[1] == "ihello" and float(result[2]) < 0.02


def test_the_data_written_by_hand_are_the_word(lab):
    read = "".join(lab.LETTERS[row.index(1)] for row in lab.X_ONE_HOT[0])
    assert all(sorted(row) == [0, 0, 0, 0, 1] for row in lab.X_ONE_HOT[0])
    assert read + lab.spell(lab.Y_DATA[0][-1:]) == "hihello" and read[1:] == lab.spell(lab.Y_DATA[0][:-1])


def test_scores_of_the_bare_cell_are_bounded_and_so_is_its_loss(lab, capsys):
    lab.main(["--bare"])
    printed = capsys.readouterr().out
    rows = re.findall(r"^  [a-z] +((?:-?\d\.\d\d +){5})", printed, re.M)
    assert len(rows) == 6 and all(abs(float(score)) <= 1 for row in rows for score in row.split())
    assert float(re.search(r"(\d\.\d+) nats a letter\.$", printed, re.M)[1]) > 0.4325  # ln(1 + 4 exp(-2)), see char_seq_rnn


def test_a_training_goes_on_where_it_was_stopped(lab, goes_on):
    goes_on(lab, 7, 12)


def test_bad_input_gets_one_line_and_exit_status_2(lab, capsys):
    with pytest.raises(SystemExit) as stopped:
        lab.main(["--cell", "gru"])
    error = capsys.readouterr().err
    assert stopped.value.code == 2 and "invalid choice: 'gru'" in error and error.count("\n") == 1
