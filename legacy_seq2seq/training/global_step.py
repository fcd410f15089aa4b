"""The global step: which operations move it, and by how much."""

from legacy_seq2seq import tf1 as tf


def of_graph():
    """The graph's global step. Raises ValueError where it has none, saying how to have one."""
    step = tf.train.get_global_step()
    if step is None:
        raise ValueError(
            "training.session: the graph has no global step, which counts the training steps. Make it before the optimizer, and have "
            "it counted: step = tf.train.get_or_create_global_step(); train_op = optimizer.minimize(loss, global_step=step)")
    return step


def ops_that_move(step):
    """The operations that assign to the global step, but for its initializer and those that restore it."""
    handle = getattr(step, "handle", None)
    tensor = handle if handle is not None else step._ref()
    assigning = [op for op in tensor.consumers() if op.type.startswith(("Assign", "Scatter", "ResourceScatter", "CountUpTo"))]
    return [op for op in assigning if op is not step.initializer and not any(one.op.type == "RestoreV2" for one in op.inputs)]


def go_by_one(moving):
    """Whether each training step adds 1 to the global step, as `minimize` does: then it is counted, not asked for."""
    if len(moving) != 1 or moving[0].type not in ("AssignAdd", "AssignAddVariableOp") or moving[0]._get_control_flow_context() is not None:
        return False
    added = tf.get_static_value(moving[0].inputs[1])
    return added is not None and added == 1
