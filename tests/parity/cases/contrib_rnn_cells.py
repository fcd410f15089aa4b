"""The single cells of tf.contrib.rnn, unrolled over sequences of unequal length."""

import numpy as np

from tests.parity.casebook import Model, case, mistake, values
from tests.parity.cases.core_cells import BATCH, DEPTH, LENGTHS, TIME, flat, unrolled


def unrolled_double(tf, cell):
    """`unrolled` in float64, batch and time unknown, time first."""
    inputs = tf.placeholder(tf.float64, [None, None, DEPTH])
    outputs, state = tf.nn.dynamic_rnn(cell, inputs, sequence_length=[0, 4, 2], dtype=tf.float64, time_major=True)
    named = {"outputs": outputs}
    named.update(("state_%d" % i, part) for i, part in enumerate(flat(state)))
    return Model(feed={inputs: values("inputs", [TIME, BATCH, DEPTH])}, outputs=named, loss=tf.reduce_sum(outputs ** 2))


def of_a_pair(tf, num_units):
    return tf.contrib.rnn.LSTMStateTuple(*(tf.constant(values(part, [BATCH, num_units])) for part in "ch"))


# LayerNormBasicLSTMCell

@case
def contrib_rnn_layer_norm(tf):
    return unrolled(tf, tf.contrib.rnn.LayerNormBasicLSTMCell(6))


@case
def contrib_rnn_layer_norm_options(tf):
    return unrolled(tf, tf.contrib.rnn.LayerNormBasicLSTMCell(
        5, forget_bias=0.3, activation=tf.nn.relu, norm_gain=0.5, norm_shift=0.2), scope="normal")


@case
def contrib_rnn_layer_norm_without(tf):
    return unrolled(tf, tf.contrib.rnn.LayerNormBasicLSTMCell(6, layer_norm=False))


@case
def contrib_rnn_layer_norm_dropout(tf):
    return unrolled(tf, tf.contrib.rnn.LayerNormBasicLSTMCell(6, dropout_keep_prob=0.6, dropout_prob_seed=5))


@case
def contrib_rnn_layer_norm_dropout_by_tensor(tf):
    keep = tf.placeholder_with_default(0.5, [])
    return unrolled(tf, tf.contrib.rnn.LayerNormBasicLSTMCell(6, layer_norm=False, dropout_keep_prob=keep, dropout_prob_seed=5))


@case
def contrib_rnn_layer_norm_double(tf):
    return unrolled_double(tf, tf.contrib.rnn.LayerNormBasicLSTMCell(6))


@case
def contrib_rnn_layer_norm_half(tf):
    cell = tf.contrib.rnn.LayerNormBasicLSTMCell(6)
    inputs = tf.constant(values("inputs", [BATCH, DEPTH]).astype(np.float16))
    output, state = cell(inputs, cell.zero_state(BATCH, tf.float16))
    return Model(outputs={"is_half": tf.constant(output.dtype == tf.float16), "close": tf.round(tf.cast(output, tf.float32) * 20)})


@mistake
def contrib_rnn_layer_norm_of_one_tensor(tf):
    return Model(outputs={"output": tf.contrib.rnn.LayerNormBasicLSTMCell(6)(tf.zeros([2, 3]), tf.zeros([2, 12]))[0]})


@mistake
def contrib_rnn_layer_norm_of_unknown_depth(tf):
    return Model(outputs={"output": tf.contrib.rnn.LayerNormBasicLSTMCell(6)(
        tf.placeholder(tf.float32, [2, None]), (tf.zeros([2, 6]), tf.zeros([2, 6])))[0]})


# CoupledInputForgetGateLSTMCell

@case
def contrib_rnn_coupled(tf):
    return unrolled(tf, tf.contrib.rnn.CoupledInputForgetGateLSTMCell(6))


@case
def contrib_rnn_coupled_peepholes(tf):
    return unrolled(tf, tf.contrib.rnn.CoupledInputForgetGateLSTMCell(6, use_peepholes=True, forget_bias=0.2, activation=tf.nn.relu))


@case
def contrib_rnn_coupled_projection(tf):
    return unrolled(tf, tf.contrib.rnn.CoupledInputForgetGateLSTMCell(
        6, use_peepholes=True, num_proj=3, proj_clip=0.1, num_unit_shards=2, num_proj_shards=4))


@case
def contrib_rnn_coupled_concatenated_state(tf):
    return unrolled(tf, tf.contrib.rnn.CoupledInputForgetGateLSTMCell(6, num_proj=4, state_is_tuple=False))


@case
def contrib_rnn_coupled_layer_norm(tf):
    return unrolled(tf, tf.contrib.rnn.CoupledInputForgetGateLSTMCell(
        6, use_peepholes=True, num_proj=3, layer_norm=True, norm_gain=0.7, norm_shift=0.1))


@case
def contrib_rnn_coupled_double(tf):
    return unrolled_double(tf, tf.contrib.rnn.CoupledInputForgetGateLSTMCell(6, use_peepholes=True))


@mistake
def contrib_rnn_coupled_of_unknown_depth(tf):
    return Model(outputs={"output": tf.contrib.rnn.CoupledInputForgetGateLSTMCell(6)(
        tf.placeholder(tf.float32, [2, None]), (tf.zeros([2, 6]), tf.zeros([2, 6])))[0]})


@mistake
def contrib_rnn_coupled_of_one_tensor(tf):
    return Model(outputs={"output": tf.contrib.rnn.CoupledInputForgetGateLSTMCell(6)(tf.zeros([2, 3]), tf.zeros([2, 12]))[0]})


@mistake
def contrib_rnn_coupled_of_too_many_shards(tf):
    return unrolled(tf, tf.contrib.rnn.CoupledInputForgetGateLSTMCell(6, num_unit_shards=11))


# NASCell

@case
def contrib_rnn_nas(tf):
    return unrolled(tf, tf.contrib.rnn.NASCell(6))


@case
def contrib_rnn_nas_projection(tf):
    return unrolled(tf, tf.contrib.rnn.NASCell(6, num_proj=3, use_bias=True, name="searched"))


@case
def contrib_rnn_nas_double(tf):
    return unrolled_double(tf, tf.contrib.rnn.NASCell(6, use_bias=True))


@mistake
def contrib_rnn_nas_of_unknown_depth(tf):
    return Model(outputs={"output": tf.contrib.rnn.NASCell(6)(
        tf.placeholder(tf.float32, [2, None]), (tf.zeros([2, 6]), tf.zeros([2, 6])))[0]})


# SRUCell

@case
def contrib_rnn_sru(tf):
    return unrolled(tf, tf.contrib.rnn.SRUCell(6))


@case
def contrib_rnn_sru_relu_named(tf):
    return unrolled(tf, tf.contrib.rnn.SRUCell(6, activation=tf.nn.relu, name="simple"), scope="encoder")


@case
def contrib_rnn_sru_double(tf):
    return unrolled_double(tf, tf.contrib.rnn.SRUCell(6))


@mistake
def contrib_rnn_sru_of_unknown_depth(tf):
    return Model(outputs={"output": tf.contrib.rnn.SRUCell(6)(tf.placeholder(tf.float32, [2, None]), tf.zeros([2, 6]))[0]})


# The independent cells

@case
def contrib_rnn_ind_rnn(tf):
    return unrolled(tf, tf.contrib.rnn.IndRNNCell(6))


@case
def contrib_rnn_ind_rnn_relu_named(tf):
    return unrolled(tf, tf.contrib.rnn.IndRNNCell(6, activation=tf.nn.relu, name="lonely"))


@case
def contrib_rnn_indy_gru(tf):
    return unrolled(tf, tf.contrib.rnn.IndyGRUCell(6))


@case
def contrib_rnn_indy_gru_double(tf):
    return unrolled_double(tf, tf.contrib.rnn.IndyGRUCell(6, activation=tf.nn.relu))


@case
def contrib_rnn_indy_lstm(tf):
    return unrolled(tf, tf.contrib.rnn.IndyLSTMCell(6))


@case
def contrib_rnn_indy_lstm_double(tf):
    return unrolled_double(tf, tf.contrib.rnn.IndyLSTMCell(6, forget_bias=0.3, activation=tf.nn.relu))


@mistake
def contrib_rnn_ind_rnn_of_rank_three(tf):
    return Model(outputs={"output": tf.contrib.rnn.IndRNNCell(6)(tf.zeros([2, 3, 4]), tf.zeros([2, 6]))[0]})


@mistake
def contrib_rnn_indy_gru_of_unknown_depth(tf):
    return Model(outputs={"output": tf.contrib.rnn.IndyGRUCell(6)(tf.placeholder(tf.float32, [2, None]), tf.zeros([2, 6]))[0]})


@mistake
def contrib_rnn_indy_lstm_of_integers(tf):
    return Model(outputs={"output": tf.contrib.rnn.IndyLSTMCell(6)(tf.zeros([2, 3], tf.int32), (tf.zeros([2, 6]), tf.zeros([2, 6])))[0]})


# UGRNNCell and IntersectionRNNCell

@case
def contrib_rnn_ugrnn(tf):
    return unrolled(tf, tf.contrib.rnn.UGRNNCell(6))


@case
def contrib_rnn_ugrnn_options(tf):
    return unrolled(tf, tf.contrib.rnn.UGRNNCell(6, forget_bias=0.2, activation=tf.nn.relu), scope="update")


@case
def contrib_rnn_ugrnn_double(tf):
    return unrolled_double(tf, tf.contrib.rnn.UGRNNCell(6))


@case
def contrib_rnn_intersection(tf):
    return unrolled(tf, tf.contrib.rnn.IntersectionRNNCell(DEPTH))


@case
def contrib_rnn_intersection_projected(tf):
    return unrolled(tf, tf.contrib.rnn.IntersectionRNNCell(6, num_in_proj=6, forget_bias=0.4, y_activation=tf.tanh))


@case
def contrib_rnn_intersection_layers(tf):
    cells = tf.contrib.rnn
    return unrolled(tf, cells.MultiRNNCell([cells.IntersectionRNNCell(5, num_in_proj=5), cells.IntersectionRNNCell(5)]))


@mistake
def contrib_rnn_ugrnn_of_unknown_depth(tf):
    return Model(outputs={"output": tf.contrib.rnn.UGRNNCell(6)(tf.placeholder(tf.float32, [2, None]), tf.zeros([2, 6]))[0]})


@mistake
def contrib_rnn_ugrnn_of_integers(tf):
    return Model(outputs={"output": tf.contrib.rnn.UGRNNCell(6)(tf.zeros([2, 3], tf.int32), tf.zeros([2, 6], tf.int32))[0]})


@mistake
def contrib_rnn_intersection_of_another_depth(tf):
    return unrolled(tf, tf.contrib.rnn.IntersectionRNNCell(6))


@mistake
def contrib_rnn_intersection_of_unknown_depth(tf):
    return Model(outputs={"output": tf.contrib.rnn.IntersectionRNNCell(6)(tf.placeholder(tf.float32, [2, None]), tf.zeros([2, 6]))[0]})


# GLSTMCell

@case
def contrib_rnn_group_lstm(tf):
    return unrolled(tf, tf.contrib.rnn.GLSTMCell(6, number_of_groups=2))


@case
def contrib_rnn_group_lstm_projection(tf):
    return unrolled(tf, tf.contrib.rnn.GLSTMCell(8, number_of_groups=4, num_proj=4, forget_bias=0.3, activation=tf.nn.relu))


@case
def contrib_rnn_group_lstm_of_one_group_double(tf):
    return unrolled_double(tf, tf.contrib.rnn.GLSTMCell(5))


@mistake
def contrib_rnn_group_lstm_of_uneven_units(tf):
    return unrolled(tf, tf.contrib.rnn.GLSTMCell(5, number_of_groups=2))


@mistake
def contrib_rnn_group_lstm_of_uneven_projection(tf):
    return unrolled(tf, tf.contrib.rnn.GLSTMCell(6, num_proj=3, number_of_groups=2))


@mistake
def contrib_rnn_group_lstm_of_uneven_depth(tf):
    return unrolled(tf, tf.contrib.rnn.GLSTMCell(6, number_of_groups=3))


@mistake
def contrib_rnn_group_lstm_of_unknown_depth(tf):
    return Model(outputs={"output": tf.contrib.rnn.GLSTMCell(6, number_of_groups=2)(
        tf.placeholder(tf.float32, [2, None]), (tf.zeros([2, 6]), tf.zeros([2, 6])))[0]})


# PhasedLSTMCell

def phased(tf, cell, time_dtype=np.float32):
    """The cell over events at uneven times, with positive phases and periods in place of random ones."""
    times = np.cumsum(np.abs(values("times", [BATCH, TIME, 1], 0.3, 2.0)), axis=1) * (10 if time_dtype == np.int32 else 1)
    time = tf.placeholder(tf.as_dtype(time_dtype), [None, TIME, 1])
    inputs = tf.placeholder(tf.float32, [None, TIME, DEPTH])
    outputs, state = tf.nn.dynamic_rnn(cell, (time, inputs), sequence_length=LENGTHS, dtype=tf.float32)
    return Model(feed={time: times.astype(time_dtype), inputs: values("inputs", [BATCH, TIME, DEPTH])},
                 outputs={"outputs": outputs, "c": state.c, "h": state.h}, loss=tf.reduce_sum(outputs ** 2))


@case
def contrib_rnn_phased_lstm(tf):
    return phased(tf, tf.contrib.rnn.PhasedLSTMCell(8))


@case
def contrib_rnn_phased_lstm_peepholes(tf):
    return phased(tf, tf.contrib.rnn.PhasedLSTMCell(8, use_peepholes=True, leak=0.2, ratio_on=0.6, trainable_ratio_on=False))


@case
def contrib_rnn_phased_lstm_times_of_float64(tf):
    return phased(tf, tf.contrib.rnn.PhasedLSTMCell(8), np.float64)


@mistake
def contrib_rnn_phased_lstm_without_times(tf):
    return unrolled(tf, tf.contrib.rnn.PhasedLSTMCell(8))


@case
def contrib_rnn_phased_lstm_fixed_openness(tf):
    """Every part of the cycle: rising, falling, leaking, and before the phase."""
    cell = tf.contrib.rnn.PhasedLSTMCell(6, leak=0.1, ratio_on=0.5, trainable_ratio_on=False)
    state = of_a_pair(tf, 6)
    outputs = []
    for time in (-3.0, 0.0, 0.11, 0.27, 0.4, 7.0, 55.5):
        output, state = cell((tf.fill([BATCH, 1], time), tf.constant(values("event", [BATCH, DEPTH]))), state)
        outputs.append(output)
    return Model(outputs={"output_%d" % i: output for i, output in enumerate(outputs)}, loss=tf.reduce_sum(tf.add_n(outputs)))
