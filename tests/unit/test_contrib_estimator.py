"""`tf.contrib.estimator`: what its heads refuse, what left it by 1.15 and programs of 2018 still find there."""

import numpy as np
import pytest

from legacy_seq2seq import tf1 as tf

heads = tf.contrib.estimator
TRAIN = tf.estimator.ModeKeys.TRAIN


@pytest.mark.parametrize("name", ["stop_if_no_increase_hook", "stop_if_no_decrease_hook", "stop_if_higher_hook", "stop_if_lower_hook",
                                  "make_early_stopping_hook"])
def test_the_hooks_of_2018_are_where_they_were(name):
    assert getattr(heads, name) is getattr(tf.estimator.experimental, name)


def test_an_early_stop_is_told_by_a_variable(tmp_path):
    estimator = tf.estimator.Estimator(lambda features: None, str(tmp_path))
    with tf.Graph().as_default():
        tf.train.create_global_step()
        for _ in range(2):
            heads.make_early_stopping_hook(estimator, lambda: True).begin()
        assert [variable.name for variable in tf.global_variables()] == ["global_step:0", "signal_early_stopping/STOP:0"]


def test_own_losses_and_labels_in_a_sparse_tensor():
    with tf.Graph().as_default(), tf.Session() as session:
        labels = tf.SparseTensor([[0, 0], [0, 1], [1, 0]], ["b", "c", "a"], [2, 2])
        head = heads.multi_label_head(3, label_vocabulary=["a", "b", "c"], loss_fn=lambda labels, logits: labels - logits)
        _, losses, _, _ = head.create_loss({}, TRAIN, tf.zeros([2, 3]), labels)
        session.run(tf.tables_initializer())
        assert session.run(losses).tolist() == [[0, 1, 1], [1, 0, 0]]


def test_a_label_that_is_no_class():
    with tf.Graph().as_default(), tf.Session() as session, pytest.raises(tf.errors.InvalidArgumentError, match="Labels must be < 3"):
        session.run(heads.multi_class_head(3).create_loss({}, TRAIN, tf.zeros([1, 3]), tf.constant([3]))[0])


def test_clipping_is_of_all_gradients_together():
    with tf.Graph().as_default(), tf.Session() as session:
        a, b = tf.Variable(0.0), tf.Variable(0.0)
        step = heads.clip_gradients_by_norm(tf.train.GradientDescentOptimizer(1.0), 1.0).minimize(3 * a + 4 * b)
        session.run(tf.global_variables_initializer())
        session.run(step)
        np.testing.assert_allclose(session.run([a, b]), [-0.6, -0.8], rtol=1e-6)


@pytest.mark.parametrize("make, error, message", [
    (lambda: heads.multi_class_head(2), ValueError, "binary_classification_head"),
    (lambda: heads.binary_classification_head(thresholds=[1.0]), ValueError, "between 0 and 1"),
    (lambda: heads.multi_class_head(3, label_vocabulary=["a"]), ValueError, "one for each of 3 classes"),
    (lambda: heads.regression_head(weight_column=3), TypeError, "a feature's name"),
    (lambda: heads.regression_head().create_estimator_spec({}, TRAIN, tf.zeros([2, 2]), tf.zeros([2])), ValueError, "have 1 units"),
    (lambda: heads.regression_head().create_estimator_spec({}, TRAIN, tf.zeros([2, 1])), ValueError, "from the input_fn"),
    (lambda: heads.regression_head().create_estimator_spec({}, TRAIN, tf.zeros([2, 1]), tf.zeros([2])), ValueError, "not neither"),
    (lambda: heads.RNNClassifier, AttributeError, "with a model function"),
])
def test_a_mistake_says_what_to_do(make, error, message):
    with tf.Graph().as_default(), pytest.raises(error, match=message):
        make()
