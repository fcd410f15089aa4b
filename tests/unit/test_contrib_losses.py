"""tf.contrib.losses: values by hand, errors with their remedies, and where TF 1.15 is at fault."""

import numpy as np
import pytest


def value(tf, tensor):
    with tf.Session() as sess:
        return sess.run(tensor)


def test_losses_are_averaged_over_what_has_a_weight(tf):
    losses = tf.constant([[1.0, 2.0], [3.0, 4.0]])
    compute = tf.contrib.losses.compute_weighted_loss
    results = value(tf, [compute(losses), compute(losses, 2.0), compute(losses, [1.0, 0.0]), compute(losses, [[1.0], [0.0]]),
                         compute(losses, [[0.0, 3.0], [0.0, 0.0]]), compute(losses, 0.0)])
    np.testing.assert_allclose(results, [2.5, 5.0, 1.5, 1.5, 6.0, 0.0])


def test_pairs_by_hand(tf):
    predictions, labels = np.array([[1.0, 2.0, 4.0]], np.float32), np.array([[1.0, 1.0, 1.0]], np.float32)
    differences = (predictions - labels)[0]
    by_hand = np.mean([(a - b) ** 2 for a in differences for b in differences])
    np.testing.assert_allclose(value(tf, tf.contrib.losses.mean_pairwise_squared_error(predictions, labels)), by_hand, rtol=1e-6)


def test_pairwise_weights_in_a_column_are_those_of_examples(tf):
    """TF 1.15 pairs each example with every weight here, and gives -32 for this."""
    predictions = tf.constant([[1.0, 2.0, 4.0], [3.0, 5.0, 6.0]])
    labels = tf.constant([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    pairwise = tf.contrib.losses.mean_pairwise_squared_error
    column, vector = value(tf, [pairwise(predictions, labels, [[1.0], [0.0]]), pairwise(predictions, labels, [1.0, 0.0])])
    assert column == vector > 0


def test_an_empty_batch_has_a_loss_of_zero(tf):
    """TF 1.15 gives not-a-number where the weight is a scalar."""
    empty = tf.zeros([0, 3])
    assert value(tf, tf.contrib.losses.mean_squared_error(empty, empty)) == 0
    assert value(tf, tf.contrib.losses.mean_squared_error(empty, empty, tf.zeros([0]))) == 0


def test_a_single_loss_is_taken_as_it_is(tf):
    """TF 1.15 builds this and fails when it runs."""
    assert value(tf, tf.contrib.losses.compute_weighted_loss(tf.constant(3.0))) == 3


@pytest.mark.parametrize("build, error, message", [
    (lambda tf, losses: losses.mean_squared_error(tf.ones([2, 3]), tf.ones([2])), ValueError,
     r"mean_squared_error: `predictions` has shape \(2, 3\), but `labels` has \(2,\)"),
    (lambda tf, losses: losses.mean_squared_error(tf.ones([2, 1]), tf.ones([2])), ValueError, r"tf.squeeze\(..., \[-1\]\)"),
    (lambda tf, losses: losses.softmax_cross_entropy(tf.ones([2, 3]), tf.constant([0, 1])), ValueError,
     r"`onehot_labels` has \(2,\).*sparse_softmax_cross_entropy.*tf.one_hot"),
    (lambda tf, losses: losses.sparse_softmax_cross_entropy(tf.ones([2, 3]), tf.ones([2])), TypeError,
     r"`labels` are float32; expected int32 or int64.*tf.to_int32\(labels\)"),
    (lambda tf, losses: losses.hinge_loss(tf.ones([2])), AttributeError, "hinge_loss: `labels` is missing.*the predictions come first"),
    (lambda tf, losses: losses.cosine_distance(tf.ones([2]), tf.ones([2])), ValueError, "expected `axis`.*got neither. Give axis=1"),
    (lambda tf, losses: losses.cosine_distance(tf.ones([2]), tf.ones([2]), 0, dim=0), ValueError, "got both"),
    (lambda tf, losses: losses.get_total_loss(), ValueError, r"the graph has no losses.*add_loss\(loss\)"),
    (lambda tf, losses: losses.compute_weighted_loss(tf.placeholder(tf.float32)), ValueError, r"rank of `losses`.*losses.set_shape"),
    (lambda tf, losses: losses.compute_weighted_loss(tf.ones([2]), tf.placeholder(tf.float32)), ValueError, r"rank of `weights`"),
])
def test_errors_name_the_argument_and_the_remedy(tf, build, error, message):
    with pytest.raises(error, match=message):
        build(tf, tf.contrib.losses)


def test_inner_path(tf):
    from legacy_seq2seq.tf1.contrib.losses.python.losses import loss_ops

    assert loss_ops.log_loss is tf.contrib.losses.log_loss
