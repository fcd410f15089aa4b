"""Ops and tensors of a graph, by name or by what they are."""

import re

from legacy_seq2seq import tf1 as tf


def make_list_of_op(ops, check_graph=True, allow_graph=True, ignore_ts=False):
    """`ops` as a list: an op, several, or a graph's. Raises TypeError for what is none of these."""
    if isinstance(ops, tf.Graph):
        if not allow_graph:
            raise TypeError("`ops` is a tf.Graph; expected ops.")
        return ops.get_operations()
    return _listed(ops, tf.Operation, tf.Tensor if ignore_ts else ())


def make_list_of_t(ts, check_graph=True, allow_graph=True, ignore_ops=False):
    """`ts` as a list: a tensor, several, or a graph's. Raises TypeError for what is none of these."""
    if isinstance(ts, tf.Graph):
        if not allow_graph:
            raise TypeError("`ts` is a tf.Graph; expected tensors.")
        return get_tensors(ts)
    return _listed(ts, tf.Tensor, tf.Operation if ignore_ops else ())


def _listed(given, kind, ignored):
    found = list(given) if hasattr(given, "__iter__") and not isinstance(given, tf.Tensor) else [given]
    if ignored:
        found = [one for one in found if not isinstance(one, ignored)]
    for one in found:
        if not isinstance(one, kind):
            raise TypeError(f"{one!r} is a {type(one).__name__}; expected a tf.{kind.__name__}.")
    return found


def ops_of(seeds, takers=False):
    """The ops of a mixture of ops and tensors, which stand for the ops that compute them, or that take them if `takers`."""
    seeds = seeds.get_operations() if isinstance(seeds, tf.Graph) else seeds
    seeds = list(seeds) if hasattr(seeds, "__iter__") and not isinstance(seeds, tf.Tensor) else [seeds]
    return [op for seed in seeds
            for op in ([seed] if isinstance(seed, tf.Operation) else seed.consumers() if takers else [seed.op])]


def get_tensors(graph):
    """All tensors of a graph, in the order of its ops. Source: TF1 tf.contrib.graph_editor.get_tensors."""
    return [tensor for op in graph.get_operations() for tensor in op.outputs]


def get_generating_ops(ts):
    """The ops that compute tensors. Source: TF1 tf.contrib.graph_editor.get_generating_ops."""
    return [tensor.op for tensor in make_list_of_t(ts)]


def get_consuming_ops(ts):
    """The ops that take any of the tensors, each once. Source: TF1 tf.contrib.graph_editor.get_consuming_ops."""
    return list(dict.fromkeys(op for tensor in make_list_of_t(ts) for op in tensor.consumers()))


def filter_ops(ops, positive_filter):
    """The ops of which `positive_filter(op)` holds; True takes all. Source: TF1 tf.contrib.graph_editor.filter_ops."""
    ops = make_list_of_op(ops)
    return ops if positive_filter is True else [op for op in ops if positive_filter(op)]


def filter_ops_from_regex(ops, regex):
    """The ops in whose name the pattern is found. Source: TF1 tf.contrib.graph_editor.filter_ops_from_regex."""
    pattern = re.compile(regex)
    return filter_ops(ops, lambda op: pattern.search(op.name))


def filter_ts(ops, positive_filter):
    """What ops take and give, each once, of which `positive_filter(tensor)` holds; True takes all.

    Source: TF1 tf.contrib.graph_editor.filter_ts.
    """
    around = [tensor for op in make_list_of_op(ops) for tensor in (*op.inputs, *op.outputs)]
    tensors = list({(tensor.op, tensor.value_index): tensor for tensor in around}.values())
    return tensors if positive_filter is True else [tensor for tensor in tensors if positive_filter(tensor)]


def filter_ts_from_regex(ops, regex):
    """What ops take and give, where the pattern is found in the name. Source: TF1 tf.contrib.graph_editor.filter_ts_from_regex."""
    pattern = re.compile(regex)
    return filter_ts(ops, lambda tensor: pattern.search(tensor.op.name))


def select_ops(*args, graph=None, positive_filter=None, restrict_ops_regex=None, restrict_regex=None):
    """The ops named by patterns, which are searched in `graph`, and those given; each once.

    Raises ValueError for a pattern without a graph. Source: TF1 tf.contrib.graph_editor.select_ops.
    """
    found = [op for given in args for op in _selected(given, graph, filter_ops_from_regex, make_list_of_op)]
    limit = re.compile(restrict_ops_regex or restrict_regex or "")
    return [op for op in dict.fromkeys(found) if limit.search(op.name) and (positive_filter is None or positive_filter(op))]


def select_ts(*args, graph=None, positive_filter=None, restrict_ts_regex=None, restrict_regex=None):
    """The tensors named by patterns, which are searched in `graph`, and those given; each once.

    Raises ValueError for a pattern without a graph. Source: TF1 tf.contrib.graph_editor.select_ts.
    """
    found = [tensor for given in args for tensor in _selected(given, graph, _named, make_list_of_t)]
    limit = re.compile(restrict_ts_regex or restrict_regex or "")
    chosen = {id(tensor): tensor for tensor in found if limit.search(tensor.name)}
    return [tensor for tensor in chosen.values() if positive_filter is None or positive_filter(tensor)]


def _named(graph, pattern):
    return [tensor for tensor in get_tensors(graph) if pattern.search(tensor.name)]


def _selected(given, graph, by_pattern, listed):
    if not isinstance(given, str | re.Pattern):
        return listed(given)
    if graph is None:
        raise ValueError(f"{given!r} is a pattern, and `graph` is None; say in which graph: graph=tf.get_default_graph().")
    return by_pattern(graph, re.compile(given))
