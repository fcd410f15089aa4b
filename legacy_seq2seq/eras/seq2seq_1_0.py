"""tf.contrib.legacy_seq2seq of TF 1.0."""

from legacy_seq2seq.eras import cells_1_0, lists


def _labels_first(function):
    return lambda labels, logits: function(labels, logits)


_FUNCTIONS = lists.functions("1.0", cells_1_0, {}, _labels_first)
globals().update(_FUNCTIONS)

__all__ = sorted(name for name in _FUNCTIONS if not name.startswith("_"))
