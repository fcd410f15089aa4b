"""tf.contrib.rnn: where TF 1.15.5 is at fault, steps computed in NumPy, and what its errors say."""

import numpy as np
import pytest

BATCH, DEPTH, UNITS = 2, 4, 3


def run(tf, fetches, feed=None, seed=3):
    """Fetches with all trainable variables random."""
    random = np.random.RandomState(seed)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for variable in tf.trainable_variables():
            variable.load(random.uniform(-1, 1, variable.shape.as_list()).astype(variable.dtype.base_dtype.as_numpy_dtype), session)
        return session.run(fetches, feed)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


# Closed forms

def test_sru_forgets_by_its_inputs_alone(tf):  # oracle: the paper's equations in NumPy
    cell = tf.contrib.rnn.SRUCell(UNITS)
    x, c = np.random.RandomState(1).normal(size=[BATCH, DEPTH]), np.random.RandomState(2).normal(size=[BATCH, UNITS])
    output, state = cell(tf.constant(x, tf.float32), tf.constant(c, tf.float32))
    output, state, kernel, bias = run(tf, [output, state] + tf.trainable_variables())
    candidate, forget, reset, highway = np.split(x @ kernel, 4, axis=1)
    forget, reset = sigmoid(forget + bias[:UNITS]), sigmoid(reset + bias[UNITS:])
    np.testing.assert_allclose(state, forget * c + (1 - forget) * candidate, rtol=1e-5)
    np.testing.assert_allclose(output, reset * np.tanh(state) + (1 - reset) * highway, rtol=1e-4, atol=1e-6)


def test_the_lstm_in_one_kernel_equals_the_lstm_cell(tf):  # oracle: an independent kernel, with the same variables
    x = tf.constant(np.random.RandomState(1).normal(size=[5, BATCH, DEPTH]), tf.float32)
    cell = tf.nn.rnn_cell.BasicLSTMCell(UNITS, name="lstm")
    plain, plain_state = tf.nn.dynamic_rnn(cell, x, sequence_length=[5, 2], dtype=tf.float32, time_major=True)
    with tf.variable_scope("rnn", reuse=True):
        outputs, state = tf.contrib.rnn.LSTMBlockFusedCell(UNITS, name="lstm")(x, dtype=tf.float32, sequence_length=[5, 2])
    assert len(tf.trainable_variables()) == 2
    fused, unfused, (c, h), plain_state = run(tf, [outputs, plain, state, plain_state])
    np.testing.assert_allclose(fused, unfused, rtol=1e-5, atol=1e-6)
    assert (fused[2:, 1] == 0).all()
    np.testing.assert_allclose([c, h], plain_state, rtol=1e-5, atol=1e-6)


def test_indy_lstm_units_do_not_see_each_other(tf):
    cell = tf.contrib.rnn.IndyLSTMCell(UNITS)
    start = tf.constant(np.random.RandomState(1).normal(size=[1, UNITS]), tf.float32)
    output, _ = cell(tf.ones([1, DEPTH]), (start, start))
    jacobian = np.stack(run(tf, [tf.gradients(output[0, unit], start)[0] for unit in range(UNITS)]))[:, 0]
    assert (jacobian[~np.eye(UNITS, dtype=bool)] == 0).all() and (np.diag(jacobian) != 0).all()


# TF 1.15.5's faults

def grid(tf, **options):
    return tf.contrib.rnn.GridLSTMCell(UNITS, feature_size=2, frequency_skip=2, num_frequency_blocks=[1, 2], start_freqindex_list=[0, 2],
                                       end_freqindex_list=[2, 6], **options)


def test_each_block_of_a_concatenated_grid_has_its_own_state(tf):
    # TF 1.15.5 reads the state of every block from the place of the first, and forgets the others.
    x, start = tf.random_normal([BATCH, 6], seed=1), tf.random_normal([BATCH, 6 * UNITS], seed=2)
    together, apart = grid(tf, state_is_tuple=False), grid(tf)
    with tf.variable_scope("grid"):
        output, _ = together(x, start)
    with tf.variable_scope("grid", reuse=True):
        expected, _ = apart(x, apart.state_tuple_type(*tf.split(start, 6, axis=1)))
    output, expected = run(tf, [output, expected])
    np.testing.assert_array_equal(output, expected)


def test_an_unknown_batch_is_no_obstacle_to_the_grids(tf):
    # TF 1.15.5 needs the batch size while it builds.
    x = tf.placeholder(tf.float32, [None, 6])
    cell = grid(tf)
    output, _ = cell(x, cell.zero_state(tf.shape(x)[0], tf.float32))
    assert run(tf, output, {x: np.ones([5, 6])}).shape == (5, 6 * UNITS)


@pytest.mark.parametrize("name", ["HighwayWrapper", "CompiledWrapper"])
def test_wrappers_list_the_variables(tf, name):
    # TF 1.15.5 raises AttributeError.
    cell = getattr(tf.contrib.rnn, name)(tf.contrib.rnn.GRUCell(DEPTH))
    cell(tf.ones([BATCH, DEPTH]), cell.zero_state(BATCH, tf.float32))
    assert {v.op.name for v in cell.trainable_variables} == {v.op.name for v in tf.trainable_variables()} != set()


@pytest.mark.parametrize("dtype", ["float16", "float64"])
def test_all_cells_take_the_dtype_of_their_inputs(tf, dtype):
    # TF 1.15.5 knows only float32 for these four.
    rnn, inputs = tf.contrib.rnn, tf.ones([BATCH, DEPTH], dtype)
    for cell in (rnn.AttentionCellWrapper(rnn.GRUCell(UNITS), 2), rnn.HighwayWrapper(rnn.BasicRNNCell(DEPTH)),
                 rnn.CoupledInputForgetGateLSTMCell(UNITS, layer_norm=True)):
        assert cell(inputs, cell.zero_state(BATCH, dtype))[0].dtype == dtype
    cell = rnn.PhasedLSTMCell(UNITS)
    assert cell((tf.ones([BATCH, 1], dtype), inputs), cell.zero_state(BATCH, dtype))[0].dtype == dtype


def test_a_fused_layer_takes_lengths_of_int64(tf):
    # TF 1.15.5 raises TypeError.
    layer = tf.contrib.rnn.LSTMBlockFusedCell(UNITS)
    outputs, _ = layer(tf.ones([5, BATCH, DEPTH]), dtype=tf.float32, sequence_length=tf.constant([2, 0], tf.int64))
    assert ((run(tf, outputs) != 0).all(2) == [[True, False]] * 2 + [[False, False]] * 3).all()


# What errors say

def test_an_unknown_depth_is_explained(tf):
    inputs = tf.placeholder(tf.float32, [BATCH, None])
    for cell in (tf.contrib.rnn.UGRNNCell(UNITS), tf.contrib.rnn.SRUCell(UNITS), tf.contrib.rnn.IndRNNCell(UNITS)):
        with pytest.raises(ValueError):
            cell(inputs, cell.zero_state(BATCH, tf.float32))
    with pytest.raises(ValueError, match=r"UGRNNCell.*call inputs.set_shape\(\[None, depth\]\)"):
        tf.contrib.rnn.UGRNNCell(UNITS)(inputs, tf.zeros([BATCH, UNITS]))
    inputs.set_shape([None, DEPTH])  # the remedy
    tf.contrib.rnn.UGRNNCell(UNITS)(inputs, tf.zeros([BATCH, UNITS]))


def test_one_tensor_as_a_pair_is_explained(tf):
    cell, state = tf.contrib.rnn.LayerNormBasicLSTMCell(UNITS), tf.zeros([BATCH, 2 * UNITS])
    with pytest.raises(TypeError, match=r"LSTMStateTuple\(\*tf.split\(state, 2, axis=1\)\)"):
        cell(tf.ones([BATCH, DEPTH]), state)
    with tf.variable_scope("split"):  # the remedy
        cell = tf.contrib.rnn.LayerNormBasicLSTMCell(UNITS)
        cell(tf.ones([BATCH, DEPTH]), tf.nn.rnn_cell.LSTMStateTuple(*tf.split(state, 2, axis=1)))


def test_group_sizes_are_explained(tf):
    with pytest.raises(ValueError, match="`num_units` is 5; expected a known multiple of number_of_groups = 2, such as 4"):
        tf.contrib.rnn.GLSTMCell(5, number_of_groups=2)


def test_windows_of_a_grid_are_counted(tf):
    cell = tf.contrib.rnn.GridLSTMCell(UNITS, feature_size=2, frequency_skip=2, num_frequency_blocks=[4])
    with pytest.raises(ValueError, match=r"hold 3 windows of feature_size=2, frequency_skip=2. Pass 3"):
        cell(tf.ones([BATCH, 6]), cell.zero_state(BATCH, tf.float32))


def test_attention_over_a_cell_with_a_pair_is_explained(tf):
    with pytest.raises(ValueError, match="Pass state_is_tuple=False to the cell too"):
        tf.contrib.rnn.AttentionCellWrapper(tf.contrib.rnn.BasicLSTMCell(UNITS), 2, state_is_tuple=False)


def test_inner_paths_lead_to_the_same_objects(tf):
    ops = tf.contrib.rnn.python.ops
    assert ops.core_rnn_cell.EmbeddingWrapper is tf.contrib.rnn.EmbeddingWrapper
    assert ops.rnn_cell.NASCell is tf.contrib.rnn.NASCell
    assert ops.core_rnn.static_rnn is tf.contrib.rnn.static_rnn  # TF 1.0's and 1.1's
    assert ops.rnn_cell._linear is ops.core_rnn_cell._linear
    assert ops.rnn.stack_bidirectional_dynamic_rnn is tf.contrib.rnn.stack_bidirectional_dynamic_rnn
    assert ops.lstm_ops.LSTMBlockCell is tf.contrib.rnn.LSTMBlockCell
    assert ops.gru_ops.GRUBlockCellV2 is tf.contrib.rnn.GRUBlockCellV2
    assert ops.fused_rnn_cell.TimeReversedFusedRNN is tf.contrib.rnn.TimeReversedFusedRNN
