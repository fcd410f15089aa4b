"""tf.contrib.grid_rnn: where TF 1.15.5 fails by mistake, a grid computed by hand, and what its errors say."""

import numpy as np
import pytest

BATCH, DEPTH, UNITS = 2, 4, 3


def run(tf, fetches, feed=None):
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        return session.run(fetches, feed)


def one_step(tf, cell, inputs=None):
    inputs = tf.ones([BATCH, DEPTH]) if inputs is None else inputs
    return cell(inputs, cell.zero_state(BATCH, tf.float32))


def kernels(tf):
    return [v.op.name for v in tf.global_variables() if v.op.name.endswith(("kernel", "weights"))]


class Adds:
    """Makes cells whose output and state are the sum of what they see: `h + sum of the inputs`."""

    def __init__(self, tf):
        class Adding(tf.nn.rnn_cell.RNNCell):
            state_size = property(lambda self: UNITS)
            output_size = property(lambda self: UNITS)

            def call(self, inputs, state):
                output = state + tf.reduce_sum(inputs, 1, keepdims=True)
                return output, output

        self._cell = Adding

    def __call__(self, units):
        return self._cell()


def test_a_priority_dimension_sees_the_new_values_of_the_others(tf):  # oracle: sums by hand
    cell = tf.contrib.grid_rnn.GridRNNCell(UNITS, 2, output_dims=[0, 1], priority_dims=1, cell_fn=Adds(tf))
    outputs, states = cell(tf.zeros([1, 0]), (tf.fill([1, UNITS], 1.0), tf.fill([1, UNITS], 10.0)))
    first, second = run(tf, outputs)
    assert first.tolist() == [[13.0] * 3]  # 10, the second's value, and 3 * 1
    assert second.tolist() == [[49.0] * 3]  # 10, and 3 * 13, no longer 3 * 1
    assert [part.shape.as_list() for part in states] == [[1, 3], [1, 3]]


def test_a_non_recurrent_dimension_works_without_an_initializer_in_the_scope(tf):
    # TF 1.15.5 raises AttributeError: it looks for tf.contrib.layers.initializers, which is not public there.
    output, state = one_step(tf, tf.contrib.grid_rnn.Grid2LSTMCell(UNITS, non_recurrent_fn=tf.nn.relu))
    assert (run(tf, output[0]) >= 0).all() and len(state) == 1
    assert kernels(tf) == ["Grid2LSTMCell/recurrent/cell_1/lstm_cell/kernel", "Grid2LSTMCell/non_recurrent/cell_0/fully_connected/weights"]


def test_a_tied_grid_may_have_recurrent_and_other_dimensions(tf):
    # TF 1.15.5 raises ValueError: it takes the second kind's variables for made when the first kind's are.
    one_step(tf, tf.contrib.grid_rnn.Grid3LSTMCell(UNITS, tied=True, non_recurrent_fn=tf.nn.relu))
    assert kernels(tf) == ["Grid3LSTMCell/recurrent/lstm_cell/kernel", "Grid3LSTMCell/non_recurrent/fully_connected/weights"]


@pytest.mark.parametrize("name, width", [("Grid2GRUCell", 6), ("Grid2BasicRNNCell", 6), ("Grid1BasicRNNCell", 3)])
def test_a_state_of_single_tensors_may_be_concatenated(tf, name, width):
    # TF 1.15.5 gives the zero state, but its call tries to iterate over a tensor.
    make = getattr(tf.contrib.grid_rnn, name)
    joined, parted = make(UNITS, state_is_tuple=False), make(UNITS)
    assert joined.state_size == width
    inputs, start = tf.random_normal([BATCH, DEPTH], seed=1), tf.random_normal([BATCH, width], seed=2)
    with tf.variable_scope("grid"):
        _, one = joined(inputs, start)
    with tf.variable_scope("grid", reuse=True):
        _, several = parted(inputs, tuple(tf.split(start, width // UNITS, axis=1)))
    one, several = run(tf, [one, several])
    np.testing.assert_array_equal(one, np.concatenate(several, 1))


def test_one_dimension_takes_an_unknown_batch(tf):
    # TF 1.15.5 raises TypeError there, and not with two dimensions.
    inputs = tf.placeholder(tf.float32, [None, DEPTH])
    cell = tf.contrib.grid_rnn.Grid1LSTMCell(UNITS)
    (output,), _ = cell(inputs, cell.zero_state(tf.shape(inputs)[0], tf.float32))
    assert run(tf, output, {inputs: np.ones([5, DEPTH])}).shape == (5, UNITS)


def test_every_trainable_variable_of_the_cells_is_listed(tf):
    # TF 1.15.5 raises AttributeError.
    cell = tf.contrib.grid_rnn.Grid2BasicRNNCell(UNITS)
    one_step(tf, cell)
    assert {v.op.name for v in cell.trainable_variables} == {v.op.name for v in tf.trainable_variables()}


def raises(error, text):
    return pytest.raises(error, match=text)


def test_errors_say_what_to_do(tf):
    grid = tf.contrib.grid_rnn
    with raises(ValueError, r"`input_dims` has \[2\], in a grid of num_dims=2; expected numbers from 0 to 1"):
        grid.GridRNNCell(UNITS, 2, input_dims=[0, 2])
    with raises(AttributeError, r"pass tf.zeros\(\[batch, 0\]\)"):
        cell = grid.Grid1LSTMCell(UNITS)
        cell(None, cell.zero_state(BATCH, tf.float32))
    with raises(TypeError, r"expected LSTMStateTuple\(c, h\)"):
        grid.Grid2LSTMCell(UNITS)(tf.ones([BATCH, DEPTH]), (tf.zeros([BATCH, UNITS]),) * 2)
    with raises(ValueError, r"\[0\] get no inputs .* Name them in `input_dims`"):
        one_step(tf, grid.GridRNNCell(UNITS, 2, non_recurrent_dims=0))
    with raises(ValueError, "depth 5, to be cut into 2 equal parts .* multiple of 2"):
        one_step(tf, grid.GridRNNCell(UNITS, 2, [0, 1]), tf.ones([BATCH, 5]))


def test_the_remedies_work(tf):
    grid = tf.contrib.grid_rnn
    one_step(tf, grid.GridRNNCell(UNITS), tf.zeros([BATCH, 0]))
    with tf.variable_scope("named"):
        one_step(tf, grid.GridRNNCell(UNITS, 2, input_dims=0, non_recurrent_dims=0))
    with tf.variable_scope("padded"):
        one_step(tf, grid.GridRNNCell(UNITS, 2, [0, 1]), tf.pad(tf.ones([BATCH, 5]), [[0, 0], [0, 1]]))
