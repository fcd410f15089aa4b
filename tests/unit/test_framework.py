"""tf.contrib.framework: what its messages say, and what golden files cannot show."""

import functools
import pathlib

import numpy as np
import pytest

from legacy_seq2seq import tf1 as tf

fw = tf.contrib.framework


@pytest.fixture(autouse=True)
def own_graph():
    with tf.Graph().as_default():
        yield


@fw.add_arg_scope
def scaled(inputs, factor=1.0):
    return inputs * factor


def test_a_scope_is_left_when_its_block_fails():
    with pytest.raises(KeyError):
        with fw.arg_scope([scaled], factor=2.0):
            raise KeyError
    assert scaled(3.0) == 3.0


def test_the_remedy_for_one_function_without_a_list():
    with pytest.raises(TypeError, match=r"goes into a list: arg_scope\(\[function\]"):
        with fw.arg_scope(scaled, factor=2.0):
            pass
    with fw.arg_scope([scaled], factor=2.0):
        assert scaled(3.0) == 6.0


def test_a_partial_is_refused_with_the_function_to_give():
    with pytest.raises(AttributeError, match="Give the function that it wraps: .*scaled"):
        with fw.arg_scope([functools.partial(scaled)], factor=2.0):
            pass


def test_arguments_that_can_be_scoped_do_not_depend_on_local_variables():
    # TF 1.15 counts the local variables of a function too and so reports the wrong names.
    @fw.add_arg_scope
    def with_local(inputs, factor=1.0):
        local = inputs * factor
        return local

    assert fw.arg_scoped_arguments(with_local) == ("factor",)


def test_an_unknown_variable_is_answered_with_those_that_exist():
    tf.get_variable("encoder/w", [1])
    with pytest.raises(ValueError, match="this graph has: encoder/w"):
        fw.get_unique_variable("w")
    assert fw.get_unique_variable("encoder/w").op.name == "encoder/w"


def test_a_checkpoint_that_lacks_a_name_says_what_it_has(tmp_path):
    kept = tf.get_variable("kept", [2])
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        path = tf.train.Saver([kept]).save(sess, str(tmp_path / "model"))
    with pytest.raises(ValueError, match=r"no variable 'gone'; it has kept\. Map the names"):
        fw.assign_from_checkpoint(path, {"gone": kept})
    op, feed = fw.assign_from_checkpoint(path, {"kept": kept})
    assert [value.shape for value in feed.values()] == [(2,)]


def test_a_part_of_a_graph_that_needs_more_names_what_is_missing():
    tf.sqrt(tf.square(tf.placeholder(tf.float32, [], "x"), name="a"), name="b")
    tf.constant(1.0, name="other")
    with pytest.raises(TypeError, match="the outputs also need 'x'"):
        fw.fuse_op(tf.get_default_graph().as_graph_def(), ["other"], ["b"], [1], True, "fused", "Fused")


def test_partitioned_variables_are_remapped_slice_by_slice(tmp_path):
    # oracle: rows moved by hand, b a x over the old a b
    for name, words in (("old", "a b"), ("new", "b a x")):
        pathlib.Path(tmp_path / name).write_text("\n".join(words.split()) + "\n", "utf-8")
    old = tf.get_variable("old", initializer=np.array([[1.0, 2.0], [3.0, 4.0]], np.float32))
    with tf.Session() as sess:
        sess.run(old.initializer)
        path = tf.train.Saver([old]).save(sess, str(tmp_path / "model"))
        new = tf.get_variable("new", [3, 2], partitioner=tf.fixed_size_partitioner(2), initializer=fw.load_and_remap_matrix_initializer(
            path, "old", 3, 2, old_row_vocab_file=str(tmp_path / "old"), new_row_vocab_file=str(tmp_path / "new")))
        sess.run(tf.variables_initializer(list(new)))
        assert sess.run(new.as_tensor()).tolist() == [[3, 4], [1, 2], [0, 0]]
