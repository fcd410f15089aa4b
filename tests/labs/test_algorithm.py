"""Algorithm: its programs by hand, inputs that are held out, and that it learns to sort."""

import pytest

from tests.labs.conftest import load


@pytest.fixture(scope="module")
def lab():
    return load("algorithm")


@pytest.mark.parametrize("task, given, answer", [
    ("sort", "73925", "23579"), ("sort", "1010", "0011"), ("reverse", "stressed", "desserts"),
    ("evaluate", "7-3+9", "13"), ("evaluate", "1-9", "-8"),
])
def test_the_programs(lab, task, given, answer):
    assert lab.TASKS[task].program(given) == answer


@pytest.mark.parametrize("task", ["sort", "reverse", "evaluate"])
def test_inputs_have_their_length_and_tests_are_never_trained_on(lab, task):
    chosen = lab.TASKS[task]
    source = lab.Made(chosen, 5, seed=1)
    tests = source.tests(beyond=1)
    assert list(tests) == [3, 4, 5, 6] and all(len(pairs) > 50 for pairs in tests.values())
    size = (lambda given: len(given) // 2 + 1) if task == "evaluate" else len
    assert all(size(given) == length and chosen.program(given) == answer for length, pairs in tests.items() for given, answer in pairs)
    trained = {given for _ in range(30) for given, _ in source.next()}
    assert {size(given) for given in trained} == {3, 4, 5}
    assert not trained & {given for pairs in tests.values() for given, _ in pairs}


def test_it_learns_to_sort(lab, capsys, tmp_path):
    lab.main(["--longest", "5", "--beyond", "1", "--hidden", "64", "--steps", "150",
              "--json", str(tmp_path / "result.json"), "--plot", str(tmp_path / "exact.png")])
    table = capsys.readouterr().out.split("length  exact\n")[1].splitlines()
    shares = [float(line.split()[1].rstrip("%")) for line in table[:3]]
    assert ["longer" in line for line in table[:4]] == [False, False, False, True]
    assert sum(shares) / 3 > 60                     # the digits in any order: 1 in 3! to 5!
    assert (tmp_path / "exact.png").exists() and '"reached": null' in (tmp_path / "result.json").read_text()


def test_a_training_goes_on_where_it_was_stopped(lab, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(lab, "BATCH", 4)
    fed = []
    as_batch = lab.as_batch
    monkeypatch.setattr(lab, "as_batch", lambda pairs, vocabulary: fed.append(pairs) or as_batch(pairs, vocabulary))

    def trained(steps, *more):
        fed.clear()
        lab.main(["--longest", "3", "--beyond", "0", "--hidden", "4", "--steps", str(steps), *more])
        return fed[1:-1]                            # between what --shapes would be fed, and the test

    whole = trained(6)
    first, then = trained(2, "--logdir", str(tmp_path)), trained(6, "--logdir", str(tmp_path))
    assert first + then == whole and len(then) == 4


def test_a_program_of_ones_own(lab, capsys, tmp_path):
    words = [f"{i:03d}" for i in range(200)]
    (tmp_path / "double.tsv").write_text("".join(f"{word}\t{word * 2}\n" for word in words))
    lab.main(["--data", str(tmp_path / "double.tsv"), "--steps", "1", "--hidden", "4", "--longest", "3"])
    assert "longer" not in capsys.readouterr().out.split("length  exact")[1]
    for name, complaint in (("missing", "cannot be read"), ("long", "lines: none of up to --longest 10 to learn from")):
        (tmp_path / "long.tsv").write_text("".join(f"{word * 4}\t{word}\n" for word in words))
        with pytest.raises(SystemExit):
            lab.main(["--data", str(tmp_path / f"{name}.tsv")])
        assert complaint in capsys.readouterr().err
