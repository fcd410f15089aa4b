"""The losses of tf.nn that refuse arguments without keywords. Source: TF1 tf.nn.

Their order had changed with TF 1.0, and a program of before would have swapped labels and logits silently. Today's
TensorFlow takes them by position, labels first; a program of 0.12 would then compute something else.
"""

from legacy_seq2seq import stack

_nn = stack.compat_v1().nn


def _checked(name, sentinel, labels, logits):
    if sentinel is not None:
        raise ValueError(f"{name}: give its arguments with their names, {name}(labels=..., logits=...). Without them it is a call of "
                         "TF 0.12, where logits came first: run such a program with --era 0.12.")
    if labels is None or logits is None:
        raise ValueError(f"{name}: both labels and logits are needed: {name}(labels=..., logits=...).")
    return {"labels": labels, "logits": logits}


def softmax_cross_entropy_with_logits(_sentinel=None, labels=None, logits=None, dim=-1, name=None, axis=None):
    """The cross entropy of each row: labels and logits `[..., classes]` to `[...]`; no gradient flows into the labels.

    Raises ValueError for arguments without keywords. Source: TF1 tf.nn.softmax_cross_entropy_with_logits.
    """
    tensors = _checked("softmax_cross_entropy_with_logits", _sentinel, labels, logits)
    return _nn.softmax_cross_entropy_with_logits(**tensors, dim=dim, name=name, axis=axis)


def sparse_softmax_cross_entropy_with_logits(_sentinel=None, labels=None, logits=None, name=None):
    """The cross entropy of each row: labels `[...]`, ids of classes, and logits `[..., classes]` to `[...]`.

    Raises ValueError for arguments without keywords. Source: TF1 tf.nn.sparse_softmax_cross_entropy_with_logits.
    """
    tensors = _checked("sparse_softmax_cross_entropy_with_logits", _sentinel, labels, logits)
    return _nn.sparse_softmax_cross_entropy_with_logits(**tensors, name=name)


def sigmoid_cross_entropy_with_logits(_sentinel=None, labels=None, logits=None, name=None):
    """The cross entropy of each element: labels and logits of one shape, which the result has too.

    Raises ValueError for arguments without keywords. Source: TF1 tf.nn.sigmoid_cross_entropy_with_logits.
    """
    tensors = _checked("sigmoid_cross_entropy_with_logits", _sentinel, labels, logits)
    return _nn.sigmoid_cross_entropy_with_logits(**tensors, name=name)
