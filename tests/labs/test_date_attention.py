"""Dates and attention: dates by hand, padding gets no attention, each kind learns, and a training resumes."""

import datetime
import re

import numpy as np
import pytest

from tests.labs.conftest import load

DAY = datetime.date(1994, 9, 27)


@pytest.fixture(scope="module")
def lab():
    return load("date_attention")


@pytest.fixture
def small(lab, monkeypatch):
    """One day a month in one form, and small batches: learnt in seconds."""
    monkeypatch.setattr(lab, "FORMS", {"Korean": ("{y}년 {m}월 {d}일",)})
    monkeypatch.setattr(lab, "EXAMPLES", 1000)
    monkeypatch.setattr(lab, "BATCH", dict.fromkeys(lab.NAMES, 20))
    monkeypatch.setattr(lab, "LEARNING_RATE", dict.fromkeys(lab.NAMES, 0.01))
    return lab


@pytest.mark.parametrize("language, form, written", [
    ("English", "{weekday}, {month} {d}, {y}", "Tuesday, September 27, 1994"),
    ("English", "{m}/{d}/{yy}", "9/27/94"),
    ("Korean", "{y}년 {m}월 {d}일 {weekday}", "1994년 9월 27일 화요일"),
    ("Japanese", "{y}年{m}月{d}日{weekday}", "1994年9月27日火曜日"),
    ("German", "{weekday}, der {d}. {month} {y}", "Dienstag, der 27. September 1994"),
    ("German", "{dd}.{mm}.{y}", "27.09.1994"),
    ("French", "le {weekday} {d} {month} {y}", "le mardi 27 septembre 1994"),
    ("Spanish", "{weekday}, {d} de {month} de {y}", "martes, 27 de septiembre de 1994"),
    ("Italian", "{weekday} {d} {month} {y}", "martedì 27 settembre 1994"),
])
def test_dates_as_people_write_them(lab, language, form, written):
    assert form in lab.FORMS[language] and lab.write_date(DAY, language, form) == written


def test_the_first_of_a_french_month(lab):
    assert lab.write_date(datetime.date(2001, 5, 1), "French", "{d} {month} {y}") == "1er mai 2001"


def test_no_text_means_two_days_and_the_tests_days_are_not_trained_on(lab):
    training, test = lab.make_dates(20_000, seed=1)
    assert (len(training), len(test)) == (18_000, 2_000) and (training, test) == lab.make_dates(20_000, seed=1)
    meant = {}
    assert all(meant.setdefault(written, day) == day for written, day in training + test)
    assert not {day for _, day in training} & {day for _, day in test}


@pytest.mark.parametrize("kind", ["bahdanau", "luong", "none", "peeky"])
def test_padding_of_the_questions_changes_nothing_and_gets_no_attention(lab, kind):
    from legacy_seq2seq import tf1 as tf

    vocabulary = lab.text.Vocabulary([*lab.text.SPECIALS, *"0123456789-"], level="characters")
    with tf.Graph().as_default(), tf.Session() as sess:
        tf.set_random_seed(1)
        model = lab.build_graph(tf, vocabulary, kind, 8)
        sess.run(tf.global_variables_initializer())
        batch = [np.array([[5, 6, 7], [8, 9, 0]]), [3, 2], np.array([[4, 5, 2], [6, 2, 0]]), [3, 2]]
        padded = [np.pad(batch[0], [(0, 0), (0, 4)]), *batch[1:]]
        for one in (model.loss, model.written):
            np.testing.assert_allclose(*(sess.run(one, lab.feed_of(model, fed)) for fed in (batch, padded)), rtol=1e-6)
        names = {variable.op.name for variable in tf.trainable_variables()}
        assert len([name for name in names if name.endswith("basic_lstm_cell/kernel")]) == 3    # the encoder's two, and one decoder's
        if model.alignments is not None:
            alignments = sess.run(model.alignments, lab.feed_of(model, padded))
            assert not alignments[0, :, 3:].any() and not alignments[1, 0, 2:].any()
            np.testing.assert_allclose(alignments[:, 0].sum(axis=1), 1, rtol=1e-5)


def test_it_learns_draws_where_it_looked_and_goes_on_where_it_was_stopped(small, capsys, tmp_path):
    def told(steps, *more):
        small.main(["--hidden", "32", "--steps", str(steps), *more])
        return re.findall(r"^epoch  (\d\.\d)  loss (\d\.\d+)", capsys.readouterr().out, re.M)

    log = ["--logdir", str(tmp_path / "log"), "--plot", str(tmp_path / "maps.png")]
    whole = told(90)
    assert told(45, *log) + told(90, *log) == whole and len(whole) == 4     # after each half of 45 steps
    assert float(whole[-1][1]) < 1.0                # knowing how often each digit comes at each place: about 1.2
    assert (tmp_path / "maps.png").read_bytes().startswith(b"\x89PNG")


def test_three_networks_are_compared(small, capsys, tmp_path):
    small.main(["--compare", "--steps", "1", "--hidden", "4",
                "--plot", str(tmp_path / "exact.png"), "--json", str(tmp_path / "result.json")])
    assert ": Bahdanau attention 0.0%, plain 0.0%, peeky 0.0% (the book" in capsys.readouterr().out
    assert '"reached": null' in (tmp_path / "result.json").read_text() and (tmp_path / "exact.png").exists()


@pytest.mark.parametrize("exact, kept", [
    ({"bahdanau": [0.2, 0.97], "none": [0.0, 0.05]}, True),
    ({"bahdanau": [0.2, 0.97, 1.0], "none": [0.0, 0.05, 0.3]}, True),       # what comes later was not promised
    ({"bahdanau": [0.2, 0.9, 1.0], "none": [0.0, 0.05, 0.3]}, False),
    ({"bahdanau": [0.2, 0.97], "none": [0.0, 0.2]}, False),                 # that the plain network stays behind is promised, too
    ({"bahdanau": [0.2, 0.97], "none": [0.0]}, None),
])
def test_the_promise_is_of_a_number_of_epochs(lab, exact, kept):
    histories = {kind: lab.labs.History() for kind in exact}
    for kind, shares in exact.items():
        for epoch, share in enumerate(shares, 1):
            histories[kind].add(epoch, exact=share)
    assert lab.keeps_its_promise(histories) is kept


@pytest.mark.parametrize("arguments, complaint", [
    (["--attention", "self"], "invalid choice: 'self'"),
    (["--attention", "luong", "--compare"], "--compare trains several kinds of --attention; leave it out"),
    (["--hidden", "33"], "--hidden is 33; give an even number"),
    (["--data", "{bad}"], "bad, line 1: no two texts with «_» between them: '27 sep 1994'"),
])
def test_bad_input_gets_one_line(lab, capsys, tmp_path, arguments, complaint):
    (tmp_path / "bad").write_text("27 sep 1994\n")
    with pytest.raises(SystemExit) as stopped:
        lab.main([argument.format(bad=tmp_path / "bad") for argument in arguments])
    error = capsys.readouterr().err
    assert stopped.value.code == 2 and complaint in error and error.count("\n") == 1
