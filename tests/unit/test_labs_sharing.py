"""What labs share besides options: pairs of texts from a file, and the history of a training."""

import json

import pytest

from legacy_seq2seq import labs


def test_pairs_of_a_file(tmp_path):
    (tmp_path / "fra.txt").write_text("Go.\tVa !\tattribution\n Run  \t Cours !\n", "utf-8")
    assert labs.read_pairs(tmp_path / "fra.txt", least=2) == [("Go.", "Va !"), ("Run", "Cours !")]
    (tmp_path / "sums.txt").write_text("57+5   _62  \n1+1_2", "utf-8")
    assert labs.read_pairs(tmp_path / "sums.txt", "_", least=2) == [("57+5", "62"), ("1+1", "2")]


@pytest.mark.parametrize("content, complaint", [
    ("Go.\tVa !\nno tab\n", "line 2: no two texts with a tab between them: 'no tab'"),
    ("Go.\t\n", "line 1: no two texts with a tab between them"),
    ("Go.\tVa !\n", "has 1 lines; give 2 or more"),
])
def test_a_file_without_pairs_is_told_in_one_line(tmp_path, capsys, content, complaint):
    (tmp_path / "pairs.txt").write_text(content, "utf-8")
    with pytest.raises(SystemExit):
        labs.read_pairs(tmp_path / "pairs.txt", least=2)
    error = capsys.readouterr().err
    assert complaint in error and error.count("\n") == 1


def test_a_history_goes_through_a_checkpoint_whole():
    history = labs.History()
    assert history.last("exact") is None and history["exact"] == ([], [])
    history.add(1, exact=0.25, loss=2)
    later = labs.History()
    later.set_state(json.loads(json.dumps(history.get_state())))
    later.add(2, exact=0.5)
    assert later["exact"] == ([1, 2], [0.25, 0.5]) and later.last("exact") == 0.5 and later["loss"] == ([1], [2.0])
    assert history["exact"] == ([1], [0.25])


def test_a_history_is_smoothed_by_means():
    history = labs.History()
    assert history.smooth("loss", 2) == ([], [])
    for step, loss in enumerate((4, 2, 3, 1, 7), start=10):
        history.add(step, loss=loss)
    assert history.smooth("loss", 2) == ([11, 13, 14], [3, 2, 7])


def test_the_numbers_at_the_ends_of_two_curves_do_not_overlap():
    from legacy_seq2seq.labs import plots

    named = {"plain": ([1, 2], [0.0, 0.33]), "reverse": ([1, 2], [0.0, 0.34]), "peeky": ([1, 2], [0.0, 0.99]), "none yet": ([], [])}
    assert [plots._is_just_below_another(last, named) for last in (0.33, 0.34, 0.99)] == [True, False, False]
