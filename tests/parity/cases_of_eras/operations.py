"""What TF 0.12 named otherwise, or called with its arguments in another order."""

import numpy as np

from tests.parity.casebook import values
from tests.parity.cases_of_eras import era_case, era_mistake
from tests.parity.cases_of_eras.building import model


def matrix(tf, name="x", shape=(2, 6)):
    return tf.get_variable(name, shape)


@era_case("0.12")
def arrays_of_then(tf):
    x, y = matrix(tf), matrix(tf, "y")
    return model(
        tf, concat=tf.concat(1, [x, y]), concat_of_ints=tf.concat(0, [[1, 2], [3]]), concat_v2=tf.concat_v2([x, y], 0),
        split=tf.split(1, 3, x), split_v=tf.reduce_sum(tf.split_v(x, [2, 4], 1)[1]), packed=tf.pack([x, y]),
        packed_last=tf.pack([x, y], axis=2),
        unpacked=tf.unpack(x, axis=1), reversed=tf.reverse(x, [False, True]), unchanged=tf.reverse(x, [False, False]),
        selected=tf.select(tf.greater(x, 0), x, 2 * y), by_row=tf.select([True, False], x, y))


@era_case("0.12")
def arithmetic_of_then(tf):
    x, y = matrix(tf), matrix(tf, "y")
    batch = matrix(tf, "batch", [3, 2, 2])
    return model(
        tf, mul=tf.mul(x, 2.0), sub=tf.sub(x, y), neg=tf.neg(x), batch_matmul=tf.batch_matmul(batch, batch),
        adjoint=tf.batch_matmul(batch, batch, adj_x=True), absolute=tf.complex_abs(tf.complex(x, y)),
        mod=tf.mod([-7, 7], 3), floordiv=tf.floordiv([-7, 7], 2), mod_of_floats=tf.mod([-7.5, 7.5], 3.0))


@era_case("0.12")
def losses_of_then(tf):
    logits = matrix(tf, "logits", [3, 5])
    soft = tf.constant(values("soft", [3, 5], 0, 1))
    nn = tf.nn
    return model(
        tf, softmax=nn.softmax_cross_entropy_with_logits(logits, soft),
        sparse=nn.sparse_softmax_cross_entropy_with_logits(logits, [1, 0, 4]),
        sigmoid=nn.sigmoid_cross_entropy_with_logits(logits, soft), weighted=nn.weighted_cross_entropy_with_logits(logits, soft, 2.0),
        poisson=nn.log_poisson_loss(logits, soft))


@era_case("0.12")
def sampled_losses_of_then(tf):
    weights, biases, inputs = matrix(tf, "weights", [7, 4]), matrix(tf, "biases", [7]), matrix(tf, "inputs", [3, 4])
    labels = tf.constant([[1], [2], [6]], tf.int64)
    sampled = (tf.constant([0, 3], tf.int64), tf.constant([[0.5], [0.4], [0.3]]), tf.constant([0.2, 0.1]))
    return model(tf, nce=tf.nn.nce_loss(weights, biases, inputs, labels, 2, 7, sampled_values=sampled),
                 softmax=tf.nn.sampled_softmax_loss(weights, biases, inputs, labels, 2, 7, sampled_values=sampled))


@era_case("0.12")
def connectionist_loss_of_then(tf):
    inputs = matrix(tf, "inputs", [4, 2, 5])
    labels = tf.SparseTensor(indices=[[0, 0], [0, 1], [1, 0]], values=[1, 2, 3], shape=[2, 2])
    return model(tf, loss=tf.nn.ctc_loss(inputs, labels, [4, 3]))


@era_case("0.12")
def initializers_of_then(tf):
    zeros = tf.get_variable("zeros", [2], initializer=tf.zeros_initializer, trainable=False)
    ones = tf.get_variable("ones", [2], initializer=tf.ones_initializer(), trainable=False)
    return model(tf, zeros=zeros + 0, ones=ones + 0, directly=tf.zeros_initializer([3]))


@era_case("0.12")
def names_that_went_on(tf):
    x = matrix(tf)
    with tf.op_scope([x], None, "scope"), tf.variable_op_scope([x], None, "variables"):
        inner = tf.get_variable("inner", [2])
    return model(
        tf, total=tf.reduce_sum(x, reduction_indices=[1], keep_dims=True), best=tf.argmax(x, dimension=1), wider=tf.expand_dims(x, dim=1),
        narrower=tf.squeeze(tf.reshape(x, [2, 1, 6]), squeeze_dims=[1]), missing=tf.setdiff1d([1, 2, 3], [2])[0], inner=inner + 0,
        count=tf.constant(len(tf.all_variables())))


@era_case("0.12")
def summaries_of_then(tf):
    with tf.name_scope("scope"):
        scalar = tf.scalar_summary("the loss", tf.constant(1.5))
        several = tf.scalar_summary(["a", "b"], [1.0, 2.0])
        merged = tf.merge_summary([scalar, several])
    return model(tf, scalar=scalar, several=several, merged=merged, everything=tf.merge_all_summaries())


@era_case("0.12")
def array_of_tensors_of_then(tf):
    x = matrix(tf)
    array = tf.TensorArray(tf.float32, size=2).unpack(x)
    _, filled = tf.while_loop(lambda i, out: i < 2, lambda i, out: (i + 1, out.write(i, 2 * array.read(i))),
                              [0, tf.TensorArray(tf.float32, size=2)])
    return model(tf, packed=tf.reduce_sum(filled.pack(), 0))


@era_case("0.12")
def training_of_then(tf):
    x = matrix(tf)
    made = model(tf, x=tf.mul(x, 1.0))
    train = tf.train.AdamOptimizer(0.1).minimize(made.loss)
    return made._replace(train=train, steps=3)


@era_mistake("0.12")
def concat_in_the_later_order(tf):
    x = tf.constant(np.ones([2, 3], np.float32))
    tf.concat([x, x], 1)


@era_mistake("0.12")
def split_in_the_later_order(tf):
    tf.split(tf.constant(np.ones([2, 3], np.float32)), 3, 1)


@era_mistake("0.12")
def reverse_in_the_later_manner(tf):
    tf.reverse(tf.constant(np.ones([2, 3], np.float32)), [1])


@era_mistake("1.0", "1.1")
def softmax_loss_without_keywords(tf):
    tf.nn.softmax_cross_entropy_with_logits(tf.zeros([2, 3]), tf.zeros([2, 3]))


@era_mistake("1.0", "1.1")
def concat_in_the_earlier_order(tf):
    x = np.ones([2, 3], np.float32)
    tf.concat(1, [x, x])


@era_case("0.12")
def arguments_in_the_order_of_then(tf):
    orthogonal = tf.get_variable("orthogonal", initializer=tf.orthogonal_initializer(2.0, tf.float32, 1)([3, 3], tf.float32))
    counted = tf.contrib.metrics.confusion_matrix([0, 1, 1], [0, 0, 1], 3)
    by_name = tf.contrib.metrics.confusion_matrix(labels=[0, 0, 1], predictions=[0, 1, 1], num_classes=3)
    return model(tf, orthogonal=orthogonal, counted=tf.cast(counted, tf.float32), by_name=tf.cast(by_name, tf.float32))
