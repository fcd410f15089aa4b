"""tf.contrib.slim with and without the tf-slim package."""

import importlib.util
import pathlib
import sys

import numpy as np
import pytest

from legacy_seq2seq.contrib.slim import installed

with_tf_slim = pytest.mark.skipif(importlib.util.find_spec("tf_slim") is None, reason="needs tf-slim: pip install tf-slim")


def regression(tf, slim):
    """A linear model of a line, its labels, and its train op."""
    inputs = np.linspace(-1, 1, 8, dtype=np.float32)[:, None]
    outputs = slim.fully_connected(tf.constant(inputs), 1, activation_fn=None, scope="line")
    slim.losses.mean_squared_error(outputs, tf.constant(3 * inputs + 1))
    return slim.learning.create_train_op(slim.losses.get_total_loss(), tf.train.GradientDescentOptimizer(0.3))


# Without tf-slim

def test_slim_is_contribs_layers_framework_and_losses(tf):
    slim = tf.contrib.slim
    assert slim.fully_connected is tf.contrib.layers.fully_connected
    assert slim.arg_scope is tf.contrib.framework.arg_scope
    assert slim.model_variable is tf.contrib.framework.model_variable
    assert slim.losses is tf.contrib.losses
    assert slim.layers is tf.contrib.layers
    assert slim.regularizers.l2_regularizer is slim.l2_regularizer
    assert slim.arg_scope_func_key(slim.fully_connected) == slim.fully_connected._key_op
    assert slim.arg_scope_func_key(len) == str(len)


def test_imports_of_old_programs(tf):
    import legacy_seq2seq.tf1.contrib.slim as slim
    from legacy_seq2seq.tf1.contrib.slim.python.slim import learning

    assert slim is tf.contrib.slim
    assert learning.create_train_op is slim.learning.create_train_op


@pytest.mark.parametrize("path", ["nets", "evaluation", "dataset", "tfexample_decoder", "queues", "learning.train", "learning.train_step"])
def test_what_needs_tf_slim_says_so(tf, monkeypatch, path):
    monkeypatch.setattr(installed, "_location", lambda: None)
    monkeypatch.setattr(installed, "_LOADED", {})
    slim = tf.contrib.slim
    for name in list(vars(slim)):
        if name in slim._FROM_TF_SLIM:
            monkeypatch.delitem(vars(slim), name)
    with pytest.raises(AttributeError, match=rf"{path.split('.')[-1]} comes from the tf-slim package.*pip install tf-slim"):
        owner, _, name = path.rpartition(".")
        getattr(getattr(slim, owner) if owner else slim, name)


def test_star_import_works(tf):
    from legacy_seq2seq.contrib import slim

    assert [name for name in slim.__all__ if not hasattr(slim, name)] == []


def test_unknown_names(tf):
    with pytest.raises(AttributeError, match="Use instead: tf.feature_column.numeric_column"):
        tf.contrib.slim.real_valued_column  # noqa: B018
    with pytest.raises(AttributeError, match="no attribute 'convd2'"):
        tf.contrib.slim.convd2  # noqa: B018
    with pytest.raises(AttributeError, match="no attribute 'trian'"):
        tf.contrib.slim.learning.trian  # noqa: B018


def test_summaries_of_gradients_by_slim_and_by_training(tf):
    weights = tf.get_variable("weights", [2])
    pairs = tf.train.GradientDescentOptimizer(0.1).compute_gradients(tf.reduce_sum(weights ** 2)) + [(None, weights)]
    names = [summary.op.name for summary in tf.contrib.slim.learning.add_gradients_summaries(pairs)]
    assert names == ["weights/gradient", "weights/gradient_norm"]


# With tf-slim

@with_tf_slim
def test_the_training_loop_runs_and_resumes(tf, tmp_path):
    slim, losses = tf.contrib.slim, []
    for number_of_steps in (5, 60):
        with tf.Graph().as_default():
            losses.append(slim.learning.train(regression(tf, slim), str(tmp_path), number_of_steps=number_of_steps, log_every_n_steps=100))
    assert losses[1] < 1e-3 < losses[0]
    assert tf.train.load_checkpoint(str(tmp_path)).get_tensor("global_step") == 60
    np.testing.assert_allclose(tf.train.load_variable(str(tmp_path), "line/weights"), [[3]], atol=0.05)


@with_tf_slim
def test_a_model_is_evaluated_from_its_checkpoint(tf, tmp_path):
    slim = tf.contrib.slim
    slim.learning.train(regression(tf, slim), str(tmp_path), number_of_steps=60, log_every_n_steps=100)
    with tf.Graph().as_default():
        given = tf.constant([[0.0], [1.0]])
        predictions = slim.fully_connected(given, 1, activation_fn=None, scope="line")
        mean, update = tf.metrics.mean(predictions)
        slim.get_or_create_global_step()
        result = slim.evaluation.evaluate_once(
            "", tf.train.latest_checkpoint(str(tmp_path)), str(tmp_path / "eval"), num_evals=3, eval_op=update, final_op=mean)
    np.testing.assert_allclose(result, 2.5, atol=0.05)


@with_tf_slim
@pytest.mark.slow
def test_nets_are_built_from_our_layers(tf):
    from legacy_seq2seq.tf1.contrib.slim.nets import resnet_v1
    from legacy_seq2seq.tf1.contrib.slim.python.slim.nets import resnet_utils

    slim = tf.contrib.slim
    with slim.arg_scope(resnet_v1.resnet_arg_scope(weight_decay=0.1)):
        logits, end_points = resnet_v1.resnet_v1_50(tf.zeros([2, 33, 33, 3]), num_classes=7, is_training=True)
    assert resnet_utils.conv2d_same.__globals__["layers"].conv2d is slim.conv2d
    assert logits.shape.as_list() == [2, 1, 1, 7]
    names = {variable.op.name for variable in slim.get_model_variables()}
    assert {"resnet_v1_50/conv1/weights", "resnet_v1_50/conv1/BatchNorm/moving_mean", "resnet_v1_50/logits/biases",
            "resnet_v1_50/block4/unit_3/bottleneck_v1/conv3/BatchNorm/gamma"} <= names
    assert len(names) == 267
    assert "resnet_v1_50/block2" in end_points
    assert len(tf.get_collection(tf.GraphKeys.UPDATE_OPS)) == 2 * 53
    assert len(slim.losses.get_regularization_losses()) == 54


@with_tf_slim
def test_examples_are_read_through_a_dataset(tf, tmp_path):
    from legacy_seq2seq.tf1.contrib.slim.python.slim.data import dataset, dataset_data_provider, tfexample_decoder

    slim = tf.contrib.slim
    file = str(tmp_path / "numbers.tfrecord")
    with tf.python_io.TFRecordWriter(file) as writer:
        for number in range(4):
            feature = tf.train.Feature(int64_list=tf.train.Int64List(value=[number, number ** 2]))
            writer.write(tf.train.Example(features=tf.train.Features(feature={"pair": feature})).SerializeToString())
    decoder = tfexample_decoder.TFExampleDecoder({"pair": tf.FixedLenFeature([2], tf.int64)}, {"pair": tfexample_decoder.Tensor("pair")})
    numbers = dataset.Dataset(file, tf.TFRecordReader, decoder, 4, {"pair": "a number and its square"})
    provider = dataset_data_provider.DatasetDataProvider(numbers, shuffle=False, num_epochs=1)
    [pair] = provider.get(["pair"])
    with tf.Session() as sess:
        sess.run(tf.local_variables_initializer())
        with slim.queues.QueueRunners(sess):
            found = [sess.run(pair).tolist() for _ in range(4)]
    assert found == [[0, 0], [1, 1], [2, 4], [3, 9]]


@with_tf_slim
def test_the_installed_package_stays_as_it_is(run_python):
    process = run_python("-c", """
from legacy_seq2seq import tf1 as tf
tf.contrib.slim.nets.vgg, tf.contrib.slim.learning.train
import sys
assert "tf_slim" not in sys.modules
import tf_slim
from tf_slim.nets import vgg
assert tf_slim.conv2d is not tf.contrib.slim.conv2d and vgg is not tf.contrib.slim.nets.vgg
assert vgg.layers.conv2d is tf_slim.conv2d
print("untouched")
""", path_first=pathlib.Path(importlib.util.find_spec("tf_slim").origin).parent.parent)
    assert process.stdout.strip() == "untouched", process.stderr


@with_tf_slim
def test_our_modules_carry_the_name_of_where_they_come_from(tf):
    vgg = tf.contrib.slim.nets.vgg
    assert vgg.__name__ == "legacy_seq2seq.contrib.slim.from_tf_slim.nets.vgg"
    assert sys.modules[vgg.__name__] is vgg
    with pytest.raises(AttributeError, match="has no 'vgg19'"):
        tf.contrib.slim.nets.vgg19  # noqa: B018


@with_tf_slim
def test_metric_learning_losses(tf):
    loss = tf.contrib.losses.metric_learning.npairs_loss(tf.constant([0, 1]), tf.zeros([2, 3]), tf.zeros([2, 3]))
    with tf.Session() as sess:
        np.testing.assert_allclose(sess.run(loss), np.log(2), rtol=1e-6)  # all embeddings alike: a choice of two


def test_metric_learning_needs_tf_slim(tf, monkeypatch):
    monkeypatch.setattr(installed, "_location", lambda: None)
    with pytest.raises(AttributeError, match="tf.contrib.losses.metric_learning comes from the tf-slim package.*pip install tf-slim"):
        tf.contrib.losses.metric_learning  # noqa: B018
