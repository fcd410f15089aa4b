"""Our tf.estimator, on either stack: mistakes with their remedies, where training goes on, when exports are kept, early stops."""

import os

import numpy as np
import pytest

from legacy_seq2seq import estimator as est
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.estimator import experimental, util

X = np.arange(12, dtype=np.float32).reshape(6, 2)
COLUMNS = [tf.feature_column.numeric_column("x", shape=[2])]
TRAIN, PREDICT = est.ModeKeys.TRAIN, est.ModeKeys.PREDICT


def model_fn(features, labels, mode):
    logits = tf.layers.dense(features["x"], 1)
    if mode == PREDICT:
        return est.EstimatorSpec(mode, predictions={"y": logits, "twice": 2 * logits})
    loss = tf.losses.mean_squared_error(labels, tf.squeeze(logits, 1))
    return est.EstimatorSpec(mode, loss=loss, train_op=tf.train.GradientDescentOptimizer(0.001).minimize(
        loss, tf.train.get_global_step()), eval_metric_ops={"mean": tf.metrics.mean(logits)})


def input_fn(epochs=None, batch_size=4):
    return est.inputs.numpy_input_fn({"x": X}, X.sum(1), batch_size=batch_size, num_epochs=epochs, shuffle=False)


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    config = est.RunConfig(save_checkpoints_steps=2, log_step_count_steps=None)
    return est.Estimator(model_fn, str(tmp_path_factory.mktemp("model")), config).train(input_fn(), steps=3)


def test_training_goes_on_from_the_checkpoint_up_to_max_steps(trained):
    assert trained.get_variable_value("global_step") == 3
    assert trained.train(input_fn(), max_steps=3).latest_checkpoint().endswith("-3")
    assert trained.get_variable_names() == ["dense/bias", "dense/kernel", "global_step"]


def test_rows_run_on_over_the_ends_of_epochs():
    with tf.Graph().as_default():
        features, labels = input_fn(epochs=2, batch_size=5)()
        assert features["x"].shape.as_list() == [None, 2]
        with tf.train.MonitoredSession() as session:
            seen = []
            while not session.should_stop():
                seen.append(session.run(labels).tolist())
    assert seen == [[1, 5, 9, 13, 17], [21, 1, 5, 9, 13], [17, 21]]


def test_evaluation_and_prediction_of_each_example(trained):
    found = trained.evaluate(input_fn(epochs=1), steps=1)
    assert sorted(found) == ["global_step", "loss", "mean"] and found["global_step"] == 3
    examples = list(trained.predict(input_fn(epochs=1)))
    assert len(examples) == 6
    np.testing.assert_allclose(examples[2]["twice"], 2 * examples[2]["y"], rtol=1e-6)
    assert list(next(trained.predict(input_fn(epochs=1), predict_keys=["y"]))) == ["y"]
    with pytest.raises(ValueError, match="none of `predict_keys`"):
        next(trained.predict(input_fn(epochs=1), predict_keys=["z"]))


def test_exporters_keep_the_newest_and_the_best(trained, tmp_path):
    receiver = est.export.build_raw_serving_input_receiver_fn({"x": tf.placeholder(tf.float32, [None, 2])})
    path = trained.latest_checkpoint()
    latest = est.LatestExporter("latest", receiver, exports_to_keep=1)
    written = [latest.export(trained, str(tmp_path / "latest"), path, {"loss": 1.0}, False) for _ in range(2)]
    assert os.listdir(tmp_path / "latest") == [os.path.basename(written[1].decode())]
    best = est.BestExporter("best", receiver)
    assert [best.export(trained, str(tmp_path / "best"), path, {"loss": loss}, False) is not None for loss in (3.0, 4.0, 2.0)] == [
        True, False, True]
    assert est.FinalExporter("final", receiver).export(trained, str(tmp_path / "final"), path, {}, False) is None
    with tf.Graph().as_default(), tf.Session() as session:
        meta = tf.saved_model.loader.load(session, [tf.saved_model.tag_constants.SERVING], written[1].decode())
        assert sorted(meta.signature_def["serving_default"].outputs) == ["twice", "y"]


def test_an_early_stop_reads_the_evaluations_and_is_told_by_a_variable(tmp_path):
    estimator = est.Estimator(model_fn, str(tmp_path))
    hook = experimental.stop_if_higher_hook(estimator, "loss", -1.0, run_every_secs=None, run_every_steps=1)
    estimator.train(input_fn(), hooks=[hook], steps=3)
    assert not estimator.get_variable_value("signal_early_stopping/STOP")
    estimator.evaluate(input_fn(epochs=1))
    assert list(experimental.read_eval_metrics(estimator.eval_dir())) == [3]
    estimator.train(input_fn(), hooks=[hook], steps=5)
    assert estimator.get_variable_value("global_step") == 4
    assert estimator.get_variable_value("signal_early_stopping/STOP")


def test_arguments_that_a_function_takes():
    assert util.fn_args(lambda features, labels=None, *, mode: 0) == ("features", "labels", "mode")
    assert util.call(lambda a, mode: (a, mode), 1, mode=2, params=3) == (1, 2)


@pytest.mark.parametrize("make, error, message", [
    (lambda: est.Estimator(None), ValueError, "`model_fn` is None"),
    (lambda: est.Estimator(lambda x: x), ValueError, "expected `features`"),
    (lambda: est.Estimator(lambda features: 0, params={"a": 1}), ValueError, "name an argument `params`"),
    (lambda: est.Estimator(model_fn, "a", est.RunConfig(model_dir="b")), ValueError, "give one of them"),
    (lambda: est.Estimator(model_fn, config=3), ValueError, "expected a tf.estimator.RunConfig"),
    (lambda: est.Estimator(model_fn, "a").train(None, steps=1, max_steps=1), ValueError, "give one"),
    (lambda: est.Estimator(model_fn, "a").evaluate(None, steps=0), ValueError, "above 0"),
    (lambda: est.EstimatorSpec(TRAIN), ValueError, "without `loss`"),
    (lambda: est.EstimatorSpec(TRAIN, loss=tf.constant(1.0)), ValueError, "optimizer.minimize"),
    (lambda: est.EstimatorSpec(TRAIN, loss=tf.ones([2]), train_op=tf.no_op()), ValueError, "tf.reduce_mean"),
    (lambda: est.EstimatorSpec(PREDICT), ValueError, "without `predictions`"),
    (lambda: est.RunConfig(save_checkpoints_steps=1, save_checkpoints_secs=1), ValueError, "give one, None the other"),
    (lambda: est.RunConfig().replace(master="x"), ValueError, "cannot be replaced"),
    (lambda: est.inputs.numpy_input_fn({"x": X}), ValueError, "say True or False"),
    (lambda: est.inputs.numpy_input_fn({"x": X, "z": X[:2]}, shuffle=False)(), ValueError, "lengths differ"),
    (lambda: est.tpu.TPUEstimator(model_fn, config=est.tpu.RunConfig()), ValueError, "use_tpu=False"),
    (lambda: est.BaselineClassifier, AttributeError, "with a model function"),
    (lambda: est.DNNClassifier([2], COLUMNS, optimizer="Adem", model_dir="a").train(input_fn()), ValueError, "one of Adagrad, Adam"),
    (lambda: est.LinearRegressor(COLUMNS, optimizer=3, model_dir="a").train(input_fn()), ValueError, "a tf.train.Optimizer"),
    (lambda: est.LinearRegressor(COLUMNS, model_dir="a").train(lambda: (tf.ones([2, 2]), tf.ones([2]))), ValueError, "find theirs by name"),
    (lambda: est.DNNLinearCombinedClassifier(), ValueError, "give one of them"),
    (lambda: est.DNNLinearCombinedRegressor(dnn_feature_columns=COLUMNS), ValueError, "how many units"),
])
def test_a_mistake_says_what_to_do(make, error, message):
    with tf.Graph().as_default(), pytest.raises(error, match=message):
        make()


def test_a_model_function_must_return_a_spec(tmp_path):
    with pytest.raises(ValueError, match="expected a tf.estimator.EstimatorSpec"):
        est.Estimator(lambda features: 3, str(tmp_path)).train(lambda: {"x": tf.ones([1])})


def test_heads_and_optimizers_under_the_names_of_tensorflows_inside():
    from legacy_seq2seq.estimator.canned import head, optimizers

    assert [made.logits_dimension for made in (
        head._binary_logistic_or_multi_class_head(2, None, None), head._binary_logistic_or_multi_class_head(4, None, None),
        head._regression_head(label_dimension=3))] == [1, 4, 3]
    loss = head._regression_head().create_loss({}, TRAIN, tf.zeros([2, 1]), tf.constant([1.0, 2.0]))[0]
    with tf.Session() as session:
        assert session.run(loss) == 5  # the sum, not the mean
    assert isinstance(optimizers.get_optimizer_instance("Adam", 0.1), tf.train.AdamOptimizer)
    with pytest.raises(ValueError, match="without a `learning_rate`"):
        optimizers.get_optimizer_instance("Adam")
