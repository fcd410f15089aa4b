"""The losses of tf.nn that refuse arguments without keywords, from TF 1.0 on.

Their order had changed, and a program of before would have swapped labels and logits silently. Today's TensorFlow takes
them by position, labels first; a program of 0.12 would then compute something else.
"""

from legacy_seq2seq import tf1 as tf


def _keywords_only(name):
    function = getattr(tf.nn, name)

    def loss(_sentinel=None, labels=None, logits=None, **options):
        if _sentinel is not None:
            raise ValueError(f"{name}: give its arguments with their names, {name}(labels=..., logits=...). Without them it is a call of "
                             "TF 0.12, where logits came first: run such a program with --era 0.12.")
        if labels is None or logits is None:
            raise ValueError(f"{name}: both labels and logits are needed: {name}(labels=..., logits=...).")
        return function(labels=labels, logits=logits, **options)

    loss.__name__ = loss.__qualname__ = name
    loss.__doc__ = function.__doc__
    return loss


softmax_cross_entropy_with_logits = _keywords_only("softmax_cross_entropy_with_logits")
sparse_softmax_cross_entropy_with_logits = _keywords_only("sparse_softmax_cross_entropy_with_logits")
sigmoid_cross_entropy_with_logits = _keywords_only("sigmoid_cross_entropy_with_logits")
