"""`tensorflow.contrib.rnn.python.ops.core_rnn` of TF 1.0 and 1.1."""

from legacy_seq2seq import tf1 as tf

_infer_state_dtype, _reverse_seq, _rnn_step = (
    getattr(tf.python.ops.rnn, name) for name in ("_infer_state_dtype", "_reverse_seq", "_rnn_step"))

static_rnn = tf.nn.static_rnn
static_state_saving_rnn = tf.nn.static_state_saving_rnn
static_bidirectional_rnn = tf.nn.static_bidirectional_rnn

__all__ = ["static_bidirectional_rnn", "static_rnn", "static_state_saving_rnn"]
