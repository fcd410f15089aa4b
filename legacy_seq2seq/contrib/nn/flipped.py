"""The losses of `tf.nn` as they took their arguments before 1.0: logits first."""

from legacy_seq2seq import tf1 as tf


def deprecated_flipped_softmax_cross_entropy_with_logits(logits, labels, dim=-1, name=None):
    """Source: TF1 tf.contrib.nn.deprecated_flipped_softmax_cross_entropy_with_logits."""
    return tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits, dim=dim, name=name)


def deprecated_flipped_sparse_softmax_cross_entropy_with_logits(logits, labels, name=None):
    """Source: TF1 tf.contrib.nn.deprecated_flipped_sparse_softmax_cross_entropy_with_logits."""
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits, name=name)


def deprecated_flipped_sigmoid_cross_entropy_with_logits(logits, targets, name=None):
    """Source: TF1 tf.contrib.nn.deprecated_flipped_sigmoid_cross_entropy_with_logits."""
    return tf.nn.sigmoid_cross_entropy_with_logits(labels=targets, logits=logits, name=name)
