"""Source: TF1 tf.contrib.metrics.confusion_matrix, which is tf.math.confusion_matrix with another order of arguments."""

from legacy_seq2seq import tf1 as tf


def confusion_matrix(labels, predictions, num_classes=None, dtype=tf.int32, name=None, weights=None):
    """Counts `[num_classes, num_classes]`, labels by row and predictions by column; `weights` count in place of ones."""
    return tf.math.confusion_matrix(labels, predictions, num_classes=num_classes, dtype=dtype, name=name, weights=weights)
