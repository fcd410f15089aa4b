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


def test_pictures_stand_row_by_row_with_their_words_and_marks(monkeypatch, tmp_path):
    import numpy as np

    from legacy_seq2seq.labs import plots

    figures = []
    save = plots._save
    monkeypatch.setattr(plots, "_save", lambda figure, *more, **options: figures.append(figure) or save(figure, *more, **options))
    picture = np.full([4, 4, 3], 200, np.uint8)
    labs.pictures(tmp_path / "said.png", [(picture, "a red circle", True), (picture, "blue\n(it is: red)", False), None,
                                          (picture, "words that are long enough for a second line", None)], "Said", columns=2)
    axes = figures[0].axes
    assert [one.get_xlabel().count("\n") for one in axes] == [0, 1, 0, 1]
    assert [one.get_visible() for one in axes] == [True, True, False, True]
    assert [axes[i].xaxis.label.get_color() for i in (0, 1, 3)] == ["black", "red", "black"]
    edges = [axes[i].spines["top"].get_edgecolor()[:3] for i in (0, 1, 3)]
    assert edges == [(0, 128 / 255, 0), (1, 0, 0), (0, 0, 0)]                               # green, red, black
    assert (tmp_path / "said.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("shape, area", [("circle", 3.1416 * 100), ("square", 17 ** 2), ("triangle", 27 ** 0.5 * 6.2 ** 2)])
def test_a_drawn_shape_has_its_area_and_place(shape, area):
    """The triangle's inscribed circle has a radius of 6.2; 3 sqrt(3) times its square is the area."""
    import numpy as np

    picture = labs.draw(64, [(shape, (0.0, 0.0, 0.0), 40.0, 20.0, 10.0)], np.random.default_rng(0), noise=0) / 255.0
    assert picture.shape == (64, 64, 3)
    covered = 1 - picture.mean(axis=2) / picture[-1, 0].mean()
    assert covered.sum() / covered.max() == pytest.approx(area, rel=0.03)
    y, x = np.argwhere(covered > 0.5).mean(axis=0) + 0.5
    assert abs(x - 40) < 0.6 and abs(y - 20) < 0.6


def test_a_shape_that_cannot_be_drawn_is_named():
    import numpy as np

    with pytest.raises(ValueError, match="shape is 'star'; expected circle, square or triangle"):
        labs.draw(8, [("star", (1, 0, 0), 4, 4, 2)], np.random.default_rng(0))
