"""tf.set_random_seed: the numbers that TF 1.15.5, 1.0.1 and 0.12.1 drew (they agree), recorded from them with the seed 7."""

import importlib

import numpy as np
import pytest

from legacy_seq2seq import eras, tf1

EIGHT = np.arange(1, 9, dtype=np.float32)
DRAWN = {
    "a uniform draw": (lambda tf: tf.random_uniform([3]), [0.40109, 0.37684, 0.30929]),
    "one after a constant": (lambda tf: (tf.constant(1.0), tf.random_uniform([3]))[1], [0.19531, 0.53895, 0.047052]),
    "a variable": (lambda tf: tf.Variable(tf.truncated_normal([3], stddev=0.1)), [0.09447, -0.096679, 0.080517]),
    "dropout": (lambda tf: tf.nn.dropout(tf.constant(EIGHT), 0.5), [2, 0, 6, 0, 10, 0, 0, 16]),
}


def drawn(tf, draw):
    with tf.Graph().as_default(), tf.Session() as session:
        tf.set_random_seed(7)
        value = draw(tf)
        session.run(tf.global_variables_initializer())
        return session.run(value)


@pytest.mark.parametrize("what", DRAWN)
@pytest.mark.parametrize("era", ["1.15", "1.0", "0.12"])
def test_a_graphs_seed_draws_the_numbers_of_then(what, era):
    tf = tf1 if era == "1.15" else importlib.import_module(eras.root_of(era))
    draw, expected = DRAWN[what]
    np.testing.assert_allclose(drawn(tf, draw), expected, rtol=2e-5)


@pytest.mark.parametrize("function", [
    lambda tf, x: tf.nn.dropout(x, keep_prob=0.5), lambda tf, x: tf.nn.dropout(x, rate=tf.constant(0.5)),
    lambda tf, x: tf.layers.dropout(x, 0.5, training=True), lambda tf, x: tf.layers.dropout(x, training=tf.constant(True)),
    lambda tf, x: tf.nn.dropout(tf.ones([100, 80]), 0.5, noise_shape=[None, 1])])
def test_dropout_of_a_graph_with_a_seed_scales_what_it_keeps(function):
    x = np.ones([100, 80], np.float32)
    dropped = drawn(tf1, lambda tf: function(tf, tf.placeholder_with_default(x, [None, 80])))
    assert set(np.unique(dropped)) == {0.0, 2.0} and abs(dropped.mean() - 1) < 0.2


def test_misuse_of_dropout_is_todays_to_refuse():
    with pytest.raises(ValueError, match="rate"):
        drawn(tf1, lambda tf: tf.nn.dropout(tf.constant(EIGHT), rate=1.5))


def test_a_graph_that_is_gone_leaves_no_seed():
    import gc
    import weakref

    graph = tf1.Graph()
    with graph.as_default():
        tf1.set_random_seed(1)
    gone = weakref.ref(graph)
    del graph
    gc.collect()
    assert gone() is None
