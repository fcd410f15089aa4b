"""`tensorflow.python.layers.base` of TF 1.15: the base class of layers."""

from legacy_seq2seq import tf1 as tf

InputSpec = tf.layers.InputSpec
Layer = tf.layers.Layer
