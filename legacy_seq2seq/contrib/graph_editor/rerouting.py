"""Inputs of ops led to other tensors, and what ops wait for."""

from legacy_seq2seq.contrib.graph_editor.selecting import make_list_of_op, make_list_of_t


def reroute_ts(ts0, ts1, can_modify=None, cannot_modify=None):
    """Gives each of `ts0` to the ops that took its partner of `ts1`; returns the number of inputs that changed.

    can_modify, cannot_modify: the ops that may change, or may not. Source: TF1 tf.contrib.graph_editor.reroute_ts.
    """
    ts0, ts1 = make_list_of_t(ts0), make_list_of_t(ts1)
    if len(ts0) != len(ts1):
        raise ValueError(f"reroute_ts: {len(ts0)} tensors to lead to {len(ts1)}; expected as many.")
    return sum(_lead(new, _takers(old, can_modify, cannot_modify)) for new, old in zip(ts0, ts1) if new is not old)


def swap_ts(ts0, ts1, can_modify=None, cannot_modify=None):
    """Exchanges each of `ts0` with its partner of `ts1` at the ops that take them. Source: TF1 tf.contrib.graph_editor.swap_ts."""
    pairs = [(one, other, _takers(one, can_modify, cannot_modify), _takers(other, can_modify, cannot_modify))
             for one, other in zip(make_list_of_t(ts0), make_list_of_t(ts1))]
    return sum(_lead(other, takers) + _lead(one, others) for one, other, takers, others in pairs)


def _takers(tensor, can_modify, cannot_modify):
    """[(op, index of its input)] of the ops that take a tensor and may change."""
    may = None if can_modify is None else set(make_list_of_op(can_modify))
    may_not = set(make_list_of_op(cannot_modify or ()))
    return [(op, index) for op in dict.fromkeys(tensor.consumers()) if op not in may_not and (may is None or op in may)
            for index, taken in enumerate(op.inputs) if taken is tensor]


def _lead(tensor, takers):
    for op, index in takers:
        op._update_input(index, tensor)
    return len(takers)


def add_control_inputs(op, cops):
    """`op` waits for the ops `cops` as well. Raises ValueError where it does already.

    Source: TF1 tf.contrib.graph_editor.add_control_inputs.
    """
    cops = make_list_of_op(cops)
    for one in cops:
        if one in op.control_inputs:
            raise ValueError(f"add_control_inputs: {op.name} waits for {one.name} already.")
    op._add_control_inputs(cops)


def remove_control_inputs(op, cops):
    """`op` no longer waits for the ops `cops`. Raises ValueError where it does not.

    Source: TF1 tf.contrib.graph_editor.remove_control_inputs.
    """
    cops = make_list_of_op(cops)
    for one in cops:
        if one not in op.control_inputs:
            raise ValueError(f"remove_control_inputs: {op.name} does not wait for {one.name}.")
    kept = [one for one in op.control_inputs if one not in cops]
    op._remove_all_control_inputs()
    op._add_control_inputs(kept)
