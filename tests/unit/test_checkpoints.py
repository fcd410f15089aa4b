"""legacy_seq2seq.training.checkpoints: which checkpoint a path means, what is in it, what is damaged, how it differs from a graph."""

import os
import pathlib

import numpy as np
import pytest

from legacy_seq2seq.training import checkpoints

DATA = ".data-00000-of-00001"


def save(tf, folder, steps=(1,), **options):
    """A checkpoint of two layers, a partitioned table, words, and Adam's slots; the last one's prefix."""
    shown = tf.get_variable("layer/kernel", initializer=np.arange(12, dtype=np.float32).reshape(3, 4))
    tf.get_variable("layer/bias", initializer=np.zeros(4, np.float32))
    tf.get_variable("words", initializer=["one", "two"], trainable=False)
    tf.get_variable("table", [10, 3], initializer=tf.ones_initializer(), partitioner=tf.fixed_size_partitioner(2))
    step = tf.train.get_or_create_global_step()
    with tf.variable_scope("train"):
        tf.train.AdamOptimizer().minimize(tf.reduce_sum(shown ** 2), step)
    saver = tf.train.Saver(max_to_keep=0, **options)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        return [saver.save(sess, str(folder / "model.ckpt"), step) for step in steps][-1]


@pytest.fixture
def prefix(tf, tmp_path):
    return save(tf, tmp_path, steps=(5, 12))


@pytest.fixture(params=[1, 2], ids=["first format", "second format"])
def any_format(request, tf, tmp_path):
    return save(tf, tmp_path, write_version=request.param)


def flip(path, at):
    contents = bytearray(pathlib.Path(path).read_bytes())
    contents[at] ^= 1
    pathlib.Path(path).write_bytes(contents)


# Which one

def test_any_of_its_files_means_the_checkpoint(prefix):
    for path in (prefix, prefix + ".index", prefix + ".meta", prefix + DATA, os.path.dirname(prefix)):
        assert checkpoints.prefix_of(path) == prefix


def test_a_folder_copied_from_another_machine_has_its_last_checkpoint(prefix, tmp_path):
    (tmp_path / "checkpoint").write_text('model_checkpoint_path: "/home/she/logs/model.ckpt-5"\n'
                                         'all_model_checkpoint_paths: "/home/she/logs/model.ckpt-5"\n')
    assert checkpoints.prefix_of(tmp_path) == str(tmp_path / "model.ckpt-5")
    (tmp_path / "checkpoint").write_text('model_checkpoint_path: "C:\\\\logs\\\\model.ckpt-99"\n'
                                         'all_model_checkpoint_paths: "C:\\\\logs\\\\model.ckpt-5"\n')
    assert checkpoints.prefix_of(tmp_path) == str(tmp_path / "model.ckpt-5")


def test_a_folder_without_its_list_has_the_one_of_the_most_steps(prefix, tmp_path):
    (tmp_path / "checkpoint").unlink()
    os.utime(tmp_path / "model.ckpt-5.index")  # copied last
    assert checkpoints.prefix_of(tmp_path) == prefix


def test_a_path_without_a_checkpoint_names_those_that_are_near(prefix, tmp_path):
    with pytest.raises(FileNotFoundError, match=r"model.ckpt-13: no such.*model.ckpt-5, model.ckpt-12\. Did you mean model.ckpt-12"):
        checkpoints.prefix_of(tmp_path / "model.ckpt-13")
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileNotFoundError, match="no checkpoint in this folder"):
        checkpoints.prefix_of(tmp_path / "empty")
    os.remove(prefix + ".index")
    with pytest.raises(FileNotFoundError, match=r"model.ckpt-12.index is not"):
        checkpoints.prefix_of(prefix)


# What is in it

def test_variables_and_values_of_both_formats(any_format):
    found = {one.name: one for one in checkpoints.variables(any_format)}
    assert found["layer/kernel"] == checkpoints.Variable("layer/kernel", (3, 4), "float32", 12, 48, None)
    assert found["table"].shape == (10, 3)
    assert found["words"].bytes is None
    np.testing.assert_array_equal(checkpoints.value(any_format, "layer/kernel"), np.arange(12).reshape(3, 4))
    np.testing.assert_array_equal(checkpoints.value(any_format, "table"), np.ones([10, 3]))
    assert checkpoints.value(any_format, "words").tolist() == [b"one", b"two"]
    with pytest.raises(KeyError):
        checkpoints.value(any_format, "layer")


def test_slots_belong_to_their_variables(any_format):
    owners = {one.name: one.slot_of for one in checkpoints.variables(any_format) if one.slot_of is not None}
    assert owners == {"train/layer/kernel/Adam": "layer/kernel", "train/layer/kernel/Adam_1": "layer/kernel",
                      "train/beta1_power": "", "train/beta2_power": ""}


# What is damaged

def test_a_whole_checkpoint_has_no_damage(any_format):
    assert checkpoints.damage(any_format) == []


def test_a_saved_position_of_a_data_set_is_read_too(tf, tmp_path):
    iterator = tf.data.make_initializable_iterator(tf.data.Dataset.range(9).shuffle(4, seed=1))
    tf.add_to_collection(tf.GraphKeys.SAVEABLE_OBJECTS, tf.data.experimental.make_saveable_from_iterator(iterator))
    tf.get_variable("v", [2])
    with tf.Session() as sess:
        sess.run([tf.global_variables_initializer(), iterator.initializer])
        sess.run(iterator.get_next())
        prefix = tf.train.Saver().save(sess, str(tmp_path / "model"))
    assert checkpoints.damage(prefix) == []
    assert checkpoints.differences(prefix) == []
    size = os.path.getsize(prefix + DATA)
    lost = set()
    for at in range(0, size, 7):
        flip(prefix + DATA, at)
        lost.update(one.name for one in checkpoints.damage(prefix))
        flip(prefix + DATA, at)
    assert len(lost) == 2 and "v" in lost


def test_a_flipped_bit_anywhere_in_the_data_loses_one_variable(tf, prefix):
    rng = np.random.default_rng(3)
    for at in rng.integers(0, os.path.getsize(prefix + DATA), 60):
        flip(prefix + DATA, at)
        (lost,) = checkpoints.damage(prefix)
        assert "have changed since they were written" in str(lost) and str(lost).startswith(lost.name)
        flip(prefix + DATA, at)
    assert checkpoints.damage(prefix) == []


def everything_in(prefix):
    return [(one, checkpoints.value(prefix, one.name).tolist()) for one in checkpoints.variables(prefix)]


def test_a_flipped_bit_anywhere_in_the_index_is_found_or_changes_nothing(prefix):
    whole = everything_in(prefix)
    for at in range(0, os.path.getsize(prefix + ".index"), 5):
        flip(prefix + ".index", at)
        assert checkpoints.damage(prefix) or everything_in(prefix) == whole, at
        flip(prefix + ".index", at)


def test_a_file_cut_short_loses_what_lay_behind(prefix):
    os.truncate(prefix + DATA, 40)
    lost = {one.name: one.reason for one in checkpoints.damage(prefix)}
    assert "layer/kernel" in lost and "layer/bias" not in lost
    assert "cut short" in lost["layer/kernel"]


def test_a_missing_data_file_and_a_cut_index_are_said(prefix):
    os.rename(prefix + DATA, prefix + ".away")
    lost = checkpoints.damage(prefix)
    assert len(lost) == len(checkpoints.variables(prefix)) and "is missing" in lost[0].reason
    os.rename(prefix + ".away", prefix + DATA)
    os.truncate(prefix + ".index", 100)
    (lost,) = checkpoints.damage(prefix)
    assert lost.name is None and "nothing in this checkpoint can be read" in str(lost)


def test_damage_of_the_first_format(tf, tmp_path):
    prefix = save(tf, tmp_path, write_version=1)
    whole = everything_in(prefix)
    for at in range(0, os.path.getsize(prefix), 31):
        flip(prefix, at)
        assert checkpoints.damage(prefix) or everything_in(prefix) == whole, at
        flip(prefix, at)


# How it differs from a graph

def test_the_graph_that_was_saved_does_not_differ(tf, any_format):
    assert checkpoints.differences(any_format, tf.get_default_graph()) == []


def test_differences_name_variables_and_shapes(tf, prefix):
    with tf.Graph().as_default():
        tf.get_variable("layer/kernel", [3, 5])
        tf.get_variable("layer/bias", [4], dtype=tf.float64)
        tf.get_variable("layer/scale", [4])
        tf.get_variable("table", [10, 3], partitioner=tf.fixed_size_partitioner(5))
        tf.get_variable("words", [2], dtype=tf.string)
        tf.train.get_or_create_global_step()
        found = checkpoints.differences(prefix)
        assert [one.name for one in found.stopping] == ["layer/bias", "layer/kernel", "layer/scale"]
        assert str(found).splitlines()[:4] == [
            "layer/bias is [4] float32 in the checkpoint, [4] float64 in the graph",
            "layer/kernel is [3, 4] float32 in the checkpoint, [3, 5] float32 in the graph",
            "layer/scale [4] float32 is not in the checkpoint",
            "train/beta1_power [] float32 is only in the checkpoint"]
        assert found[0].there == ((4,), "float32") and found[0].here == ((4,), "float64")
