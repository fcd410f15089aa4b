"""`MultiRNNCell([cell] * n)`, and the errors of the core cells. Numbers: tests/parity/cases/core_cells.py."""

import numpy as np
import pytest


@pytest.fixture
def log(tf, monkeypatch):
    lines = []
    monkeypatch.setattr(tf.logging, "warning", lines.append)
    return lines


def layers_of(tf, cell, depth):
    """The (name, input depth) of each kernel that `cell` makes on inputs `[2, 3, depth]`."""
    tf.nn.dynamic_rnn(cell, tf.zeros([2, 3, depth]), dtype=tf.float32)
    return [v.op.name for v in tf.trainable_variables() if v.op.name.endswith("kernel")]


def test_a_repeated_cell_that_fits_is_shared(tf, log):
    cell = tf.nn.rnn_cell.BasicLSTMCell(4)
    assert layers_of(tf, tf.nn.rnn_cell.MultiRNNCell([cell] * 3), depth=4) == ["rnn/multi_rnn_cell/cell_0/basic_lstm_cell/kernel"]
    assert len(log) == 1 and "they share its weights, as in TF 1.15" in log[0]
    assert "MultiRNNCell([BasicLSTMCell(...) for _ in range(3)])" in log[0]


def test_a_repeated_cell_that_does_not_fit_gets_weights_for_each_layer(tf, log):
    cell = tf.nn.rnn_cell.BasicLSTMCell(4)
    assert layers_of(tf, tf.nn.rnn_cell.MultiRNNCell([cell] * 3), depth=5) == [
        f"rnn/multi_rnn_cell/cell_{i}/basic_lstm_cell/kernel" for i in range(3)]
    assert [v.shape.as_list() for v in tf.trainable_variables()[::2]] == [[9, 16], [8, 16], [8, 16]]
    assert len(log) == 1 and "each layer gets weights of its own, as in TF 1.0" in log[0] and "[5, 4, 4]" in log[0]


def test_the_plain_way_says_nothing(tf, log):
    layers_of(tf, tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.GRUCell(4) for _ in range(2)]), depth=5)
    assert log == []


def test_the_copies_keep_the_arguments_of_the_cell(tf, log):
    keep = tf.placeholder_with_default(0.5, [])
    inner = tf.nn.rnn_cell.LSTMCell(4, use_peepholes=True, num_proj=3, name="mine")
    wrapped = tf.nn.rnn_cell.DropoutWrapper(inner, output_keep_prob=keep)
    layers_of(tf, tf.nn.rnn_cell.MultiRNNCell([wrapped] * 2), depth=5)
    names = [v.op.name for v in tf.trainable_variables()]
    assert "rnn/multi_rnn_cell/cell_1/mine/w_f_diag" in names
    assert "rnn/multi_rnn_cell/cell_1/mine/projection/kernel" in names


def test_an_inner_cell_shared_by_two_wrappers_is_copied_too(tf, log):
    inner = tf.nn.rnn_cell.GRUCell(4)
    wrappers = [tf.nn.rnn_cell.DropoutWrapper(inner) for _ in range(2)]
    assert "rnn/multi_rnn_cell/cell_1/gru_cell/gates/kernel" in layers_of(tf, tf.nn.rnn_cell.MultiRNNCell(wrappers), depth=5)


def test_a_users_own_repeated_cell_is_copied(tf, log):
    class Plain(tf.nn.rnn_cell.RNNCell):
        def __init__(self, units):
            super().__init__()
            self._units = units

        state_size = output_size = property(lambda self: self._units)

        def call(self, inputs, state):
            new = tf.tanh(tf.layers.dense(tf.concat([inputs, state], 1), self._units))
            return new, new

    kernels = layers_of(tf, tf.nn.rnn_cell.MultiRNNCell([Plain(4)] * 2), depth=5)
    assert kernels == ["rnn/multi_rnn_cell/cell_0/plain/dense/kernel", "rnn/multi_rnn_cell/cell_1/plain/dense/kernel"]


def test_the_copied_layers_train_and_differ(tf, log):
    cell = tf.nn.rnn_cell.BasicRNNCell(3)
    outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.MultiRNNCell([cell] * 3), tf.ones([1, 2, 5]), dtype=tf.float32)
    gradients = tf.gradients(tf.reduce_sum(outputs), tf.trainable_variables())
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        second, third = sess.run(tf.trainable_variables()[2:6:2])
        assert all(np.abs(g).max() > 0 for g in sess.run(gradients))
    assert second.shape == third.shape and not np.allclose(second, third)


def test_wrappers_know_their_cell_by_its_old_name_too(tf):
    class Twice(tf.nn.rnn_cell.DropoutWrapper):
        def __call__(self, inputs, state, scope=None):
            output, _ = super().__call__(inputs, state, scope)
            return tf.concat([output, self._cell(inputs, state)[0]], 1), state

    inner = tf.nn.rnn_cell.GRUCell(3)
    output, _ = Twice(inner, output_keep_prob=1.0)(tf.ones([2, 4]), tf.zeros([2, 3]))
    assert output.shape == [2, 6] and len(tf.trainable_variables()) == 4
    for wrapper in (tf.nn.rnn_cell.ResidualWrapper(inner), tf.nn.rnn_cell.DeviceWrapper(inner, "/cpu:0")):
        assert wrapper._cell is inner
        with pytest.raises(AttributeError, match="no attribute '_cells'"):
            _ = wrapper._cells


def test_cells_belong_to_the_base_classes_that_programs_ask_for(tf):
    cells = tf.nn.rnn_cell
    for cell in (cells.BasicLSTMCell(2), cells.DropoutWrapper(cells.GRUCell(2)), cells.MultiRNNCell([cells.LSTMCell(2)])):
        assert isinstance(cell, cells.RNNCell)
        assert isinstance(cell, tf.layers.Layer)
    assert tf.contrib.rnn.BasicLSTMCell is cells.BasicLSTMCell
    assert isinstance(cells.GRUCell(2), tf.contrib.rnn.LayerRNNCell)


def test_errors_say_what_came_and_what_to_do(tf):
    with pytest.raises(TypeError, match="`cells` is .*; expected a list or tuple of cells, one for each layer"):
        tf.nn.rnn_cell.MultiRNNCell(tf.nn.rnn_cell.GRUCell(2))
    with pytest.raises(ValueError, match="`cells` is empty; give one cell for each layer"):
        tf.nn.rnn_cell.MultiRNNCell([])
    with pytest.raises(ValueError, match="Pass state_is_tuple=False to those cells too"):
        tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.BasicLSTMCell(2)], state_is_tuple=False)
    tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.BasicLSTMCell(2, state_is_tuple=False)], state_is_tuple=False)  # the remedy
