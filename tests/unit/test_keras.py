"""tf.keras of TF 1.15 and the package keras of its time, beyond what golden results show."""

import pytest

from legacy_seq2seq import keras_2_3 as keras
from legacy_seq2seq import stack
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.keras import names
from legacy_seq2seq.runner.view import View


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default():
        yield


def imported(statement):
    """What a module of the user's has after an import statement."""
    space = {"__builtins__": View("legacy_seq2seq.tf1").builtins(False).__dict__}
    exec(statement, space)
    return space


@pytest.mark.parametrize("path, name", [
    ("layers.recurrent", "LSTM"), ("engine.topology", "Layer"), ("backend.tensorflow_backend", "set_session"),
    ("utils.np_utils", "to_categorical"),
    ("preprocessing.sequence", "pad_sequences"), ("utils.generic_utils", "Progbar"), ("objectives", "categorical_crossentropy")])
def test_the_paths_of_then_lead_to_keras_2(path, name):
    assert callable(imported(f"from keras.{path} import {name}")[name])
    assert imported(f"import keras.{path} as module")["module"].__name__.endswith(path)


def test_what_keras_never_had_is_an_import_error():
    with pytest.raises(ImportError, match="Nonsense"):
        imported("from keras.layers import Nonsense")
    with pytest.raises(ModuleNotFoundError, match="keras.nonsense is not in Keras 2.3"):
        imported("import keras.nonsense")


def test_a_module_of_the_users_named_keras_is_theirs(tmp_path, monkeypatch):
    (tmp_path / "keras.py").write_text("mine = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "keras", raising=False)
    assert imported("from keras import mine")["mine"] == 1


def test_layers_and_models_are_numbered_from_one_and_are_layers_of_their_kind():
    lstm = keras.layers.LSTM(3)
    assert (lstm.name, keras.layers.LSTM(3).name, keras.models.Sequential([]).name) == ("lstm_1", "lstm_2", "sequential_1")
    assert isinstance(lstm, keras.layers.RNN) and isinstance(lstm, keras.engine.topology.Layer) and isinstance(lstm, tf.keras.layers.LSTM)


def test_names_that_keras_has_dropped_since():
    model = keras.models.Sequential([keras.layers.Dense(1, input_shape=(2,))])
    assert keras.utils.multi_gpu_model(model, gpus=2) is model
    K = keras.backend
    assert K.is_placeholder(tf.placeholder(tf.float32)) and K.is_variable(model.weights[0]) and not K.is_variable(tf.zeros(2))
    assert K.eval(K.logsumexp(K.slice(tf.zeros([4]), [1], [2]))) == pytest.approx(0.6931472)


def test_names_of_keras_1_for_arguments():
    dense = keras.layers.Dense(output_dim=5, init="uniform")
    convolution = keras.layers.Convolution2D(8, 3, 5, border_mode="same")
    assert (dense.units, convolution.kernel_size, convolution.padding) == (5, (3, 5), "same")


def test_layers_of_tf_keras_know_each_other():
    layers = tf.keras.layers
    assert isinstance(layers.LSTM(2), layers.RNN) and isinstance(layers.RNN([layers.LSTMCell(2)]).cell, layers.StackedRNNCells)
    assert stack.legacy_keras().layers.LSTM is not layers.LSTM  # libraries keep theirs


def test_a_model_saved_and_loaded_is_one_of_ours(tmp_path):
    inputs = tf.keras.layers.Input((3, 2))
    model = tf.keras.Model(inputs, tf.keras.layers.LSTM(2)(inputs))
    model.compile("sgd", "mse")
    model.save(str(tmp_path / "model.h5"))
    loaded = tf.keras.models.load_model(str(tmp_path / "model.h5"))
    assert isinstance(loaded, tf.keras.Model) and isinstance(loaded.layers[1], tf.keras.layers.LSTM)


def test_a_model_made_of_tensors_leaves_other_models_as_they_are():
    class OfTensors(tf.keras.Model):
        def __init__(self):
            inputs = tf.keras.layers.Input((3,))
            super().__init__(inputs=inputs, outputs=tf.keras.layers.Dense(2)(inputs))

    class OfLayers(tf.keras.Model):
        def __init__(self):
            super().__init__()
            self.dense = tf.keras.layers.Dense(2)

        def call(self, inputs):
            return self.dense(inputs)

    assert [layer.name for layer in OfTensors().layers] == ["input_1", "dense"]
    assert OfLayers()(tf.zeros([1, 3])).shape.as_list() == [1, 2]


@pytest.mark.parametrize("given, expected", [
    ("LSTM", "lstm"), ("ConvLSTM2D", "conv_lst_m2d"), ("VGG16", "vg_g16"), ("_Mine", "private__mine")])
def test_names_of_classes(given, expected):
    assert names.snake_case(given) == expected
