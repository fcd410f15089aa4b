"""Random graphs that fail: an explanation never raises, and watching changes neither the error nor what follows it."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legacy_seq2seq import shapes
from legacy_seq2seq.shapes import explaining
from tests.unit import test_shapes_random_graphs as graphs

PARTS = [part for part in graphs.PARTS if part not in ("fails", "py_func", "queue", "random", "assign", "data_set")]


def _product(tf, value, x):
    return tf.matmul(value, tf.placeholder_with_default(np.ones([4, 2], np.float32), [None, None]))


def _sum_in_a_loop(tf, value, x):
    other = tf.placeholder_with_default(np.ones([1, 5], np.float32), [None, None])
    return tf.while_loop(lambda i, _: i < 2, lambda i, y: (i + 1, y + other), [0, value], [tf.TensorShape([]), tf.TensorShape(None)])[1]


def _gradient(tf, value, x):
    halved = tf.reshape(value, tf.placeholder_with_default([-1, 7], [2]))
    gradient = tf.gradients(tf.reduce_sum(tf.square(halved)), x)[0]
    return halved if gradient is None else gradient


def _of_unknown_rank(tf, value, x):
    return tf.concat([tf.placeholder_with_default(value, None), tf.ones([2, 2, 2])], 0)


def _without_source(tf, value, x):
    space = {"tf": tf, "value": value}
    exec(compile("found = tf.split(tf.placeholder_with_default(value, None), [1, 1], 1)[0]", "<generated 8>", "exec"), space)
    return space["found"]


def _in_a_branch(tf, value, x):
    return tf.cond(tf.constant(True), lambda: tf.gather(value, [0, 999]), lambda: value)


def _python(tf, value, x):
    return tf.py_func(lambda y: y + np.ones([2, 11]), [value], tf.float64)


def _of_strings(tf, value, x):
    return tf.string_to_number(tf.strings.join([tf.as_string(value), tf.placeholder_with_default(["1", "2"], None)]))


def _of_no_shape(tf, value, x):
    return tf.check_numerics(value / 0.0, "not a number")


FAULTS = {one.__name__.strip("_"): one for one in (
    _product, _sum_in_a_loop, _gradient, _of_unknown_rank, _without_source, _in_a_branch, _python, _of_strings, _of_no_shape)}
FEEDS = {"fits": np.ones([2, 3], np.float32), "another depth": np.ones([2, 4], np.float32), "another rank": np.ones([3], np.float32),
         "ragged": [[1.0, 2.0, 3.0], [1.0]], "words": [["a", "b", "c"]], "nothing": None, "empty": np.zeros([0, 3], np.float32)}


def _outcome(parts, fault, feed, is_watched):
    """(the error or None, the operations that the failure and its explanation added, the results of a run after it)."""
    from legacy_seq2seq import tf1 as tf

    with tf.Graph().as_default() as graph:
        tf.set_random_seed(3)
        x = tf.placeholder(tf.float32, [None, 3], name="x")
        kept = graphs._build(tf, parts, 2, x)
        failing = FAULTS[fault](tf, kept[-1], x)
        with tf.Session() as sess:
            variables = [one for one in tf.global_variables() if not isinstance(one, str)]
            sess.run([tf.variables_initializer(variables), tf.tables_initializer()])
            error, before = None, graph.version
            try:
                (shapes.watch(sess) if is_watched else sess).run(failing, {} if feed is None else {x: feed})
            except Exception as caught:
                error = caught
                explanation = explaining._explain(caught, is_watched)  # what `explain` would hide, were it to fail
                assert explanation is None or explanation.text() and explanation.as_dict()
            return error, graph.version - before, sess.run(kept, {x: np.ones([2, 3], np.float32)})


def _compare(parts, fault, feed):
    both = [_outcome(parts, fault, FEEDS[feed], is_watched) for is_watched in (False, True)]  # on one line, which the errors name
    (error, added, results), (watched, added_too, following) = both
    assert type(error) is type(watched)
    assert str(error) == str(watched)
    assert added == added_too == 0
    for one, other in zip(results, following):
        np.testing.assert_array_equal(one, other)
    return watched


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_alone(fault):
    error = _compare(["split"], fault, "fits")
    assert error is not None
    assert (shapes.explain(error) is None) == (fault in ("of_no_shape", "in_a_branch"))  # an index beyond the rows is none of shapes


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(parts=st.lists(st.sampled_from(PARTS), min_size=1, max_size=4), fault=st.sampled_from(list(FAULTS)),
       feed=st.sampled_from(list(FEEDS)))
def test_watching_changes_nothing(parts, fault, feed):
    _compare(parts, fault, feed)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(first=st.lists(st.integers(1, 3), max_size=3), second=st.lists(st.integers(1, 3), max_size=3),
       called=st.sampled_from(["matmul", "add", "concat", "stack", "reshape", "tensordot", "where", "gather"]))
def test_what_fails_while_it_is_built_is_explained_or_left_alone(first, second, called):
    from legacy_seq2seq import tf1 as tf

    with tf.Graph().as_default():
        a, b = tf.placeholder(tf.float32, first), tf.placeholder(tf.float32, second)
        calls = {"matmul": lambda: tf.matmul(a, b), "add": lambda: a + b, "concat": lambda: tf.concat([a, b], -1),
                 "stack": lambda: tf.stack([a, b]), "reshape": lambda: tf.reshape(a, second), "tensordot": lambda: tf.tensordot(a, b, 1),
                 "where": lambda: tf.where(a > 0, b, b), "gather": lambda: tf.gather(a, tf.cast(b, tf.int32), axis=2)}
        try:
            calls[called]()
        except Exception as error:
            explanation = explaining._explain(error, False)
            if explanation is not None:
                assert explanation.place.file == __file__
                assert "calls = {" not in explanation.text().partition("\n")[0]
