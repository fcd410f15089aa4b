"""`tensorflow.python.layers.pooling` of TF 1.15; its names are those of `tf.layers`."""

from legacy_seq2seq import tf1 as tf


def __getattr__(name):
    return getattr(tf.layers, name)
