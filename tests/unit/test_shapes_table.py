"""The shape table: what its rows hold, and what is printed of them."""

import numpy as np
import pytest

from legacy_seq2seq import shapes


@pytest.fixture
def table(tf):
    x = tf.placeholder(tf.float32, [None, 3])
    anything = tf.placeholder(tf.int32)
    total = tf.reduce_sum(x)
    graph = tf.get_default_graph()
    operations = len(graph.get_operations())
    with tf.Session() as sess:
        table = shapes.table(sess, {x: np.zeros([2, 3]), anything: np.zeros([4, 1])},
                             {"x": x, "anything": anything, "total": total}, axes={"x": "batch depth"})
    assert len(graph.get_operations()) == operations  # nothing was added to the user's graph
    return table


def test_rows_hold_static_and_run_time_shapes(table):
    assert table.rows == [
        shapes.Row("x", "Placeholder", (None, 3), (2, 3), "float32", "batch depth"),
        shapes.Row("anything", "Placeholder", None, (4, 1), "int32", ""),
        shapes.Row("total", "Sum", (), (), "float32", ""),
    ]


def test_the_printed_table_shows_each_row_on_one_line(table, capsys):
    table.print()
    lines = [line.split("  ") for line in capsys.readouterr().out.splitlines()]
    printed = {cells[0].strip(): [cell.strip() for cell in cells[1:] if cell.strip()] for cells in lines}
    assert printed["x"] == ["[None, 3]", "[2, 3]", "batch depth", "float32", "Placeholder"]
    assert printed["anything"] == ["unknown", "[4, 1]", "int32", "Placeholder"]
    assert printed["total"] == ["[]", "[]", "float32", "Sum"]


def test_the_picture_holds_the_shapes(table, tmp_path):
    table.save_svg(tmp_path / "table.svg")
    text = (tmp_path / "table.svg").read_text("utf-8").replace("&#160;", " ")
    assert text.startswith("<svg") and "[None, 3]" in text and "[2, 3]" in text
