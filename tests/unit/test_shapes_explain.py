"""The explanation of shape errors: what it says of small programs, when it is silent, and that it changes nothing."""

import numpy as np
import pytest

from legacy_seq2seq import shapes
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.shapes import dry, evaluation, feed_advice, messages, origins, states, values


@pytest.fixture(autouse=True)
def _fresh_graph():
    tf.reset_default_graph()


def _error_of(action):
    with pytest.raises(Exception) as caught:
        action()
    return caught.value


def test_a_product_names_both_operands_the_axes_and_the_lines_that_brought_them():
    x = tf.placeholder(tf.float32, [None, 784])
    hidden = tf.layers.dense(x, 128)
    weights = tf.Variable(tf.zeros([100, 10]))
    explanation = shapes.explain(_error_of(lambda: tf.matmul(hidden, weights)))
    assert [(part.name, part.shape) for part in explanation.parts] == [("hidden", "[None, 128]"), ("weights", "[100, 10]")]
    assert explanation.clash == "Axis 1 of hidden is 128, axis 0 of weights is 100; they must be equal."
    assert [(origin.size, origin.place.line - explanation.place.line) for origin in explanation.origins] == [("128", -2), ("100", -1)]
    assert "[128, 10]" in explanation.remedy


def test_a_failed_run_shows_static_and_run_time_shapes_at_the_line_of_the_operation():
    a, b = tf.placeholder(tf.float32, [None, 3]), tf.placeholder(tf.float32, [None, None])
    total = a + b
    with tf.Session() as sess:
        explanation = shapes.explain(_error_of(lambda: sess.run(total, {a: np.zeros([2, 3]), b: np.zeros([2, 5])})))
    assert explanation.expression == "a + b"
    shown = [(part.name, part.shape, part.runtime) for part in explanation.parts]
    assert shown == [("a", "[None, 3]", "[2, 3]"), ("b", "[None, None]", "[2, 5]")]


def test_a_gradients_failure_is_told_at_its_forward_line():
    a, b = tf.placeholder(tf.float32, [None, None]), tf.placeholder(tf.float32, [None, None])
    difference = tf.subtract(a, b)
    slope = tf.gradients(difference, a)[0]
    with tf.Session() as sess:
        explanation = shapes.explain(_error_of(lambda: sess.run(slope, {a: np.zeros([2, 3]), b: np.zeros([2, 5])})))
    assert explanation.expression == "tf.subtract(a, b)"


def test_a_refused_feed_names_the_placeholders_line_and_where_the_value_came_from():
    labels = tf.placeholder(tf.float32, [None, 7], name="labels")
    ids = np.array([1, 2, 3])
    with tf.Session() as sess:
        explanation = shapes.explain(_error_of(lambda: sess.run(labels, feed_dict={labels: ids})))
    value, placeholder = explanation.parts
    assert (value.name, value.shape, placeholder.name, placeholder.shape) == ("ids", "[3]", "labels", "[None, 7]")
    assert "np.eye(7)[ids]" in explanation.remedy


def test_what_is_explained_adds_no_operation_and_keeps_the_exception():
    x = tf.placeholder(tf.float32, [None, None])
    y = tf.reshape(x, [-1, 7])
    with tf.Session() as sess:
        error = _error_of(lambda: sess.run(y, {x: np.zeros([2, 3])}))
        before, text = len(tf.get_default_graph().get_operations()), str(error)
        assert shapes.explain(error) is not None
        assert len(tf.get_default_graph().get_operations()) == before
    assert str(error) == text and type(error) is tf.errors.InvalidArgumentError


def test_watch_puts_the_explanation_after_the_error():
    x = tf.placeholder(tf.float32, [None, 10])
    with shapes.watch(tf.Session()) as sess:
        error = _error_of(lambda: sess.run(x, {x: np.zeros(10)}))
        assert sess.run(x, {x: np.zeros([1, 10])}).shape == (1, 10)
    if hasattr(error, "__notes__"):
        assert error.__notes__[0].startswith("Shapes: ")
    assert "Cannot feed value of shape (10,)" in str(error)


@pytest.mark.parametrize("message", [
    "You must feed a value for placeholder tensor 'x' with dtype float and shape [?,5]",
    "Attempting to use uninitialized value rnn/kernel",
    "Variable rnn/kernel already exists, disallowed. Did you mean to set reuse=True",
    "Tensor(\"x:0\", shape=(?, 5), dtype=float32) must be from the same graph as Tensor(\"y:0\", shape=(5,), dtype=float32).",
    "indices[0,3] = 27 is not in [0, 27)",
    "Tensor conversion requested dtype int32 for Tensor with dtype float32: <tf.Tensor 'x:0' shape=(3,) dtype=float32>",
    "Cannot interpret feed_dict key as Tensor: The name 'x' refers to an Operation",
    "Loss is not finite at step 3",
])
def test_other_faults_get_no_talk_of_shapes(message):
    assert messages.kind_of(ValueError(message), message, in_library=True) is None


@pytest.mark.parametrize("message, kind", [
    ("Cannot feed value of shape (100,) for Tensor Placeholder:0, which has shape (?, 10)", "feed"),
    ("Dimensions must be equal, but are 5 and 4 for '{{node MatMul}}'", "sizes"),
    ("Shape must be rank 2 but is rank 1 for '{{node MatMul}}'", "rank"),
    ("Incompatible shapes: [2,3] vs. [2,5]", "sizes"),
    ("Input to reshape is a tensor with 6 values, but the requested shape requires a multiple of 7", "count"),
    ("Trying to share variable a/w, but specified shape (2, 4) and found shape (2, 3).", "reuse"),
    ('Input 0 of layer "lstm" is incompatible with the layer: expected ndim=3, found ndim=2. Full shape: (Dimension(None), 4)', "layer"),
    ("Cannot convert a partially known TensorShape (?, 4) to a Tensor.", "unknown size"),
])
def test_faults_of_shapes_are_told_by_their_messages(message, kind):
    assert messages.kind_of(ValueError(message), message, in_library=True)[0] == kind


def test_a_users_own_error_about_shapes_is_left_alone():
    def check(x):
        if x.shape[0] != 3:
            raise ValueError("Shapes must match: wrong shape")

    assert shapes.explain(_error_of(lambda: check(np.zeros(2)))) is None


@pytest.mark.parametrize("wanted, fed, value, dtype, remedy", [
    ((None, 10), (100,), np.zeros(100, int), "float32", "np.eye(10)[v]"),
    ((None, 5, 3), (5, 3), np.zeros([5, 3]), "float32", "feed [v]"),
    ((None,), (4, 1), np.zeros([4, 1]), "int32", "np.squeeze(v, axis=1)"),
    ((None, 1), (4,), np.full(4, 0.5), "float32", "np.expand_dims(v, axis=1)"),
    ((None, 784), (50, 28, 28), np.zeros([50, 28, 28]), "float32", "np.reshape(v, [-1, 784])"),
    ((None, 28, 28, 1), (50, 784), np.zeros([50, 784]), "float32", "np.reshape(v, [-1, 28, 28, 1])"),
    ((None, 8, 3), (8, 5, 3), np.zeros([8, 5, 3]), "float32", "np.transpose(v, [1, 0, 2])"),
    ((3, None), (7, 3), np.zeros([7, 3]), "float32", "v.T"),
    ((32, 10), (7, 10), np.zeros([7, 10]), "float32", "first axis None, [None, 10]"),
    ((None, 20), (128, 12), np.zeros([128, 12], int), "int32", "pad or cut them to 20"),
    ((None,), (4, 6), np.zeros([4, 6]), "int32", "np.argmax(v, axis=-1)"),
    ((None, 4), (), 3.0, "float32", "array of shape [None, 4]"),
])
def test_the_hint_for_a_feed_is_the_one_its_shapes_show(wanted, fed, value, dtype, remedy):
    assert remedy in feed_advice.advise(feed_advice.Feed("p", wanted, "v", fed, value, dtype))[1]


def test_a_size_is_followed_through_layers_to_the_line_that_brought_it():
    ids = tf.placeholder(tf.int32, [None, 12], name="ids")
    embedded = tf.nn.embedding_lookup(tf.get_variable("embedding", [50, 8]), ids)
    turned = tf.transpose(tf.nn.relu(embedded), [1, 0, 2])
    assert origins.of_axis(turned, 0, values.static_shape).name == "ids"
    assert origins.of_axis(turned, 2, values.static_shape).name == "embedding"


def test_shapes_of_a_run_are_told_without_running():
    x = tf.placeholder(tf.float32, [None, None, 4], name="x")
    flat = tf.reshape(x, [-1, 4], name="flat")
    rows = tf.fill([tf.shape(x)[0], 2], 0.0, name="rows")
    found = dry.shapes_for(tf.get_default_graph(), {x: [3, 5, 4]})
    assert (found[flat.name], found[rows.name]) == ((15, 4), (3, 2))


def test_dry_shapes_leave_out_what_does_not_fit_and_tell_the_rest():
    x = tf.placeholder(tf.float32, [None, None], name="x")
    product = tf.matmul(x, tf.zeros([3, 2]), name="product")
    doubled = tf.multiply(x, 2.0, name="doubled")
    found = dry.shapes_for(tf.get_default_graph(), {x: [4, 5]})
    assert found[doubled.name] == (4, 5)
    assert product.name not in found


def test_diff_names_the_first_leaf_that_differs():
    pair = tf.nn.rnn_cell.LSTMStateTuple(tf.zeros([4, 8]), tf.zeros([4, 8]))
    other = tf.nn.rnn_cell.LSTMStateTuple(tf.zeros([4, 8]), tf.zeros([4, 6]))
    assert shapes.diff((pair, pair), (pair, pair)) is None
    assert shapes.diff((pair, pair), (pair, other)) == "state[1].h is [4, 8] on one side, [4, 6] on the other."
    assert "LSTMStateTuple(c, h) on one side, a tuple of 2 on the other" in shapes.diff(pair, (pair.c, pair.h))
    assert states.difference_of_size(tf.nn.rnn_cell.GRUCell(8).state_size, tf.zeros([4, 6])) == "state is [4, 6], the cell's is [batch, 8]."


def test_two_nests_that_tensorflow_compared_are_compared_here():
    pair = (tf.zeros([2, 3]), tf.zeros([2, 3]))
    loop = shapes.explain(_error_of(lambda: tf.while_loop(
        lambda i, state: i < 3, lambda i, state: (i + 1, tf.nn.rnn_cell.LSTMStateTuple(*state)), [0, pair])))
    assert loop.cause.startswith("loop_vars[1] is a tuple of 2 as it enters the loop, LSTMStateTuple(c, h) as the body returns it.")
    branches = shapes.explain(_error_of(lambda: tf.cond(tf.placeholder(tf.bool, []), lambda: pair, lambda: (*pair, pair[0]))))
    assert branches.cause == "the result is a tuple of 2 in the true branch, a tuple of 3 in the false branch."
    mapped = shapes.explain(_error_of(lambda: tf.nest.map_structure(
        tf.add, {"c": pair[0], "h": [pair[0]]}, {"c": pair[0], "h": [pair[0], pair[1]]})))
    assert "['h'] is a list of 1 on one side, a list of 2 on the other" in mapped.cause


def test_our_own_comparisons_name_the_first_part_that_differs():
    cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.LSTMCell(4), tf.nn.rnn_cell.LSTMCell(4)])
    attention = tf.contrib.seq2seq.AttentionWrapper(cell, tf.contrib.seq2seq.LuongAttention(4, tf.zeros([2, 5, 4])))
    given = (tf.nn.rnn_cell.LSTMStateTuple(tf.zeros([2, 4]), tf.zeros([2, 4])), tf.zeros([2, 4]))
    error = _error_of(lambda: attention.zero_state(2, tf.float32).clone(cell_state=given))
    assert "state.cell_state[1] is LSTMStateTuple(c, h) in this state, one tensor [2, 4] in the one given." in str(error)
    assert shapes.explain(error) is not None


def test_nothing_of_the_users_is_run_to_find_a_value():
    import ast
    import sys

    class Model:
        @property
        def loss(self):
            raise AssertionError("a property was read")

    model = Model()
    model.x = 3
    frame = sys._getframe()
    assert evaluation.value_of(ast.parse("model.loss", mode="eval").body, frame) is evaluation.MISSING
    assert evaluation.value_of(ast.parse("model.x", mode="eval").body, frame) == 3
    assert evaluation.value_of(ast.parse("print(model)", mode="eval").body, frame) is evaluation.MISSING


def test_ragged_lists_have_the_shape_of_what_they_share():
    assert values.of_lists([[1, 2], [3]]) == (2, None)
    assert values.of_lists([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]) == (2, 2, 2)
    assert values.of_lists([[1], 2]) == (2, None)


def test_a_reshape_of_another_size_than_an_examples_is_told():
    pictures, labels = tf.placeholder(tf.float32, [None, 4, 4, 6]), tf.placeholder(tf.int32, [None])
    flat = tf.reshape(pictures, [-1, 64])
    logits = tf.layers.dense(flat, 10)
    loss = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        explanation = shapes.explain(_error_of(lambda: sess.run(loss, {pictures: np.ones([4, 4, 4, 6]), labels: [0] * 4})))
    assert "pictures, [4, 4, 4, 6], to [6, 64]: an example has 4 * 4 * 6 = 96 numbers and not 64" in explanation.cause
    assert explanation.remedy == "tf.reshape(pictures, [-1, 96]), or tf.layers.flatten(pictures)."


def test_a_cell_of_ones_own_is_told_by_what_its_call_returns():
    class Leaky(tf.nn.rnn_cell.RNNCell):
        state_size = output_size = 6

        def call(self, inputs, state):
            doubled = tf.concat([state, state], 1)
            return state, doubled

    x = tf.placeholder(tf.float32, [None, 5, 3])
    explanation = shapes.explain(_error_of(lambda: tf.nn.dynamic_rnn(Leaky(), x, dtype=tf.float32)))
    assert explanation.cause.startswith("Leaky's state_size makes a state of [None, 6], but what its call returns as the new state, ")
    assert ", doubled (line " in explanation.cause
    assert explanation.cause.endswith("is [None, 12].")


def test_lengths_that_a_helper_holds_are_found_in_the_feed():
    inputs, lengths = tf.placeholder(tf.float32, [None, None, 3]), tf.placeholder(tf.int32, [None])
    cell = tf.nn.rnn_cell.GRUCell(6)
    helper = tf.contrib.seq2seq.TrainingHelper(inputs, lengths)
    outputs = tf.contrib.seq2seq.dynamic_decode(tf.contrib.seq2seq.BasicDecoder(cell, helper, cell.zero_state(2, tf.float32)))[0]
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        explanation = shapes.explain(_error_of(lambda: sess.run(outputs.rnn_output, {inputs: np.ones([2, 4, 3]), lengths: [3, 5]})))
    assert explanation.cause.startswith("a length in lengths is longer than inputs has time: a step beyond 4 steps")


def test_what_a_list_joins_is_shown_part_by_part():
    a, b = tf.placeholder(tf.float32, None), tf.placeholder(tf.float32, None)
    total = tf.concat([a, b * 2], 0)
    with tf.Session() as sess:
        explanation = shapes.explain(_error_of(lambda: sess.run(total, {a: np.ones([2, 3]), b: np.ones([2, 3, 4])})))
    assert [(part.name, part.runtime) for part in explanation.parts] == [("a", "[2, 3]"), ("b * 2", "[2, 3, 4]")]
    assert explanation.cause == "tf.concat joins tensors of one rank: a [2, 3], b * 2 [2, 3, 4]."


def test_a_restore_that_fails_names_every_variable_that_does_not_fit(tmp_path):
    for name, size in (("first", 3), ("second", 4), ("kept", 2)):
        tf.get_variable(name, [size])
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        tf.train.Saver().save(sess, str(tmp_path / "model"))
    tf.reset_default_graph()
    for name, size in (("first", 5), ("second", 6), ("kept", 2)):
        tf.get_variable(name, [size])
    with tf.Session() as sess:
        explanation = shapes.explain(_error_of(lambda: tf.train.Saver().restore(sess, str(tmp_path / "model"))))
    assert [(part.name, part.shape) for part in explanation.parts] == [("first", "[5]"), ("second", "[6]")]
    assert explanation.clash == (
        "The variable first is [5] in this graph, [3] in the checkpoint; second is [6] in this graph, [4] in the checkpoint.")
