"""The core cells of 0.12 to 1.1: variable names, states, scopes, and the layers of MultiRNNCell([cell] * n)."""

import numpy as np

from tests.parity.cases_of_eras import era_case, era_mistake
from tests.parity.cases_of_eras.building import BATCH, DEPTH, cells, model, sequence, steps, unrolled


@era_case()
def basic_rnn_cell(tf):
    return unrolled(tf, cells(tf).BasicRNNCell(5))


@era_case()
def gru_cell(tf):
    return unrolled(tf, cells(tf).GRUCell(5))


@era_case()
def gru_cell_relu(tf):
    return unrolled(tf, cells(tf).GRUCell(5, activation=tf.nn.relu), scope="encoder")


@era_case()
def basic_lstm_cell(tf):
    return unrolled(tf, cells(tf).BasicLSTMCell(5))


@era_case()
def basic_lstm_cell_joined_state(tf):
    return unrolled(tf, cells(tf).BasicLSTMCell(5, forget_bias=0.0, state_is_tuple=False))


@era_case()
def lstm_cell(tf):
    return unrolled(tf, cells(tf).LSTMCell(5))


@era_case()
def lstm_cell_all_options(tf):
    return unrolled(tf, cells(tf).LSTMCell(5, use_peepholes=True, num_proj=4, cell_clip=0.3, proj_clip=0.2, forget_bias=0.5,
                                           initializer=tf.constant_initializer(0.1)))


@era_case()
def lstm_cell_joined_state(tf):
    return unrolled(tf, cells(tf).LSTMCell(5, num_proj=4, state_is_tuple=False))


@era_case()
def lstm_cell_sharded(tf):
    return unrolled(tf, cells(tf).LSTMCell(6, num_proj=4, num_unit_shards=2, num_proj_shards=2))


@era_case()
def multi_cell_of_two_kinds(tf):
    c = cells(tf)
    return unrolled(tf, c.MultiRNNCell([c.BasicLSTMCell(5), c.GRUCell(4)]))


@era_case("0.12", "1.0")
def multi_cell_repeated(tf):
    c = cells(tf)
    return unrolled(tf, c.MultiRNNCell([c.BasicLSTMCell(5)] * 3))


@era_case("0.12", "1.0")
def multi_cell_repeated_where_it_fits(tf):
    c = cells(tf)
    return unrolled(tf, c.MultiRNNCell([c.GRUCell(DEPTH)] * 2))


@era_mistake("1.1")
def multi_cell_repeated_is_refused(tf):
    c = cells(tf)
    unrolled(tf, c.MultiRNNCell([c.GRUCell(DEPTH)] * 2))


@era_mistake("1.1")
def multi_cell_repeated_dropout_is_refused(tf):
    c = cells(tf)
    unrolled(tf, c.MultiRNNCell([c.DropoutWrapper(c.BasicLSTMCell(5), output_keep_prob=0.5)] * 2))


@era_case()
def multi_cell_joined_state(tf):
    c = cells(tf)
    return unrolled(tf, c.MultiRNNCell([c.BasicLSTMCell(5, state_is_tuple=False), c.GRUCell(4)], state_is_tuple=False))


@era_case()
def dropout_that_keeps_all(tf):
    c = cells(tf)
    return unrolled(tf, c.DropoutWrapper(c.BasicLSTMCell(5), input_keep_prob=1.0, output_keep_prob=tf.constant(1.0)))


@era_case()
def multi_cell_of_dropouts(tf):
    c = cells(tf)
    return unrolled(tf, c.MultiRNNCell([c.DropoutWrapper(c.GRUCell(5), output_keep_prob=1.0) for _ in range(2)]))


@era_case()
def input_projection(tf):
    c = cells(tf)
    return unrolled(tf, c.InputProjectionWrapper(c.GRUCell(5), 4))


@era_case()
def output_projection(tf):
    c = cells(tf)
    return unrolled(tf, c.OutputProjectionWrapper(c.BasicLSTMCell(5), 2))


@era_case()
def embedding_wrapper(tf):
    c = cells(tf)
    ids = tf.placeholder_with_default(np.array([[[1], [2]], [[6], [0]]], np.int32), [None, 2, 1])
    cell = c.EmbeddingWrapper(c.GRUCell(5), embedding_classes=7, embedding_size=4)
    outputs, state = tf.nn.dynamic_rnn(cell, ids, dtype=tf.float32)
    return model(tf, outputs=outputs, state=state)


@era_case("1.1")
def residual_and_device_wrappers(tf):
    c = cells(tf)
    return unrolled(tf, c.MultiRNNCell([c.ResidualWrapper(c.GRUCell(DEPTH)), c.DeviceWrapper(c.BasicRNNCell(4), "/cpu:0")]))


@era_case()
def cell_in_a_loop_with_reuse(tf):
    cell = cells(tf).BasicLSTMCell(5)
    state, outputs = cell.zero_state(BATCH, tf.float32), []
    with tf.variable_scope("RNN"):
        for time, inputs in enumerate(steps(tf)):
            if time > 0:
                tf.get_variable_scope().reuse_variables()
            output, state = cell(inputs, state)
            outputs.append(output)
    return model(tf, outputs=outputs, state=state)


@era_case()
def stacked_cell_in_a_loop(tf):
    c = cells(tf)
    cell = c.MultiRNNCell([c.DropoutWrapper(c.BasicLSTMCell(5, state_is_tuple=True), output_keep_prob=1.0) for _ in range(2)],
                          state_is_tuple=True)
    state, outputs = cell.zero_state(BATCH, tf.float32), []
    with tf.variable_scope("RNN"):
        for time, inputs in enumerate(steps(tf)):
            if time > 0:
                tf.get_variable_scope().reuse_variables()
            output, state = cell(inputs, state)
            outputs.append(output)
    return model(tf, outputs=outputs, state=state)


@era_case("0.12", "1.0")
def one_cell_in_two_scopes(tf):
    cell = cells(tf).GRUCell(5)
    first, state = tf.nn.dynamic_rnn(cell, sequence(tf), dtype=tf.float32, scope="encoder")
    with tf.variable_scope("decoder"):
        second, _ = tf.nn.dynamic_rnn(cell, sequence(tf, depth=2), initial_state=state)
    return model(tf, first=first, second=second)


@era_mistake("1.1")
def one_cell_in_two_scopes_is_refused(tf):
    cell = cells(tf).GRUCell(5)
    tf.nn.dynamic_rnn(cell, sequence(tf), dtype=tf.float32, scope="encoder")
    tf.nn.dynamic_rnn(cell, sequence(tf), dtype=tf.float32, scope="decoder")


@era_mistake("1.1")
def second_cell_in_one_scope_is_refused(tf):
    c = cells(tf)
    state = tf.zeros([BATCH, 5])
    c.GRUCell(5)(steps(tf)[0], state)
    c.GRUCell(5)(steps(tf)[0], state)


@era_mistake("1.0")
def second_cell_in_one_scope_finds_the_variable(tf):
    c = cells(tf)
    state = tf.zeros([BATCH, 5])
    c.GRUCell(5)(steps(tf)[0], state)
    c.GRUCell(5)(steps(tf)[0], state)


@era_case("1.1")
def cell_made_to_reuse(tf):
    c = cells(tf)
    state = tf.zeros([BATCH, 5])
    first, _ = c.GRUCell(5)(steps(tf)[0], state)
    second, _ = c.GRUCell(5, reuse=True)(steps(tf)[1], state)
    return model(tf, first=first, second=second)


@era_case()
def cell_with_a_scope_of_its_own(tf):
    c = cells(tf)
    output, state = c.BasicLSTMCell(5)(steps(tf)[0], c.BasicLSTMCell(5).zero_state(BATCH, tf.float32), scope="mine")
    return model(tf, output=output, state=state)


@era_case()
def multi_cell_with_a_scope_of_its_own(tf):
    c = cells(tf)
    cell = c.MultiRNNCell([c.GRUCell(5), c.GRUCell(5)])
    output, state = cell(steps(tf)[0], cell.zero_state(BATCH, tf.float32), scope="mine")
    return model(tf, output=output, state=state)


@era_case()
def cell_of_the_users(tf):
    class Gated(cells(tf).RNNCell):
        """A subclass with variables of its own, as programs write them."""

        def __init__(self, size):
            self._size = size

        @property
        def state_size(self):
            return self._size

        @property
        def output_size(self):
            return self._size

        def __call__(self, inputs, state, scope=None):
            with tf.variable_scope(scope or type(self).__name__):
                gate = tf.get_variable("gate", [DEPTH, self._size])
                new = tf.tanh(tf.matmul(inputs, gate) + state)
                return new, new

    return unrolled(tf, Gated(5))


@era_case()
def cell_of_the_users_in_layers(tf):
    c = cells(tf)

    class Doubling(c.BasicLSTMCell):
        def __call__(self, inputs, state, scope=None):
            output, state = super(Doubling, self).__call__(inputs, state, scope)
            return 2 * output, state

    return unrolled(tf, c.MultiRNNCell([Doubling(5), c.BasicRNNCell(4)]))


@era_mistake()
def tuple_state_in_joined_layers(tf):
    c = cells(tf)
    c.MultiRNNCell([c.BasicLSTMCell(5)], state_is_tuple=False)


@era_mistake()
def no_layers(tf):
    cells(tf).MultiRNNCell([])


@era_mistake()
def inputs_of_unknown_depth(tf):
    cells(tf).GRUCell(5)(tf.placeholder(tf.float32, [None, None]), tf.zeros([2, 5]))


@era_mistake()
def dropout_of_a_number(tf):
    cells(tf).DropoutWrapper(5)


@era_mistake()
def keep_probability_out_of_range(tf):
    c = cells(tf)
    c.DropoutWrapper(c.GRUCell(5), input_keep_prob=1.5)


@era_mistake()
def projection_of_no_size(tf):
    c = cells(tf)
    c.OutputProjectionWrapper(c.GRUCell(5), 0)
