"""The summary functions of TF 0.12. A tag is what the program says; scopes do not change it."""

from legacy_seq2seq import tf1 as tf


def _collected(summary, collections):
    for collection in [tf.GraphKeys.SUMMARIES] if collections is None else collections:
        tf.add_to_collection(collection, summary)
    return summary


def scalar_summary(tags, values, collections=None, name=None):
    """A summary of numbers: `tags` and `values` of one shape."""
    with tf.name_scope(name, "ScalarSummary", [tags, values]) as scope:
        return _collected(tf.raw_ops.ScalarSummary(tags=tags, values=values, name=scope), collections)


def histogram_summary(tag, values, collections=None, name=None):
    """A summary of how `values` are distributed."""
    with tf.name_scope(name, "HistogramSummary", [tag, values]) as scope:
        return _collected(tf.raw_ops.HistogramSummary(tag=tag, values=values, name=scope), collections)


def image_summary(tag, tensor, max_images=3, collections=None, name=None):
    """A summary with up to `max_images` of `tensor` `[batch, height, width, channels]`."""
    with tf.name_scope(name, "ImageSummary", [tag, tensor]) as scope:
        return _collected(tf.raw_ops.ImageSummary(tag=tag, tensor=tensor, max_images=max_images, name=scope), collections)


def audio_summary(tag, tensor, sample_rate, max_outputs=3, collections=None, name=None):
    """A summary with up to `max_outputs` sounds of `tensor` `[batch, frames]` or `[batch, frames, channels]`."""
    with tf.name_scope(name, "AudioSummary", [tag, tensor]) as scope:
        return _collected(tf.raw_ops.AudioSummaryV2(tag=tag, tensor=tensor, sample_rate=sample_rate, max_outputs=max_outputs, name=scope),
                          collections)


def merge_summary(inputs, collections=None, name=None):
    """One summary of many."""
    return tf.summary.merge(inputs, collections, name or "MergeSummary")


def merge_all_summaries(key=tf.GraphKeys.SUMMARIES):
    """One summary of all in the collection `key`; None where it is empty."""
    return tf.summary.merge_all(key)
