"""Whether summaries are recorded, and where to. Both hold for a thread, from a `with` to its end. Source: TF1 tf.contrib.summary."""

import contextlib
import threading

from legacy_seq2seq import tf1 as tf

_SUMMARIES = "_SUMMARY_V2"  # TF 1.15's collection


class _State(threading.local):
    writer = None
    recording = False


state = _State()


@contextlib.contextmanager
def _recording(condition):
    before, state.recording = state.recording, condition
    try:
        yield
    finally:
        state.recording = before


def always_record_summaries():
    """A context whose summaries are recorded at every run. Source: TF1 tf.contrib.summary.always_record_summaries."""
    return _recording(True)


def never_record_summaries():
    """A context whose summaries are not recorded. Source: TF1 tf.contrib.summary.never_record_summaries."""
    return _recording(False)


@contextlib.contextmanager
def record_summaries_every_n_global_steps(n, global_step=None):
    """A context whose summaries are recorded when `global_step`, the graph's own by default, is a multiple of n. Source: TF1."""
    step = tf.train.get_or_create_global_step() if global_step is None else global_step
    with tf.device("cpu:0"):
        due = tf.equal(tf.floormod(step, tf.cast(n, step.dtype.base_dtype)), 0)
    with _recording(due):
        yield


def should_record_summaries():
    """Whether summaries are recorded here, as a scalar bool tensor; False outside of the contexts above. Source: TF1."""
    return tf.convert_to_tensor(state.recording, tf.bool)


def record(write):
    """Runs `write(writer)`, which returns an op, where and when summaries are recorded.

    Returns a scalar bool tensor that does so and says whether it did; tf.no_op() without a writer.
    """
    writer = state.writer
    if writer is None or writer.resource is None:
        return tf.no_op()

    def written():
        with tf.control_dependencies([write(writer)]):
            return tf.constant(True)

    with tf.device("cpu:0"):
        if isinstance(state.recording, bool):
            result = written() if state.recording else tf.constant(False)
        else:
            result = tf.cond(state.recording, written, lambda: tf.constant(False))
    tf.add_to_collection(_SUMMARIES, result)
    return result


def all_summary_ops():
    """The tensors that record the graph's summaries, for session.run. Source: TF1 tf.contrib.summary.all_summary_ops."""
    return tf.get_collection(_SUMMARIES)
