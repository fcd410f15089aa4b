"""Writers of event files that live in the graph. Source: TF1 tf.contrib.summary."""

import contextlib
import os

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.summary.recording import state

_WRITERS = "_SUMMARY_WRITER_V2"  # TF 1.15's collection


class SummaryWriter:
    """A writer in the graph: a resource and the op that opens it. `create_file_writer` makes one.

    resource: None for a writer that writes nothing. Source: TF1 tf.contrib.summary.SummaryWriter.
    """

    def __init__(self, resource=None, init_op=None):
        self.resource, self._init_op = resource, init_op
        if init_op is not None:
            tf.add_to_collection(_WRITERS, init_op)

    def set_as_default(self):
        """From here on, summaries of this thread go to this writer."""
        state.writer = self

    @contextlib.contextmanager
    def as_default(self):
        """A context whose summaries go to this writer."""
        before, state.writer = state.writer, self
        try:
            yield self
        finally:
            state.writer = before

    def init(self):
        """The op that opens the file; all of a graph's are in `summary_writer_initializer_op()`."""
        return tf.no_op() if self._init_op is None else self._init_op

    def flush(self):
        """The op that writes out what is held back."""
        return flush(writer=self)

    def close(self):
        """The op that writes out and closes the file."""
        if self.resource is None:
            return tf.no_op()
        with tf.device("cpu:0"), tf.control_dependencies([self.flush()]):
            return tf.raw_ops.CloseSummaryWriter(writer=self.resource)


def create_file_writer(logdir, max_queue=None, flush_millis=None, filename_suffix=None, name=None):
    """A `SummaryWriter` to a new event file in `logdir`; one that writes nothing if that is None.

    max_queue: summaries held back, 10 by default. flush_millis: the longest time they are, 120 000 by default. filename_suffix:
    ".v2" by default. name: writers of one name are one. Source: TF1 tf.contrib.summary.create_file_writer.
    """
    if logdir is None:
        return SummaryWriter()
    with tf.device("cpu:0"):
        resource = tf.raw_ops.SummaryWriter(shared_name=name or f"logdir:{logdir}", container="")
        opened = tf.raw_ops.CreateSummaryFileWriter(
            writer=resource, logdir=tf.convert_to_tensor(logdir, tf.string),
            max_queue=tf.constant(10 if max_queue is None else max_queue, tf.int32),
            flush_millis=tf.constant(120_000 if flush_millis is None else flush_millis, tf.int32),
            filename_suffix=tf.constant(".v2" if filename_suffix is None else filename_suffix))
    return SummaryWriter(resource, opened)


def create_summary_file_writer(*args, **kwargs):
    """The old name of `create_file_writer`. Source: TF1 tf.contrib.summary.create_summary_file_writer."""
    return create_file_writer(*args, **kwargs)


def summary_writer_initializer_op():
    """The ops that open the graph's writers, a list for session.run. Source: TF1, of the same name."""
    return tf.get_collection(_WRITERS)


def initialize(graph=None, session=None):
    """Opens the graph's writers, and writes `graph`, if given, to the default one.

    Raises RuntimeError outside of a writer's `as_default()`, ValueError without a session.
    Source: TF1 tf.contrib.summary.initialize.
    """
    if state.writer is None:
        raise RuntimeError("initialize: there is no default writer; expected one. Call it within `with writer.as_default():`.")
    if state.writer.resource is None:
        return
    session = session or tf.get_default_session()
    if session is None:
        raise ValueError("initialize: no `session` came and there is no default one; expected either. Call it within "
                         "`with tf.Session():`, or pass the session.")
    session.run(summary_writer_initializer_op())
    if graph is not None:
        from legacy_seq2seq.contrib.summary import summary_ops

        text = tf.placeholder(tf.string, [])
        session.run(summary_ops.graph(text, step=0), {text: graph.as_graph_def(add_shapes=True).SerializeToString()})


def flush(writer=None, name=None):
    """The op that writes out what `writer`, by default the default one, holds back; tf.no_op() without any. Source: TF1."""
    writer = state.writer if writer is None else writer
    if writer is None or writer.resource is None:
        return tf.no_op()
    with tf.device("cpu:0"):
        return tf.raw_ops.FlushSummaryWriter(writer=writer.resource, name=name)


def eval_dir(model_dir, name=None):
    """The folder for evaluation summaries below `model_dir`: "eval", or "eval_<name>". Source: TF1 tf.contrib.summary.eval_dir."""
    return os.path.join(model_dir, "eval" if not name else f"eval_{name}")
