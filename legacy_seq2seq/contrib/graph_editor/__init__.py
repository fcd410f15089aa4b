"""`tf.contrib.graph_editor`: walks through a graph, copies of its parts, inputs led elsewhere.

Of 1.15's names, those that programs use: for recomputed gradients, unrolled optimizers, models computed on another input.
"""

from legacy_seq2seq import absent
from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.graph_editor.copying import SubGraphView, copy_with_input_replacements, graph_replace, make_view, sgv
from legacy_seq2seq.contrib.graph_editor.rerouting import add_control_inputs, remove_control_inputs, reroute_ts, swap_ts
from legacy_seq2seq.contrib.graph_editor.selecting import (
    filter_ops,
    filter_ops_from_regex,
    filter_ts,
    filter_ts_from_regex,
    get_consuming_ops,
    get_generating_ops,
    get_tensors,
    make_list_of_op,
    make_list_of_t,
    select_ops,
    select_ts,
)
from legacy_seq2seq.contrib.graph_editor.walking import get_backward_walk_ops, get_forward_walk_ops, get_walks_intersection_ops

__all__ = [
    "SubGraphView", "add_control_inputs", "copy_with_input_replacements", "filter_ops", "filter_ops_from_regex", "filter_ts",
    "filter_ts_from_regex", "get_backward_walk_ops", "get_consuming_ops", "get_forward_walk_ops", "get_generating_ops", "get_tensors",
    "get_walks_intersection_ops", "graph_replace", "make_list_of_op", "make_list_of_t", "make_view", "remove_control_inputs", "reroute_ts",
    "select_ops", "select_ts", "sgv", "swap_ts",
]

_below = deep_paths.below(__name__)


def __getattr__(name):
    try:
        return _below(name)
    except AttributeError:
        raise absent.error_for(f"tf.contrib.graph_editor.{name}", __all__) from None
