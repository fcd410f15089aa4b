"""tf.contrib.rnn: convolutional LSTMs over one, two and three spatial axes."""

from tests.parity.casebook import Model, case, mistake, values

BATCH, TIME, LENGTHS = 2, 3, [3, 1]


def unrolled(tf, cell, space, dtype=None):
    dtype = dtype or tf.float32
    inputs = tf.placeholder(dtype, [None, TIME] + space)
    outputs, state = tf.nn.dynamic_rnn(cell, inputs, sequence_length=LENGTHS, dtype=dtype)
    return Model(feed={inputs: values("inputs", [BATCH, TIME] + space)}, outputs={"outputs": outputs, "c": state.c, "h": state.h},
                 loss=tf.reduce_sum(outputs ** 2) + tf.reduce_sum(state.c))


@case
def contrib_rnn_conv_1d(tf):
    return unrolled(tf, tf.contrib.rnn.Conv1DLSTMCell(input_shape=[5, 2], output_channels=3, kernel_shape=[3]), [5, 2])


@case
def contrib_rnn_conv_2d(tf):
    return unrolled(tf, tf.contrib.rnn.Conv2DLSTMCell(input_shape=[3, 4, 2], output_channels=2, kernel_shape=[2, 3]), [3, 4, 2])


@case
def contrib_rnn_conv_2d_options(tf):
    return unrolled(tf, tf.contrib.rnn.Conv2DLSTMCell(
        name="video", input_shape=[3, 4, 1], output_channels=2, kernel_shape=[3, 3], use_bias=False, forget_bias=0.2), [3, 4, 1])


@case
def contrib_rnn_conv_3d(tf):
    return unrolled(tf, tf.contrib.rnn.Conv3DLSTMCell(input_shape=[2, 3, 2, 1], output_channels=2, kernel_shape=[2, 1, 2]), [2, 3, 2, 1])


@case
def contrib_rnn_conv_general_double(tf):
    return unrolled(tf, tf.contrib.rnn.ConvLSTMCell(1, input_shape=[4, 2], output_channels=3, kernel_shape=[2]), [4, 2], tf.float64)


@case
def contrib_rnn_conv_skip_connection(tf):
    cell = tf.contrib.rnn.Conv1DLSTMCell(input_shape=[5, 2], output_channels=3, kernel_shape=[3], skip_connection=True)
    output, state = cell(tf.constant(values("inputs", [BATCH, 5, 2])), cell.zero_state(BATCH, tf.float32))
    return Model(outputs={"output": output, "c": state.c, "h": state.h, "size": tf.constant(cell.output_size.as_list())},
                 loss=tf.reduce_sum(output ** 2))


@mistake
def contrib_rnn_conv_skip_connection_twice(tf):
    cell = tf.contrib.rnn.Conv1DLSTMCell(input_shape=[5, 2], output_channels=3, kernel_shape=[3], skip_connection=True)
    inputs = tf.constant(values("inputs", [BATCH, 5, 2]))
    _, state = cell(inputs, cell.zero_state(BATCH, tf.float32))
    return Model(outputs={"output": cell(inputs, state)[0]})


@mistake
def contrib_rnn_conv_of_other_axes(tf):
    return tf.contrib.rnn.ConvLSTMCell(2, input_shape=[3, 4, 2, 1], output_channels=2, kernel_shape=[2, 2])


@mistake
def contrib_rnn_conv_of_four_axes(tf):
    return unrolled(tf, tf.contrib.rnn.ConvLSTMCell(4, input_shape=[2, 2, 2, 2, 1], output_channels=2, kernel_shape=[1] * 4), [2, 2, 2, 2, 1])


@mistake
def contrib_rnn_conv_of_another_kernel(tf):
    return unrolled(tf, tf.contrib.rnn.Conv2DLSTMCell(input_shape=[3, 4, 2], output_channels=2, kernel_shape=[3]), [3, 4, 2])


@mistake
def contrib_rnn_conv_without_channels(tf):
    return unrolled(tf, tf.contrib.rnn.Conv1DLSTMCell(input_shape=[5, 1], output_channels=2, kernel_shape=[3]), [5])
