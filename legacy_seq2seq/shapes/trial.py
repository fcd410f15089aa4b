"""Tries a model on given input shapes, without data."""

import contextlib
import os
import re
import sys

from legacy_seq2seq import stack
from legacy_seq2seq.shapes import bindings, dry, naming, places, tables, values


def dry_run(model, shapes, axes=None):
    """What every shape would be for given input shapes. Returns a `Table` whose run-time column has those shapes.

    model: a tf.Graph, a tf.Session, or the path of a program, which is run up to its first `session.run` and no further.
    shapes: {input: shape}, an input being a Python name of yours, a tensor's or an operation's name, or a tensor; a shape a
    list of sizes, None for an unknown one. axes: as for `shapes.table`.
    What does not fit is told in the table's `faults`; what follows from it has no run-time shape, or that which a loop began with.

        shapes.dry_run("train.py", {"X": [170, 10]}).print()

    Raises ValueError where an input is not found or a shape is none.
    """
    if isinstance(model, (str, os.PathLike)):
        graph, names = _graph_of_program(os.fspath(model))
    else:
        graph = getattr(model, "graph", model)
        names = naming.Names(graph, tables.callers_frames(sys._getframe(1)))
    if not hasattr(graph, "get_operations"):
        raise TypeError(f"dry_run: `model` is {type(model).__name__}; expected a tf.Graph, a tf.Session or the path of a program")
    given = {bindings.fed_for(_input(graph, names, key)): _shape(key, shape) for key, shape in shapes.items()}
    misfits = []
    found = dry.shapes_for(graph, given, faults=misfits)
    found.update({tensor.name: shape for tensor, shape in given.items()})
    dead = {name: [shape] for name, shape in found.items() if shape is not None}
    faults = _contradictions(given) + [_said(graph, name, text) for name, text in misfits]
    return tables.of_graph(graph, names, dead, axes, faults, "Shapes of a dry run")


def _shape(key, shape):
    try:
        return tuple(None if size is None else int(size) for size in shape)
    except (TypeError, ValueError):
        raise ValueError(f"dry_run: the shape of {key!r} is {shape!r}; expected a list of sizes such as [170, 10] or [None, 10]") from None


def _input(graph, names, key):
    """The tensor that a key of `shapes` means."""
    if values.is_tensor(key):
        return graph.as_graph_element(key, allow_operation=False)
    for name in (key, f"{key}:0"):
        with contextlib.suppress(KeyError, ValueError, TypeError):
            return graph.as_graph_element(name, allow_operation=False)
    inputs = [op.outputs[0] for op in graph.get_operations() if op.type.startswith("Placeholder")]
    named = {names.of(tensor): tensor for tensor in inputs}
    if key in named:
        return named[key]
    for op in graph.get_operations():
        for tensor in op.outputs:
            if names.held(tensor) == key:
                return tensor
    known = ", ".join(sorted(name or tensor.name for name, tensor in named.items())) or "none"
    raise ValueError(f"dry_run: {key!r} is no input of the model; its placeholders are: {known}")


def _contradictions(given):
    """What the given shapes themselves contradict: their placeholders' own."""
    found = []
    for tensor, shape in given.items():
        static = values.of_tensor_shape(tensor.shape)
        if static is not None and not values.may_be_equal(static, shape):
            where = places.of_op(tensor.op)
            at = f"{where[-1].file}:{where[-1].line}: " if where else ""
            found.append(f"{at}{tensor.name} is {list(static)}; {list(shape)} does not fit it")
    return found


def _said(graph, name, text):
    """A misfit at the user's line, in TensorFlow's words."""
    text = re.sub(r"\s+", " ", re.sub(r"\{\{node ([^}]+)\}\}", r"\1", text)).strip()
    try:
        where = places.of_op(graph.get_operation_by_name(name))
    except (KeyError, ValueError):
        where = []
    return f"{where[-1].file}:{where[-1].line}: {text}" if where else text


class _Reached(BaseException):
    """The program has come to its first `session.run`; no `except Exception` of the program's may take it."""


def _graph_of_program(path):
    """(the graph that a program builds, the names it has for its tensors), found by running it up to its first `session.run`."""
    from legacy_seq2seq.runner import building

    tf = stack.compat_v1()
    reached = {}

    def stop(session, frame):
        reached.setdefault("names", naming.Names(session.graph, tables.callers_frames(frame)))
        reached.setdefault("graph", session.graph)
        reached["names"].held(reached["graph"].get_operations()[0].outputs[0]) if _has_outputs(reached["graph"]) else None
        raise _Reached

    session = stack.inner_module("client.session").BaseSession
    run = session.run
    session.run = lambda self, *arguments, **options: stop(self, sys._getframe(1))
    own = tf.Graph()
    try:
        with own.as_default():
            space = building.run(path, _Reached)
    finally:
        session.run = run
    if "graph" not in reached:
        reached["graph"], reached["names"] = own, _NamesOfSpace(own, space)
    return reached["graph"], reached["names"]


def _has_outputs(graph):
    ops = graph.get_operations()
    return bool(ops and ops[0].outputs)


class _NamesOfSpace(naming.Names):
    """The names that a program which ended has for its tensors."""

    def __init__(self, graph, space):
        super().__init__(graph, [])
        self._alive = naming.names_in(space)
