"""The inner paths that old programs import lead to the same objects as the public ones."""

import importlib

import pytest

from legacy_seq2seq import tf1
from legacy_seq2seq.contrib import deep_paths

SAME = [
    ("python.layers.core.Dense", "layers.Dense"),
    ("python.layers.base.Layer", "layers.Layer"),
    ("python.layers.convolutional.Conv1D", "layers.Conv1D"),
    ("python.layers.normalization.batch_normalization", "layers.batch_normalization"),
    ("python.layers.layers.dense", "layers.dense"),
    ("python.ops.rnn_cell_impl.LSTMStateTuple", "nn.rnn_cell.LSTMStateTuple"),
    ("python.ops.rnn_cell_impl._LayerRNNCell", "contrib.rnn.LayerRNNCell"),
    ("python.ops.rnn_cell.GRUCell", "nn.rnn_cell.GRUCell"),
    ("python.ops.rnn.dynamic_rnn", "nn.dynamic_rnn"),
    ("python.framework.ops.Tensor", "Tensor"),
    ("python.ops.control_flow_ops.while_loop", "while_loop"),
    ("python.ops.variable_scope.get_variable", "get_variable"),
    ("python.training.saver.Saver", "train.Saver"),
    ("python.platform.gfile.GFile", "gfile.GFile"),
    ("python.util.nest.flatten", "nest.flatten"),
    ("contrib.seq2seq.python.ops.loss.sequence_loss", "contrib.seq2seq.sequence_loss"),
    ("contrib.layers.python.layers.initializers.xavier_initializer", "contrib.layers.xavier_initializer"),
    ("contrib.layers.python.layers.layers.fully_connected", "contrib.layers.fully_connected"),
    ("contrib.rnn.python.ops.rnn_cell.BasicLSTMCell", "contrib.rnn.BasicLSTMCell"),
    ("contrib.estimator.python.estimator.head.multi_class_head", "contrib.estimator.multi_class_head"),
    ("contrib.graph_editor.util.make_list_of_op", "contrib.graph_editor.make_list_of_op"),
    ("contrib.image.python.ops.image_ops.rotate", "contrib.image.rotate"),
    ("contrib.tpu.python.tpu.tpu_config.RunConfig", "contrib.tpu.RunConfig"),
    ("python.keras.layers.recurrent.GRU", "keras.layers.GRU"),
    ("python.keras.layers.wrappers.Bidirectional", "keras.layers.Bidirectional"),
    ("python.keras.layers.normalization.BatchNormalization", "keras.layers.BatchNormalization"),
    ("python.keras.layers.embeddings.Embedding", "keras.layers.Embedding"),
]


def lookup(path):
    value = tf1
    for part in path.split("."):
        value = getattr(value, part)
    return value


@pytest.mark.parametrize("deep, public", SAME)
def test_a_deep_path_is_the_public_object(deep, public):
    module, _, name = deep.rpartition(".")
    assert getattr(importlib.import_module(f"legacy_seq2seq.tf1.{module}"), name) is lookup(public)
    assert lookup(deep) is lookup(public)


def test_every_deep_module_of_a_part_of_contrib_can_be_imported():
    for part in dir(tf1.contrib):
        for folder, leaves in deep_paths._MODULES.get(part, {}).items():
            for leaf in leaves.split():
                path = ".".join(filter(None, ["legacy_seq2seq.tf1.contrib", part, folder, leaf]))
                assert dir(importlib.import_module(path)), path


def test_names_that_todays_nest_has_dropped():
    nest = tf1.python.util.nest
    assert nest.is_sequence([1]) and not nest.is_sequence(1) and nest.map_structure(abs, [-1]) == [1]


def test_what_is_gone_names_the_public_api():
    with pytest.raises(AttributeError, match="tf.python.training.nothing is not in today's TensorFlow, nor in the public API"):
        tf1.python.training.nothing  # noqa: B018
