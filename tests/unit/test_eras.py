"""Eras: their names, every way to import them, and what they say to a program of another time."""

import importlib
import json
import subprocess
import sys
import types

import numpy as np
import pytest

from legacy_seq2seq import eras
from legacy_seq2seq.runner.view import View
from tests.conftest import ROOT

VERSIONS = {"0.12": "0.12.1", "1.0": "1.0.1", "1.1": "1.1.0"}

ABSENT = {
    "an import or a `from __future__` that then's modules left visible": (
        "absolute_import core division make_all platform print_function resources sdca shape xrange zip"),
    "an op behind a gradient, or a variant of one, never documented: tf.raw_ops has what TensorFlow kept": (
        "avg_pool3d_grad bias_add_grad bias_add_v1 conv3d_backprop_input conv3d_backprop_input_v2 dilation2d_backprop_filter "
        "dilation2d_backprop_input fused_batch_norm_grad fused_pad_conv2d fused_resize_and_pad_conv2d max_pool3d_grad "
        "quantized_batch_norm_with_global_normalization quantized_bias_add quantized_relu quantized_relu6 xw_plus_b_v1"),
}
# Labels of seven digits in batches of three, as 0.12.1, 1.0.1 and 1.1.0 gave them after np.random.seed(3).
BATCHES_OF_1_0 = [[0, 1, 2], [3, 4, 5], [4, 6, 5], [3, 1, 0], [2, 1, 6]]
BATCHES_OF_1_1 = [[4, 6, 5], [3, 1, 0], [2, 2, 1], [6, 5, 3], [0, 4, 4]]
KNOWINGLY_ABSENT = {name for names in ABSENT.values() for name in names.split()}


def root(era):
    return importlib.import_module(eras.root_of(era))


def run(era, source):
    """The globals of a program that sees the era's TensorFlow."""
    module = types.ModuleType("program")
    module.__dict__["__builtins__"] = View(eras.root_of(era)).builtins(False)
    exec(compile(source, "program.py", "exec"), module.__dict__)
    return module.__dict__


@pytest.mark.parametrize("era", VERSIONS)
def test_every_name_of_then_is_there_or_knowingly_absent(era):
    listed = json.loads((ROOT / "tests" / "api" / f"modules-{VERSIONS[era]}.json").read_text("utf-8"))["modules"]
    missing = []
    for path, names in listed.items():
        module = root(era)
        for part in filter(None, path.split(".")):
            module = getattr(module, part)
        missing += [f"{path}.{name}" for name in names if name not in KNOWINGLY_ABSENT and not hasattr(module, name)]
    assert missing == []


@pytest.mark.parametrize("era", VERSIONS)
def test_an_era_reports_its_version(era):
    assert root(era).__version__ == root(era).VERSION == VERSIONS[era]


def test_importing_the_package_does_not_import_tensorflow():
    code = "import sys; from legacy_seq2seq import eras; eras.root_of('1.0'); assert 'tensorflow' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_an_era_that_does_not_exist_is_named_with_those_that_do():
    with pytest.raises(ValueError, match="era '0.8' does not exist; expected one of 0.12, 1.0, 1.1, 1.15"):
        eras.root_of("0.8")


@pytest.mark.parametrize("era, source", [
    ("0.12", "from tensorflow.models.rnn import rnn_cell, rnn, seq2seq\nx = rnn_cell.BasicLSTMCell(3); f = seq2seq.model_with_buckets"),
    ("0.12", "from tensorflow.python.ops import rnn, rnn_cell, seq2seq\nx = rnn_cell.GRUCell(3); f = rnn.rnn"),
    ("0.12", "from tensorflow.python.ops.rnn_cell import BasicLSTMCell, _linear as f\nx = BasicLSTMCell(3)"),
    ("0.12", "import tensorflow as tf\nx = tf.nn.rnn_cell.GRUCell(3); f = tf.nn.seq2seq.sequence_loss; tf.nn.rnn"),
    ("0.12", "from tensorflow.python.ops import array_ops\nx = 1; f = array_ops.pack"),
    ("1.0", "from tensorflow.contrib.rnn.python.ops.core_rnn_cell_impl import _linear as f, GRUCell\nx = GRUCell(3)"),
    ("1.0", "from tensorflow.contrib.rnn.python.ops import core_rnn_cell, core_rnn\nx = core_rnn_cell.GRUCell(3); f = core_rnn.static_rnn"),
    ("1.0", "from tensorflow.contrib import rnn, legacy_seq2seq\nx = rnn.MultiRNNCell([rnn.GRUCell(3)]); f = legacy_seq2seq.rnn_decoder"),
    ("1.0", "from tensorflow.contrib.rnn import *\nx = BasicLSTMCell(3); f = static_rnn"),
    ("1.0", "from tensorflow.python.ops.rnn_cell_impl import _RNNCell as RNNCell\nx = 1; f = RNNCell.zero_state"),
    ("1.0", "import tensorflow.contrib.seq2seq as s\nx = 1; f = s.simple_decoder_fn_train"),
    ("1.0", "from tensorflow.contrib.seq2seq.python.ops.attention_decoder_fn import prepare_attention as f\nx = 1"),
    ("1.1", "from tensorflow.contrib.seq2seq.python.ops.dynamic_attention_wrapper import DynamicAttentionWrapper as f\nx = 1"),
    ("1.1", "from tensorflow.contrib.seq2seq import dynamic_decode as f, BasicDecoder\nx = 1"),
    ("1.1", "from tensorflow.python.layers.core import Dense as f\nx = 1"),
    ("0.12", "from tensorflow.python.ops.nn import rnn as f, bidirectional_rnn, rnn_cell, seq2seq\nx = rnn_cell.GRUCell(2)"),
    ("0.12", "from tensorflow.python.ops.rnn import _rnn_step as f, _reverse_seq, _state_size_with_prefix\nx = 1"),
    ("0.12", "from tensorflow.python.ops.seq2seq import *\nf = linear\nx = rnn_cell.GRUCell(array_ops and 2)"),
    ("1.0", "from tensorflow.python.ops.nn import rnn_cell\nf = rnn_cell.LSTMCell\nx = f(2)"),
    ("1.0", "from tensorflow.contrib.rnn.python.ops.core_rnn import _rnn_step as f, _state_size_with_prefix\nx = 1"),
    ("1.0", "from tensorflow.contrib.rnn.python.ops.core_rnn_cell_impl import _LSTMStateTuple as f, sigmoid, tanh\nx = 1"),
    ("1.0", "from tensorflow.contrib.seq2seq.python.ops.attention_decoder_fn import _create_attention_score_fn as f\nx = 1"),
    ("1.0", "from tensorflow.contrib.seq2seq.python.ops.attention_decoder_fn import _init_attention as f\nx = 1"),
    ("1.1", "from tensorflow.contrib.seq2seq.python.ops.helper import _transpose_batch_time as f\nx = 1"),
    ("1.1", "from tensorflow.contrib.seq2seq.python.ops.decoder import _transpose_batch_time as f, _create_zero_outputs\nx = 1"),
])
def test_import_statements_of_then(era, source):
    seen = run(era, source)
    assert callable(seen["f"])
    assert "eras" in type(seen["x"]).__module__ or seen["x"] == 1


def test_a_cell_of_then_is_one_class_on_every_path():
    tf = root("1.0")
    inner = importlib.import_module("legacy_seq2seq.eras.tf1_0.contrib.rnn.python.ops.core_rnn_cell")
    assert tf.contrib.rnn.GRUCell is tf.nn.rnn_cell.GRUCell is inner.GRUCell


def test_tf_1_15_is_not_touched_by_an_era():
    from legacy_seq2seq import tf1

    root("0.12")
    assert tf1.nn.rnn_cell.GRUCell is not root("0.12").nn.rnn_cell.GRUCell
    assert "eras" not in tf1.contrib.legacy_seq2seq.rnn_decoder.__module__
    with pytest.raises(AttributeError):
        tf1.nn.rnn  # noqa: B018


def test_the_later_order_of_concat_is_refused_with_the_remedy():
    with pytest.raises(TypeError, match=r"in TF 0.12 the axis comes first: tf.concat\(1, \[a, b\]\).*--era 1.0"):
        root("0.12").concat([[1], [2]], 0)


def test_losses_without_keywords_are_refused_with_the_remedy():
    tf = root("1.0")
    with pytest.raises(ValueError, match=r"softmax_cross_entropy_with_logits\(labels=..., logits=...\).*--era 0.12"):
        tf.nn.softmax_cross_entropy_with_logits([[1.0]], [[1.0]])


def test_one_cell_in_two_layers_of_1_1_is_refused_with_the_remedy():
    tf = root("1.1")
    with tf.Graph().as_default():
        cell = tf.contrib.rnn.MultiRNNCell([tf.contrib.rnn.GRUCell(3)] * 2)
        with pytest.raises(ValueError, match=r"MultiRNNCell\(\[GRUCell\(...\) for _ in range\(n\)\]\).*--era 1.0"):
            cell(tf.zeros([2, 3]), cell.zero_state(2, tf.float32))


def test_dropout_of_0_12_keeps_the_share_that_it_is_told():
    tf = root("0.12")
    with tf.Graph().as_default(), tf.Session() as sess:
        class Echo(tf.nn.rnn_cell.RNNCell):
            state_size = output_size = 1000

            def __call__(self, inputs, state, scope=None):
                return inputs, state

        output, _ = tf.nn.rnn_cell.DropoutWrapper(Echo(), output_keep_prob=0.5)(tf.ones([1, 1000]), tf.zeros([1, 1000]))
        values = sess.run(output)
    assert set(values.flatten()) == {0.0, 2.0}
    assert 400 < (values == 2).sum() < 600


@pytest.mark.parametrize("era, expected", [("0.12", BATCHES_OF_1_0), ("1.0", BATCHES_OF_1_0), ("1.1", BATCHES_OF_1_1)])
def test_digits_come_in_the_order_of_then(era, expected):
    np.random.seed(3)
    labels = np.arange(7)
    digits = root(era).contrib.learn.datasets.mnist.DataSet(np.zeros([7, 2, 2, 1], np.uint8), labels)
    assert [digits.next_batch(3)[1].tolist() for _ in range(5)] == expected


@pytest.mark.parametrize("era", VERSIONS)
def test_digits_of_then_are_one_reader_on_every_path(era):
    tf = root(era)
    tutorial = importlib.import_module(eras.root_of(era) + ".examples.tutorials.mnist.input_data")
    inner = importlib.import_module(eras.root_of(era) + ".contrib.learn.python.learn.datasets.mnist")
    assert tutorial.read_data_sets is inner.read_data_sets is tf.contrib.learn.datasets.mnist.read_data_sets
    digits = tutorial.read_data_sets("", fake_data=True).train
    assert type(digits) is inner.DataSet and tf.contrib.learn.datasets.DATASETS["mnist"] is inner.load_mnist


def test_a_cell_of_1_1_can_check_its_scope():
    from tensorflow.python.framework import ops

    seen = run("1.1", """
import tensorflow as tf
from tensorflow.contrib.rnn.python.ops.core_rnn_cell_impl import _checked_scope, _linear
class Cell(tf.contrib.rnn.RNNCell):
    state_size = output_size = 3
    def __call__(self, inputs, state, scope=None):
        with _checked_scope(self, scope or "my_cell", reuse=None):
            new = tf.tanh(_linear([inputs, state], 3, True))
        return new, new
def names():
    return [variable.op.name for variable in tf.global_variables()]
""")
    with ops.Graph().as_default():
        x = seen["tf"].zeros([2, 4])
        cell = seen["Cell"]()
        seen["tf"].contrib.rnn.static_rnn(cell, [x, x], dtype=seen["tf"].float32)
        assert seen["names"]() == ["rnn/my_cell/weights", "rnn/my_cell/biases"]
        with pytest.raises(ValueError, match="was used in the scope 'rnn/my_cell' before"):
            cell(x, seen["tf"].zeros([2, 3]), scope="elsewhere")


@pytest.mark.parametrize("era", VERSIONS)
def test_a_small_constant_is_added_last_where_the_program_adds_it_last(era):
    tf = root(era)
    with tf.Graph().as_default():
        p = tf.placeholder(tf.float32, [])
        rest = 1 - p + 1e-12
        with tf.Session() as session:
            assert session.run(rest, {p: 1.0}) == np.float32(1e-12)
        tf.Variable(0.0)
        with tf.train.Supervisor(summary_op=None).managed_session() as session:
            assert session.run(rest, {p: 1.0}) == np.float32(1e-12)


def test_sizes_and_masks_of_then():
    tf = root("1.0")
    sizes = importlib.import_module("legacy_seq2seq.eras.tf1_0.python.ops.rnn")._state_size_with_prefix
    assert sizes(5) == [5] and sizes(5, [3]) == [3, 5] and sizes(tf.TensorShape([2, 3]), prefix=[None]) == [None, 2, 3]
    with pytest.raises(TypeError, match="such as"):
        sizes(5, (3,))
    masks = importlib.import_module("legacy_seq2seq.eras.tf1_0.contrib.crf.python.ops.crf")._lengths_to_masks
    with tf.Graph().as_default(), tf.Session() as session:
        assert session.run(masks([1, 3], 4)).tolist() == [[1, 0, 0, 0], [1, 1, 1, 0]]


def test_the_last_state_of_a_known_batch_has_a_known_batch():
    """TensorFlow before 1.2 forgot it (None); this much more is known here."""
    tf = root("1.0")
    with tf.Graph().as_default():
        _, state = tf.nn.dynamic_rnn(tf.contrib.rnn.GRUCell(3), tf.zeros([2, 4, 5]), dtype=tf.float32)
    assert state.shape.as_list() == [2, 3]


def test_whole_numbers_divide_towards_zero_in_0_12():
    tf = root("0.12")
    with tf.Graph().as_default(), tf.Session() as sess:
        values = sess.run([function(tf.constant([-7, 7]), second) for function, second in ((tf.div, 2), (tf.floordiv, 2), (tf.mod, 4))])
        assert [value.tolist() for value in values] == [[-3, 3], [-3, 3], [-3, 3]]
        assert sess.run(tf.div(tf.constant([-7.0]), 2)).tolist() == [-3.5]


def test_bytes_lists_of_0_12_take_text():
    tf = root("0.12")
    assert list(tf.train.BytesList(value=["é", b"\xff"]).value) == ["é".encode(), b"\xff"]


@pytest.mark.parametrize("former", ["weight", "targets"])
def test_losses_of_0_12_take_the_former_names_of_their_arguments(former):
    tf = root("0.12")
    with tf.Graph().as_default(), tf.Session() as sess:
        given = {"labels": tf.ones([4]), "weights": 0.5}
        given[former] = given.pop({"weight": "weights", "targets": "labels"}[former])
        assert sess.run(tf.contrib.losses.mean_squared_error(tf.zeros([4]), **given)) == 0.5


def test_contrib_keras_of_1_1_is_the_keras_of_then():
    """1.1.0: `lstm_1/kernel`, `dense_1/kernel`, under each of its paths."""
    made = run("1.1", """
import tensorflow as tf
from tensorflow.contrib.keras.python.keras.layers import Dense
from tensorflow.contrib.keras.python.keras.engine.topology import Layer
from tensorflow.contrib.keras.api.keras.models import Sequential

layers = tf.contrib.keras.layers
with tf.Graph().as_default():
    layers.Dense(1)(Dense(2)(layers.LSTM(4)(tf.placeholder(tf.float32, [None, 5, 3]))))
    names = [variable.op.name for variable in tf.global_variables()]
same = Dense is layers.Dense and Layer is layers.Layer and Sequential is tf.contrib.keras.models.Sequential
""")
    assert made["same"]
    assert made["names"] == ["lstm_1/kernel", "lstm_1/recurrent_kernel", "lstm_1/bias", "dense_2/kernel", "dense_2/bias", "dense_1/kernel",
                             "dense_1/bias"]


def test_a_path_below_contrib_keras_tells_1_1():
    from legacy_seq2seq.runner import era, survey

    module = survey.module_of("<string>", "from tensorflow.contrib.keras.python.keras.layers import Dense\nDense(3)\n")
    assert era.detect(survey.live_uses([module])).era == "1.1"

DISTRIBUTIONS = """
import tensorflow as tf
d = tf.contrib.distributions
normal, flat = d.Normal(mu=[0.0, 1.0], sigma=2.0), d.Bernoulli(p=[0.2, 0.6])
both = d.MultivariateNormalFull([0.0, 1.0], [[2.0, 0.5], [0.5, 1.0]])
with tf.Session() as sess:
    found = sess.run([normal.pdf(1.0), normal.std(), normal.mu, d.MultivariateNormalDiag([0.0, 1.0], [1.0, 2.0]).log_pdf([1.0, 1.0]),
                      both.pdf([1.0, 1.0]), flat.pmf([1, 0]), flat.p, d.Uniform(a=1.0, b=3.0).pdf(2.0), d.kl(normal, d.Normal(0.0, 1.0)),
                      d.Gamma(alpha=2.0, beta=3.0).log_pdf(1.0), d.Poisson(lam=2.0).log_pmf(1.0)])
shape = normal.get_batch_shape().as_list()
"""


@pytest.mark.parametrize("era", ["0.12", "1.0"])
def test_distributions_until_1_0(era):
    """The numbers are those that 0.12.1 and 1.0.1 gave."""
    made = run(era, DISTRIBUTIONS)
    expected = [[0.17603266, 0.19947115], 2.0, [0.0, 1.0], -3.0310242, 0.09041013, [0.2, 0.4], [0.2, 0.6], 0.5, [0.8068528, 1.3068528],
                -0.8027754, -1.3068528]
    for value, then in zip(made["found"], expected):
        np.testing.assert_allclose(value, np.broadcast_to(then, np.shape(value)), rtol=1e-5)
    assert made["shape"] == [2]


def test_the_arguments_of_a_distribution_tell_the_era():
    from legacy_seq2seq.runner import era, survey

    module = survey.module_of("<string>", "import tensorflow as tf\ntf.contrib.distributions.Normal(mu=0.0, sigma=1.0)\n")
    assert era.detect(survey.live_uses([module])).era == "1.0"
