"""`tf.contrib.layers`."""

from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.layers.fully_connected import fully_connected
from legacy_seq2seq.contrib.layers.initializers import variance_scaling_initializer, xavier_initializer

xavier_initializer_conv2d = xavier_initializer

__all__ = ["fully_connected", "variance_scaling_initializer", "xavier_initializer", "xavier_initializer_conv2d"]

__getattr__ = deep_paths.below(__name__)
