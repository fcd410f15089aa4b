"""`tensorflow.python.platform.flags`: what `tf.flags` has, and the same FLAGS."""

from legacy_seq2seq import tf1 as _tf


def __getattr__(name):
    return getattr(_tf.flags, name)


def __dir__():
    return dir(_tf.flags)
