"""What a checkpoint holds, and what a graph wants of one: {name: (shape, dtype)}."""

import collections

Side = collections.namedtuple("Side", "shape dtype")
Side.__doc__ = """What one side knows of a variable: its shape, a tuple (None where it is not known), and its dtype's name."""


def of_checkpoint(checkpoint):
    """{name: `Side`} of an open `Checkpoint`."""
    return {name: Side(checkpoint.shape(name), checkpoint.dtype(name).name) for name in checkpoint.names}


def of_graph(graph=None):
    """Two of a graph: {name: `Side`} of its variables, parts joined, and of the cells that its Cudnn layers are saved as; and the names
    under which it saves what is no variable."""
    from legacy_seq2seq import tf1 as tf

    graph = graph or tf.get_default_graph()
    variables = graph.get_collection(tf.GraphKeys.GLOBAL_VARIABLES)
    others, found = set(), {}
    for saveable in graph.get_collection(tf.GraphKeys.SAVEABLE_OBJECTS):
        for spec in getattr(saveable, "specs", ()):
            if hasattr(saveable, "format_converter"):
                found[spec.name] = Side(_static(spec.tensor.shape), spec.tensor.dtype.base_dtype.name)
            else:
                others.add(spec.name)
    for variable in variables:
        part = getattr(variable, "_save_slice_info", None)
        name, shape = (part.full_name, tuple(part.full_shape)) if part is not None else (variable.op.name, _static(variable.shape))
        found[name] = Side(shape, variable.dtype.base_dtype.name)
    return found, others


def _static(shape):
    return None if shape.rank is None else tuple(shape.as_list())
