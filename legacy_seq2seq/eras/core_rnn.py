"""`tensorflow.contrib.rnn.python.ops.core_rnn` of TF 1.0 and 1.1."""

from legacy_seq2seq import tf1 as tf

static_rnn = tf.nn.static_rnn
static_state_saving_rnn = tf.nn.static_state_saving_rnn
static_bidirectional_rnn = tf.nn.static_bidirectional_rnn

__all__ = ["static_bidirectional_rnn", "static_rnn", "static_state_saving_rnn"]
