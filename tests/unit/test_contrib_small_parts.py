"""Parts of contrib of which a few names are there: what golden cases cannot show."""

import numpy as np
import pytest

from legacy_seq2seq import tf1 as tf


def test_a_step_of_kmeans_moves_each_centre_to_the_mean_of_its_points():
    points = np.array([[0, 0], [0, 2], [10, 0], [10, 4]], np.float32)
    with tf.Graph().as_default(), tf.Session() as session:
        kmeans = tf.contrib.factorization.KMeans(tf.constant(points), 2, initial_clusters=points[[0, 3]])
        _, indices, distances, _, init, train = kmeans.training_graph()
        assert [variable.op.name for variable in tf.global_variables()] == ["clusters", "initialized"]
        session.run(tf.global_variables_initializer())
        session.run(init)
        session.run(train)
        np.testing.assert_allclose(session.run(tf.global_variables()[0]), [[0, 1], [10, 2]], rtol=1e-5)
        assert session.run(indices[0]).tolist() == [0, 0, 1, 1]
        np.testing.assert_allclose(session.run(distances[0]), [1, 1, 4, 4], rtol=1e-5)


def test_alpha_dropout_keeps_mean_and_variance():
    with tf.Graph().as_default(), tf.Session() as session:
        found = session.run(tf.contrib.nn.alpha_dropout(tf.random_normal([200_000], seed=1), 0.8, seed=2))
    assert abs(found.mean()) < 0.01
    assert abs(found.var() - 1) < 0.02


@pytest.mark.parametrize("path, message", [
    ("factorization.WALSModel", "not provided"), ("nn.rank_sampled_softmax_loss", "Provided: alpha_dropout")])
def test_what_is_not_there_says_so(path, message):
    part, name = path.split(".")
    with pytest.raises(AttributeError, match=message):
        getattr(getattr(tf.contrib, part), name)
