"""tf.contrib.legacy_seq2seq of TF 1.1."""

from legacy_seq2seq.eras import cells_1_1, lists


def _labels_first(function):
    return lambda labels, logits: function(labels, logits)


_FUNCTIONS = lists.functions("1.1", cells_1_1, {}, _labels_first)
_FUNCTIONS["one2many_rnn_seq2seq"] = _FUNCTIONS["one2many_rnn_seq2seq"].of_1_15  # the encoder has a cell of its own already
globals().update(_FUNCTIONS)

__all__ = sorted(name for name in _FUNCTIONS if not name.startswith("_"))
