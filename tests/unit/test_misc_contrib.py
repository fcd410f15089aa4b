"""tf.contrib.metrics, opt and summary: what golden results cannot show."""

import sys
import types

import numpy as np
import pytest


def run(tf, *fetches):
    with tf.Session() as sess:
        sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
        return [sess.run(fetch) for fetch in fetches]


def test_covariance_of_a_line_is_its_slope_times_the_variance(tf):
    x = np.array([1.0, 2.0, 3.0, 4.0], np.float32)
    value, update = tf.contrib.metrics.streaming_covariance(tf.constant(x), tf.constant(2 * x))
    assert run(tf, update, value)[1] == pytest.approx(2 * np.var(x, ddof=1))


def test_dynamic_auc_counts_the_pairs_in_order(tf):
    # Of four (false, true) pairs three are in order.
    value, update = tf.contrib.metrics.streaming_dynamic_auc(tf.constant([0, 0, 1, 1]), tf.constant([0.1, 0.4, 0.35, 0.8]))
    assert run(tf, update, value)[1] == pytest.approx(0.75)


@pytest.mark.parametrize("labels, remedy", [([[1, 2]], r"tf.reshape\(labels"), ([1, 2, 0], "tf.reshape one")])
def test_cohen_kappa_says_what_to_reshape(tf, labels, remedy):
    with pytest.raises(ValueError, match=remedy):
        tf.contrib.metrics.cohen_kappa(tf.constant(labels), tf.constant([1, 2]), 3)


def test_weights_that_do_not_fit_are_told_the_missing_axis(tf):
    with pytest.raises(ValueError, match="expand_dims"):
        tf.contrib.metrics.f1_score(tf.ones([2, 3]), tf.ones([2, 3]), tf.ones([3, 2]))


def test_histogram_of_labels_longer_than_scores_is_refused(tf):
    # TF 1.15 takes them: its check does not see the lengths.
    labels, scores = tf.placeholder_with_default([True], [None]), tf.placeholder_with_default([0.5, 0.6], [None])
    _, update = tf.contrib.metrics.auc_using_histogram(labels, scores, [0.0, 1.0])
    with pytest.raises(tf.errors.InvalidArgumentError):
        run(tf, update)


@pytest.mark.parametrize("name", ["AddSignOptimizer", "PowerSignOptimizer"])
def test_sign_optimizers_serve_embeddings_of_resource_variables(tf, name):
    # TF 1.15 raises NotImplementedError here.
    embedding = tf.get_variable("embedding", initializer=np.ones([3, 2], np.float32), use_resource=True)
    train = getattr(tf.contrib.opt, name)(0.1).minimize(tf.reduce_sum(tf.gather(embedding, [1])))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(train)
        after = sess.run(embedding)
    assert (after[1] < 1).all() and (after[[0, 2]] == 1).all()


def test_rows_that_come_twice_are_clipped_once(tf):
    # TF 1.15 clips them twice, past the limit.
    rows = tf.get_variable("rows", initializer=np.array([[3.0, 4.0]], np.float32))
    optimizer = tf.contrib.opt.VariableClippingOptimizer(tf.train.GradientDescentOptimizer(0.0), {rows: [1]}, 1.0)
    train = optimizer.minimize(tf.reduce_sum(tf.gather(rows, [0, 0])))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(train)
        np.testing.assert_allclose(sess.run(rows), [[0.6, 0.8]], rtol=1e-6)


def test_swapping_saver_stores_averages_under_the_variables_names(tf, tmp_path):
    x = tf.get_variable("x", initializer=1.0)
    optimizer = tf.contrib.opt.MovingAverageOptimizer(tf.train.GradientDescentOptimizer(1.0), 0.5)
    with pytest.raises(RuntimeError, match="minimize"):
        optimizer.swapping_saver()
    train = optimizer.minimize(x)
    saver = optimizer.swapping_saver()
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(train)  # x: 1 → 0; its average: 0.5
        path = saver.save(sess, str(tmp_path / "model"))
    reader = tf.train.NewCheckpointReader(path)
    assert (reader.get_tensor("x"), reader.get_tensor("x/ExponentialMovingAverage")) == (0.5, 0.0)


def test_variables_without_the_getter_are_named(tf):
    getter = tf.contrib.opt.ModelAverageCustomGetter("/cpu:0")
    x = tf.get_variable("x", initializer=1.0)
    with pytest.raises(ValueError, match="x:0.*custom_getter"):
        tf.contrib.opt.ModelAverageOptimizer(tf.train.GradientDescentOptimizer(1.0), 1, True, getter).minimize(x * x)


def test_multitask_wrapper_wants_an_optimizer(tf):
    with pytest.raises(TypeError, match="tf.train.Optimizer"):
        tf.contrib.opt.MultitaskOptimizerWrapper("adam")


def test_scipy_interface_without_scipy_says_what_to_install(tf, monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy", None)
    x = tf.get_variable("x", initializer=[3.0, 4.0])
    interface = tf.contrib.opt.ScipyOptimizerInterface(tf.reduce_sum(x * x))
    with tf.Session() as sess, pytest.raises(ImportError, match="pip install scipy"):
        sess.run(tf.global_variables_initializer())
        interface.minimize(sess)


def test_external_interface_gives_one_vector_and_takes_it_back(tf, monkeypatch):
    """A stand-in for scipy.optimize.minimize: one Newton step, exact for a sum of squares."""
    asked = {}

    def minimize(function, start, jac, callback, method, bounds, constraints=(), **options):
        loss, gradient = function(start)
        asked.update(loss=loss, method=method, bounds=bounds, constraint=constraints[0]["fun"](start), jac=constraints[0]["jac"](start))
        found = start - gradient / 2
        callback(found)
        function(found)
        return {"x": found}

    scipy = types.ModuleType("scipy")
    scipy.optimize = types.SimpleNamespace(minimize=minimize)
    monkeypatch.setitem(sys.modules, "scipy", scipy)
    x, y = tf.get_variable("x", initializer=[3.0, 4.0]), tf.get_variable("y", initializer=5.0)
    loss = tf.reduce_sum((x - 1.0) ** 2) + (y - 2.0) ** 2
    interface = tf.contrib.opt.ScipyOptimizerInterface(
        loss, equalities=[tf.reduce_sum(x)], var_to_bounds={y: (0.0, np.inf)}, method="SLSQP")
    losses, steps = [], []
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        interface.minimize(sess, fetches=[loss], loss_callback=losses.append, step_callback=steps.append)
        assert sess.run(x).tolist() == [1.0, 1.0] and sess.run(y) == 2.0
    assert losses == [22.0, 0.0] and len(steps) == 1
    assert asked["loss"] == 22.0 and asked["method"] == "SLSQP" and asked["constraint"] == 7.0
    assert asked["bounds"] == [(-np.inf, np.inf)] * 2 + [(0.0, np.inf)] and asked["jac"].tolist() == [1.0, 1.0, 0.0]


def test_initialize_without_a_writer_says_where_to_call_it(tf):
    from legacy_seq2seq.contrib.summary.recording import state

    state.writer = None
    with pytest.raises(RuntimeError, match="as_default"):
        tf.contrib.summary.initialize()


def test_database_writers_are_knowingly_absent(tf):
    assert not hasattr(tf.contrib.summary, "create_db_writer")
