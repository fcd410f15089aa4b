"""The cells and wrappers of tf.nn.rnn_cell, unrolled by dynamic_rnn over sequences of unequal length."""

import numpy as np

from tests.parity.casebook import Model, case, mistake, values

BATCH, TIME, DEPTH = 3, 5, 4
LENGTHS = [5, 2, 3]


def unrolled(tf, cell, **kwargs):
    """A model that runs `cell` over a fixed batch, with a loss that reaches every output and state."""
    inputs = tf.placeholder(tf.float32, [None, TIME, DEPTH])
    lengths = tf.placeholder(tf.int32, [None])
    outputs, state = tf.nn.dynamic_rnn(cell, inputs, sequence_length=lengths, dtype=tf.float32, **kwargs)
    parts = flat(state)
    weights = tf.constant(values("loss weights", [BATCH, TIME, outputs.shape.as_list()[-1]]))
    loss = tf.reduce_sum(outputs * weights) + tf.add_n([tf.reduce_sum(part ** 2) for part in parts])
    named = {"outputs": outputs}
    named.update(("state_%d" % i, part) for i, part in enumerate(parts))
    return Model(feed={inputs: values("inputs", [BATCH, TIME, DEPTH]), lengths: np.array(LENGTHS)}, outputs=named, loss=loss)


def flat(state):
    """The tensors of a nested state, in order."""
    return [part for item in state for part in flat(item)] if isinstance(state, (tuple, list)) else [state]


@case
def basic_rnn_cell(tf):
    return unrolled(tf, tf.nn.rnn_cell.BasicRNNCell(6))


@case
def basic_rnn_cell_relu_named(tf):
    return unrolled(tf, tf.nn.rnn_cell.BasicRNNCell(6, activation=tf.nn.relu, name="mine"), scope="encoder")


@case
def gru_cell(tf):
    return unrolled(tf, tf.nn.rnn_cell.GRUCell(6))


@case
def gru_cell_initializers(tf):
    return unrolled(tf, tf.nn.rnn_cell.GRUCell(
        6, activation=tf.nn.relu, kernel_initializer=tf.orthogonal_initializer(), bias_initializer=tf.zeros_initializer()))


@case
def basic_lstm_cell(tf):
    return unrolled(tf, tf.nn.rnn_cell.BasicLSTMCell(6))


@case
def basic_lstm_cell_concatenated_state(tf):
    return unrolled(tf, tf.nn.rnn_cell.BasicLSTMCell(6, forget_bias=0.0, state_is_tuple=False, activation=tf.nn.relu))


@case
def lstm_cell(tf):
    return unrolled(tf, tf.nn.rnn_cell.LSTMCell(6))


@case
def lstm_cell_peepholes(tf):
    return unrolled(tf, tf.nn.rnn_cell.LSTMCell(6, use_peepholes=True, cell_clip=0.2, forget_bias=0.5))


@case
def lstm_cell_projection(tf):
    return unrolled(tf, tf.nn.rnn_cell.LSTMCell(6, num_proj=3, proj_clip=0.1, use_peepholes=True))


@case
def lstm_cell_projection_concatenated_state(tf):
    return unrolled(tf, tf.nn.rnn_cell.LSTMCell(6, num_proj=3, state_is_tuple=False))


@case
def lstm_cell_shards(tf):
    return unrolled(tf, tf.nn.rnn_cell.LSTMCell(6, num_proj=4, num_unit_shards=2, num_proj_shards=2))


@case
def multi_rnn_cell(tf):
    cells = tf.nn.rnn_cell
    return unrolled(tf, cells.MultiRNNCell([cells.BasicLSTMCell(6), cells.GRUCell(5), cells.BasicRNNCell(3)]))


@case
def multi_rnn_cell_concatenated_state(tf):
    cells = tf.nn.rnn_cell
    return unrolled(tf, cells.MultiRNNCell(
        [cells.BasicLSTMCell(6, state_is_tuple=False), cells.GRUCell(5)], state_is_tuple=False))


@case
def multi_rnn_cell_of_one_repeated_cell(tf):
    cell = tf.nn.rnn_cell.BasicLSTMCell(DEPTH)  # as deep as the inputs: TF 1.15 shares the weights
    return unrolled(tf, tf.nn.rnn_cell.MultiRNNCell([cell] * 2))


@mistake
def multi_rnn_cell_of_no_cell(tf):
    return unrolled(tf, tf.nn.rnn_cell.MultiRNNCell([]))


@mistake
def multi_rnn_cell_of_no_list(tf):
    return unrolled(tf, tf.nn.rnn_cell.MultiRNNCell(tf.nn.rnn_cell.GRUCell(3)))


@mistake
def multi_rnn_cell_state_is_tuple_disagrees(tf):
    return unrolled(tf, tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.BasicLSTMCell(3)], state_is_tuple=False))


@case
def residual_wrapper(tf):
    return unrolled(tf, tf.nn.rnn_cell.ResidualWrapper(tf.nn.rnn_cell.GRUCell(DEPTH)))


@case
def residual_wrapper_with_function(tf):
    return unrolled(tf, tf.nn.rnn_cell.ResidualWrapper(
        tf.nn.rnn_cell.GRUCell(6), residual_fn=lambda inputs, outputs: outputs + 2 * tf.reduce_sum(inputs, 1, keepdims=True)))


@mistake
def residual_wrapper_of_another_depth(tf):
    return unrolled(tf, tf.nn.rnn_cell.ResidualWrapper(tf.nn.rnn_cell.GRUCell(DEPTH + 1)))


@case
def device_wrapper(tf):
    return unrolled(tf, tf.nn.rnn_cell.DeviceWrapper(tf.nn.rnn_cell.GRUCell(6), "/cpu:0"))


@case
def dropout_wrapper_keeping_all(tf):
    return unrolled(tf, tf.nn.rnn_cell.DropoutWrapper(
        tf.nn.rnn_cell.BasicLSTMCell(6), input_keep_prob=tf.placeholder_with_default(1.0, []), output_keep_prob=1.0))


@case
def dropout_wrapper_seeded(tf):
    cell = tf.nn.rnn_cell.DropoutWrapper(
        tf.nn.rnn_cell.BasicLSTMCell(6), input_keep_prob=0.8, output_keep_prob=0.5, state_keep_prob=0.9, seed=3)
    return unrolled(tf, cell, parallel_iterations=1)  # else a later step may draw first, in 1.15.5 as well


@case
def dropout_wrapper_variational(tf):
    return unrolled(tf, tf.nn.rnn_cell.DropoutWrapper(
        tf.nn.rnn_cell.GRUCell(6), input_keep_prob=0.8, output_keep_prob=0.5, state_keep_prob=0.6,
        variational_recurrent=True, input_size=DEPTH, dtype=tf.float32, seed=3))


@mistake
def dropout_wrapper_out_of_range(tf):
    return unrolled(tf, tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.GRUCell(6), output_keep_prob=1.5))


@mistake
def dropout_wrapper_variational_without_dtype(tf):
    return unrolled(tf, tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.GRUCell(6), state_keep_prob=0.5, variational_recurrent=True))


@case
def cell_of_the_users_own(tf):
    class Minimal(tf.nn.rnn_cell.RNNCell):
        """Written as in 2016: variables by tf.get_variable inside __call__."""

        @property
        def state_size(self):
            return 6

        @property
        def output_size(self):
            return 2

        def __call__(self, inputs, state, scope=None):
            with tf.variable_scope(scope or "minimal"):
                kernel = tf.get_variable("kernel", [inputs.shape.as_list()[1] + 6, 6])
                new_state = tf.tanh(tf.matmul(tf.concat([inputs, state], 1), kernel))
                return new_state[:, :2], new_state

    return unrolled(tf, Minimal())


@case
def cell_of_the_users_own_with_call(tf):
    class Minimal(tf.contrib.rnn.RNNCell):
        """Written as in 2018: `call`, the base class opens the scope."""

        state_size = property(lambda self: (3, 6))
        output_size = property(lambda self: 6)

        def call(self, inputs, state):
            count, memory = state
            kernel = tf.get_variable("kernel", [inputs.shape.as_list()[1] + 6, 6])
            memory = tf.tanh(tf.matmul(tf.concat([inputs, memory], 1), kernel))
            return memory, (count + 1, memory)

    return unrolled(tf, Minimal())


@mistake
def cell_with_integer_inputs(tf):
    return Model(outputs={"output": tf.nn.rnn_cell.BasicLSTMCell(6)(tf.zeros([2, 3], tf.int32), (tf.zeros([2, 6]), tf.zeros([2, 6])))[0]})


@mistake
def cell_with_inputs_of_rank_three(tf):
    return Model(outputs={"output": tf.nn.rnn_cell.BasicRNNCell(6)(tf.zeros([2, 3, 4]), tf.zeros([2, 6]))[0]})


@mistake
def cell_with_inputs_of_unknown_depth(tf):
    return Model(outputs={"output": tf.nn.rnn_cell.BasicLSTMCell(6)(
        tf.placeholder(tf.float32, [2, None]), (tf.zeros([2, 6]), tf.zeros([2, 6])))[0]})


@case
def cell_reused_for_encoder_and_decoder(tf):
    cell = tf.nn.rnn_cell.GRUCell(DEPTH)
    inputs = tf.constant(values("inputs", [BATCH, TIME, DEPTH]))
    with tf.variable_scope("encoder"):
        outputs, state = tf.nn.dynamic_rnn(cell, inputs, dtype=tf.float32)
    with tf.variable_scope("decoder"):
        outputs, state = tf.nn.dynamic_rnn(cell, outputs, initial_state=state)
    return Model(outputs={"outputs": outputs, "state": state}, loss=tf.reduce_sum(outputs))


@case
def cell_called_step_by_step_with_reuse(tf):
    cell = tf.nn.rnn_cell.BasicLSTMCell(6, reuse=tf.AUTO_REUSE)
    state = cell.zero_state(BATCH, tf.float32)
    steps = []
    with tf.variable_scope("loop"):
        for step in range(3):
            if step > 0:
                tf.get_variable_scope().reuse_variables()
            output, state = cell(tf.constant(values("step %d" % step, [BATCH, DEPTH])), state)
            steps.append(output)
    return Model(outputs={"last": steps[-1], "c": state.c}, loss=tf.reduce_sum(tf.add_n(steps)))


@case
def zero_state_of_a_placeholder_batch(tf):
    batch = tf.placeholder(tf.int32, [])
    state = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.BasicLSTMCell(3), tf.nn.rnn_cell.GRUCell(2)]).zero_state(batch, tf.float32)
    return Model(feed={batch: 4}, outputs={"c": state[0].c, "gru": state[1]})
