"""`tensorflow.python.platform.app`: `tf.app`, whose `flags` are ours."""

from legacy_seq2seq import tf1 as _tf


def __getattr__(name):
    return getattr(_tf.app, name)


def __dir__():
    return dir(_tf.app)
