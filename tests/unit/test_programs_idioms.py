"""What programs of 2017 to 2019 do beside models: flags of TF 1.4, inner paths, small parts of contrib."""

import pytest

from legacy_seq2seq import tf1 as tf
from tests import processes

FLAGS_PROGRAM = """
import tensorflow as tf
flags = tf.app.flags
flags.DEFINE_integer("batch_size", 64, "Size")
tf.flags.DEFINE_string("name", "a", "Name")
FLAGS = tf.flags.FLAGS
FLAGS._parse_flags()
for attr, value in sorted(FLAGS.__flags.items()):
    print(attr.upper(), value)
FLAGS.vocab_size = 9
print(FLAGS.vocab_size, FLAGS.__flags["vocab_size"], FLAGS.__dict__["__flags"]["batch_size"], FLAGS.__parsed, tf.app.flags.FLAGS is FLAGS)
from tensorflow.python.platform import flags as inner
print(inner.FLAGS is FLAGS)
tf.app.run(main=lambda _: print("ran", FLAGS.batch_size))
"""


def test_flags_as_until_tf_1_4(tmp_path):
    (tmp_path / "program.py").write_text(FLAGS_PROGRAM, "utf-8")
    done = processes.run("-m", "legacy_seq2seq", "run", "program.py", "--batch_size=7", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["BATCH_SIZE 7", "NAME a", "9 9 7 True True", "True", "ran 7"]


TYPES_PROGRAM = """
import tensorflow as tf
t, v, w = tf.constant([1.0]), tf.Variable(1.0), tf.get_variable("w", [1], use_resource=True)
print(type(t) == tf.Tensor, type(t) is tf.Tensor, type(t) in (list, tf.Tensor), type(t).__name__, type(v) is tf.Variable)
print(isinstance(v, tf.Variable), isinstance(w, tf.Variable), isinstance(t, tf.Variable), type(3) is int, type(type(t)) is type)
"""


@pytest.mark.parametrize("era", ["1.0", "1.15"])
def test_types_are_compared_as_then(tmp_path, era):
    """The variables of 1.15 are of classes below tf.Variable; until 1.10 there was tf.Variable alone."""
    (tmp_path / "program.py").write_text(TYPES_PROGRAM, "utf-8")
    done = processes.run("-m", "legacy_seq2seq", "run", "--era", era, "program.py", cwd=tmp_path)
    assert done.stdout.splitlines() == [f"True True True Tensor {era == '1.0'}", "True True False True True"], done.stderr


def test_variables_of_every_kind_are_variables():
    with tf.Graph().as_default():
        layer = tf.keras.layers.Dense(3)
        layer(tf.ones([1, 2]))
        resource, plain = tf.Variable(1.0, use_resource=True), tf.Variable(1.0)
        assert all(isinstance(value, tf.Variable) for value in (layer.kernel, resource, plain))
        assert issubclass(type(resource), tf.Variable) and not isinstance(plain.initial_value, tf.Variable)
        assert type(plain) is type(tf.compat.v1.Variable(1.0)) and not isinstance(3, tf.Variable)


def test_what_tensorflow_was_built_from_is_told():
    assert (tf.__git_version__, tf.__compiler_version__) == (tf.GIT_VERSION, tf.COMPILER_VERSION)


def test_protocol_buffers_are_found_by_their_paths():
    import legacy_seq2seq.tf1.core.framework.summary_pb2 as summary_pb2
    from legacy_seq2seq.tf1.core.protobuf import config_pb2, saver_pb2

    assert summary_pb2.Summary is tf.Summary
    assert config_pb2.ConfigProto is tf.ConfigProto
    assert saver_pb2.SaverDef.V2 == 2


def test_names_that_left_the_inside_are_found():
    from legacy_seq2seq.tf1.python.framework import graph_util
    from legacy_seq2seq.tf1.python.framework.graph_util import convert_variables_to_constants
    from legacy_seq2seq.tf1.python.training import training_ops

    assert convert_variables_to_constants is tf.graph_util.convert_variables_to_constants is graph_util.convert_variables_to_constants
    assert training_ops.apply_adam


def test_the_inside_of_keras_is_keras_2():
    from legacy_seq2seq.tf1.python.keras import backend
    from legacy_seq2seq.tf1.python.keras.engine.base_layer import Layer
    from legacy_seq2seq.tf1.python.keras.layers import LSTM, Dense

    assert Dense is tf.keras.layers.Dense
    assert LSTM is tf.keras.layers.LSTM
    assert issubclass(Dense, Layer)
    assert backend.learning_phase is tf.keras.backend.learning_phase


def test_folders_below_contrib_have_the_parts_names():
    from legacy_seq2seq.tf1.contrib.framework.python.ops import add_arg_scope
    from legacy_seq2seq.tf1.contrib.layers.python.layers import batch_norm

    assert batch_norm is tf.contrib.layers.batch_norm
    assert add_arg_scope is tf.contrib.framework.add_arg_scope


def test_a_module_with_the_name_of_a_function_can_be_called_as_it():
    from legacy_seq2seq.tf1.contrib.framework.python.ops import arg_scope
    from legacy_seq2seq.tf1.contrib.framework.python.ops.arg_scope import has_arg_scope

    with arg_scope([tf.contrib.layers.fully_connected], activation_fn=None) as scope:
        assert scope == tf.contrib.framework.current_arg_scope()
    assert has_arg_scope(tf.contrib.layers.fully_connected)


def test_linear_is_found_under_its_older_path():
    from legacy_seq2seq.tf1.contrib.rnn.python.ops.core_rnn_cell import _linear
    from legacy_seq2seq.tf1.contrib.rnn.python.ops.core_rnn_cell_impl import _linear as older

    assert older is _linear


@pytest.mark.parametrize(("name", "now"), [
    ("util.make_tensor_proto", "make_tensor_proto"), ("keras.layers.Dense", "keras.layers.Dense"), ("signal.stft", "signal.stft"),
    ("distributions.Normal", "distributions.Normal"), ("stateless.stateless_random_uniform", "random.stateless_uniform"),
])
def test_parts_that_tensorflow_keeps(name, now):
    def look_up(value, path):
        for step in path.split("."):
            value = getattr(value, step)
        return value

    assert look_up(tf.contrib, name) is look_up(tf, now)


def test_a_kept_part_says_what_it_has():
    with pytest.raises(AttributeError, match=r"util.nothing is not provided. Provided: constant_value, make_ndarray"):
        tf.contrib.util.nothing  # noqa: B018


def test_the_projectors_configuration_is_written(tmp_path):
    from legacy_seq2seq.tf1.contrib.tensorboard.plugins import projector

    config = projector.ProjectorConfig()
    embedding = config.embeddings.add()
    embedding.tensor_name, embedding.metadata_path = "words", "words.tsv"
    embedding.sprite.single_image_dim.extend([28, 28])
    with tf.Graph().as_default():
        projector.visualize_embeddings(tf.summary.FileWriter(str(tmp_path)), config)
    written = " ".join((tmp_path / "projector_config.pbtxt").read_text("utf-8").split())
    assert written == 'embeddings { tensor_name: "words" metadata_path: "words.tsv" sprite { single_image_dim: 28 single_image_dim: 28 } }'


def test_the_projector_without_a_folder_says_so():
    with pytest.raises(ValueError, match=r"expected a tf.summary.FileWriter"):
        tf.contrib.tensorboard.plugins.projector.visualize_embeddings(None, None)
