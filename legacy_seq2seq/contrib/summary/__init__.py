"""`tf.contrib.summary`: summaries that the graph itself writes to event files."""

from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.summary.recording import (
    all_summary_ops,
    always_record_summaries,
    never_record_summaries,
    record_summaries_every_n_global_steps,
    should_record_summaries,
)
from legacy_seq2seq.contrib.summary.summary_ops import audio, generic, graph, histogram, image, import_event, scalar
from legacy_seq2seq.contrib.summary.writer import (
    SummaryWriter,
    create_file_writer,
    create_summary_file_writer,
    eval_dir,
    flush,
    initialize,
    summary_writer_initializer_op,
)

__all__ = [
    "SummaryWriter", "all_summary_ops", "always_record_summaries", "audio", "create_file_writer", "create_summary_file_writer",
    "eval_dir", "flush", "generic", "graph", "histogram", "image", "import_event", "initialize", "never_record_summaries",
    "record_summaries_every_n_global_steps", "scalar", "should_record_summaries", "summary_writer_initializer_op",
]

__getattr__ = deep_paths.below(__name__)
