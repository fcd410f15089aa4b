"""Sessions: what is fed may be any tensor, and the user's configuration stays what it was."""

import numpy as np
import pytest

from legacy_seq2seq import tf1 as tf


@pytest.fixture(autouse=True)
def _fresh_graph():
    tf.reset_default_graph()


@pytest.mark.parametrize("session_class", [tf.Session, tf.InteractiveSession])
def test_a_tensor_between_two_operations_that_undo_each_other_can_be_fed(session_class):
    x = tf.placeholder(tf.float32, [None, None, 3])
    time_major = tf.transpose(x, [1, 0, 2])
    doubled = tf.transpose(time_major, [1, 0, 2]) * 2.0
    negated = tf.negative(x)
    again = tf.negative(negated) * 2.0
    session = session_class()
    assert session.run(doubled, {time_major: np.ones([5, 2, 3])}).shape == (2, 5, 3)
    assert session.run(again, {negated: np.ones([1, 1, 3])}).tolist() == [[[-2.0, -2.0, -2.0]]]
    session.close()


def test_the_users_configuration_is_not_changed_and_holds():
    config = tf.ConfigProto(allow_soft_placement=True)
    rewriting = config.graph_options.rewrite_options
    with tf.Session(config=config) as session:
        assert rewriting.arithmetic_optimization == rewriting.DEFAULT
        assert session._config.allow_soft_placement
    rewriting.arithmetic_optimization = rewriting.ON
    with tf.Session(config=config) as session:
        assert session._config.graph_options.rewrite_options.arithmetic_optimization == rewriting.ON


def test_a_session_takes_its_graph_and_is_one_of_tensorflows():
    graph = tf.Graph()
    with graph.as_default():
        one = tf.constant(1)
    with tf.Session(graph=graph) as session:
        assert session.graph is graph and session.run(one) == 1
        assert isinstance(session, tf.compat.v1.Session)
