"""`tf.contrib.graph_editor`, against what TensorFlow 1.15.5 answered on the same little graph."""

import numpy as np
import pytest

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.runner.then.attributes import of_then

ge = tf.contrib.graph_editor


@pytest.fixture
def graph():
    """e = (a² + a)·exp(Const)."""
    with tf.Graph().as_default() as graph:
        a = tf.placeholder(tf.float32, [2], name="a")
        b = tf.square(a, name="b")
        c = tf.add(b, a, name="c")
        tf.multiply(c, tf.exp(tf.constant([0.0, 0.0]), name="d"), name="e")
        yield graph


def tensors(graph, names):
    return [graph.get_tensor_by_name(f"{name}:0") for name in names]


def names(ops):
    return {op.name for op in ops}


def test_walks(graph):
    a, b, e = tensors(graph, "abe")
    assert names(ge.get_backward_walk_ops(e)) == {"a", "b", "c", "d", "e", "Const"}
    assert names(ge.get_backward_walk_ops(e.op, inclusive=False, stop_at_ts=[b])) == {"a", "c", "d", "Const"}
    assert names(ge.get_forward_walk_ops(a.op)) == {"a", "b", "c", "e"}
    assert names(ge.get_forward_walk_ops(b, inclusive=False)) == {"e"}  # a tensor stands for those that take it
    assert names(ge.get_forward_walk_ops(a, within_ops=[b.op])) == {"b"}
    assert names(ge.get_walks_intersection_ops([b.op], [e])) == {"b", "c", "e"}


def test_selections(graph):
    b, c = tensors(graph, "bc")
    assert [op.name for op in ge.select_ops("^[bc]$", graph=graph)] == ["b", "c"]
    assert [tensor.name for tensor in ge.filter_ts([b.op], True)] == ["a:0", "b:0"]
    assert ge.filter_ts_from_regex([b.op, c.op], "c") == [c]
    with pytest.raises(ValueError, match="`graph` is None"):
        ge.select_ops("b")
    with pytest.raises(TypeError, match="expected a tf.Tensor"):
        ge.make_list_of_t([b.op])


def test_the_targets_on_another_input(graph):
    a, b, c, d, e = tensors(graph, "abcde")
    z = tf.constant([2.0, 3.0], name="z")
    found = ge.graph_replace({"all": [e, c], "same": d}, {a: z})
    assert [one.name for one in found["all"]] == ["e_1:0", "c_1:0"] and found["same"] is d
    scoped = ge.graph_replace(e, {b: z}, dst_scope="new")
    assert scoped.name == "new/e:0" and "new/b" not in names(graph.get_operations())
    with tf.Session() as session:
        np.testing.assert_allclose(session.run(found["all"][0]), [6, 12])
        np.testing.assert_allclose(session.run([e, scoped], {a: [1, 1]}), [[2, 2], [3, 4]])
    assert tf.gradients(found["all"], z)[0] is not None
    with pytest.raises(ValueError, match="not connected"):
        ge.graph_replace(d, {a: z})


def test_a_copy_and_its_ops(graph):
    a, b, c = tensors(graph, "abc")
    with graph.control_dependencies([b.op]):
        waiting = tf.negative(a, name="waiting")
    view, info = ge.copy_with_input_replacements(ge.sgv([b.op, waiting.op]), {})
    assert [op.name for op in view.ops] == ["b_1", "waiting_1"] and view.inputs == [a]
    assert info.transformed(waiting).op.control_inputs == [info.transformed(b.op)]
    assert info.transformed(c) is None and info.original(info.transformed(b)) is b
    assert of_then(info._transformed_ops[b.op], "_outputs") == [info.transformed(b)]


def test_inputs_led_elsewhere(graph):
    a, b, c, d, e = tensors(graph, "abcde")
    z = tf.constant([2.0, 3.0], name="z")
    assert ge.reroute_ts([z], [d], can_modify=[e.op]) == 1
    assert ge.reroute_ts([z], [a], cannot_modify=[c.op]) == 1
    ge.add_control_inputs(e.op, [d.op])
    with pytest.raises(ValueError, match="waits for d already"):
        ge.add_control_inputs(e.op, [d.op])
    assert e.op.control_inputs == [d.op]
    ge.remove_control_inputs(e.op, d.op)
    assert not e.op.control_inputs
    with tf.Session() as session:
        np.testing.assert_allclose(session.run(e, {a: [10, 10]}), [(4 + 10) * 2, (9 + 10) * 3])


def test_a_loop_is_not_copied(graph):
    a, = tensors(graph, "a")
    last = tf.while_loop(lambda x: tf.reduce_sum(x) < 9, lambda x: x * 2, [a])
    with pytest.raises(NotImplementedError, match="tf.while_loop"):
        ge.graph_replace(last, {a: tf.ones([2])})
