"""Sets in the last dimension of dense or sparse tensors. Source: TF1 tf.contrib.metrics.set_*, which are tf.sets'."""

from legacy_seq2seq import tf1 as tf

set_difference = tf.sets.difference
set_intersection = tf.sets.intersection
set_size = tf.sets.size
set_union = tf.sets.union
