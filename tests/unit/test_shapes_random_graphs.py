"""Random graphs: tables and dry runs never raise, and never change a result."""

import linecache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legacy_seq2seq import shapes

PARTS = [
    "loop", "growing_loop", "cond", "sparse", "ragged_nest", "resource", "string", "unknown_rank", "exec", "edited", "table", "data_set",
    "py_func", "gradient", "tensor_array", "random", "assign", "queue", "fails", "collection_of_strangers", "assertion", "split",
]


def _build(tf, parts, depth, x):
    """Adds the parts one after another. Returns the tensors whose values are compared."""
    kept, value = [], x
    for number, part in enumerate(parts):
        with tf.variable_scope(f"part{number}"):
            value = _PARTS[part](tf, value, depth, kept)
        kept.append(value)
    return kept


def _loop(tf, x, depth, kept):
    return tf.while_loop(lambda i, _: i < depth, lambda i, y: (i + 1, tf.tanh(y) + 1), [0, x])[1]


def _growing_loop(tf, x, depth, kept):
    rows = tf.concat([x, x], 0)
    shape = tf.TensorShape([None, 3])
    return tf.while_loop(lambda i, _: i < depth, lambda i, y: (i + 1, tf.concat([y, y[:1]], 0)), [0, rows], [tf.TensorShape([]), shape])[1]


def _cond(tf, x, depth, kept):
    return tf.reshape(tf.cond(tf.reduce_sum(x) > 0, lambda: x + 1, lambda: tf.concat([x, x], 0)), [-1, 3])


def _sparse(tf, x, depth, kept):
    sparse = tf.SparseTensor([[0, 1], [1, 2]], [1.0, 2.0], [2, 3])
    return x + tf.reduce_sum(tf.sparse_tensor_to_dense(sparse))


def _ragged_nest(tf, x, depth, kept):
    nest = {"a": [x, (x, tf.nn.rnn_cell.LSTMStateTuple(x, x))], "b": tf.ragged.constant([[1.0], [2.0, 3.0]])}
    return x * tf.reduce_sum(nest["b"].flat_values) + nest["a"][1][1].c


def _resource(tf, x, depth, kept):
    return tf.matmul(x, tf.get_variable("weights", [3, 3], use_resource=True, initializer=tf.ones_initializer()))


def _string(tf, x, depth, kept):
    return x + tf.cast(tf.strings.length(tf.strings.join(["a", "b"] * depth)), tf.float32)


def _unknown_rank(tf, x, depth, kept):
    return tf.reshape(tf.placeholder_with_default(x, None), [-1, 3])


def _exec(tf, x, depth, kept):
    space = {"x": x}
    exec(compile("y = x\nfor _ in range(2):\n    y = y + 1.0", "<generated 7>", "exec"), space)
    return space["y"]


def _edited(tf, x, depth, kept):
    """The line that made an operation is not in its file any more, or is another."""
    linecache.cache["/gone/model.py"] = (1, None, ["def (:\n"], "/gone/model.py")
    space = {"x": x}
    exec(compile("\n" * 40 + "y, z = x * 2.0, x", "/gone/model.py", "exec"), space)
    return space["y"]


def _table(tf, x, depth, kept):
    words = tf.contrib.lookup.index_table_from_tensor(["a", "b"], num_oov_buckets=1)
    return x + tf.cast(tf.reduce_sum(words.lookup(tf.constant(["b", "c"]))), tf.float32)


def _data_set(tf, x, depth, kept):
    batch = tf.data.make_one_shot_iterator(tf.data.Dataset.range(100).batch(2)).get_next()
    return x + tf.cast(tf.reduce_sum(batch), tf.float32)


def _py_func(tf, x, depth, kept):
    called = []
    y = tf.py_func(lambda y: called.append(1) or y + np.float32(len(called)), [x], tf.float32)
    return tf.reshape(y, [-1, 3])


def _gradient(tf, x, depth, kept):
    weights = tf.get_variable("weights", [3, 3], initializer=tf.ones_initializer())
    loss = tf.reduce_sum(_loop(tf, tf.matmul(x, weights), depth, kept))
    kept.append(tf.gradients(loss, weights)[0])
    tf.train.AdamOptimizer().minimize(loss)
    return x


def _tensor_array(tf, x, depth, kept):
    array = tf.TensorArray(tf.float32, size=depth, dynamic_size=True, infer_shape=False)
    for i in range(depth):
        array = array.write(i, x)
    return tf.reshape(array.stack(), [-1, 3])


def _random(tf, x, depth, kept):
    return x + tf.random_uniform([], seed=depth)


def _assign(tf, x, depth, kept):
    counter = tf.get_variable("counter", [], initializer=tf.zeros_initializer())
    return x + tf.assign_add(counter, 1.0)


def _queue(tf, x, depth, kept):
    queue = tf.FIFOQueue(4, tf.float32, [[]])
    tf.reduce_sum(queue.dequeue())
    return x


def _fails(tf, x, depth, kept):
    tf.reshape(tf.placeholder_with_default(x, None), [97, 89])
    return x


def _collection_of_strangers(tf, x, depth, kept):
    tf.add_to_collection(tf.GraphKeys.GLOBAL_VARIABLES, "no variable")
    return x


def _assertion(tf, x, depth, kept):
    with tf.control_dependencies([tf.Assert(tf.reduce_all(x < 1e30), [x])]):
        return tf.identity(x)


def _split(tf, x, depth, kept):
    first, second, third = tf.split(x, 3, axis=1)
    return tf.concat([third, second, first], 1)


_PARTS = {name: globals()[f"_{name}"] for name in PARTS}


def _results(tf, parts, depth, rows, look):
    with tf.Graph().as_default() as graph:
        tf.set_random_seed(3)
        x = tf.placeholder(tf.float32, [None, 3], name="x")
        fetches = _build(tf, parts, depth, x)
        feed = {x: np.ones([rows, 3], np.float32)}
        with tf.Session() as sess:
            variables = [one for one in tf.global_variables() if not isinstance(one, str)]
            sess.run([tf.variables_initializer(variables), tf.tables_initializer()])
            graph.finalize()
            before = len(graph.get_operations()), graph.version
            first = sess.run(fetches, feed)
            if look:
                look(sess, feed, fetches)
            assert (len(graph.get_operations()), graph.version) == before
            return first, sess.run(fetches, feed)


def _look_at_everything(sess, feed, fetches):
    table = shapes.table(sess, feed)
    for view in (table.text, table.json, table.html, lambda: table.select(unfold=True).text(), lambda: table.select(rank=2).text()):
        assert view()
    shapes.table(sess, feed, {"nest": fetches}).text()
    for shape in ([5, 3], [None, None]):
        assert shapes.dry_run(sess.graph, {"x": shape}).text()


@pytest.mark.parametrize("part", PARTS)
def test_each_part_alone(tf, part):
    _compare(_results(tf, [part], 2, 2, None), _results(tf, [part], 2, 2, _look_at_everything))


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(parts=st.lists(st.sampled_from(PARTS), min_size=2, max_size=7), depth=st.integers(1, 3), rows=st.integers(1, 4))
def test_looking_changes_nothing(parts, depth, rows):
    from legacy_seq2seq import tf1

    _compare(_results(tf1, parts, depth, rows, None), _results(tf1, parts, depth, rows, _look_at_everything))


def _compare(expected, found):
    for one, other in zip(expected, found):
        for a, b in zip(one, other):
            np.testing.assert_array_equal(a, b)


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(parts=st.lists(st.sampled_from([p for p in PARTS if p not in ("fails", "py_func")]), min_size=1, max_size=5), rows=st.integers(1, 4))
def test_dry_shapes_are_those_of_the_run(parts, rows):
    """Where a dry run names a size, the run has it."""
    from legacy_seq2seq import tf1 as tf

    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [None, 3], name="x")
        fetches = _build(tf, parts, 2, x)
        dry = {row.tensor: row.runtime for row in shapes.dry_run(graph, {"x": [rows, 3]}).everything if row.runtime is not None}
        with tf.Session() as sess:
            variables = [one for one in tf.global_variables() if not isinstance(one, str)]
            sess.run([tf.variables_initializer(variables), tf.tables_initializer()])
            for tensor, value in zip(fetches, sess.run(fetches, {x: np.ones([rows, 3])})):
                told = dry.get(tensor.name)
                if told is not None:
                    assert len(told) == value.ndim and all(a in (None, b) for a, b in zip(told, value.shape)), (tensor, told, value.shape)
