"""The summaries. All return a scalar bool tensor to run, or tf.no_op() without a default writer. Source: TF1 tf.contrib.summary.

name: the tag, after the current name scope. family: goes before the tag, and stands in the scope too.
step: the global step by default, which is made if need be.
"""

import contextlib
import re

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.summary.recording import record, state


@contextlib.contextmanager
def _tagged(name, family):
    """The scope of one summary; gives its tag."""
    clean = _clean(name)
    family = _clean(family) if family else None
    with tf.name_scope(f"{family}/{clean}" if family else clean) as scope:
        tag = scope.rstrip("/")
        yield f"{family}/{tag}" if family else tag


def _clean(text):
    return re.sub(r"[^-/\w.]", "_", str(text)).lstrip("/")


def _step(step):
    step = tf.train.get_or_create_global_step() if step is None else step
    return tf.cast(step, tf.int64)


def _summary(name, family, step, write):
    """write(writer's resource, step, tag) returns the op."""
    with _tagged(name, family) as tag:
        return record(lambda writer: write(writer.resource, _step(step), tf.constant(tag)))


def scalar(name, tensor, family=None, step=None):
    """One number. Source: TF1 tf.contrib.summary.scalar."""
    return _summary(name, family, step, lambda writer, at, tag: tf.raw_ops.WriteScalarSummary(
        writer=writer, step=at, tag=tag, value=tf.convert_to_tensor(tensor)))


def histogram(name, tensor, family=None, step=None):
    """The distribution of a tensor's numbers. Source: TF1 tf.contrib.summary.histogram."""
    return _summary(name, family, step, lambda writer, at, tag: tf.raw_ops.WriteHistogramSummary(
        writer=writer, step=at, tag=tag, values=tf.convert_to_tensor(tensor)))


def image(name, tensor, bad_color=None, max_images=3, family=None, step=None):
    """Up to `max_images` pictures of a tensor `[batch, height, width, channels]`, uint8 or float.

    bad_color: uint8, what stands for numbers that are not finite; red by default. Source: TF1 tf.contrib.summary.image.
    """
    color = tf.constant([255, 0, 0, 255], tf.uint8) if bad_color is None else bad_color
    return _summary(name, family, step, lambda writer, at, tag: tf.raw_ops.WriteImageSummary(
        writer=writer, step=at, tag=tag, tensor=tf.convert_to_tensor(tensor), bad_color=color, max_images=max_images))


def audio(name, tensor, sample_rate, max_outputs, family=None, step=None):
    """Up to `max_outputs` sounds of a tensor `[batch, frames, channels]` in [-1, 1]; sample_rate in hertz. Source: TF1."""
    return _summary(name, family, step, lambda writer, at, tag: tf.raw_ops.WriteAudioSummary(
        writer=writer, step=at, tag=tag, tensor=tf.convert_to_tensor(tensor), sample_rate=tf.cast(sample_rate, tf.float32),
        max_outputs=max_outputs))


def generic(name, tensor, metadata=None, family=None, step=None):
    """Any tensor; metadata: a tf.SummaryMetadata, or its serialized form. Source: TF1 tf.contrib.summary.generic."""
    text = metadata.SerializeToString() if hasattr(metadata, "SerializeToString") else metadata
    return _summary(name, family, step, lambda writer, at, tag: tf.raw_ops.WriteSummary(
        writer=writer, step=at, tensor=tf.convert_to_tensor(tensor), tag=tag,
        summary_metadata=tf.constant(b"") if text is None else tf.convert_to_tensor(text)))


def import_event(tensor, name=None):
    """The op that writes a serialized tf.Event to the default writer, whatever is recorded. Source: TF1 tf.contrib.summary.import_event."""
    if state.writer is None or state.writer.resource is None:
        return tf.no_op()
    with tf.device("cpu:0"):
        return tf.raw_ops.ImportEvent(writer=state.writer.resource, event=tensor, name=name)


def graph(param, step=None, name=None):
    """The op that writes a graph, a string tensor with the serialized tf.GraphDef, whatever is recorded.

    Raises TypeError if param is no tensor. Source: TF1 tf.contrib.summary.graph.
    """
    if not isinstance(param, tf.Tensor):
        raise TypeError(f"graph: `param` is a {type(param).__name__}; expected a string tensor. Feed tf.placeholder(tf.string, []) with "
                        "graph.as_graph_def().SerializeToString(), or use initialize(graph=graph).")
    if state.writer is None or state.writer.resource is None:
        return tf.no_op()
    with tf.device("cpu:0"):
        return tf.raw_ops.WriteGraphSummary(writer=state.writer.resource, step=_step(step), tensor=param, name=name)
