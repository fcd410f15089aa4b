"""tf.contrib.summary: what stands in the event files, by step and tag."""

import glob
import os
import shutil
import tempfile

import numpy as np

from tests.parity.casebook import Model, case, mistake


def content(value):
    """A summary value as numbers; pictures and sounds by their sizes, since encoders differ."""
    kind = value.WhichOneof("value")
    if kind == "simple_value":
        return value.simple_value
    if kind == "histo":
        h = value.histo
        return [h.min, h.max, h.num, h.sum, h.sum_squares] + list(h.bucket_limit) + list(h.bucket)
    if kind == "image":
        return [value.image.height, value.image.width, value.image.colorspace]
    if kind == "audio":
        return [value.audio.sample_rate, value.audio.num_channels, value.audio.length_frames]
    return [value.tensor.dtype] + [dim.size for dim in value.tensor.tensor_shape.dim] + list(value.tensor.float_val)


def events(tf, folder):
    outputs = {}
    for path in glob.glob(os.path.join(folder, "*")):
        end = path.rpartition(".")[2]
        for event in tf.train.summary_iterator(path):
            if event.WhichOneof("what") == "graph_def":
                key = "%s graph %d" % (end, event.step)
                outputs[key] = np.array(1 if event.graph_def else 0)
            for value in event.summary.value:
                key = "%s %d %s %s %s" % (end, event.step, value.tag, value.WhichOneof("value"), value.metadata.summary_description)
                assert key not in outputs, key
                outputs[key] = np.array(content(value), np.float64)
    return outputs


def written(case_name, describe, steps=3, **writer_options):
    """Registers a case of the summaries that `describe(tf, contrib.summary, x)` makes; it may return more ops to run once."""
    def build(tf):
        folder = tempfile.mkdtemp()
        summary = tf.contrib.summary
        try:
            x = tf.placeholder(tf.float32, [3])
            step = tf.train.get_or_create_global_step()
            writer = summary.create_file_writer(folder, **writer_options)
            with writer.as_default():
                once = describe(tf, summary, x) or []
            one_more = tf.assign_add(step, 1)
            with tf.Session() as sess:
                sess.run(tf.global_variables_initializer())
                with writer.as_default():
                    summary.initialize(graph=tf.get_default_graph() if writer_options else None, session=sess)
                sess.run(once, {x: [1, 2, 3]})
                recorded = []
                for i in range(steps):
                    recorded.append(sess.run(summary.all_summary_ops(), {x: [1, 2, 3 + i]}))
                    sess.run(one_more)
                sess.run(summary.flush(writer=writer))
                sess.run(writer.close())
            outputs = events(tf, folder)
        finally:
            shutil.rmtree(folder)
        outputs = {key: tf.constant(value) for key, value in outputs.items()}
        return Model(outputs=dict(outputs, recorded=tf.constant(np.array(recorded, np.bool_).reshape(steps, -1))))

    build.__name__ = "summary_" + case_name
    case(build)


def every_kind(tf, summary, x):
    with summary.always_record_summaries():
        with tf.name_scope("scope"):
            summary.scalar("loss", tf.reduce_sum(x))
            summary.scalar("loss", tf.reduce_sum(x))
            summary.scalar("in family", tf.reduce_sum(x), family="F")
        summary.scalar("int", tf.constant(3))
        summary.scalar("stepped/deep", 3.0, step=tf.train.get_global_step() + 10)
        summary.histogram("histogram", x)
        summary.image("image", tf.zeros([4, 2, 5, 1]))
        summary.image("bytes", tf.zeros([1, 2, 3, 3], tf.uint8), bad_color=tf.constant([1, 2, 3], tf.uint8), max_images=1)
        summary.audio("audio", tf.zeros([2, 8, 1]), 44100, 1)
        summary.generic("tensor", x)
        summary.generic("described", x, metadata=tf.SummaryMetadata(summary_description="hey"), family="F")


def now_and_then(tf, summary, x):
    summary.scalar("by_default", 1.0)
    with summary.record_summaries_every_n_global_steps(2):
        summary.scalar("every_second", tf.reduce_sum(x))
        with summary.never_record_summaries():
            summary.scalar("never", 2.0)
        summary.scalar("again", 3.0)
    with summary.record_summaries_every_n_global_steps(3, tf.train.get_global_step() + 1):
        summary.scalar("every_third", 4.0)


def others(tf, summary, x):
    value = tf.Summary.Value(tag="imported", simple_value=2.0)
    event = tf.Event(wall_time=1.0, step=5, summary=tf.Summary(value=[value])).SerializeToString()
    return [summary.import_event(tf.constant(event))]


written("of_every_kind", every_kind, filename_suffix=".mine")
written("now_and_then", now_and_then)
written("imported", others, max_queue=1, flush_millis=10)


@case
def summary_without_writer(tf):
    summary = tf.contrib.summary
    folder = tempfile.mkdtemp()
    with summary.always_record_summaries():
        nothing = summary.scalar("scalar", 1.0)
    with summary.create_summary_file_writer(None).as_default(), summary.always_record_summaries():
        none = summary.histogram("histogram", 1.0)
    before = len(summary.all_summary_ops()), len(summary.summary_writer_initializer_op())
    summary.create_summary_file_writer(folder).set_as_default()
    summary.scalar("scalar", 1.0)
    summary.create_file_writer(None).set_as_default()
    counts = before + (len(summary.all_summary_ops()), len(summary.summary_writer_initializer_op()))
    shutil.rmtree(folder)
    with summary.always_record_summaries():
        should = [summary.should_record_summaries()]
    with summary.never_record_summaries():
        should.append(summary.should_record_summaries())
    should.append(summary.should_record_summaries())
    return Model(outputs={
        "types": tf.constant([isinstance(op, tf.Operation) for op in (nothing, none, summary.flush())]),
        "counts": tf.constant(counts), "should": tf.stack(should),
        summary.eval_dir("model") + " " + summary.eval_dir("model", "dev"): tf.constant(0)})


@mistake
def summary_of_graph_that_is_no_tensor(tf):
    tf.contrib.summary.graph(b"graph")


@mistake
def summary_initialized_without_session(tf):
    folder = tempfile.mkdtemp()
    with tf.contrib.summary.create_file_writer(folder).as_default():
        tf.contrib.summary.initialize()
