"""tf.contrib.rnn: half floats, double fused layers, and shapes that are known in part."""

import numpy as np

from tests.parity.casebook import Model, case, mistake, values
from tests.parity.cases.core_cells import BATCH, DEPTH, LENGTHS, TIME, flat
from tests.parity.cases.steps import filled, stepped


@case
def contrib_rnn_half_cells(tf):
    """One step of many cells. A half float has three digits: their outputs are compared in eighths."""
    rnn = tf.contrib.rnn
    cells = [rnn.UGRNNCell(3), rnn.NASCell(3), rnn.SRUCell(3), rnn.IndRNNCell(3), rnn.IndyGRUCell(3), rnn.IndyLSTMCell(3),
             rnn.CoupledInputForgetGateLSTMCell(3, use_peepholes=True), rnn.GLSTMCell(4, number_of_groups=2),
             rnn.IntersectionRNNCell(3, num_in_proj=3),
             rnn.GridLSTMCell(3, feature_size=2, frequency_skip=2, num_frequency_blocks=[2])]
    outputs = {}
    for number, cell in enumerate(cells):
        with tf.variable_scope("cell%d" % number):
            inputs = tf.constant(values("inputs %d" % number, [2, 4]).astype(np.float16))
            output, state = cell(inputs, filled(tf, cell.state_size, tf.float16))
        outputs["output_%d" % number] = tf.cast(tf.round(8 * tf.cast(output, tf.float32)), tf.int32)
        outputs["state_%d" % number] = tf.constant([part.dtype == tf.float16 for part in flat(state)])
    return Model(outputs=outputs)


@case
def contrib_rnn_layer_norm_layers(tf):
    rnn = tf.contrib.rnn
    return stepped(tf, rnn.MultiRNNCell([rnn.LayerNormBasicLSTMCell(4), rnn.LayerNormBasicLSTMCell(3, layer_norm=False)]))


@case
def contrib_rnn_conv_of_unknown_space(tf):
    inputs = tf.placeholder(tf.float32, [None, None, None, 1])
    cell = tf.contrib.rnn.Conv2DLSTMCell(input_shape=[2, 3, 1], output_channels=2, kernel_shape=[3, 3])
    output, state = cell(inputs, cell.zero_state(tf.shape(inputs)[0], tf.float32))
    return Model(feed={inputs: values("inputs", [2, 2, 3, 1])}, outputs={"output": output, "c": state.c}, loss=tf.reduce_sum(output ** 2))


def adapted(tf, **kwargs):
    inputs = tf.constant(values("inputs", [TIME, BATCH, DEPTH]), tf.float64)
    layer = tf.contrib.rnn.TimeReversedFusedRNN(tf.contrib.rnn.FusedRNNCellAdaptor(tf.contrib.rnn.BasicRNNCell(3), **kwargs))
    outputs, state = layer(inputs, dtype=tf.float64, sequence_length=tf.constant(LENGTHS))
    return Model(outputs={"outputs": outputs, "state": state, "of_inputs": tf.gradients(outputs[0], inputs)[0]},
                 loss=tf.reduce_sum(outputs))


@case
def contrib_rnn_fused_adaptor_double(tf):
    return adapted(tf)


@case
def contrib_rnn_fused_adaptor_dynamic_double(tf):
    return adapted(tf, use_dynamic_rnn=True)


@case
def contrib_rnn_lstm_fused_lengths_in_a_list(tf):
    layer = tf.contrib.rnn.LSTMBlockFusedCell(3)
    outputs, state = layer(tf.constant(values("inputs", [TIME, BATCH, DEPTH])), dtype=tf.float32, sequence_length=[0, 2, 5])
    return Model(outputs={"outputs": outputs, "c": state.c, "h": state.h}, loss=tf.reduce_sum(outputs) + tf.reduce_sum(state.c ** 2))


@mistake
def contrib_rnn_lstm_fused_double(tf):
    return tf.contrib.rnn.LSTMBlockFusedCell(3)(tf.zeros([TIME, BATCH, DEPTH], tf.float64), dtype=tf.float64)


@mistake
def contrib_rnn_attention_cell_of_nothing(tf):
    return tf.contrib.rnn.AttentionCellWrapper(None, 0)


@mistake
def contrib_rnn_attention_cell_of_negative_length(tf):
    return tf.contrib.rnn.AttentionCellWrapper(tf.contrib.rnn.GRUCell(3), -1)
