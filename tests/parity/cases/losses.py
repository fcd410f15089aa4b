"""tf.contrib.seq2seq.sequence_loss in all its reductions, and for the same mistakes."""

import itertools

import numpy as np

from tests.parity.casebook import Model, case, ids, mistake, values

BATCH, TIME, VOCAB = 3, 4, 5
WEIGHTS = np.array([[1, 1, 1, 1], [1, 0.5, 0, 0], [0, 0, 0, 0]], np.float32)


def tensors(tf):
    projection = tf.get_variable("projection", [VOCAB, VOCAB])
    logits = tf.tensordot(tf.constant(values("logits", [BATCH, TIME, VOCAB], -3, 3)), projection, [[2], [0]])
    return logits, tf.constant(ids("targets", [BATCH, TIME], VOCAB)), tf.constant(WEIGHTS)


def reductions(average_time, average_batch, sum_time, sum_batch):
    def build(tf):
        loss = tf.contrib.seq2seq.sequence_loss(
            *tensors(tf), average_across_timesteps=average_time, average_across_batch=average_batch,
            sum_over_timesteps=sum_time, sum_over_batch=sum_batch)
        return Model(outputs={"loss": loss}, loss=tf.reduce_sum(loss))

    build.__name__ = "sequence_loss_%d%d%d%d" % (average_time, average_batch, sum_time, sum_batch)
    refused = (average_time and sum_time) or (average_batch and sum_batch)
    return mistake(build) if refused else case(build)


for _flags in itertools.product([False, True], repeat=4):
    reductions(*_flags)


@case
def sequence_loss_of_weights_all_zero(tf):
    logits, targets, weights = tensors(tf)
    loss = tf.contrib.seq2seq.sequence_loss(logits, targets, weights * 0)
    return Model(outputs={"loss": loss}, loss=loss)


@case
def sequence_loss_with_own_softmax(tf):
    loss = tf.contrib.seq2seq.sequence_loss(
        *tensors(tf), softmax_loss_function=lambda labels, logits: tf.reduce_sum(logits ** 2, 1) + tf.to_float(labels))
    return Model(outputs={"loss": loss}, loss=loss)


def of_shapes(name, logits, targets, weights):
    def build(tf):
        loss = tf.contrib.seq2seq.sequence_loss(
            tf.placeholder(tf.float32, logits), tf.placeholder(tf.int32, targets), tf.placeholder(tf.float32, weights))
        return Model(outputs={"loss": loss})

    build.__name__ = "sequence_loss_" + name
    return mistake(build)


of_shapes("flat_logits", [12, 5], [3, 4], [3, 4])
of_shapes("one_hot_targets", [3, 4, 5], [3, 4, 5], [3, 4])
of_shapes("weights_of_rank_three", [3, 4, 5], [3, 4], [3, 4, 1])
of_shapes("longer_targets", [3, 4, 5], [3, 6], [3, 4])
of_shapes("longer_weights", [3, 4, 5], [3, 4], [3, 6])


@case
def sequence_loss_of_unknown_shapes(tf):
    logits = tf.placeholder(tf.float32, [None, None, VOCAB])
    targets = tf.placeholder(tf.int32, [None, None])
    weights = tf.placeholder(tf.float32, [None, None])
    loss = tf.contrib.seq2seq.sequence_loss(logits, targets, weights)
    by_sequence = tf.contrib.seq2seq.sequence_loss(logits, targets, weights, average_across_batch=False)
    each = tf.contrib.seq2seq.sequence_loss(logits, targets, weights, False, False)
    return Model(
        feed={logits: values("logits", [BATCH, TIME, VOCAB]), targets: ids("targets", [BATCH, TIME], VOCAB), weights: WEIGHTS},
        outputs={"loss": loss, "by_sequence": by_sequence, "each": each})


# The losses of tf.nn, which take keywords alone

@case
def losses_of_nn(tf):
    logits = tf.get_variable("logits", [3, 4])
    labels = tf.nn.softmax(tf.constant(values("labels", [3, 4])))
    rows = tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits)
    columns = tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits, dim=0)
    sparse = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.constant([1, 0, 3]), logits=logits)
    sigmoid = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
    outputs = {"rows": rows, "columns": columns, "sparse": sparse, "sigmoid": sigmoid}
    return Model({}, outputs, tf.add_n([tf.reduce_sum(loss) for loss in (rows, columns, sparse, sigmoid)]))


@mistake
def losses_softmax_by_position(tf):
    tf.nn.softmax_cross_entropy_with_logits(tf.zeros([2, 3]), tf.zeros([2, 3]))


@mistake
def losses_sparse_softmax_by_position(tf):
    tf.nn.sparse_softmax_cross_entropy_with_logits(tf.zeros([2, 3]), tf.zeros([2], tf.int32))


@mistake
def losses_sigmoid_by_position(tf):
    tf.nn.sigmoid_cross_entropy_with_logits(tf.zeros([2, 3]), tf.zeros([2, 3]))


@mistake
def losses_softmax_without_labels(tf):
    tf.nn.softmax_cross_entropy_with_logits(logits=tf.zeros([2, 3]))
