"""The ONE place that decides who computes contrib's stateless operations: TensorFlow Addons or we.

On the classic stack they run on Addons, where it is installed; where it is not (it cannot be, on the
modern stack) our own implementation serves. The tests run over both, and compare them.
"""

import functools

from legacy_seq2seq import stack


def choose(path_in_addons, own):
    """Addons' function at `path_in_addons` ("seq2seq.sequence_loss"), or `own` without Addons."""
    addons = stack.addons()
    if addons is None:
        return own
    return functools.reduce(getattr, path_in_addons.split("."), addons)
