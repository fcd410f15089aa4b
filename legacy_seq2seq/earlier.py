"""What the TensorFlow in force refuses and an earlier one did: the error carries the eras, for the runner to run the program as of one.

Where nothing runs the program for its user (the API is used directly), the marks have no effect.
"""

import functools
import inspect

_OWN_WEIGHTS = frozenset({"0.12", "1.0"})  # a cell had weights of its own in each scope that it was called in


class Turning:
    """As of which era a program is run, and as of which earlier `eras` it may still be, from the start: the newest first."""

    def __init__(self):
        self.era, self.eras = None, ()
        self.done_for_good = None  # what the program did that must not be done twice, in words

    def to(self, eras):
        """The newest of `eras` that the program may be run as of, or None."""
        return None if self.done_for_good else next((era for era in self.eras if era in eras), None)


turning = Turning()


def mark(error, eras):
    """`error`, which would not have arisen in these eras."""
    error.__dict__["earlier_eras"] = frozenset(eras)
    return error


def mark_absent(error, name):
    """`error`, which arises because the TF1 name ("tf.nn.seq2seq") is not there."""
    error.__dict__["absent_name"] = name
    return error


def mark_own_weights(error):
    """`error`, which arises because a cell has one set of weights, wherever it is called."""
    return mark(error, _OWN_WEIGHTS)


def called_by_keywords(loss):
    """`loss(labels=..., logits=...)`, the user's; until 1.1 it was called by position, and its arguments had any names. None stays None."""
    if loss is None:
        return None

    @functools.wraps(loss)
    def checked(labels, logits):
        try:
            inspect.signature(loss).bind(labels=labels, logits=logits)
        except TypeError as error:
            raise mark(TypeError(f"{getattr(loss, '__name__', loss)}(): {error}; the softmax_loss_function is called as "
                                 "f(labels=..., logits=...). Name its arguments so."), {"0.12", "1.0", "1.1"}) from None
        except ValueError:  # one that does not tell its arguments
            pass
        return loss(labels=labels, logits=logits)

    return checked


def may_give_own_weights():
    """Whether the program may be run as of an era in which a cell has weights of its own in each scope."""
    return turning.to(_OWN_WEIGHTS) is not None
