"""Summaries of many tensors in one line. Source: TF1 tf.contrib.layers (summaries)."""

import functools
import re

from legacy_seq2seq import tf1 as tf


def summarize_tensor(tensor, tag=None):
    """A scalar summary of a scalar, a histogram of anything else; `<op name>_summary` unless `tag` names it.

    Returns the summary, None for strings and booleans. Source: TF1 tf.contrib.layers.summarize_tensor.
    """
    if tensor.dtype.base_dtype in (tf.string, tf.bool):
        return None
    summarize = tf.summary.scalar if tensor.shape.ndims == 0 else tf.summary.histogram
    return summarize(tag or f"{tensor.op.name}_summary", tensor)


def summarize_activation(op):
    """A histogram of the activations `op`, and how many of them are saturated.

    op: a tensor. What comes from a Relu, Softplus or Relu6 has a scalar `<op name>/zeros` besides: the
    share of inputs below 0; from a Relu6 also `<op name>/sixes`, of those above 6. Returns the
    histogram, `<op name>/activation`. Source: TF1 tf.contrib.layers.summarize_activation.
    """
    if op.op.type in ("Relu", "Softplus", "Relu6"):
        inputs = op.op.inputs[0]  # of exact zeros there may be none: a Softplus never reaches them
        _summarize_share(f"{op.op.name}/zeros", tf.less(inputs, tf.cast(0.0, inputs.dtype)))
        if op.op.type == "Relu6":
            _summarize_share(f"{op.op.name}/sixes", tf.greater(inputs, tf.cast(6.0, inputs.dtype)))
    return tf.summary.histogram(f"{op.op.name}/activation", op)


def summarize_tensors(tensors, summarizer=summarize_tensor):
    """`summarizer` of each tensor, a list. Source: TF1 tf.contrib.layers.summarize_tensors."""
    return [summarizer(tensor) for tensor in tensors]


def summarize_collection(collection, name_filter=None, summarizer=summarize_tensor):
    """`summarizer` of what stands in `collection` and whose op name begins with a match of `name_filter`, a list.

    Source: TF1 tf.contrib.layers.summarize_collection.
    """
    chosen = [tensor for tensor in tf.get_collection(collection) if name_filter is None or re.match(name_filter, tensor.op.name)]
    return summarize_tensors(chosen, summarizer)


def summarize_activations(name_filter=None, summarizer=summarize_activation):
    """`summarize_collection` of tf.GraphKeys.ACTIVATIONS. Source: TF1 tf.contrib.layers.summarize_activations."""
    return summarize_collection(tf.GraphKeys.ACTIVATIONS, name_filter, summarizer)


summarize_variables = functools.partial(summarize_collection, tf.GraphKeys.GLOBAL_VARIABLES)
summarize_weights = functools.partial(summarize_collection, tf.GraphKeys.WEIGHTS)
summarize_biases = functools.partial(summarize_collection, tf.GraphKeys.BIASES)


def _summarize_share(name, truths):
    tf.summary.scalar(name, tf.reduce_mean(tf.to_float(truths)))
