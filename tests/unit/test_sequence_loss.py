"""sequence_loss: cases to check by hand, messages with their remedies, Addons beside our own."""

import itertools

import numpy as np
import pytest

from legacy_seq2seq import stack


def value(tf, tensor, feed=None):
    with tf.Session() as sess:
        return sess.run(tensor, feed)


def test_loss_of_equal_logits_is_the_log_of_the_vocabulary_size(tf):
    loss = tf.contrib.seq2seq.sequence_loss(tf.zeros([2, 3, 5]), tf.constant([[0, 1, 2], [4, 4, 4]]), tf.ones([2, 3]))
    np.testing.assert_allclose(value(tf, loss), np.log(5), rtol=1e-6)


def test_padding_of_weight_zero_does_not_count(tf):
    random = np.random.RandomState(0)
    logits, targets = random.randn(2, 4, 5).astype(np.float32), random.randint(0, 5, [2, 4])
    weights = np.array([[1, 1, 0, 0], [1, 1, 1, 0]], np.float32)
    spoilt = np.where(weights[..., None] > 0, logits, 99.0 * np.arange(5, dtype=np.float32))
    probabilities = np.exp(logits) / np.exp(logits).sum(-1, keepdims=True)
    by_hand = -np.mean([np.log(probabilities[b, t, targets[b, t]]) for b, t in zip(*np.nonzero(weights))])
    for given in (logits, spoilt):
        np.testing.assert_allclose(value(tf, tf.contrib.seq2seq.sequence_loss(given, targets, weights)), by_hand, rtol=1e-5)


SHAPES = "Got logits {}, targets {}, weights {}."


@pytest.mark.parametrize("logits, targets, weights, complaint, remedy", [
    ([6, 5], [2, 3], [2, 3], "`logits` has rank 2; expected \\[batch, time, vocab\\]", "tf.reshape\\(logits, \\[batch_size"),
    ([2, 3, 5], [2, 3, 5], [2, 3], "`targets` has rank 3; expected \\[batch, time\\]", "tf.argmax\\(targets, axis=2\\)"),
    ([2, 3, 5], [2, 3], [2, 3, 1], "`weights` has rank 3", "tf.squeeze\\(weights, axis=2\\)"),
    ([2, 3, 5], [2, 3], [6], "`weights` has rank 1", "tf.reshape\\(weights"),
    ([2, 3, 5], [2, 4], [2, 4], "`targets` has time 4, but `logits` has time 3", "targets\\[:, :3\\]"),
    ([2, 3, 5], [2, 3], [2, 4], "`weights` has time 4, but `logits` has time 3", "tf.sequence_mask\\(lengths, maxlen=3"),
    ([2, 3, 5], [4, 3], [4, 3], "`targets` has batch 4, but `logits` has batch 2", "Feed `targets` of the same batch"),
    ([None, 3, 5], [2, None], [2, 4], "`weights` has time 4", "tf.sequence_mask"),
])
def test_wrong_shapes_name_all_three_and_the_fix(tf, logits, targets, weights, complaint, remedy):
    with pytest.raises(ValueError, match=f"sequence_loss: {complaint}.*Got logits .*, targets .*, weights .*{remedy}"):
        tf.contrib.seq2seq.sequence_loss(
            tf.placeholder(tf.float32, logits), tf.placeholder(tf.int32, targets), tf.placeholder(tf.float32, weights))


def test_the_remedies_work(tf):
    flat, one_hot, column = tf.zeros([6, 5]), tf.one_hot(tf.zeros([2, 3], tf.int32), 5), tf.ones([2, 3, 1])
    loss = tf.contrib.seq2seq.sequence_loss(
        tf.reshape(flat, [2, 3, 5]), tf.argmax(one_hot, axis=2), tf.squeeze(column, axis=2))
    np.testing.assert_allclose(value(tf, loss), np.log(5), rtol=1e-6)
    mask = tf.sequence_mask([3, 1], maxlen=3, dtype=tf.float32)
    loss = tf.contrib.seq2seq.sequence_loss(tf.zeros([2, 3, 5]), tf.zeros([2, 3], tf.int32), mask)
    np.testing.assert_allclose(value(tf, loss), np.log(5), rtol=1e-6)


def test_averaging_and_summing_one_axis_is_refused(tf):
    with pytest.raises(ValueError, match="average_across_batch and sum_over_batch are both set. Clear one"):
        tf.contrib.seq2seq.sequence_loss(tf.zeros([2, 3, 5]), tf.zeros([2, 3], tf.int32), tf.ones([2, 3]), sum_over_batch=True)


@pytest.mark.skipif(stack.name() != "classic", reason="Addons exists on the classic stack alone")
def test_our_own_equals_addons(tf):
    from legacy_seq2seq.contrib.seq2seq.loss import own_sequence_loss

    random = np.random.RandomState(1)
    given = (tf.constant(random.randn(3, 4, 5).astype(np.float32)), tf.constant(random.randint(0, 5, [3, 4])),
             tf.constant(random.choice([0, 0.5, 1], [3, 4]).astype(np.float32)))
    for average_time, average_batch, sum_time, sum_batch in itertools.product([False, True], repeat=4):
        if (average_time or average_batch) and (sum_time or sum_batch):
            continue  # Addons refuses to mix them
        flags = average_time, average_batch, sum_time, sum_batch
        own, theirs = own_sequence_loss(*given, *flags), stack.addons().seq2seq.sequence_loss(*given, *flags)
        np.testing.assert_allclose(*value(tf, (own, theirs)), rtol=1e-6, err_msg=str(flags))
        gradients = [tf.gradients(loss, given[0])[0] for loss in (own, theirs)]
        np.testing.assert_allclose(*value(tf, gradients), rtol=1e-5, atol=1e-7, err_msg=str(flags))
