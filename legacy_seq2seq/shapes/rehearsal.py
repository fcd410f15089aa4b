"""Runs a graph beside the user's session, which notices nothing: its variables are read, and that is all.

A second session on the same graph has variables, iterators, tables and random numbers of its own. It is given the values of
the user's variables by their own initializers, whose input is fed, so that no operation is added.
"""

import collections

import numpy as np

from legacy_seq2seq import stack
from legacy_seq2seq.shapes import bindings, places, runnable, tracing, values

_MOST_FAULTS = 8
_LONGEST = 60  # seconds of a run; a decoder without a limit may never end on untrained weights

Rehearsal = collections.namedtuple("Rehearsal", "shapes faults")
Rehearsal.__doc__ = """shapes: {tensor name: [shape for each time it was computed]}. faults: what could not be run, as text."""


def rehearse(session, feed_dict=None, wanted=None):
    """The shapes of all that can be computed from `feed_dict`, in one run of a session of its own. Returns a `Rehearsal`.

    wanted: the operations to run, with what they need; by default all that changes nothing and lacks no feed.
    Raises what `session.run` raises where a fed value does not fit its placeholder.
    """
    users = _inner(session)
    graph = users.graph
    feed_dict = dict(feed_dict or {})
    fed = shapes_of_feed(feed_dict, graph)
    faults, blocked = [], set()
    with stack.compat_v1().Session(graph=graph, config=tracing.without_rewriting(getattr(users, "_config", None))) as own:
        blocked |= _copy_variables(users, own)
        _initialise_tables(graph, own)
        for _ in range(_MOST_FAULTS):
            names = runnable.operations(graph, fed, blocked)
            if wanted is not None:
                names &= runnable.above(wanted, fed)
            try:
                with stack.quiet.failed_operations():  # the table tells them
                    _, shapes = tracing.run(own, runnable.ends(graph, names, fed), feed_dict, _LONGEST)
                break
            except stack.compat_v1().errors.OpError as error:
                faults.append(_fault(error))
                culprit = getattr(error.op, "name", None)
                if culprit is None or culprit in blocked:
                    shapes = {}
                    break
                blocked.add(culprit)
        else:
            shapes = {}
    shapes.update({name: [shape] for name, shape in fed.items() if shape is not None})
    return Rehearsal(shapes, faults)


def shapes_of_feed(feed_dict, graph):
    """{tensor name: shape} of a feed as `session.run` takes it; None where a value's shape is not known before the run."""
    found = {}
    for key, value in (feed_dict or {}).items():
        for tensor, part in _pairs(key, value, graph):
            try:
                array = np.asarray(value if part is None else part)
                found[tensor.name] = tuple(array.shape) if array.dtype != object or tensor.dtype.base_dtype.name == "string" else None
            except (TypeError, ValueError):
                found[tensor.name] = None
    return found


def _pairs(key, value, graph):
    """(tensor, its value) of one entry of a feed: of a sparse tensor its three parts, of a nest its leaves."""
    parts = [getattr(key, name, None) for name in ("indices", "values", "dense_shape")]
    if all(values.is_tensor(part) for part in parts):
        return list(zip(parts, value if isinstance(value, tuple) and len(value) == 3 else [[]] * 3))
    if isinstance(key, (list, tuple)):
        return [pair for one, part in zip(key, value) for pair in _pairs(one, part, graph)]
    try:
        return [(bindings.fed_for(graph.as_graph_element(key, allow_operation=False)), value)]
    except (TypeError, ValueError, KeyError):
        return []


def _inner(session):
    """The tf.Session inside a MonitoredSession, whose hooks are not to be woken."""
    inner = getattr(session, "_tf_sess", None)
    return inner() if callable(inner) else session


def variables(graph):
    """The variables that a graph's collections hold, each once."""
    found = {}
    keys = stack.compat_v1().GraphKeys
    for key in (keys.GLOBAL_VARIABLES, keys.LOCAL_VARIABLES, keys.TRAINABLE_VARIABLES, keys.MODEL_VARIABLES):
        for variable in graph.get_collection(key):
            if hasattr(variable, "initializer") and hasattr(variable, "op"):
                found.setdefault(variable.op.name, variable)
    return list(found.values())


def _copy_variables(users, own):
    """Gives the second session the values of the first. Returns the names of the operations of variables without a value."""
    every = [
        one for one in variables(users.graph) if getattr(one.initializer, "inputs", None) is not None and len(one.initializer.inputs) > 1
    ]
    without = set()
    waiting = _values(users, every, without)
    while waiting:
        feed, initializers, later = {}, [], []
        for variable, value in waiting:
            given = variable.initializer.inputs[1].name
            if given in feed:
                later.append((variable, value))  # two variables that start from one tensor
            else:
                feed[given] = value
                initializers.append(variable.initializer)
        own.run(initializers, feed)
        waiting = later
    return without


def _values(users, every, without):
    errors = stack.compat_v1().errors
    try:
        return list(zip(every, users.run(every))) if every else []
    except errors.OpError:
        found = []
    for variable in every:
        try:
            found.append((variable, users.run(variable)))
        except errors.OpError:
            without.add(variable.op.name)
    return found


def _initialise_tables(graph, own):
    """Fills lookup tables and starts iterators, in the second session alone, where that needs nothing that is not there."""
    keys = stack.compat_v1().GraphKeys
    starters = list(graph.get_collection(keys.TABLE_INITIALIZERS))
    starters += [op for op in graph.get_operations() if op.type == "MakeIterator"]
    for starter in starters:
        try:
            own.run(starter)
        except stack.compat_v1().errors.OpError:
            continue  # what follows from it fails by itself, and is reported there


def _fault(error):
    """A line on what could not be run, and where the user made it."""
    text = (error.message or str(error)).strip()
    lines = [
        line.strip() for line in text.splitlines() if line.strip() and not line.startswith(("Graph execution", "Detected", "Node:", " "))
    ]
    reason = (lines or [type(error).__name__])[0]
    where = places.of_op(error.op) if error.op is not None else []
    at = f"{where[-1].file}:{where[-1].line}: " if where else ""
    if isinstance(error, stack.compat_v1().errors.DeadlineExceededError):
        reason = f"a loop did not end within {_LONGEST} seconds; name the tensors you want: shapes.table(session, feed, tensors={{...}})"
    return f"{at}{reason}"
