"""What a training writes for TensorBoard: scalars, the graph, text."""

import sys

import numpy

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.training.reach import needed_placeholders


class Summaries:
    """Writes a run's summaries into `logdir`. Where that fails (a full disk) it says so once, and training goes on.

    The graph's own summaries (tf.GraphKeys.SUMMARIES) are computed with the run that is due, those of them whose placeholders it
    feeds; `loss` is written beside them.
    """

    def __init__(self, logdir, graph, loss, every):
        self.every = every
        self._loss_name = loss.op.name if loss is not None else None
        self._needed = {tensor: needed_placeholders(tensor) for tensor in graph.get_collection(tf.GraphKeys.SUMMARIES)}
        self._logdir, self._graph, self._writer = logdir, graph, None
        self._failed = False

    def open(self, step):
        """Begins to write; what an earlier run wrote of later steps is void."""
        self._try(lambda: self._open(step))

    def tensors(self, feed):
        """The summaries that a run with this feed can compute."""
        fed = set(feed or ())
        return [tensor for tensor, needed in self._needed.items() if needed <= fed]

    def write(self, step, texts, loss):
        """texts: the values of `tensors`."""
        def write():
            for text in texts:
                self._writer.add_summary(text, step)
            if loss is not None:
                self._add(step, tag=self._loss_name, simple_value=float(numpy.mean(loss)))

        self._try(write)

    def write_scalar(self, name, value, step):
        self._try(lambda: self._add(step, tag=name, simple_value=float(value)))

    def write_text(self, name, text, step):
        metadata = tf.SummaryMetadata(plugin_data=tf.SummaryMetadata.PluginData(plugin_name="text"))
        self._try(lambda: self._add(step, tag=name, metadata=metadata, tensor=tf.make_tensor_proto([text])))

    def flush(self):
        self._try(lambda: self._writer.flush())

    def close(self):
        self._try(lambda: self._writer.close())

    def _open(self, step):
        self._writer = tf.summary.FileWriter(self._logdir, self._graph)
        if step:
            self._writer.add_session_log(tf.SessionLog(status=tf.SessionLog.START), step)

    def _add(self, step, **value):
        self._writer.add_summary(tf.Summary(value=[tf.Summary.Value(**value)]), step)

    def _try(self, write):
        if self._failed:
            return
        try:
            write()
        except (OSError, tf.errors.OpError) as error:
            self._failed = True
            print(f"training.session: the summaries in {self._logdir} cannot be written any more ({error}); training goes on without "
                  "them.", file=sys.stderr)
