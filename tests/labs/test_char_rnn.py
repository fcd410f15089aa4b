"""char-RNN: it learns what a text repeats, goes on where it stopped, and measures its writing by hand-made samples."""

import json
import re

import numpy as np
import pytest

from legacy_seq2seq import labs
from tests.labs.conftest import load, text_file

SENTENCE = "the cat sat on the mat; the dog lay by the log.\n"


@pytest.fixture(scope="module")
def lab():
    module = load("char_rnn")
    module.BATCH, module.ORDERS, module.LOOKS = 4, range(1, 5), 2
    return module


@pytest.fixture
def repeated(tmp_path):
    return text_file(tmp_path, SENTENCE * 60)


def test_it_learns_a_text_that_repeats_itself(lab, repeated, capsys, tmp_path):
    lab.main(["--text", repeated, "--window", "16", "--hidden", "48", "--epochs", "5", "--length", "100", "--temperature", "0.3",
              "--json", str(tmp_path / "result.json"), "--plot", str(tmp_path / "bits.png")])
    printed = capsys.readouterr().out
    told = json.loads((tmp_path / "result.json").read_text("utf-8"))["numbers"]
    assert told["bits"] < 1.0 and told["words"] > 0.8           # knowing nothing: 4.5 bits
    assert "The network writes, at a temperature of 0.3:" in printed
    assert (tmp_path / "bits.png").read_bytes().startswith(b"\x89PNG")


def test_a_training_goes_on_where_it_was_stopped(lab, repeated, capsys, tmp_path):
    def told(steps, *more):
        lab.main(["--text", repeated, "--window", "16", "--hidden", "16", "--epochs", "1", "--length", "20", "--steps", str(steps), *more])
        return re.findall(r"held out .*|^Result: .*|(?<=temperature of 0\.7:\n).*", capsys.readouterr().out, re.M)

    log, whole = ["--logdir", str(tmp_path / "log")], told(24)
    told(9, *log)
    assert told(24, *log)[-3:] == whole[-3:]                    # state and place in the text are those of the run that did not stop
    assert told(24, *log)[-2:] == whole[-2:]                    # nothing is left to train: it only writes


def test_the_ngrams_are_counted_on_what_is_learnt_and_the_rest_is_held_out(lab):
    options = lab.read_options(["--window", "8"])
    characters, train, held_out = lab.split("ab" * 500, options)
    assert characters == ["a", "b"] and len(train) == 950 and len(held_out) == 50
    bits, _ = lab.count_ngrams(train, held_out, 2)
    assert bits[1] == pytest.approx(1, abs=0.01) and bits[2] < 0.1


def test_the_carried_state_is_fed_saved_and_restored():
    from legacy_seq2seq import tf1 as tf

    with tf.Graph().as_default(), tf.Session() as sess:
        zero = tf.nn.rnn_cell.BasicLSTMCell(2).zero_state(1, tf.float32)
        carried = labs.Carried(zero)
        assert carried.feed() == {} and carried.get_state() is None
        carried.values = tf.nn.rnn_cell.LSTMStateTuple(np.ones([1, 2], np.float32), np.full([1, 2], 2, np.float32))
        assert carried.feed(first=True) == {}
        resumed = labs.Carried(zero)
        resumed.set_state(json.loads(json.dumps(carried.get_state())))
        assert [part.tolist() for part in sess.run(zero, resumed.feed())] == [[[1, 1]], [[2, 2]]]
        resumed.set_state(None)
        assert resumed.feed() == {}


def test_words_and_habits_by_hand(lab):
    assert lab.share_of_words("xyz the Dog qqq at cat end", "The dog, the CAT") == pytest.approx(3 / 4)  # the first and last may be cut
    code = "cut\ndef f(x):\n    # why\n    if x:\n    return 1\n   y\nelse:\n    z\ncut"
    fours, deeper, comments = lab.habits_of_code(code)
    assert (fours, deeper, comments) == (pytest.approx(6 / 7), pytest.approx(2 / 3), 1)


def test_the_standard_library_is_the_same_each_time(lab):
    code = lab.standard_library(30_000)
    assert code == lab.standard_library(30_000) and 30_000 <= len(code) < 200_000 and "import" in code


@pytest.mark.parametrize("arguments, complaint", [
    (["--text", "{short}"], "the text has 5 characters; 129 must be held out, a twentieth. Give a text of 2580 or more"),
    (["--text", "{missing}"], "cannot be read"),
    (["--temperature", "0"], "--temperature is 0.0; give more than 0"),
    (["--start", "日"], "--start has '日', which the text has not"),
    (["--text", "{short}", "--source"], "not allowed with argument --text"),
])
def test_bad_input_gets_one_line_and_exit_status_2(lab, capsys, tmp_path, arguments, complaint):
    (tmp_path / "short").write_text("short", "utf-8")
    with pytest.raises(SystemExit) as stopped:
        lab.main([argument.format(short=tmp_path / "short", missing=tmp_path / "missing") for argument in arguments])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert complaint in error and error.count("\n") == 1
