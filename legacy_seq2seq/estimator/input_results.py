"""Calling an input function, and taking (features, labels) from what it returns."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.estimator import util


class _IteratorInitializer(tf.train.SessionRunHook):
    """Starts a data set's iterator when the session is there."""

    def __init__(self, iterator):
        self._iterator = iterator
        self._initializer = None

    def begin(self):
        self._initializer = self._iterator.initializer

    def after_create_session(self, session, coord):
        session.run(self._initializer)


def features_and_labels(input_fn, mode, params, config):
    """(features, labels or None, hooks) from `input_fn`, called on the CPU with those of mode, params, config that it names.

    It may return a data set, a pair (features, labels), or features alone. Raises ValueError for a tuple of another length.
    """
    with tf.device("/cpu:0"):
        result = util.call(input_fn, mode=mode, params=params, config=config)
        hooks = []
        if isinstance(result, (tf.data.Dataset, tf.compat.v2.data.Dataset)):
            iterator = tf.data.make_initializable_iterator(result)
            hooks.append(_IteratorInitializer(iterator))
            result = iterator.get_next()
    if not isinstance(result, (list, tuple)):
        return result, None, hooks
    if len(result) != 2:
        raise ValueError(f"Estimator: `input_fn` returned {len(result)} values; expected (features, labels).")
    return result[0], result[1], hooks
