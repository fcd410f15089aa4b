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
    assert [shapes.Row(*row[:6]) for row in table.rows] == [
        shapes.Row("x", "Placeholder", (None, 3), (2, 3), "float32", "batch depth"),
        shapes.Row("anything", "Placeholder", None, (4, 1), "int32", ""),
        shapes.Row("total", "Sum", (), (), "float32", ""),
    ]


def test_the_printed_table_shows_each_row_on_one_line(table, capsys):
    table.print()
    lines = [line.split("  ") for line in capsys.readouterr().out.splitlines()]
    printed = {cells[0].strip(): [cell.strip() for cell in cells[1:] if cell.strip()] for cells in lines}
    assert printed["x"][:6] == ["[None, 3]", "[2, 3] •", "batch depth", "float32", "placeholder", "24 B"]
    assert printed["anything"][:5] == ["unknown", "[4, 1] •", "int32", "placeholder", "16 B"]
    assert printed["total"][:5] == ["[]", "[]", "float32", "reduce_sum", "4 B"]
    assert printed["total"][5].endswith("test_shapes_table.py:13") and printed["total"][6] == "total = tf.reduce_sum(x)"


def test_the_picture_holds_the_shapes(table, tmp_path):
    table.save_svg(tmp_path / "table.svg")
    text = (tmp_path / "table.svg").read_text("utf-8").replace("&#160;", " ")
    assert text.startswith("<svg") and "[None, 3]" in text and "[2, 3]" in text
