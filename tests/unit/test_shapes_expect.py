"""shapes.expect: what is checked when the graph is built, what in each run, and what the errors say."""

import collections

import numpy as np
import pytest

from legacy_seq2seq import shapes
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.shapes.explaining import explain


@pytest.fixture(autouse=True)
def fresh_graph():
    with tf.Graph().as_default():
        yield


def ops():
    return len(tf.get_default_graph().get_operations())


def run(fetches, feed=None):
    with tf.Session() as session:
        return session.run(fetches, feed)


def placeholder(*shape, dtype=tf.float32):
    return tf.placeholder(dtype, shape)


def zeros(*shape):
    return np.zeros(shape, np.float32)


def refused(fetches, feed=None):
    """The text of the error that a run ends with."""
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        run(fetches, feed)
    return caught.value.message


# When the graph is built


def test_what_is_known_comes_back_itself_and_adds_no_operation():
    x, y = tf.zeros([3, 4]), placeholder(None, 4)
    before = ops()
    assert shapes.expect(x, "batch depth") is x
    assert shapes.expect(x, "3 2*two") is x and shapes.expect(x, "batch ...") is x and shapes.expect(x, "(batch-1)*2-1 4") is x
    assert shapes.expect(y, "_ depth") is y and shapes.expect(y, "? 4") is y
    assert shapes.expect(tf.constant(1.0), "").shape == ()
    assert ops() == before + 1  # the constant


def test_a_name_is_one_size_in_a_graph():
    x, y = tf.zeros([3, 4]), tf.zeros([5, 4])
    shapes.expect(x, "batch depth")
    with pytest.raises(ValueError) as caught:
        shapes.expect(y, "batch depth")
    first, remedy = str(caught.value).split("\n")
    assert first.startswith("shapes.expect: axis 0 of `y` (zeros_1:0) in `batch depth`, ")
    assert ", is 5 but `batch` is 3 by axis 0 of `x` (zeros:0) in `batch depth`, " in first and "test_shapes_expect.py:" in first
    assert first.endswith("; `y` (zeros_1:0) is [5, 4]") and "shapes.names()" in remedy


def test_of_a_call_that_fails_no_name_remains():
    with pytest.raises(ValueError, match="is 4 and not 5"):
        shapes.expect(tf.zeros([3, 4]), "batch 5")
    shapes.expect(tf.zeros([7, 4]), "batch 4")


@pytest.mark.parametrize(
    "spec, said",
    [
        ("batch", r"is \[3, 4\], 2 axes, but `batch` names 1"),
        ("", r'is \[3, 4\], 2 axes, but "" is a scalar'),
        ("a b c ...", r"but `a b c ...` names 3 or more"),
    ],
)
def test_the_number_of_axes(spec, said):
    with pytest.raises(ValueError, match=said):
        shapes.expect(tf.zeros([3, 4]), spec)


def test_sizes_are_computed_and_names_found_in_them():
    shapes.expect(tf.zeros([3]), "beam")
    shapes.expect(tf.zeros([12, 8]), "batch*beam depth")  # batch is 4
    shapes.expect(tf.zeros([4, 4, 17, 2]), "batch depth//2 2*depth+1 depth-6")
    with pytest.raises(ValueError, match=r"is 13 which is no `rows\*beam`, where `beam` is 3 by axis 0"):
        shapes.expect(tf.zeros([13]), "rows*beam")
    with pytest.raises(ValueError, match=r"is 11 but `batch\*beam` is 12, where `batch` is 4 by axis 0 of .*, and `beam` is 3 by"):
        shapes.expect(tf.zeros([11]), "batch*beam")


def test_sizes_of_several_new_names_wait_for_the_names():
    shapes.expect(tf.zeros([12]), "batch*beam")
    with pytest.raises(ValueError, match=r"is 12 which is no `batch\*beam`, where `batch` is 5"):
        shapes.expect(tf.zeros([5]), "batch")
    shapes.expect(tf.zeros([4]), "batch")
    with pytest.raises(ValueError, match="is 2 but `beam` is 3 by axis 0 of .* in `batch.beam`"):
        shapes.expect(tf.zeros([2]), "beam")


def test_numbers_that_names_stand_for():
    logits = placeholder(None, 26)
    with pytest.raises(ValueError, match=r"is 26 but `vocab` is 25 by the call, .*test_shapes_expect.py"):
        shapes.expect(logits, "batch vocab", vocab=25)
    shapes.expect(logits, "batch vocab", vocab=np.int64(26))
    with pytest.raises(ValueError, match="vocab=25, but `vocab` is 26"):
        shapes.expect(logits, "batch vocab", vocab=25)
    with pytest.raises(TypeError, match="batch=2.5 is no whole number"):
        shapes.expect(logits, "batch vocab", batch=2.5)


def test_the_spec_may_be_named_and_the_value_may_have_no_name():
    x = tf.zeros([3, 4])
    assert shapes.expect(x, spec="batch depth") is x
    with pytest.raises(ValueError, match="axis 0 of the value in `batch`.* is 2 but `batch` is 3"):
        shapes.expect(np.zeros([2]), "batch")


def test_what_is_no_tensor():
    with pytest.raises(TypeError, match="`x` is object, which has no shape"):
        x = object()
        shapes.expect(x, "batch")
    with pytest.raises(TypeError, match='expected text: "_ 10"'):
        shapes.expect(placeholder(None, 10), [None, 10])


def test_arrays_are_compared_too():
    batch = np.zeros([4, 10])
    assert shapes.expect(batch, "batch time") is batch
    assert shapes.expect([1, 2, 3, 4], "batch") == [1, 2, 3, 4]
    with pytest.raises(ValueError, match="is 9 but `time` is 10 by axis 1 of `batch`"):
        shapes.expect(tf.zeros([4, 9]), "batch time")


# In a run


def test_the_static_shape_is_refined_by_what_is_known():
    shapes.expect(tf.zeros([3, 7]), "batch depth")
    x = placeholder(None, None)
    y = shapes.expect(x, "batch 2*depth")
    assert y.shape.as_list() == [3, 14] and x.shape.as_list() == [None, None]
    assert run(y, {x: zeros(3, 14)}).shape == (3, 14)
    said = refused(y, {x: zeros(3, 15)})
    assert "axis 1 of `x` (Placeholder:0) in `batch 2*depth`" in said
    assert "[15] [but `2*depth` is 14, where `depth` is 7 by axis 1 of" in said


def test_tensors_agree_with_those_that_they_are_computed_from():
    x = placeholder(None, None)
    shapes.expect(x, "batch time")
    y = x[:, 1:]
    logits = shapes.expect(y, "batch time")
    said = refused(logits, {x: zeros(3, 5)})
    assert "axis 1 of `y` (strided_slice:0) in `batch time`" in said
    assert "[4] [but `time` is] [5] [by axis 1 of `x` (Placeholder:0) in `batch time`, " in said
    assert said.count("test_shapes_expect.py:") == 2


@pytest.mark.parametrize("attempt", range(5))
def test_inputs_agree_with_each_other_whichever_is_computed_first(attempt):
    x, y = placeholder(None, None), placeholder(None)
    a, b = shapes.expect(x, "batch time"), shapes.expect(y, "batch")
    assert [one.shape for one in run([a, b], {x: zeros(3, 5), y: zeros(3)})] == [(3, 5), (3,)]
    said = refused([a, b], {x: zeros(3, 5), y: zeros(2)})
    assert "`batch` has several sizes in one run" in said
    assert "axis 0 of `x` (Placeholder:0) in `batch time`" in said and "axis 0 of `y` (Placeholder_1:0) in `batch`" in said
    assert said.count("test_shapes_expect.py:") == 2


def test_no_run_needs_an_input_for_the_sake_of_a_check():
    targets, x = placeholder(None, None), placeholder(None, None)
    shapes.expect(targets, "batch time")
    outputs = shapes.expect(shapes.expect(x, "batch time") * 2.0, "batch time")
    assert run(outputs, {x: zeros(3, 5)}).shape == (3, 5)
    assert run(outputs, {x: zeros(4, 6)}).shape == (4, 6)


def test_what_was_made_of_a_placeholder_is_fed_like_it():
    x = shapes.expect(placeholder(None, 4), "batch depth")
    y = shapes.expect(placeholder(None), "batch")
    doubled = shapes.expect(2.0 * x, "batch depth")
    assert run([doubled, y], {x: zeros(3, 4), y: zeros(3)})[0].shape == (3, 4)
    assert "`batch` has several sizes" in refused([doubled, y], {x: zeros(3, 4), y: zeros(2)})


def test_a_size_that_a_later_line_fixes():
    x = placeholder(None, 4)
    shapes.expect(x, "batch depth")
    fixed = shapes.expect(tf.reshape(x, [6, 4]), "batch depth")
    assert run(fixed, {x: zeros(6, 4)}).shape == (6, 4)
    unfit = shapes.expect(tf.reshape(x, [3, 2, 4]), "half _ depth")
    later = shapes.expect(tf.reduce_sum(unfit, 1)[:2], "half-1 depth")
    assert run(later, {x: zeros(6, 4)}).shape == (2, 4)
    other = placeholder(None)
    shapes.expect(other, "rows")
    rows = shapes.expect(tf.reshape(tf.tile(other, [2]), [8]), "rows")
    said = refused(rows, {other: zeros(4)})
    assert "axis 0 of `other`" in said and "[4] [but `rows` is 8 by axis 0 of `rows`" in said


def test_beams():
    x = placeholder(None, 7)
    x2 = shapes.expect(x, "batch depth")
    tiled = tf.contrib.seq2seq.tile_batch(x2, 3)
    cells = shapes.expect(tiled, "batch*beam depth", beam=3)
    assert run(cells, {x: zeros(2, 7)}).shape == (6, 7)
    assert shapes.expect(tf.reshape(cells, [-1, 3, 7]), "batch beam depth").shape.as_list() == [None, 3, 7]
    untiled = shapes.expect(tf.identity(x2), "batch*beam depth")
    said = refused(untiled, {x: zeros(2, 7)})
    assert "[2] [but `batch*beam` is] [6] [where `batch` is] [2] [by axis 0 of `x`" in said and "and `beam` is 3 by the call" in said


def test_a_name_found_in_a_run():
    x = placeholder(None, 7)
    shapes.expect(tf.zeros([3]), "beam")
    flat = shapes.expect(x, "batch*beam depth")
    folded = shapes.expect(tf.reshape(flat, [-1, 3, 7]), "batch beam depth")
    assert run(folded, {x: zeros(6, 7)}).shape == (2, 3, 7)
    assert "[7] [which is no `batch*beam`, where `beam` is 3 by axis 0" in refused(flat, {x: zeros(7, 7)})
    short = shapes.expect(placeholder(None), "batch+1")
    feed = {x: zeros(6, 7), short: zeros(3)}
    assert run([flat, short], feed)[1].shape == (3,)
    assert "several sizes" in refused([flat, short], {**feed, short: zeros(4)})


def test_ranks_that_only_the_run_knows():
    x = tf.placeholder(tf.float32)
    y = shapes.expect(x, "batch 4")
    assert y.shape.as_list() == [None, 4]
    assert run(y, {x: zeros(3, 4)}).shape == (3, 4)
    assert "[3] [axes but `batch 4` names 2]" in refused(y, {x: zeros(3, 4, 5)})
    assert "[5] [and not 4]" in refused(y, {x: zeros(3, 5)})
    z = shapes.expect(x, "batch ... 4")
    assert z.shape.ndims is None
    assert run(z, {x: zeros(3, 7, 7, 4)}).shape == (3, 7, 7, 4)
    assert "axis -1 of `x`" in refused(z, {x: zeros(3, 7, 5)})
    assert "[1] [axes but `batch ... 4` names 2 or more]" in refused(z, {x: zeros(4)})
    scalar = shapes.expect(x, "")
    assert scalar.shape == () and run(scalar, {x: 1.0}) == 1.0
    assert "stands for 0" in refused(scalar, {x: [1.0]})


def test_gradients_pass():
    x = placeholder(None, 3)
    y = shapes.expect(x, "batch depth")
    loss = tf.reduce_sum(shapes.expect(y * y, "batch depth"))
    (gradient,) = tf.gradients(loss, x)
    np.testing.assert_allclose(run(gradient, {x: [[1, 2, 3]]}), [[2, 4, 6]])


def test_strings_and_other_types_pass():
    words = tf.placeholder(tf.string, [None])
    flags = tf.placeholder(tf.bool, [None])
    a, b = shapes.expect(words, "batch"), shapes.expect(flags, "batch")
    assert run([a, b], {words: ["a"], flags: [True]})[0].tolist() == [b"a"]


# Loops, branches, functions


def test_in_the_body_of_a_loop():
    x = placeholder(None, 4)
    x2 = shapes.expect(x, "batch depth")

    def body(step, state, rows):
        state = shapes.expect(state, "batch depth")
        rows = shapes.expect(tf.concat([rows, state[:, :1]], 1), "batch steps")
        once = shapes.expect(rows[:, :2], "batch steps")
        return step + 1, state + tf.reduce_sum(once), rows

    invariants = [tf.TensorShape([]), tf.TensorShape([None, 4]), tf.TensorShape([None, None])]
    start = [0, x2, tf.zeros([tf.shape(x2)[0], 0])]
    count = placeholder(dtype=tf.int32)
    _, state, rows = tf.while_loop(lambda step, *_: step < count, body, start, invariants)
    after = shapes.expect(rows, "batch steps")  # another size than within an iteration: a name of its own there
    assert run(after, {x: zeros(3, 4), count: 2}).shape == (3, 2)
    said = refused([state, rows], {x: zeros(3, 4), count: 3})  # in the third iteration rows has three columns, and `once` two
    assert "[2] [but `steps` is] [3] [by axis 1 of" in said


def test_gradients_pass_through_loops():
    x = placeholder(None, 2)
    x2 = shapes.expect(x, "batch depth")
    _, out = tf.while_loop(
        lambda i, _: i < 3, lambda i, s: (i + 1, shapes.expect(s * 2.0, "batch depth")), [0, x2], [tf.TensorShape([]), x2.shape]
    )
    (gradient,) = tf.gradients(tf.reduce_sum(out), x)
    np.testing.assert_allclose(run(gradient, {x: [[1, 1]]}), [[8, 8]])


def test_in_branches():
    x, y, flag = placeholder(None), placeholder(None), tf.placeholder(tf.bool, [])
    x2 = shapes.expect(x, "batch")
    picked = tf.cond(flag, lambda: shapes.expect(x2 * 2.0, "batch"), lambda: shapes.expect(x2[1:], "batch"))
    assert run(picked, {x: zeros(3), flag: True}).shape == (3,)
    assert "[2] [but `batch` is] [3]" in refused(picked, {x: zeros(3), flag: False})
    first = tf.cond(flag, lambda: shapes.expect(y, "rows"), lambda: tf.zeros([1]))
    after = shapes.expect(y, "rows")
    assert run([first, after], {y: zeros(5), flag: True})[1].shape == (5,)
    assert run([first, after], {y: zeros(5), flag: False})[1].shape == (5,)


def test_functions_of_data_sets_have_names_of_their_own():
    shapes.expect(tf.zeros([7]), "time")
    data = tf.data.Dataset.from_tensor_slices(np.zeros([4, 5], np.float32))
    data = data.map(lambda row: (shapes.expect(row, "time"), shapes.expect(row[1:], "time-1")))
    pairs = data.batch(2).make_one_shot_iterator().get_next()
    assert [one.shape for one in run(pairs)] == [(2, 5), (2, 4)]
    ragged = tf.data.Dataset.from_generator(lambda: ([0.0] * n for n in (2, 3)), tf.float32, tf.TensorShape([None]))
    ragged = ragged.map(lambda row: shapes.expect(tf.concat([shapes.expect(row, "time"), row[:2]], 0), "2*time"))
    fetched = ragged.make_one_shot_iterator().get_next()
    with tf.Session() as session:
        assert session.run(fetched).shape == (4,)
        with pytest.raises(tf.errors.InvalidArgumentError, match=r"\[5\] \[but `2\*time` is\] \[6\]"):
            session.run(fetched)


def test_in_a_cell_that_dynamic_rnn_runs():
    class Cell(tf.nn.rnn_cell.BasicLSTMCell):
        def call(self, inputs, state):
            inputs = shapes.expect(inputs, "batch depth")
            outputs, state = super().call(inputs, state)
            return shapes.expect(outputs, "batch hidden"), shapes.expect(state, "batch hidden")

    x = placeholder(None, None, 3)
    outputs, state = tf.nn.dynamic_rnn(Cell(5), shapes.expect(x, "batch time depth"), dtype=tf.float32)
    state = shapes.expect(state, "batch hidden")
    assert type(state) is tf.nn.rnn_cell.LSTMStateTuple
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        assert session.run(state, {x: zeros(2, 4, 3)}).h.shape == (2, 5)


# Several models


def model(batch):
    x = shapes.expect(placeholder(batch, 4), "batch depth")
    return x, shapes.expect(x * 2.0, "batch depth")


def test_another_model_has_names_of_its_own():
    model(8)
    with pytest.raises(ValueError, match="is 1 but `batch` is 8"):
        model(1)
    with shapes.names():
        model(1)
    with shapes.names("batch"):
        model(2)
        with pytest.raises(ValueError, match="`depth` is 4"):
            shapes.expect(tf.zeros([2, 5]), "batch depth")
    model(8)


def test_names_may_be_entered_again_and_decorate():
    inference = shapes.names("batch time")
    with inference:
        shapes.expect(tf.zeros([2]), "batch")
    shapes.expect(tf.zeros([3]), "batch")
    with inference, pytest.raises(ValueError, match="`batch` is 2"):
        shapes.expect(tf.zeros([3]), "batch")

    @shapes.names()
    def build(batch):
        return shapes.expect(tf.zeros([batch]), "batch")

    assert [build(batch).shape[0] for batch in (4, 5)] == [4, 5]
    with pytest.raises(ValueError, match="is not a list of names"):
        shapes.names("batch*2")


def test_graphs_do_not_share_names():
    shapes.expect(tf.zeros([3]), "batch")
    with tf.Graph().as_default():
        shapes.expect(tf.zeros([4]), "batch")


# Other things than dense tensors


def test_states():
    state = tf.nn.rnn_cell.LSTMStateTuple(tf.zeros([2, 3]), tf.zeros([2, 3]))
    assert shapes.expect((state, state), "batch hidden") == (state, state)
    with pytest.raises(ValueError, match=r"axis 1 of `states\[1\].h` .* is 4 but `hidden` is 3 by axis 1 of `states\[0\].c`"):
        states = (state, tf.nn.rnn_cell.LSTMStateTuple(tf.zeros([2, 3]), tf.zeros([2, 4])))
        with shapes.names():
            shapes.expect(states, "batch hidden")
    named = {"a": tf.zeros([2]), "b": [tf.zeros([9]), None]}
    found = shapes.expect(named, {"a": "batch"})
    assert found == named and type(found) is dict
    assert shapes.expect(collections.OrderedDict(named), {"b": ["nine", None]}) == named
    with pytest.raises(ValueError, match="the spec has 'c', which `named` has not; it has 'a', 'b'"):
        shapes.expect(named, {"c": "batch"})
    with pytest.raises(ValueError, match=r"`pair` has 2 parts, \(\[2\], \[3\]\), but 1 specs"):
        pair = (tf.zeros([2]), tf.zeros([3]))
        shapes.expect(pair, ("batch",))


def test_variables_come_back_as_they_are():
    for resource in (False, True):
        with shapes.names():
            weights = tf.get_variable(f"w{resource}", [4, 5], use_resource=resource)
            before = ops()
            assert shapes.expect(weights, "depth vocab") is weights and ops() == before
            unknown = tf.Variable(placeholder(None, 5), validate_shape=False, use_resource=resource)
            value = shapes.expect(unknown, "depth vocab")
            assert value.shape.as_list() == [4, 5]


def test_sparse_tensors():
    x = tf.sparse_placeholder(tf.float32)
    y = shapes.expect(x, "batch 4")
    assert isinstance(y, tf.SparseTensor)
    dense = tf.sparse_tensor_to_dense(y)
    assert run(dense, {x: tf.SparseTensorValue([[0, 1]], [2.0], [3, 4])}).tolist()[0] == [0, 2, 0, 0]
    assert "[5] [and not 4]" in refused(dense, {x: tf.SparseTensorValue([[0, 1]], [2.0], [3, 5])})
    static = tf.SparseTensor([[0, 1]], [2.0], [3, 4])
    assert shapes.expect(static, "three 4") is static


def test_ragged_tensors():
    flat, lengths = placeholder(None), tf.placeholder(tf.int64, [None])
    x = tf.RaggedTensor.from_row_lengths(flat, lengths)
    y = shapes.expect(x, "batch time")
    padded = shapes.expect(y.to_tensor(), "batch time")
    assert isinstance(y, tf.RaggedTensor)
    assert run(padded, {flat: zeros(5), lengths: [2, 3]}).shape == (2, 3)
    fixed = shapes.expect(x, "batch 3")
    assert "[4] [and not 3]" in refused(fixed.flat_values, {flat: zeros(5), lengths: [1, 4]})


# What else is to be known of it


def test_axis_names():
    x = placeholder(None, 4)
    y = shapes.expect(x, "batch   depth")
    assert shapes.axis_names(x) == shapes.axis_names(y) == "batch depth"
    assert shapes.axis_names(tf.zeros([2])) == ""


def test_it_works_in_a_graph_that_has_run():
    x = placeholder(None)
    a = shapes.expect(x, "batch")
    with tf.Session() as session:
        session.run(a, {x: zeros(2)})
        y = placeholder(None)
        b = shapes.expect(y, "batch")
        session.run([a, b], {x: zeros(2), y: zeros(2)})
        with pytest.raises(tf.errors.InvalidArgumentError):
            session.run([a, b], {x: zeros(2), y: zeros(3)})


def test_runs_at_the_same_time_do_not_meet():
    from concurrent import futures

    x, y = placeholder(None), placeholder(None)
    pair = [shapes.expect(x, "batch"), shapes.expect(y, "batch")]
    with tf.Session() as session, futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: session.run(pair, {x: zeros(n), y: zeros(n)}), list(range(1, 6)) * 20))


def test_a_model_of_many_operations_is_looked_through_fast():
    import time

    x = placeholder(None, 4)
    y = shapes.expect(x, "batch depth")
    for _ in range(5000):
        y = tf.identity(y)
    started = time.perf_counter()
    shapes.expect(y, "batch depth")
    assert time.perf_counter() - started < 1


# Explanations


def lines_of(error):
    return explain(error).text().splitlines()


def test_a_mismatch_of_the_build_is_explained():
    x, y = tf.zeros([3, 4]), tf.zeros([5, 4])
    shapes.expect(x, "batch depth")
    with pytest.raises(ValueError) as caught:
        shapes.expect(y, "batch depth")
    found = explain(caught.value)
    assert [part[:2] for part in found.parts] == [("y", "[5, 4]"), ("x", "[3, 4]")]
    assert found.clash == "Axis 0 of y is 5, but batch is 3; they must be equal."
    assert "shapes.expect(x, 'batch depth')" in found.cause and "shapes.names()" in found.remedy


def test_a_mismatch_of_a_run_is_explained():
    x = placeholder(None, None)
    shapes.expect(x, "batch time")
    y = x[:, 1:]
    logits = shapes.expect(y, "batch time")
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        run(logits, {x: zeros(3, 5)})
    found = explain(caught.value)
    assert lines_of(caught.value)[1].strip() == "logits = shapes.expect(y, 'batch time')"
    assert [part[:3] for part in found.parts] == [("y", "[None, None]", "[3, 4]"), ("x", "[None, None]", "[3, 5]")]
    assert found.clash == "Axis 1 of y is 4, but time is 5; they must be equal."
    assert [origin.size for origin in found.origins] == ["4", "5"]


def test_inputs_that_disagree_are_explained_at_the_later_line():
    x, y = placeholder(None, None), placeholder(None)
    a, b = shapes.expect(x, "batch time"), 0
    b = shapes.expect(y, "batch")
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        run([a, b], {x: zeros(3, 5), y: zeros(2)})
    found = explain(caught.value)
    assert lines_of(caught.value)[1].strip() == "b = shapes.expect(y, 'batch')"
    assert found.clash == "batch has several sizes in one run: 3 in axis 0 of x, 2 in axis 0 of y."
    assert [part[:3] for part in found.parts] == [("x", "[None, None]", "[3, 5]"), ("y", "[None]", "[2]")]


def test_a_rank_is_explained():
    x = tf.placeholder(tf.float32)
    y = shapes.expect(x, "batch 4")
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        run(y, {x: zeros(3)})
    assert explain(caught.value).clash == "x has 1 axis, but `batch 4` names 2."


def test_a_check_does_not_bring_along_what_another_tensor_waits_for():
    counter = tf.Variable(0)
    x = placeholder(None, 4)
    with tf.control_dependencies([tf.assign_add(counter, 1)]):
        shapes.expect(x, "batch depth")
    later = shapes.expect(x * 2.0, "batch depth")
    with tf.Session() as session:
        session.run(counter.initializer)
        session.run(later, {x: zeros(2, 4)})
        assert session.run(counter) == 0


def test_a_feed_of_what_was_made_of_a_placeholder_is_explained_by_its_name():
    ids = shapes.expect(placeholder(None, None), "batch time")
    with tf.Session() as session, pytest.raises(ValueError) as caught:
        session.run(ids, {ids: np.zeros([2])})
    found = explain(caught.value)
    assert [part[:2] for part in found.parts] == [("np.zeros([2])", "[2]"), ("ids", "[None, None]")]


def test_tables_show_the_names_of_axes():
    x = placeholder(None, 4)
    y = shapes.expect(x, "batch depth")
    with tf.Session() as session:
        table = shapes.table(session, {y: zeros(3, 4)})
    assert {row.name: (row.axes, row.runtime) for row in table.rows}["y"] == ("batch depth", (3, 4))
    assert not table.faults
    dry = shapes.dry_run(tf.get_default_graph(), {"y": [5, 4]})
    assert {row.name: row.runtime for row in dry.rows}["y"] == (5, 4)
