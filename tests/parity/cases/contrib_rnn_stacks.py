"""tf.contrib.rnn: bidirectional layers on top of each other, and two helpers for sequences."""

import numpy as np

from tests.parity.casebook import Model, case, mistake, values
from tests.parity.cases.core_cells import BATCH, DEPTH, LENGTHS, TIME, flat


def cells(tf, *sizes):
    return [tf.contrib.rnn.GRUCell(sizes[0])] + [tf.contrib.rnn.BasicLSTMCell(size) for size in sizes[1:]]


def model(tf, outputs, forward, backward, feed=None):
    named = {"outputs": outputs}
    named.update(("forward_%d" % i, part) for i, part in enumerate(flat(forward)))
    named.update(("backward_%d" % i, part) for i, part in enumerate(flat(backward)))
    return Model(feed=feed, outputs=named, loss=tf.reduce_sum(outputs ** 2))


def batch_first(tf):
    return tf.constant(values("inputs", [BATCH, TIME, DEPTH]))


def static(tf, forward, backward, **kwargs):
    outputs, last_forward, last_backward = tf.contrib.rnn.stack_bidirectional_rnn(
        forward, backward, tf.unstack(batch_first(tf), axis=1), dtype=tf.float32, **kwargs)
    return model(tf, tf.stack(outputs), last_forward, last_backward)


def dynamic(tf, forward, backward, **kwargs):
    return model(tf, *tf.contrib.rnn.stack_bidirectional_dynamic_rnn(forward, backward, batch_first(tf), dtype=tf.float32, **kwargs))


def states(tf, *sizes):
    return [tf.constant(values("state %d" % size, [BATCH, size])) for size in sizes]


@case
def contrib_rnn_stack_static(tf):
    return static(tf, cells(tf, 3, 4), cells(tf, 2, 3))


@case
def contrib_rnn_stack_static_lengths_states(tf):
    rnn = tf.contrib.rnn
    return static(tf, [rnn.GRUCell(3), rnn.GRUCell(2)], [rnn.GRUCell(3), rnn.GRUCell(2)], sequence_length=LENGTHS,
                  initial_states_fw=states(tf, 3, 2), initial_states_bw=[None, None], scope="encoder")


@case
def contrib_rnn_stack_dynamic(tf):
    return dynamic(tf, cells(tf, 3, 4), cells(tf, 2, 3))


@case
def contrib_rnn_stack_dynamic_lengths_states(tf):
    rnn = tf.contrib.rnn
    return dynamic(tf, [rnn.GRUCell(3), rnn.GRUCell(2)], [rnn.GRUCell(3), rnn.GRUCell(2)], sequence_length=[0, 4, 2],
                   initial_states_fw=states(tf, 3, 2), initial_states_bw=states(tf, 3, 2), scope="encoder", parallel_iterations=2)


@case
def contrib_rnn_stack_dynamic_time_major_unknown(tf):
    inputs, lengths = tf.placeholder(tf.float32, [None, None, DEPTH]), tf.placeholder(tf.int32, [None])
    outputs = tf.contrib.rnn.stack_bidirectional_dynamic_rnn(
        cells(tf, 3, 3, 2), cells(tf, 3, 3, 2), inputs, dtype=tf.float32, sequence_length=lengths, time_major=True, swap_memory=True)
    return model(tf, *outputs, feed={inputs: values("inputs", [TIME, BATCH, DEPTH]), lengths: np.array(LENGTHS)})


@case
def contrib_rnn_stack_dynamic_twice_in_scopes(tf):
    with tf.variable_scope("source"):
        first = tf.contrib.rnn.stack_bidirectional_dynamic_rnn(cells(tf, 3), cells(tf, 3), batch_first(tf), dtype=tf.float32)[0]
    with tf.variable_scope("target"):
        second = tf.contrib.rnn.stack_bidirectional_dynamic_rnn(cells(tf, 3), cells(tf, 3), first, dtype=tf.float32)[0]
    return Model(outputs={"second": second}, loss=tf.reduce_sum(second))


def misused(name, arguments):
    for unroll in (static, dynamic):
        def build(tf, unroll=unroll):
            positional, options = arguments(tf)
            return unroll(tf, *positional, **options)

        build.__name__ = "contrib_rnn_stack_%s_of_%s" % (unroll.__name__, name)
        mistake(build)


misused("no_cells", lambda tf: ((None, cells(tf, 3)), {}))
misused("empty_lists", lambda tf: (([], []), {}))
misused("tuples", lambda tf: ((tuple(cells(tf, 3)), tuple(cells(tf, 3))), {}))
misused("one_cell", lambda tf: ((cells(tf, 3)[0], cells(tf, 3)[0]), {}))
misused("unequal_depths", lambda tf: ((cells(tf, 3, 4), cells(tf, 3)), {}))
misused("states_too_few", lambda tf: ((cells(tf, 3, 4), cells(tf, 3, 4)), {"initial_states_fw": states(tf, 3)}))
misused("states_in_a_tuple", lambda tf: ((cells(tf, 3), cells(tf, 3)), {"initial_states_bw": tuple(states(tf, 3))}))


@case
def contrib_rnn_transpose_batch_time(tf):
    transpose = tf.contrib.rnn.transpose_batch_time
    partly = tf.placeholder_with_default(values("partly", [2, 3, 4]), [None, 3, None])
    return Model(outputs={
        "three": transpose(tf.constant(values("three", [2, 3, 4]))), "two": transpose(tf.constant(values("two", [2, 3]))),
        "partly": transpose(partly), "one": transpose(tf.constant(values("one", [2]))), "none": transpose(tf.constant(1.5))})


@case
def contrib_rnn_best_effort_input_batch_size(tf):
    batch_size = tf.contrib.rnn.best_effort_input_batch_size
    unknown = tf.placeholder(tf.float32, [3, None, 2])
    rankless = tf.placeholder(tf.float32)
    known = tf.zeros([3, 7, 2])
    return Model(
        feed={unknown: values("unknown", [3, 5, 2]), rankless: values("rankless", [3, 4])},
        outputs={"dynamic": batch_size([unknown]), "first_known": tf.constant(batch_size([unknown, known])),
                 "rankless": batch_size([rankless]), "static_is_int": tf.constant(isinstance(batch_size([known]), int))})


@mistake
def contrib_rnn_best_effort_input_batch_size_of_a_vector(tf):
    return tf.contrib.rnn.best_effort_input_batch_size([tf.zeros([3])])


@mistake
def contrib_rnn_best_effort_input_batch_size_of_nothing(tf):
    return tf.contrib.rnn.best_effort_input_batch_size([])
