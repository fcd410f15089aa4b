"""What the labs share: the command that lists and runs them, their options, and the page of their results."""

import json
import pathlib
import re

import pytest

from legacy_seq2seq import cli, labs
from legacy_seq2seq.labs import catalog, results

SMALL_LAB = '''"""Adding: can it add?
덧셈

Words that are no field.

Result: above 95 % of the sums,
reversed and peeky. Time: is no field inside of a line.
Time: 2 minutes.
Follows: a book.
Shows: dynamic_rnn.
Picture: a curve.
Runs: (none); --reverse --peeky

    python lab/small.py
"""
from legacy_seq2seq import labs

def main(arguments=None):
    parser = labs.Parser("Add.", steps=5, plot="a curve")
    parser.add_argument("--reverse", action="store_true")
    parser.add_argument("--peeky", action="store_true")
    options = parser.parse_args(arguments)
    if options.plot:
        open(options.plot, "w").close()
    labs.report(options, f"{options.seed} | {options.peeky}", options.seed < 1, share=0.5)

if __name__ == "__main__":
    labs.run(main)
'''


@pytest.fixture
def lab_folder(tmp_path, monkeypatch):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "small.py").write_text(SMALL_LAB, "utf-8")
    monkeypatch.setattr(catalog.finding, "folder", lambda name: tmp_path)
    return tmp_path


def test_a_lab_tells_of_itself_in_its_docstring(lab_folder):
    lab = catalog.labs()["small"]
    assert (lab.title, lab.title_ko) == ("Adding: can it add?", "덧셈")
    assert lab.result == "above 95 % of the sums, reversed and peeky. Time: is no field inside of a line."
    assert (lab.time, lab.follows, lab.shows, lab.picture) == ("2 minutes.", "a book.", "dynamic_rnn.", "a curve.")
    assert lab.runs == [[], ["--reverse", "--peeky"]]


def test_a_lab_without_a_field_is_named(lab_folder):
    (lab_folder / "small.py").write_text(SMALL_LAB.replace("Follows:", "After:"), "utf-8")
    with pytest.raises(ValueError, match="small.py: a lab's docstring opens with .* missing: Follows"):
        catalog.labs()


def test_every_lab_tells_of_itself():
    assert all(lab.title_ko and not lab.title_ko.isascii() for lab in catalog.labs().values())


def test_all_labs_write_a_page_and_a_lab_alone_renews_its_own_lines(lab_folder, capfd):
    assert cli.main(["lab", "--all", "--seeds", "2"]) == 1  # seed 1 says that it did not reach its result
    page = (lab_folder / "RESULTS.md").read_text("utf-8")
    overview, table = page.split("## small\n")
    assert re.search(r"^\| lab \| TensorFlow [\d.]+ \|\n\|---\|---\|\n\| \[small\]\(#small\) \| 2 of 4 \|$", overview, re.M)
    rows = [line.split(" | ")[:3] for line in table.splitlines() if line.startswith("| ")][1:]
    assert rows == [["| none", "0", "0 \\| False"], ["| none", "1", "1 \\| False **Missed.**"],
                    ["| `--reverse --peeky`", "0", "0 \\| True"], ["| `--reverse --peeky`", "1", "1 \\| True **Missed.**"]]
    assert "![a curve.](pictures/small_reverse_peeky.png)" in page and (lab_folder / "pictures/small_reverse_peeky.png").exists()
    assert "4 runs, 2 without the result" in capfd.readouterr().out
    first = json.loads((lab_folder / "results.json").read_text("utf-8"))
    (lab_folder / "small.py").write_text(SMALL_LAB.replace("labs.report", "raise SystemExit(3)\n    labs.report"), "utf-8")
    assert cli.main(["lab", "--all", "--only", "small.py"]) == 1
    again = json.loads((lab_folder / "results.json").read_text("utf-8"))
    assert [run["seed"] for run in again if run not in first] == [0, 0]  # seed 1 was not run again, and stays
    assert (lab_folder / "RESULTS.md").read_text("utf-8").count("ended with status 3 **Missed.**") == 2


def test_the_command_lists_the_labs_and_runs_one_with_its_arguments(capsys, monkeypatch):
    assert cli.main(["lab"]) == 0
    assert "rnn_long_char" in capsys.readouterr().out
    ran = []
    monkeypatch.setattr("legacy_seq2seq.labs.command.runpy.run_path", lambda path, run_name: ran.append(pathlib.Path(path).name))
    monkeypatch.setattr("sys.argv", [])
    monkeypatch.setattr("sys.path", [])
    cli.main(["lab", "rnn_long_char", "--steps", "3", "--help"])
    import sys

    assert ran == ["rnn_long_char.py"] and sys.argv[1:] == ["--steps", "3", "--help"]


@pytest.mark.parametrize("arguments, complaint", [
    (["rnn_lang_char"], "there is no lab 'rnn_lang_char'; did you mean rnn_long_char?"),
    (["--all", "--only", "rnn_long_char,xyz"], "there is no lab 'xyz'; there are: "),
    (["--all", "--seeds", "0"], "--seeds is 0; give 1 or more"),
])
def test_wrong_names_and_numbers_get_one_line(capsys, arguments, complaint):
    assert cli.main(["lab", *arguments]) == 2
    assert complaint in capsys.readouterr().err


def test_epochs_and_steps_end_a_training_whichever_comes_first():
    parser = labs.Parser("Learn.", epochs=3)
    assert labs.steps(parser.parse_args([]), 10) == 30
    assert labs.steps(parser.parse_args(["--steps", "7"]), 10) == 7
    assert labs.steps(parser.parse_args(["--steps", "70", "--epochs", "1"]), 10) == 10


def test_a_data_set_that_does_not_ship_is_told_with_those_that_do():
    with pytest.raises(FileNotFoundError, match="no data set 'bible.txt' ships with the project; there are: "):
        labs.data("bible.txt")


def test_the_stacks_keep_results_of_their_own():
    run = results.Run("small", [], 0, 1.0, 0, "fine", True, {}, "Python 3.11.9, TensorFlow 2.15.1")
    assert results._key(run) != results._key(run._replace(stack="Python 3.13.0, TensorFlow 2.21.0"))
    assert results._key(run) == results._key(run._replace(stack="Python 3.10.2, TensorFlow 2.15.0"))
    assert "| 1 s |" in results._row(run) and "| not measured |" in results._row(run._replace(seconds=None))


def test_what_a_lab_builds_is_found_at_its_own_lines(tf):
    from legacy_seq2seq.shapes import places

    def main():
        made.append(tf.placeholder(tf.float32, [None], name="x"))

    made = []
    with pytest.raises(SystemExit):
        labs.run(main)
    lines, called = places.making(made[0].op)
    assert lines[-1].function == "main" and called == "placeholder"


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_the_course_has_every_lab_in_its_order(name):
    told = re.findall(r"^\| `(\w+)` \|", (catalog.finding.folder("lab") / name).read_text("utf-8"), re.M)
    assert told == list(catalog.labs())
