"""tf.contrib.sparsemax: probabilities, loss and gradients, known and unknown batches."""

import numpy as np

from tests.parity.casebook import Model, case, values


def outputs(tf, logits, labels):
    probabilities = tf.contrib.sparsemax.sparsemax(logits)
    loss = tf.contrib.sparsemax.sparsemax_loss(logits, probabilities, labels)
    gradient, = tf.gradients(loss, logits)
    return Model(outputs={"probabilities": probabilities, "loss": loss, "gradient": gradient}, loss=tf.reduce_sum(loss))


LABELS = np.eye(5, dtype=np.float32)[[0, 3, 3]]


@case
def sparsemax_of_rows(tf):
    logits = 4 * tf.get_variable("logits", [3, 5]) + tf.constant(values("shift", [3, 1]))
    return outputs(tf, logits, tf.constant(LABELS))


@case
def sparsemax_of_doubles(tf):
    logits = tf.constant(values("logits", [3, 5], -2, 2).astype(np.float64))
    return outputs(tf, logits, tf.constant(LABELS.astype(np.float64)))
