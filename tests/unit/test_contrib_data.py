"""tf.contrib.data: messages with their remedy, and what TF 1.15 gives in no fixed order."""

import numpy as np
import pytest

from legacy_seq2seq import tf1 as tf


def all_of(dataset):
    following = dataset.make_one_shot_iterator().get_next()
    found = []
    with tf.Session() as sess:
        while True:
            try:
                found.append(sess.run(following))
            except tf.errors.OutOfRangeError:
                return found


@pytest.fixture(autouse=True)
def own_graph():
    with tf.Graph().as_default():
        yield


def test_windows_of_three_by_hand():
    windows = all_of(tf.data.Dataset.range(6).apply(tf.contrib.data.sliding_window_batch(3, window_shift=2)))
    np.testing.assert_array_equal(windows, [[0, 1, 2], [2, 3, 4]])


def test_two_names_for_the_shift_are_refused_with_the_remedy():
    with pytest.raises(ValueError, match="Give window_shift alone"):
        tf.contrib.data.sliding_window_batch(3, stride=1, window_shift=1)


def test_a_shape_that_contradicts_is_named():
    with pytest.raises(ValueError, match=r"elements have shape \(\); `expected_shapes` says \(3,\)"):
        tf.data.Dataset.range(3).apply(tf.contrib.data.assert_element_shape([3]))


def test_shapes_for_too_many_items_are_refused():
    pairs = tf.data.Dataset.from_tensors((1, 2))
    with pytest.raises(ValueError, match="has 3 items; an element of the dataset has 2"):
        pairs.apply(tf.contrib.data.assert_element_shape(([], [], [])))


def test_interleaving_what_is_no_dataset_says_what_to_return():
    with pytest.raises(TypeError, match="from_tensors"):
        tf.data.Dataset.range(3).apply(tf.contrib.data.parallel_interleave(lambda n: n, 2))


def test_sloppy_interleave_gives_everything_once():
    interleaved = tf.contrib.data.sloppy_interleave(lambda n: tf.data.Dataset.from_tensors(n).repeat(4), 2)
    found = all_of(tf.data.Dataset.range(3).apply(interleaved))
    assert sorted(found) == [0] * 4 + [1] * 4 + [2] * 4


def test_shuffle_and_repeat_shuffles_each_epoch():
    found = all_of(tf.data.Dataset.range(50).apply(tf.contrib.data.shuffle_and_repeat(50, 2, seed=1)))
    assert sorted(found[:50]) == sorted(found[50:]) == list(range(50)) and found[:50] != found[50:] != list(range(50))


def test_sample_from_datasets_follows_its_weights():
    sources = [tf.data.Dataset.from_tensors(number).repeat() for number in (0, 1)]
    found = all_of(tf.contrib.data.sample_from_datasets(sources, [0.2, 0.8], seed=1).take(2000))
    assert abs(np.mean(found) - 0.8) < 0.04  # four standard deviations


def test_an_optional_is_one():
    made = tf.contrib.data.Optional.from_value(tf.constant(1.0))
    assert isinstance(made, tf.contrib.data.Optional)
    following = tf.contrib.data.get_next_as_optional(tf.data.Dataset.range(1).make_one_shot_iterator())
    assert isinstance(following, tf.contrib.data.Optional)


def test_the_hook_of_estimators_is_absent_with_its_remedy():
    from legacy_seq2seq import absent

    assert "make_saveable_from_iterator" in absent.entry_for("tf.contrib.data.CheckpointInputPipelineHook").use


def test_lmdb_is_a_dataset_of_pairs():
    assert tf.data.get_output_types(tf.contrib.data.LMDBDataset(["x"])) == (tf.string, tf.string)
