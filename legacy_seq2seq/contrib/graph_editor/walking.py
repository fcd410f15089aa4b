"""What a graph's ops depend on, and what depends on them."""

from legacy_seq2seq.contrib.graph_editor.selecting import ops_of


def get_backward_walk_ops(seed_ops, inclusive=True, within_ops=None, within_ops_fn=None, stop_at_ts=(), control_inputs=False):
    """The ops that `seed_ops` depend on, breadth first; they themselves too if `inclusive`. A tensor stands for the op that computes it.

    within_ops, within_ops_fn: where the walk may go. stop_at_ts: tensors that it does not pass. control_inputs: whether it follows them.
    Source: TF1 tf.contrib.graph_editor.get_backward_walk_ops.
    """
    stops = {id(tensor) for tensor in stop_at_ts}

    def before(op):
        yield from (tensor.op for tensor in op.inputs if id(tensor) not in stops)
        if control_inputs:
            yield from op.control_inputs

    return _walk(ops_of(seed_ops), before, inclusive, within_ops, within_ops_fn)


def get_forward_walk_ops(seed_ops, inclusive=True, within_ops=None, within_ops_fn=None, stop_at_ts=(), control_outputs=None):
    """The ops that depend on `seed_ops`, breadth first; they themselves too if `inclusive`. A tensor stands for the ops that take it.

    control_outputs: an object whose `get(op)` gives the ops that wait for one; none are followed by default.
    Source: TF1 tf.contrib.graph_editor.get_forward_walk_ops.
    """
    stops = {id(tensor) for tensor in stop_at_ts}

    def after(op):
        yield from (consumer for tensor in op.outputs if id(tensor) not in stops for consumer in tensor.consumers())
        if control_outputs is not None:
            yield from control_outputs.get(op)

    return _walk(ops_of(seed_ops, takers=True), after, inclusive, within_ops, within_ops_fn)


def get_walks_intersection_ops(forward_seed_ops, backward_seed_ops, forward_inclusive=True, backward_inclusive=True, within_ops=None,
                               within_ops_fn=None, control_inputs=False, control_outputs=None, control_ios=None):
    """The ops on the ways from the first seeds to the second. Source: TF1 tf.contrib.graph_editor.get_walks_intersection_ops."""
    ahead = get_forward_walk_ops(forward_seed_ops, forward_inclusive, within_ops, within_ops_fn, control_outputs=control_outputs)
    behind = set(get_backward_walk_ops(backward_seed_ops, backward_inclusive, within_ops, within_ops_fn, control_inputs=control_inputs))
    return [op for op in ahead if op in behind]


def _walk(seeds, neighbours, inclusive, within_ops, within_ops_fn):
    allowed = None if within_ops is None else set(within_ops)

    def may_enter(op):
        return (allowed is None or op in allowed) and (within_ops_fn is None or within_ops_fn(op))

    seeds = [op for op in dict.fromkeys(seeds) if may_enter(op)]
    found, wave = dict.fromkeys(seeds), seeds
    while wave:
        wave = [near for near in dict.fromkeys(near for op in wave for near in neighbours(op)) if near not in found and may_enter(near)]
        found.update(dict.fromkeys(wave))
    return list(found) if inclusive else [op for op in found if op not in set(seeds)]
