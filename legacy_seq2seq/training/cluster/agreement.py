"""Whether a worker's graph fits the chief's: TensorFlow only says that a variable is not initialised, or that shapes differ."""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.training import averaging
from legacy_seq2seq.training.cluster.definition import ClusterError

_SHOWN = 10


def described(graph):
    """What workers must agree on, of a graph whose operations are placed; for JSON."""
    with graph.as_default():
        variables = {variable.op.name: [variable.dtype.base_dtype.name, _shape(variable), _server(variable)]
                     for variable in tf.global_variables()}
    return {"variables": variables, "synchronous": averaging.is_synchronous(graph)}


def check(task, graph, chiefs):
    """Raises ClusterError, naming the variables, where `graph` cannot train with the chief's. chiefs: its `described`.

    Variables that the chief alone has do no harm.
    """
    own = described(graph)
    differences = [text for name in own["variables"] for text in _differences(name, own["variables"][name], chiefs["variables"].get(name))]
    if own["synchronous"] != chiefs["synchronous"]:
        differences.append("the optimizer waits for all workers' gradients (training.synchronous) "
                           + ("here, not at the chief" if own["synchronous"] else "at the chief, not here"))
    if differences:
        more = [f"and {len(differences) - _SHOWN} more"] if len(differences) > _SHOWN else []
        raise ClusterError(f"The graph of {task} is not the one of the chief, {task.chief}:\n  " + "\n  ".join(differences[:_SHOWN] + more)
                           + "\nStart every task with the same program and settings.")


def _differences(name, own, chiefs):
    if chiefs is None:
        return [f"{name}: {_text(own)} here; the chief has no such variable"]
    if own[:2] != chiefs[:2]:
        return [f"{name}: {_text(own)} here, {_text(chiefs)} at the chief"]
    if own[2] != chiefs[2]:
        return [f"{name}: on {own[2]} here, on {chiefs[2]} at the chief; variables go to the servers in the order of their creation"]
    return []


def _text(described):
    dtype, shape, _ = described
    return f"{dtype} {'of unknown shape' if shape is None else shape}"


def _shape(variable):
    return variable.shape.as_list() if variable.shape.rank is not None else None


def _server(variable):
    device = tf.DeviceSpec.from_string(variable.op.device or "")
    return f"{device.job} {device.task}"
