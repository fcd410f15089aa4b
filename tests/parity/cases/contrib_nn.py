"""tf.contrib.nn and tf.contrib.sparsemax."""

import numpy as np

from tests.parity.casebook import Model, case, ids, mistake, values

BATCH, CLASSES = 4, 5


def _projected(tf, low=-3, high=3):
    kernel = tf.get_variable("kernel", [3, CLASSES])
    return tf.matmul(tf.constant(values("x", [BATCH, 3], low, high)), kernel)


@case
def sparsemax_and_its_loss(tf):
    logits = 20 * _projected(tf)
    found = tf.contrib.sparsemax.sparsemax(logits)
    labels = tf.one_hot(ids("labels", [BATCH], CLASSES), CLASSES)
    losses = tf.contrib.sparsemax.sparsemax_loss(logits, found, labels)
    return Model(outputs={"sparsemax": found, "losses": losses}, loss=tf.reduce_sum(losses) + tf.reduce_sum(found[:, 1] ** 2))


@case
def sparsemax_of_doubles_ties_and_what_is_not_finite(tf):
    rows = np.array([[1, 1, 0], [0, 0, 0], [-np.inf, 2, 1], [np.nan, 1, 0], [-np.inf, -np.inf, -np.inf], [np.inf, 0, 1]])
    logits = tf.placeholder_with_default(rows, [None, 3])
    found = tf.contrib.sparsemax.sparsemax(logits)
    losses = tf.contrib.sparsemax.sparsemax_loss(logits[:4], found[:4], tf.constant(np.eye(3)[[0, 1, 2, 0]]))
    return Model(outputs={"sparsemax": found, "losses": losses})


@case
def contrib_nn_activations(tf):
    nn, x = tf.contrib.nn, _projected(tf)
    outputs = {"softplus": nn.scaled_softplus(x, 0.3), "clipped": nn.scaled_softplus(x, tf.constant([1.0, 2, 0.5, 1, 1]), clip=0.6),
               "all": nn.alpha_dropout(x, 1.0), "third": nn.nth_element(x, 2), "second_largest": nn.nth_element(x, 1, reverse=True)}
    return Model(outputs=outputs, loss=tf.reduce_sum(outputs["softplus"]) + tf.reduce_sum(outputs["clipped"]))


@case
def contrib_nn_flipped_losses(tf):
    nn, logits = tf.contrib.nn, _projected(tf)
    classes = tf.constant(ids("classes", [BATCH], CLASSES))
    one_hot = tf.one_hot(classes, CLASSES)
    outputs = {"softmax": nn.deprecated_flipped_softmax_cross_entropy_with_logits(logits, one_hot),
               "sparse": nn.deprecated_flipped_sparse_softmax_cross_entropy_with_logits(logits, classes),
               "sigmoid": nn.deprecated_flipped_sigmoid_cross_entropy_with_logits(logits, one_hot)}
    return Model(outputs=outputs, loss=tf.add_n([tf.reduce_sum(one) for one in outputs.values()]))


@mistake
def alpha_dropout_keeps_nothing(tf):
    tf.contrib.nn.alpha_dropout(_projected(tf), 0.0)

