"""The lab of tf.data: orders, padding, and a training that goes on at the batch where it was stopped."""

import re

import numpy as np
import pytest

from tests.labs.conftest import load


@pytest.fixture(scope="module")
def lab():
    return load("input_pipeline")


@pytest.fixture
def small(lab, monkeypatch):
    """The lab with a file of 900 sentences, and hasty measurements."""
    generated = lab.generated_lines
    monkeypatch.setattr(lab, "generated_lines", lambda: generated(1000))
    monkeypatch.setattr(lab, "STEPS_TIMED", 2)
    return lab


def test_a_buffer_moves_lines_and_buckets_save_padding(small, capsys, tmp_path):
    assert small.main(["--seed", "1", "--steps", "30", "--plot", str(tmp_path / "order.png")]) == 0
    printed = capsys.readouterr().out
    rows = re.findall(r"^ +(\d+) +(\d+\.\d) places +(\d+\.\d)%", printed, re.M)
    orders = {int(n): (float(moved), float(mixed)) for n, moved, mixed in rows}
    assert list(orders) == [1, 100, 900]
    assert orders[1][0] == 0 and 40 < orders[100][0] < 100
    assert 270 < orders[900][0] < 330                           # two random places of 900 are 300 apart in the mean
    assert orders[1][1] < 4 and orders[900][1] > 35
    padding = dict(re.findall(r"^  (tf\.data, prefetch, buckets|tf\.data|feed_dict from Python) +(\d+)\.\d%", printed, re.M))
    assert int(padding["tf.data, prefetch, buckets"]) < 25 and int(padding["tf.data"]) > 50 and int(padding["feed_dict from Python"]) > 50
    assert float(re.search(r"(\d+\.\d)% at the end", printed)[1]) > 65  # guessing: 50
    assert (tmp_path / "order.png").read_bytes().startswith(b"\x89PNG")


def test_a_line_comes_forward_by_the_buffer_at_most(lab, tf, tmp_path):
    learned, _, count = lab.write_files(tmp_path, lab.generated_lines(400))
    model = lab.build_graph(tf, learned, 50, 0)
    with tf.Session() as sess:
        sess.run([tf.global_variables_initializer(), model.initializer])
        positions = np.concatenate(list(lab.until_the_end(tf, sess, model.batch.position)))
    assert sorted(positions) == list(range(count)) and list(positions) != sorted(positions)
    assert all(position < place + 50 for place, position in enumerate(positions))


def test_padding_is_what_python_pads(lab, tf, tmp_path):
    learned, _, _ = lab.write_files(tmp_path, lab.generated_lines(200))
    model = lab.build_graph(tf, learned, 1, 0)
    by_python = next(lab.from_python(learned))
    with tf.Session() as sess:
        sess.run(model.initializer)
        batch = sess.run(model.batch)
    assert batch.ids.shape == by_python.ids.shape
    np.testing.assert_array_equal(batch.length, by_python.length)
    np.testing.assert_array_equal(batch.label, by_python.label)
    np.testing.assert_array_equal(batch.ids == 0, by_python.ids == 0)


def test_a_training_goes_on_at_the_batch_where_it_was_stopped(small, goes_on, monkeypatch):
    way = small.Way(0.5, 1.0, 1.0)
    monkeypatch.setattr(small, "measure_way", lambda *_, **__: way)
    monkeypatch.setattr(small, "look_at_orders", lambda _, __, buffers, ___: {n: small.Order(np.arange(3), 0, 0, 0.5) for n in buffers})
    goes_on(small, 11, 19)


@pytest.mark.parametrize("content, complaint", [
    ("0\tone two\n2\tthree\n" * 20, "line 2: '2\\tthree'; expected 0 or 1, a tab, and words"),
    ("0\tone two\n" * 5, "has 5 lines; give 20 or more"),
])
def test_bad_input_gets_one_line_and_exit_status_2(lab, capsys, tmp_path, content, complaint):
    (tmp_path / "lines.txt").write_text(content)
    with pytest.raises(SystemExit) as stopped:
        lab.main(["--data", str(tmp_path / "lines.txt")])
    error = capsys.readouterr().err
    assert stopped.value.code == 2 and complaint in error and error.count("\n") == 1
