"""Optimizers by name, as `tensorflow.python.estimator.canned.optimizers` gave them."""

from legacy_seq2seq.estimator.canned.common import optimizer_of


def get_optimizer_instance(opt, learning_rate=None):
    """The optimizer of that name with the rate, or the one given. Raises ValueError for a name without a rate."""
    if isinstance(opt, str) and not learning_rate:
        raise ValueError(f"get_optimizer_instance: {opt!r} without a `learning_rate`; give one.")
    return optimizer_of(opt, learning_rate)
