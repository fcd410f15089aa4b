"""The cuDNN layers against the compatible cells with the same weights; their checkpoints; their messages."""

import numpy as np
import pytest

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.cudnn_rnn import canonical

cudnn_rnn = tf.contrib.cudnn_rnn
BATCH, TIME, DEPTH, UNITS = 3, 4, 5, 2
LENGTHS = np.array([4, 0, 2], np.int32)
KINDS = ["CudnnLSTM", "CudnnGRU", "CudnnRNNTanh", "CudnnRNNRelu"]
RANDOM = np.random.RandomState(0)
INPUTS = RANDOM.uniform(-1, 1, [TIME, BATCH, DEPTH]).astype(np.float32)


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def cell_of(kind):
    return {"CudnnLSTM": lambda: cudnn_rnn.CudnnCompatibleLSTMCell(UNITS), "CudnnGRU": lambda: cudnn_rnn.CudnnCompatibleGRUCell(UNITS),
            "CudnnRNNTanh": lambda: tf.nn.rnn_cell.BasicRNNCell(UNITS),
            "CudnnRNNRelu": lambda: tf.nn.rnn_cell.BasicRNNCell(UNITS, activation=tf.nn.relu)}[kind]()


def by_cells(kind, layers, direction, inputs, lengths, initial=None, scope="net"):
    """Outputs and states `[time, batch, ...]` of the cells; initial: h and c as the layer has them."""
    number = layers * (2 if direction == "bidirectional" else 1)
    states = None
    if initial is not None:
        parts = [[part[i] for part in initial] for i in range(number)]
        states = [tf.nn.rnn_cell.LSTMStateTuple(c=part[1], h=part[0]) if kind == "CudnnLSTM" else part[0] for part in parts]
    with tf.variable_scope(scope):
        if direction == "unidirectional":
            cells = tf.nn.rnn_cell.MultiRNNCell([cell_of(kind) for _ in range(layers)])
            outputs, state = tf.nn.dynamic_rnn(
                cells, inputs, lengths, initial_state=states and tuple(states), dtype=inputs.dtype, time_major=True)
        else:
            outputs, forward, backward = tf.contrib.rnn.stack_bidirectional_dynamic_rnn(
                [cell_of(kind) for _ in range(layers)], [cell_of(kind) for _ in range(layers)], tf.transpose(inputs, [1, 0, 2]),
                initial_states_fw=states and states[0::2], initial_states_bw=states and states[1::2],
                sequence_length=lengths, dtype=inputs.dtype)
            outputs = tf.transpose(outputs, [1, 0, 2])
            state = [part for pair in zip(forward, backward) for part in pair]
    if kind == "CudnnLSTM":
        return outputs, (tf.stack([part.h for part in state]), tf.stack([part.c for part in state]))
    return outputs, (tf.stack(list(state)),)


def randomized(sess):
    """Gives all variables values that depend on nothing but their order."""
    random = np.random.RandomState(1)
    for variable in tf.trainable_variables():
        variable.load(random.uniform(-0.7, 0.7, variable.shape.as_list()).astype(variable.dtype.base_dtype.as_numpy_dtype), sess)


@pytest.mark.parametrize("with_lengths", [False, True])
@pytest.mark.parametrize("direction", ["unidirectional", "bidirectional"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_layers_checkpoint_gives_the_cells_the_same_numbers(kind, direction, with_lengths, tmp_path):
    lengths = LENGTHS if with_lengths else None
    layer = getattr(cudnn_rnn, kind)(2, UNITS, direction=direction, name="net")
    expected = layer(tf.constant(INPUTS), sequence_lengths=lengths, training=False)
    saver = tf.train.Saver()
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        randomized(sess)
        path = saver.save(sess, str(tmp_path / "layer"))
        expected = sess.run(expected)
    with tf.Graph().as_default(), tf.Session() as sess:
        found = by_cells(kind, 2, direction, tf.constant(INPUTS), lengths)
        tf.train.Saver().restore(sess, path)
        found = sess.run(found)
    np.testing.assert_allclose(found[0], expected[0], rtol=1e-5, atol=1e-6)
    assert len(found[1]) == len(expected[1])
    for ours, theirs in zip(found[1], expected[1]):
        np.testing.assert_allclose(ours, theirs, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("direction", ["unidirectional", "bidirectional"])
@pytest.mark.parametrize("kind", KINDS)
def test_cells_checkpoint_gives_a_layer_the_same_numbers_and_gradients(kind, direction, tmp_path):
    parts = 2 if kind == "CudnnLSTM" else 1
    initial = RANDOM.uniform(-1, 1, [parts, 2 * (2 if direction == "bidirectional" else 1), BATCH, UNITS]).astype(np.float32)

    def loss_of(outputs, states):
        return tf.reduce_sum(outputs ** 2) + tf.add_n([tf.reduce_sum(state ** 2) for state in states])

    inputs = tf.constant(INPUTS)
    outputs, states = by_cells(kind, 2, direction, inputs, LENGTHS, tf.unstack(tf.constant(initial)))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        randomized(sess)
        path = tf.train.Saver().save(sess, str(tmp_path / "cells"))
        expected = sess.run([outputs, states, tf.gradients(loss_of(outputs, states), inputs)[0]])
    with tf.Graph().as_default(), tf.Session() as sess:
        inputs = tf.constant(INPUTS)
        layer = getattr(cudnn_rnn, kind)(2, UNITS, direction=direction, name="net")
        outputs, states = layer(inputs, tuple(tf.unstack(tf.constant(initial))), LENGTHS)
        # The cells' checkpoint has no buffer: only what stands for the cells is restored.
        tf.train.Saver([layer.saveable]).restore(sess, path)
        found = sess.run([outputs, states, tf.gradients(loss_of(outputs, states), inputs)[0]])
    for ours, theirs in zip(tf.nest.flatten(found), tf.nest.flatten(expected)):
        np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("kind", ["CudnnGRU", "CudnnRNNTanh", "CudnnRNNRelu"])
def test_a_layer_in_double_precision_computes_what_the_cells_do(kind, tmp_path):
    layer = getattr(cudnn_rnn, kind)(1, UNITS, name="net", dtype=tf.float64)
    outputs, _ = layer(tf.constant(INPUTS, tf.float64))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        randomized(sess)
        path = tf.train.Saver().save(sess, str(tmp_path / "layer"))
        expected = sess.run(outputs)
    with tf.Graph().as_default(), tf.Session() as sess:
        outputs, _ = by_cells(kind, 1, "unidirectional", tf.constant(INPUTS, tf.float64), None)
        tf.train.Saver().restore(sess, path)
        np.testing.assert_allclose(sess.run(outputs), expected, rtol=1e-12)


@pytest.mark.parametrize("use_resource", [False, True])
def test_where_buffer_and_cells_differ_in_a_checkpoint_the_cells_win(use_resource, tmp_path):
    with tf.variable_scope("", use_resource=use_resource):
        layer = cudnn_rnn.CudnnGRU(1, UNITS, name="net")
        layer(tf.constant(INPUTS))
    saver = tf.train.Saver()
    assert hasattr(layer.kernel, "handle") == use_resource
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        randomized(sess)
        path = saver.save(sess, str(tmp_path / "layer"))
        expected = sess.run([spec.tensor for spec in layer.saveable.specs])
        # Another machine's layout: the buffer's numbers in another order, saved over the same names.
        names = [name for name, _ in tf.train.list_variables(path)]
        stored = {name: tf.train.load_variable(path, name) for name in names}
    stored["net/opaque_kernel"] = stored["net/opaque_kernel"][::-1].copy()
    with tf.Graph().as_default(), tf.Session() as other:
        for name, value in stored.items():
            tf.get_variable(name, initializer=value)
        other.run(tf.global_variables_initializer())
        path = tf.train.Saver().save(other, str(tmp_path / "other"))
    for _ in range(5):  # the order of two assignments would be left to chance
        with tf.Session() as sess:
            saver.restore(sess, path)
            for found, wanted in zip(sess.run([spec.tensor for spec in layer.saveable.specs]), expected):
                np.testing.assert_allclose(found, wanted, rtol=1e-6)


def test_a_checkpoint_of_another_size_is_refused(tmp_path):
    layer = cudnn_rnn.CudnnRNNTanh(1, UNITS, name="net")
    layer(tf.constant(INPUTS))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        path = tf.train.Saver([layer.saveable]).save(sess, str(tmp_path / "small"))
    with tf.Graph().as_default(), tf.Session() as sess:
        layer = cudnn_rnn.CudnnRNNTanh(1, UNITS + 1, name="net")
        layer(tf.constant(INPUTS))
        with pytest.raises(tf.errors.InvalidArgumentError, match="is not compatible with expected shape"):
            tf.train.Saver([layer.saveable]).restore(sess, path)


def test_a_relu_layer_of_ones_counts():
    """Oracle: by hand. Each step adds its input and the state before; biases are both 0."""
    layer = cudnn_rnn.CudnnRNNRelu(1, 1, kernel_initializer=tf.ones_initializer())
    outputs, (h,) = layer(tf.ones([3, 1, 1]))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        np.testing.assert_array_equal(sess.run(outputs)[:, 0, 0], [1, 2, 3])
        np.testing.assert_array_equal(sess.run(h), [[[3]]])


def test_lengths_end_outputs_and_states_and_begin_the_backward_direction():
    """Oracle: by hand, the layer that counts."""
    layer = cudnn_rnn.CudnnRNNRelu(1, 1, direction="bidirectional", kernel_initializer=tf.ones_initializer())
    outputs, (h,) = layer(tf.ones([3, 3, 1]), sequence_lengths=[3, 2, 0])
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        outputs, h = sess.run([outputs, h])
    np.testing.assert_array_equal(outputs[:, :, 0].T, [[1, 2, 3], [1, 2, 0], [0, 0, 0]])
    np.testing.assert_array_equal(outputs[:, :, 1].T, [[3, 2, 1], [2, 1, 0], [0, 0, 0]])
    np.testing.assert_array_equal(h[:, :, 0], [[3, 2, 0], [3, 2, 0]])


@pytest.mark.parametrize("kind", KINDS)
def test_batch_major_is_the_same_with_batch_first_states_too(kind):
    """TF 1.15 fails here: it takes the batch of the zero states from the time axis, and the new states' static shape."""
    layer = getattr(cudnn_rnn, kind)(2, UNITS, direction="bidirectional")
    parts = 2 if kind == "CudnnLSTM" else 1
    initial = tuple(tf.constant(RANDOM.uniform(-1, 1, [4, BATCH, UNITS]).astype(np.float32)) for _ in range(parts))
    turned = tuple(tf.transpose(part, [1, 0, 2]) for part in initial)
    for states, batch_first in ((None, None), (initial, turned)):
        expected = layer(tf.constant(INPUTS), states, LENGTHS)
        found = layer(tf.constant(INPUTS.transpose(1, 0, 2)), batch_first, LENGTHS, time_major=False)
        assert found[0].shape.as_list() == [BATCH, TIME, 2 * UNITS]
        assert [part.shape.as_list() for part in found[1]] == [[BATCH, 4, UNITS]] * parts
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            expected, found = sess.run([expected, found])
        for ours, theirs in zip(tf.nest.flatten(found), tf.nest.flatten(expected)):
            np.testing.assert_allclose(ours.transpose(1, 0, 2), theirs, rtol=1e-6)


def test_dropout_stands_between_layers_in_training_alone():
    inputs = tf.constant(INPUTS)
    one, two = cudnn_rnn.CudnnGRU(1, UNITS, dropout=0.5), cudnn_rnn.CudnnGRU(2, UNITS, dropout=0.5, seed=1)
    single = [one(inputs, training=training)[0] for training in (True, False)]
    double = [two(inputs, training=training)[0] for training in (True, False)]
    _, (h,) = two(inputs)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        trained, plain = sess.run(single)
        np.testing.assert_array_equal(trained, plain)  # one layer: nothing between
        trained, plain = sess.run(double)
        assert np.abs(trained - plain).max() > 1e-3
        np.testing.assert_array_equal(sess.run(double[1]), plain)
        # What is dropped are the first layer's outputs, not its state.
        np.testing.assert_allclose(sess.run(h)[0], sess.run(two(inputs, training=False)[1][0])[0], rtol=1e-6)


@pytest.mark.parametrize("kind, mode", [("CudnnLSTM", "skip_input"), ("CudnnGRU", "auto_select"), ("CudnnRNNTanh", "skip_input")])
def test_a_skipped_input_projection_is_the_identity_to_the_cells(kind, mode, tmp_path):
    inputs = INPUTS[:, :, :UNITS]
    layer = getattr(cudnn_rnn, kind)(2, UNITS, input_mode=mode, name="net")
    outputs, _ = layer(tf.constant(inputs))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        randomized(sess)
        path = tf.train.Saver().save(sess, str(tmp_path / "layer"))
        expected = sess.run(outputs)
    with tf.Graph().as_default(), tf.Session() as sess:
        outputs, _ = by_cells(kind, 2, "unidirectional", tf.constant(inputs), None)
        tf.train.Saver().restore(sess, path)
        np.testing.assert_allclose(sess.run(outputs), expected, rtol=1e-5, atol=1e-6)


def test_auto_select_projects_inputs_of_another_depth():
    plain, auto = (cudnn_rnn.CudnnRNNTanh(1, UNITS, input_mode=mode, kernel_initializer=tf.ones_initializer())
                   for mode in ("linear_input", "auto_select"))
    found = [layer(tf.constant(INPUTS))[0] for layer in (plain, auto)]
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        np.testing.assert_array_equal(*sess.run(found))


def test_conversion_to_cells_and_back_is_exact_with_a_projection_too():
    for num_proj in (None, 1):
        make = cudnn_rnn.CudnnParamsFormatConverterLSTM(2, UNITS, DEPTH, num_proj=num_proj, direction="bidirectional")
        plan = canonical.Plan("lstm", 2, UNITS, DEPTH, "bidirectional", "linear_input", num_proj)
        opaque = tf.constant(RANDOM.uniform(-1, 1, [plan.size()]).astype(np.float32))
        cells = make.opaque_to_tf_canonical(opaque)
        kernels = [[DEPTH + (num_proj or UNITS), 4 * UNITS]] * 2 + [[3 * (num_proj or UNITS), 4 * UNITS]] * 2
        assert [kernel.shape.as_list() for kernel in cells[0]] == kernels
        assert len(cells) == (3 if num_proj else 2)
        again = make.opaque_to_tf_canonical(make.tf_canonical_to_opaque(cells[0] + cells[1], *cells[2:]))
        with tf.Session() as sess:
            for ours, theirs in zip(*sess.run([tf.nest.flatten(again), tf.nest.flatten(cells)])):
                np.testing.assert_allclose(ours, theirs, rtol=1e-6)


@pytest.mark.parametrize("kind", KINDS)
def test_it_learns(kind):
    inputs = tf.constant(INPUTS)
    outputs, _ = getattr(cudnn_rnn, kind)(2, 8, direction="bidirectional", seed=1)(inputs)
    loss = tf.reduce_mean((tf.layers.dense(outputs, 1) - tf.reduce_sum(inputs, 2, keepdims=True)) ** 2)
    train = tf.train.AdamOptimizer(0.03).minimize(loss)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        before = sess.run(loss)
        for _ in range(60):
            sess.run(train)
        assert sess.run(loss) < before / 10


def layer_called(inputs=None, num_units=UNITS, call=(), **options):
    return cudnn_rnn.CudnnLSTM(2, num_units, **options)(tf.constant(INPUTS) if inputs is None else inputs, **dict(call))


@pytest.mark.parametrize("make, error, text", [
    (lambda: layer_called(input_mode="skip_input"), ValueError, r"depth is 5 and num_units 2. Make them equal, or leave input_mode"),
    (lambda: layer_called(dropout=1.5), ValueError, r"`dropout` is 1.5; expected the rate of what is dropped, from 0 to 1"),
    (lambda: layer_called(dropout=tf.constant(0.5)), TypeError, r"pass training=False when calling"),
    (lambda: layer_called(dtype=tf.int32), ValueError, r"expected tf.float16, tf.float32 or tf.float64"),
    (lambda: layer_called(direction="both"), ValueError, r"'both'; expected 'unidirectional' or 'bidirectional'"),
    (lambda: layer_called(input_mode="none"), ValueError, r"'none'; expected one of 'linear_input', 'skip_input', 'auto_select'"),
    (lambda: layer_called(num_units=2.5), TypeError, r"`num_units` is 2.5; expected an integer"),
    (lambda: layer_called(tf.placeholder(tf.float32)), TypeError, r"unknown rank; .*set_shape\(\[None, None, depth\]\)"),
    (lambda: layer_called(tf.zeros([2, 3])), ValueError, r"shape \(2, 3\); expected \[time, batch, depth\]"),
    (lambda: layer_called(tf.placeholder(tf.float32, [2, 3, None])), ValueError, r"depth unknown"),
    (lambda: layer_called([tf.zeros([2, 3])]), TypeError, r"tf.stack\(inputs\)"),
    (lambda: layer_called(tf.zeros([2, 3, 4], tf.float64)), ValueError, r"not float32, the layer's dtype: .*tf.cast\(x, tf.float32\)"),
    (lambda: layer_called(call={"initial_state": tf.zeros([2, 3, 2])}), TypeError, r"expected a tuple, \(h, c\)"),
    (lambda: layer_called(call={"initial_state": (tf.zeros([2, 3, 2]),)}), ValueError, r"has 1 parts; expected 2: h, c"),
    (lambda: layer_called(call={"initial_state": (tf.zeros([2, 3, 2]), tf.zeros([2, 3, 4]))}), ValueError,
     r"has c of shape \(2, 3, 4\); expected \[num_layers \* num_dirs, batch, num_units\] = \[2, 3, 2\]"),
    (lambda: layer_called(call={"training": tf.placeholder(tf.bool)}), TypeError, r"choose with tf.cond"),
    (lambda: layer_called(call={"sequence_lengths": tf.constant([1, 2, 3], tf.int64)}), TypeError,
     r"tf.cast\(sequence_lengths, tf.int32\)"),
    (lambda: layer_called(call={"sequence_lengths": [1, 2]}), ValueError, r"shape \(2,\); expected \[batch\]"),
    (lambda: cudnn_rnn.CudnnGRU(1, 2).input_size, ValueError, r"before the layer is called"),
    (lambda: cudnn_rnn.CudnnGRU(1, 2).canonical_weight_shapes, RuntimeError, r"call the layer first"),
    (lambda: cudnn_rnn.CudnnGRU(0, 2)(tf.zeros([2, 3, 4])), ValueError, r"`num_layers` is 0; expected 1 or more"),
    (lambda: cudnn_rnn.CudnnParamsFormatConverterGRU(1, 2, 3).tf_canonical_to_opaque([tf.zeros([2])]), ValueError,
     r"has 1 tensors; expected 6: 3 weights for each of the 1 cells"),
    (lambda: cudnn_rnn.CudnnParamsFormatConverterLSTM(1, 2, 3, num_proj=1).tf_canonical_to_opaque([tf.zeros([4, 8]), tf.zeros([8])]),
     ValueError, r"`weights_proj` is None; expected one projection for each cell"),
    (lambda: cudnn_rnn.CudnnCompatibleGRUCell(2)(tf.zeros([3, 4], tf.int32), tf.zeros([3, 2])), TypeError,
     r"tf.cast\(inputs, tf.float32\)"),
])
def test_mistakes_say_what_to_do(make, error, text):
    with pytest.raises(error, match=text):
        make()


@pytest.mark.parametrize("kind", KINDS)
def test_the_functions_of_a_buffer_compute_what_the_layers_do(kind):
    """By their deep path, as programs of TF 1.0 to 1.2 use them."""
    ops = cudnn_rnn.python.ops.cudnn_rnn_ops
    layer = getattr(cudnn_rnn, kind)(2, UNITS, direction="bidirectional")
    expected = layer(tf.constant(INPUTS), sequence_lengths=LENGTHS)
    model = getattr(ops, kind)(2, UNITS, DEPTH, direction="bidirectional")
    zeros = [tf.zeros([4, BATCH, UNITS])] * len(expected[1])
    rebuilt = model.canonical_to_params(*model.params_to_canonical(layer.kernel))
    found = model(tf.constant(INPUTS), *zeros, rebuilt, sequence_lengths=LENGTHS)
    turned = model(tf.constant(INPUTS.transpose(1, 0, 2)), *[tf.transpose(part, [1, 0, 2]) for part in zeros], rebuilt, LENGTHS, False)
    assert getattr(cudnn_rnn.python.layers.cudnn_rnn, kind) is getattr(cudnn_rnn, kind) is not getattr(ops, kind)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        assert sess.run(model.params_size()) == sum(np.prod(s) for s in layer.canonical_weight_shapes + layer.canonical_bias_shapes)
        expected, found, turned = sess.run([expected, found, turned])
    for ours, ours_turned, theirs in zip(found, turned, tf.nest.flatten(expected)):
        np.testing.assert_allclose(ours, theirs, rtol=1e-6)
        np.testing.assert_allclose(ours_turned.transpose(1, 0, 2), theirs, rtol=1e-6)


def test_a_projected_lstm_computes_what_the_projected_cell_does():
    """Oracle: LSTMCell with num_proj, whose forget bias is taken away."""
    ops = cudnn_rnn.python.ops.cudnn_rnn_ops
    model = ops.CudnnLSTM(1, UNITS, DEPTH, num_proj=1)
    params = tf.get_variable("params", [model_size(model)], initializer=tf.random_uniform_initializer(-1, 1, seed=1))
    converter = cudnn_rnn.CudnnParamsFormatConverterLSTM(1, UNITS, DEPTH, num_proj=1)
    kernels, biases, projections = converter.opaque_to_tf_canonical(params)
    cell = tf.nn.rnn_cell.LSTMCell(UNITS, num_proj=1, forget_bias=0.0)
    expected, state = tf.nn.dynamic_rnn(cell, tf.constant(INPUTS), dtype=tf.float32, time_major=True)
    found = model(tf.constant(INPUTS), tf.zeros([1, BATCH, 1]), tf.zeros([1, BATCH, UNITS]), params)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for variable, value in zip(cell.variables, [kernels[0], biases[0], projections[0]]):
            variable.load(sess.run(value), sess)
        expected, state, found = sess.run([expected, state, found])
    np.testing.assert_allclose(found[0], expected, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(found[1][0], state.h, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(found[2][0], state.c, rtol=1e-5, atol=1e-6)


def model_size(model):
    return int(tf.get_static_value(model.params_size()))
