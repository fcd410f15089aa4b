"""The variables of a graph that do not fit the checkpoint that was to be restored."""

import collections

from legacy_seq2seq.shapes import origins, values

Misfit = collections.namedtuple("Misfit", "variable there saved")
Misfit.__doc__ = """A variable's tensor in the graph, its shape there and that in the checkpoint, as tuples."""

_ASSIGNING = ("Assign", "AssignVariableOp")


def misfits(operation, entries):
    """The `Misfit`s of a restore that failed, by the names of their variables; [] where the checkpoint cannot be read.

    operation: one of the assignments that failed; TensorFlow names whichever fails first. entries: those of the exception's traceback.
    """
    reading = next((op for op in map(_producer, operation.inputs) if op.type.startswith("Restore")), None)
    path = _path(entries)
    shapes = {} if reading is None or path is None else _shapes_in(path)
    names = origins.constant(reading.inputs[1]) if shapes else None
    found = []
    for name, tensor in () if names is None else zip(names.ravel(), reading.outputs):
        saved = shapes.get(name.decode("utf-8", "replace"))
        for op in _consumers(tensor):
            there = _shape_of_variable(op.inputs[0])
            if saved is not None and there is not None and there != saved:
                found.append(Misfit(op.inputs[0], there, saved))
    return sorted(found, key=lambda one: one.variable.op.name)


def _producer(tensor):
    op = tensor.op
    while op.type == "Identity":
        op = op.inputs[0].op
    return op


def _consumers(tensor):
    for op in tensor.consumers():
        if op.type in _ASSIGNING:
            yield op
        elif op.type == "Identity":
            yield from _consumers(op.outputs[0])


def _shape_of_variable(tensor):
    """The shape of the variable that is assigned to, also where the tensor is but its handle."""
    if tensor.op.type != "VarHandleOp":
        return values.static_shape(tensor)
    from legacy_seq2seq import tf1 as tf

    return values.of_tensor_shape(tf.TensorShape(tensor.op.get_attr("shape")))


def _path(entries):
    """Where the Saver was reading, as its own frame holds it; None where no Saver did."""
    held = (entry.tb_frame.f_locals.get("save_path") for entry in entries if entry.tb_frame.f_code.co_name == "restore")
    return next((str(path) for path in held if path is not None), None)


def _shapes_in(path):
    """{name in the checkpoint: shape}; {} where there is none at the path."""
    from legacy_seq2seq import tf1 as tf

    try:
        return {name: tuple(shape) for name, shape in tf.train.NewCheckpointReader(path).get_variable_to_shape_map().items()}
    except (tf.errors.OpError, ValueError):
        return {}
