"""tf.contrib.seq2seq.sequence_loss of TF 1.0 and 1.1: its `softmax_loss_function` is called by position, `f(targets, logits)`."""

from legacy_seq2seq.contrib.seq2seq import loss
from legacy_seq2seq.eras.lists import with_loss_of_then


def _labels_first(function):
    return lambda labels, logits: function(labels, logits)


sequence_loss = with_loss_of_then(loss.sequence_loss, _labels_first)
