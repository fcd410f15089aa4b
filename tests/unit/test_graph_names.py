"""Names in graphs of the early eras, and of the kernels that programs then called by private names."""

from legacy_seq2seq import eras
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.runner.then import graph_names


def test_names_differ_by_case_in_the_early_eras():
    with tf.Graph().as_default() as graph:
        assert [graph_names.unique_name(graph, name) for name in ("a", "a", "A", "a_1", "a", "A_1", "A")] == [
            "a", "a_1", "A", "a_1_1", "a_2", "A_1", "A_2"]  # printed by TensorFlow 1.0.1 and 1.1.0
        assert [graph_names.unique_name(graph, "q", mark) for mark in (False, True, False, True)] == ["q", "q", "q_1", "q_1"]
        with tf.name_scope("s"):
            assert graph_names.unique_name(graph, "q") == "s/q"


def test_names_of_imported_operations_are_taken():
    with tf.Graph().as_default() as graph:
        tf.constant(1, name="X")
    copy = tf.Graph()
    graph_names.prepare(eras.root_of("1.0"))
    try:
        with copy.as_default():
            tf.import_graph_def(graph.as_graph_def(), name="")
            names = [tf.constant(1, name=name).op.name for name in ("X", "x", "X")]
    finally:
        graph_names.prepare(eras.root_of("1.15"))
    assert names == ["X_1", "x", "X_2"]  # printed by TensorFlow 1.0.1
    with tf.Graph().as_default():
        assert [tf.constant(1, name=name).op.name for name in ("X", "x")] == ["X", "x_1"]  # by 1.15.5


def test_generated_kernels_have_their_private_names_of_before_1_7():
    from legacy_seq2seq.tf1.python.ops import gen_nn_ops

    with tf.Graph().as_default(), tf.Session() as session:
        gradient = gen_nn_ops._relu_grad(tf.constant([1.0, 1.0]), tf.constant([-1.0, 2.0]))
        assert session.run(gradient).tolist() == [0.0, 1.0]
