"""Small parts of contrib: image, predictor, and those that can be imported although nothing of them is there."""

import numpy as np
import pytest

from legacy_seq2seq import tf1 as tf


def evaluated(tensor, feed=None):
    with tf.Session() as session:
        return session.run(tensor, feed)


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default():
        yield


def test_rotation_by_a_right_angle_is_numpys():
    image = np.arange(25.0, dtype=np.float32).reshape(5, 5)
    np.testing.assert_allclose(evaluated(tf.contrib.image.rotate(image, np.pi / 2)), np.rot90(image), atol=1e-5)


def test_translation_moves_right_and_down():
    image = np.arange(12).reshape(1, 3, 4, 1)
    moved = evaluated(tf.contrib.image.translate(image, [1, 2]))
    assert moved[0, :, :, 0].tolist() == [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 1, 2]]


def test_composed_transforms_act_in_their_order():
    image = np.random.RandomState(0).uniform(size=[2, 6, 6, 1]).astype(np.float32)
    parts = tf.contrib.image
    turn, shift = parts.angles_to_projective_transforms([np.pi / 2, np.pi], 6, 6), parts.translations_to_projective_transforms([0.0, 1.0])
    both = parts.transform(image, parts.compose_transforms(turn, shift))
    one_by_one = parts.transform(parts.transform(image, turn), shift)
    np.testing.assert_allclose(*map(evaluated, (both, one_by_one)), atol=1e-5)


@pytest.mark.parametrize("images, options, error, message", [
    (np.zeros([3]), {}, TypeError, r"`images` has shape \(3,\); expected 2, 3 or 4 dimensions"),
    (np.zeros([3, 3]), {"interpolation": "CUBIC"}, ValueError, "expected 'NEAREST' or 'BILINEAR'"),
    (np.zeros([3, 3]), {"output_shape": [1, 2, 3]}, ValueError, "expected two numbers"),
])
def test_misuse_of_transform(images, options, error, message):
    with pytest.raises(error, match=message):
        tf.contrib.image.transform(images.astype(np.float32), [1.0, 0, 0, 0, 1, 0, 0, 0], **options)


@pytest.fixture
def saved(tmp_path):
    x = tf.placeholder(tf.float32, [None, 2], name="x")
    y = tf.matmul(x, tf.get_variable("w", [2, 1], initializer=tf.ones_initializer()), name="y")
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        tf.saved_model.simple_save(session, str(tmp_path / "model"), {"pair": x}, {"sum": y})
    return str(tmp_path / "model")


def test_predictor_of_a_saved_model(saved):
    with tf.contrib.predictor.from_saved_model(saved) as predict:
        assert predict({"pair": [[1, 2], [3, 4]]})["sum"].tolist() == [[3.0], [7.0]]
        with pytest.raises(ValueError, match=r"has the keys \['pairs'\]; expected some of \['pair'\]"):
            predict({"pairs": [[1, 2]]})
    by_name = tf.contrib.predictor.from_saved_model(saved, input_names={"a": "x:0"}, output_names={"b": "y:0"})
    assert by_name({"a": [[1, 1]]})["b"] == 2


def test_misuse_of_from_saved_model(saved):
    with pytest.raises(ValueError, match=r"no signature 'serve'; it has .*'serving_default'"):
        tf.contrib.predictor.from_saved_model(saved, signature_def_key="serve")
    with pytest.raises(ValueError, match="signature_def_key and input_names and output_names are given"):
        tf.contrib.predictor.from_saved_model(saved, signature_def_key="serve", input_names={"a": "x:0"})


def test_a_part_outside_is_there_until_it_is_used():
    with pytest.raises(AttributeError, match="Use instead: the TensorFlow Decision Forests package"):
        _ = tf.contrib.tensor_forest.client
    with pytest.raises(AttributeError, match="tf.contrib.gan.gan_model is not provided: tf.contrib.gan is outside this project"):
        _ = tf.contrib.gan.gan_model
