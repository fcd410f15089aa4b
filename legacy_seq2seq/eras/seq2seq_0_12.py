"""tf.nn.seq2seq of TF 0.12."""

from legacy_seq2seq.eras import cells_0_12, lists, unrolling_0_12


def _logits_first(function):
    return lambda labels, logits: function(logits, labels)


_FUNCTIONS = lists.functions("0.12", cells_0_12, {"tf.nn.static_rnn": lambda: unrolling_0_12.rnn}, _logits_first)
globals().update(_FUNCTIONS)

__all__ = sorted(name for name in _FUNCTIONS if not name.startswith("_"))
