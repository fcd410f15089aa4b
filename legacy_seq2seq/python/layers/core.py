"""`tensorflow.python.layers.core` of TF 1.15: Dense, Dropout, Flatten and their functions."""

from legacy_seq2seq import tf1 as tf

Dense = FullyConnected = tf.layers.Dense
Dropout = tf.layers.Dropout
Flatten = tf.layers.Flatten
dense = fully_connected = tf.layers.dense
dropout = tf.layers.dropout
flatten = tf.layers.flatten
