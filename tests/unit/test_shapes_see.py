"""Tables of whole graphs: names, folding, filters, views, and that the user's session notices nothing."""

import io
import json

import numpy as np
import pytest

from legacy_seq2seq import shapes
from legacy_seq2seq.shapes import boxes, layout


def _model(tf):
    x = tf.placeholder(tf.float32, [None, None, 4], name="x")
    lengths = tf.placeholder(tf.int32, [None], name="n")
    outputs, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.LSTMCell(5), x, sequence_length=lengths, dtype=tf.float32)
    logits = tf.layers.dense(outputs, 3)
    noise = tf.random_uniform([2])
    loss = tf.reduce_mean(tf.nn.dropout(logits, keep_prob=0.5))
    train = tf.train.AdamOptimizer().minimize(loss)
    return x, lengths, logits, noise, loss, train


FEED = np.zeros([2, 3, 4], np.float32), [3, 1]


@pytest.fixture
def made(tf):
    """(a session, a feed): the function that built the model has returned, and nothing holds its tensors."""
    x, lengths, *_ = _model(tf)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        yield sess, {x: FEED[0], lengths: FEED[1]}


def _row(table, name):
    return next(row for row in table.rows if row.name == name)


def test_a_layer_is_one_row_for_each_of_its_results(made):
    sess, feed = made
    table = shapes.table(sess, feed)
    names = [row.name for row in table.rows]
    assert names == ["x", "lengths", "state", "state", "outputs", "logits", "noise", "loss"]
    outputs = _row(table, "outputs")
    assert (outputs.static, outputs.runtime, outputs.dtype, outputs.bytes) == ((None, None, 5), (2, 3, 5), "float32", 120)
    assert outputs.file == __file__ and "dynamic_rnn" in outputs.text and outputs.call == "dynamic_rnn"
    assert [row.runtime for row in table.rows if row.name == "state"] == [(2, 5), (2, 5)]
    assert max(row.inside for row in table.rows if row.line == outputs.line) > 50
    assert _row(table, "logits").runtime == (2, 3, 3)
    assert not table.faults


def test_what_is_held_now_names_tensors_first(made):
    sess, feed = made
    renamed = sess.graph.get_tensor_by_name("dense/BiasAdd:0")
    assert renamed.shape[2] == 3 and _row(shapes.table(sess, feed), "renamed").runtime == (2, 3, 3)


def test_a_folded_loop_unfolds_with_a_shape_for_each_iteration(made):
    sess, feed = made
    table = shapes.table(sess, feed, unfold="outputs")
    products = [row for row in table.rows if row.op == "MatMul" and "while" in row.tensor]
    assert products[0].iterations == ((2, 20),) * 3
    assert "[2, 20] ×3" in table.select(scope="rnn/while/lstm_cell/MatMul").text()


def test_shapes_that_change_in_a_loop_are_told_one_by_one(tf):
    def body(i, rows):
        return i + 1, tf.concat([rows, tf.zeros([1, 2])], 0)

    invariants = [tf.TensorShape([]), tf.TensorShape([None, 2])]
    _, grown = tf.while_loop(lambda i, _: i < 4, body, [0, tf.zeros([1, 2])], shape_invariants=invariants)
    with tf.Session() as sess:
        table = shapes.table(sess, unfold=True)
    row = next(row for row in table.rows if row.op == "ConcatV2")
    assert row.iterations == ((2, 2), (3, 2), (4, 2), (5, 2))
    assert "[2, 2], [3, 2], … [5, 2] (4 iterations)" in table.text()
    assert any(one.tensor == grown.name and one.runtime == (5, 2) for one in table.rows)


def test_variables_and_their_total(made):
    sess, feed = made
    table = shapes.table(sess, feed)
    assert table.parameters == (4 + 5) * 20 + 20 + 5 * 3 + 3
    assert [one.name for one in table.variables if one.optimizers][:3] == ["beta1_power", "beta2_power", "rnn/lstm_cell/kernel/Adam"]
    assert "4 variables, 218 parameters, 872 B" in table.text()


def test_nothing_of_the_users_changes(tf):
    def numbers(looks):
        with tf.Graph().as_default() as graph:
            tf.set_random_seed(7)
            x, lengths, logits, noise, loss, train = _model(tf)
            feed = {x: FEED[0] + 1, lengths: FEED[1]}
            with tf.Session() as sess:
                sess.run(tf.global_variables_initializer())
                graph.finalize()
                before = len(graph.get_operations()), graph.version
                first = sess.run(noise)
                if looks:
                    shapes.table(sess, feed).text()
                    shapes.table(sess, feed, {"noise": noise, "loss": loss})
                    shapes.dry_run(graph, {"x": [2, 3, 4]})
                assert (len(graph.get_operations()), graph.version) == before
                results = [sess.run([noise, loss, train], feed)[:2] for _ in range(2)]
                return [first, *results, sess.run(tf.global_variables())]

    plain, looked_at = numbers(False), numbers(True)
    for one, other in zip(_leaves(plain), _leaves(looked_at)):
        np.testing.assert_array_equal(one, other)


def _leaves(value):
    return [leaf for part in value for leaf in _leaves(part)] if isinstance(value, list) else [value]


def test_a_table_takes_nothing_from_a_data_set(tf):
    batch = tf.data.make_one_shot_iterator(tf.data.Dataset.range(10).batch(3)).get_next()
    with tf.Session() as sess:
        table = shapes.table(sess)
        assert _row(table, "batch").runtime == (3,)
        np.testing.assert_array_equal(sess.run(batch), [0, 1, 2])


def test_python_functions_queues_and_updates_are_not_run(tf):
    calls = []
    called = tf.py_func(lambda: calls.append(1) or np.float32(1), [], tf.float32)
    queued = tf.FIFOQueue(3, tf.float32, [[]]).dequeue()
    counter = tf.Variable(0)
    count = tf.assign_add(counter, 1)
    with tf.Session() as sess:
        sess.run(counter.initializer)
        table = shapes.table(sess)
        assert [(row.tensor, row.runtime) for row in table.rows if row.tensor in (called.name, queued.name, count.name)] == [
            (called.name, None), (queued.name, None), (count.name, None)]
        assert not calls and sess.run(counter) == 0


def test_what_fails_is_told_and_the_rest_is_shown(tf):
    x = tf.placeholder(tf.float32, [None, None])
    bad = tf.reshape(x, [7, -1])
    good = tf.transpose(x)
    with tf.Session() as sess:
        table = shapes.table(sess, {x: np.zeros([2, 3])})
    assert _row(table, "bad").runtime is None and _row(table, "good").runtime == (3, 2)
    assert "test_shapes_see.py" in table.faults[0] and "multiple of 7" in table.faults[0]
    assert bad.shape.ndims == good.shape.ndims == 2


def test_a_feed_that_does_not_fit_is_the_users_own_error(tf):
    x = tf.placeholder(tf.float32, [None, 3])
    with tf.Session() as sess, pytest.raises(ValueError, match="Cannot feed value of shape"):
        shapes.table(sess, {x: np.zeros([2, 4])})


def test_variables_without_values_leave_the_rest(tf):
    weights = tf.get_variable("w", [3, 2])
    x = tf.placeholder(tf.float32, [None, 3])
    product = tf.matmul(x, weights)
    doubled = 2 * x
    with tf.Session() as sess:
        table = shapes.table(sess, {x: np.zeros([2, 3])})
    assert _row(table, "product").runtime is None and _row(table, "doubled").runtime == (2, 3)
    assert product.shape[1] == doubled.shape[1] - 1


@pytest.mark.parametrize("choice, expected", [
    ({"name": "out*"}, {"outputs"}),
    ({"name": "loss"}, {"loss"}),
    ({"rank": 0}, {"loss"}),
    ({"scope": "dense"}, {"logits"}),
])
def test_rows_are_chosen(made, choice, expected):
    sess, feed = made
    assert {row.name for row in shapes.table(sess, feed, **choice).rows if row.name} >= expected
    assert len(shapes.table(sess, feed, **choice).rows) < 4


def test_rows_are_chosen_by_line(made):
    sess, feed = made
    table = shapes.table(sess, feed)
    line = _row(table, "logits").line
    for wanted in (line, f"{line}-{line}", f"test_shapes_see.py:{line}"):
        assert [row.name for row in table.select(line=wanted).rows] == ["logits"]
    with pytest.raises(ValueError, match="give a number"):
        table.select(line="twelve")


def test_the_table_as_json(made):
    sess, feed = made
    found = json.loads(shapes.table(sess, feed).json())
    row = next(row for row in found["rows"] if row["name"] == "outputs")
    assert (row["static"], row["runtime"], row["refined"]) == ([None, None, 5], [2, 3, 5], True)
    assert found["parameters"] == 218 and found["faults"] == []


def test_the_table_as_html(made):
    sess, feed = made
    text = shapes.table(sess, feed)._repr_html_()
    assert '<td class="refined">[2, 3, 5]</td>' in text and "<caption>Variables</caption>" in text and text.count("<table") == 2


def test_a_nest_of_tensors_is_a_row_for_each(tf):
    state = tf.nn.rnn_cell.LSTMStateTuple(tf.zeros([2, 3]), tf.zeros([2, 3]))
    sparse = tf.sparse_placeholder(tf.float32, [None, 9])
    variable = tf.get_variable("v", [4], use_resource=True)
    with tf.Session() as sess:
        sess.run(variable.initializer)
        table = shapes.table(sess, {sparse: ([[0, 1]], [1.0], [2, 9])}, {"state": state, "sparse": sparse, "v": variable})
    assert {row.name: row.runtime for row in table.rows} == {
        "state.c": (2, 3), "state.h": (2, 3), "sparse.indices": (1, 2), "sparse.values": (1,), "sparse.dense_shape": (2,), "v": (4,)}
    with tf.Session() as sess, pytest.raises(TypeError, match="expected a tensor"):
        shapes.table(sess, tensors={"x": "no tensor"})


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_diagram_has_a_box_for_each_layer(made, tmp_path, kind):
    pytest.importorskip("matplotlib")
    sess, feed = made
    shapes.table(sess, feed).diagram(tmp_path / f"model.{kind}")
    data = (tmp_path / f"model.{kind}").read_bytes()
    if kind == "png":
        assert data.startswith(b"\x89PNG")
    else:
        text = data.decode("utf-8")
        assert all(part in text for part in ("outputs", "dynamic_rnn", "200 parameters", "[2, 3, 5]", "logits", "loss"))
    with pytest.raises(ValueError, match="ends in"):
        shapes.table(sess, feed).diagram(tmp_path / "model.jpg")


def test_the_diagram_says_what_the_program_says(tf):
    ids = tf.placeholder(tf.int32, [None, 3], "ids")
    lengths = tf.placeholder(tf.int32, [None], "lengths")
    embedding = tf.get_variable("embedding", [7, 4])
    embedded = tf.nn.dropout(tf.nn.embedding_lookup(embedding, ids), keep_prob=0.5)
    with tf.variable_scope("encoder"):
        outputs, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(5), embedded, lengths, dtype=tf.float32)
    to_words = tf.layers.Dense(7, use_bias=False)

    def say(memory):
        words = []
        for t in range(2):
            words.append(to_words(memory[:, t]))
        return tf.stack(words, 1)

    taught = say(outputs)
    alone = say(tf.tanh(outputs))
    scores = tf.reshape(alone, [-1, 14]) @ tf.get_variable("w", [14, 2])
    scores += tf.get_variable("b", [2])
    loss = tf.reduce_mean(scores * tf.cast(lengths, tf.float32)[:, None]) + tf.reduce_mean(taught)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        table = shapes.table(sess, {ids: np.zeros([2, 3]), lengths: [3, 1]}, axes={outputs.name: "batch time depth"})
    drawn, arrows = boxes.of_table(table, {taught.name: "told", loss.name: "loss"})
    assert [(box.title, box.kind, box.made, box.parameters) for box in drawn] == [
        ("ids", "input", "placeholder", None),
        ("lengths", "input", "placeholder", None),
        ("embedded", "layer", "embedding_lookup, dropout", 28),
        ("outputs, state", "layer", "GRUCell, dynamic_rnn in encoder", 150),
        ("words", "layer", "to_words", 35),
        ("told", "op", "stack", None),
        ("tanh", "op", "tanh", None),
        ("words", "layer", "to_words", 0),
        ("say", "op", "stack", None),
        ("scores", "layer", "reshape", 30),
        ("loss", "loss", "reduce_mean", None),
    ]
    key = {box.title: box.key for box in drawn}
    labels = {(arrow.source, arrow.target): arrow.label for arrow in arrows}
    assert labels[key["outputs, state"], key["tanh"]] == "[2, 3, 5]\nbatch time depth"
    assert labels[key["say"], key["scores"]] == "[2, 2, 7]"  # what goes into the two steps that one box stands for
    assert (key["lengths"], key["loss"]) not in labels  # lengths are drawn where they go in first


def test_a_state_has_an_arrow_of_its_own_beside_the_outputs():
    encoder, attention, decoder = range(3)
    arrows = {(encoder, attention): "[2, 3, 5]", (attention, decoder): "[2, 3, 4]"}
    for label, stays in {"[2, 5]": True, "[2, 3, 5]": False}.items():
        drawn = {**arrows, (encoder, decoder): label}
        boxes._shorten(drawn, [(encoder, decoder)])
        assert ((encoder, decoder) in drawn) == stays


@pytest.mark.parametrize("second, stays", [("[6, 5]", True), ("[6, 3, 5]", False)])
def test_a_step_that_takes_two_tensors_and_gives_two_stays_in_a_long_diagram(monkeypatch, second, stays):
    outputs, state, tiled, attention, decoder = range(5)
    drawn = {i: boxes.Box(i, "op" if i == tiled else "layer", f"box {i}", "", None, None, None, False) for i in range(5)}
    arrows = {(outputs, tiled): "[2, 3, 5]", (state, tiled): "[2, 5]", (tiled, attention): "[6, 3, 5]", (tiled, decoder): second}
    monkeypatch.setattr(boxes, "_MOST_BOXES", 3)
    boxes._leave_out(drawn, arrows)
    assert (tiled in drawn) == stays
    assert stays or arrows[outputs, attention] == "[6, 3, 5]"


def test_few_arrows_of_a_diagram_cross():
    drawn = "3-5 4-6 3-7 3-8 4-9 9-10 6-11 6-12 9-13 8-14 4-6 0-8 2-6"
    arrows = [boxes.Arrow(*map(int, one.split("-")), "") for one in drawn.split()]
    _, ways = layout.place(range(15), arrows)
    lines = [way.points for way in ways]
    crossings = sum(
        a[0][1] == b[0][1] and (a[0][0] - b[0][0]) * (a[1][0] - b[1][0]) < 0 for i, a in enumerate(lines) for b in lines[i + 1 :]
    )
    assert crossings == 0


def test_a_narrow_terminal_goes_without_columns_but_shows_the_axes(made, monkeypatch):
    sess, feed = made

    def lines(columns):
        monkeypatch.setenv("COLUMNS", str(columns))
        stream = io.StringIO()
        stream.isatty = lambda: True
        outputs = sess.graph.get_tensor_by_name("rnn/transpose_1:0")
        shapes.table(sess, feed, {"outputs": outputs}, {"outputs": "batch time depth"}).print(stream)
        return stream.getvalue().splitlines()

    heads = [[head for head in ("axes", "made by", "line", "bytes") if head in "".join(lines(width))] for width in (70, 95, 140)]
    assert heads == [["axes"], ["axes", "made by", "line"], ["axes", "made by", "line", "bytes"]]
    assert any(line.rstrip().endswith("batch time depth") for line in lines(70))


def test_long_shapes_and_many_rows_stay_readable(tf):
    x = tf.zeros([1] * 40)
    for _ in range(300):
        x = tf.identity(tf.negative(x))
    with tf.Session() as sess:
        text = shapes.table(sess, unfold=True).text()
    assert "[1, 1, 1, … 35 more …, 1, 1]" in text and "more rows: choose by name" in text
    assert max(map(len, text.splitlines())) <= 140


# Without data

def test_a_dry_run_follows_shapes_through_loops(tf):
    x, *_ = _model(tf)
    table = shapes.dry_run(tf.get_default_graph(), {"x": [7, 6, 4], "n": [7]})
    assert _row(table, "outputs").runtime == (7, 6, 5) and _row(table, "logits").runtime == (7, 6, 3)
    assert [row.runtime for row in table.rows if row.name == "state"] == [(7, 5), (7, 5)]
    assert table.faults == [] and x.shape.as_list() == [None, None, 4]


def test_a_dry_run_of_a_growing_loop_claims_no_size(tf):
    n = tf.placeholder(tf.float32, [None, 2], name="n")
    _, grown = tf.while_loop(lambda i, _: i < 4, lambda i, rows: (i + 1, tf.concat([rows, n], 0)), [0, n],
                             shape_invariants=[tf.TensorShape([]), tf.TensorShape([None, 2])])
    table = shapes.dry_run(n.graph, {n: [3, 2]})
    assert _row(table, "grown").runtime == (None, 2) == _row(table, "grown").static
    assert grown.shape[0].value is None


def test_a_dry_run_tells_what_does_not_fit(tf):
    a = tf.placeholder(tf.float32, [None, None], name="a")
    b = tf.placeholder(tf.float32, [None, 5], name="b")
    product = tf.matmul(a, b)
    total = tf.reduce_sum(b)
    table = shapes.dry_run(a.graph, {"a": [2, 3], "b:0": [4, 5]})
    assert len(table.faults) == 1 and "test_shapes_see.py" in table.faults[0] and "3 and 4" in table.faults[0]
    assert _row(table, "product").runtime is None and _row(table, "total").runtime == ()
    assert "does not fit" in shapes.dry_run(a.graph, {b: [4, 6]}).faults[0]
    assert product.shape[1] == 5 and total.shape == []


def test_a_dry_run_asks_for_inputs_that_exist(tf):
    x = tf.placeholder(tf.float32, [None])
    with pytest.raises(ValueError, match="'y' is no input of the model; its placeholders are: x"):
        shapes.dry_run(x.graph, {"y": [3]})
    with pytest.raises(ValueError, match="expected a list of sizes"):
        shapes.dry_run(x.graph, {"x": "three"})
    with pytest.raises(TypeError, match="expected a tf.Graph"):
        shapes.dry_run(3, {})


PROGRAM = """
import tensorflow as tf
def build():
    X = tf.placeholder(tf.int32, [None, 10])
    outputs, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(6), tf.one_hot(X, 25), dtype=tf.float32)
    return outputs
outputs = build()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    raise RuntimeError("a dry run comes no further than this line's session.run")
"""


def test_a_dry_run_of_a_program(tf, tmp_path):
    (tmp_path / "program.py").write_text(PROGRAM)
    table = shapes.dry_run(tmp_path / "program.py", {"X": [170, 10]})
    assert {row.name: row.runtime for row in table.rows} == {"X": (170, 10), "state": (170, 6), "outputs": (170, 10, 6)}
    assert table.parameters == 31 * 12 + 12 + 31 * 6 + 6
    assert tf.get_default_graph().get_operations() == []


def test_a_dry_run_of_a_program_with_flags_and_a_main(tmp_path):
    import sys

    text = PROGRAM.replace("def build():", "tf.app.flags.DEFINE_integer('units', 6, 'help')\ndef build():")
    text = text.replace("GRUCell(6)", "GRUCell(tf.app.flags.FLAGS.units)")
    head, _, tail = text.partition("outputs = build()")
    body = "".join(f"    {line}\n" for line in ("outputs = build()" + tail).splitlines())
    (tmp_path / "program.py").write_text(f"{head}def main(_):\n{body}if __name__ == '__main__':\n    tf.app.run()\n")
    before = sys.argv[:], sys.path[:], sys.modules["__main__"]
    for rows in (3, 4):
        table = shapes.dry_run(tmp_path / "program.py", {"X": [rows, 10]})
        assert _row(table, "outputs").runtime == (rows, 10, 6)
    assert (sys.argv[:], sys.path[:], sys.modules["__main__"]) == before


def test_a_loop_whose_input_is_not_fed_is_left_out(tf):
    """The entry of a loop that cannot run, fetched alone, ended the process."""
    with tf.Session() as session:
        x = tf.placeholder(tf.float32, [None, None, 3])
        outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicLSTMCell(4), x, dtype=tf.float32)
        session.run(tf.global_variables_initializer())
        rows = {row.name: row for row in shapes.table(session).rows}
    assert rows["outputs"].runtime is None
