"""Runs a program, and notes what it computes: its variables, and the scalars that its sessions fetch.

Valid under every TensorFlow, from 0.12 on Python 2.7 to today's. After a program has initialised its
variables, each is given numbers that depend on its name alone, so that two TensorFlows can be compared.

    python trace.py OUT.json PROGRAM [ARGUMENTS ...]      under a real old TensorFlow
"""


import json
import os
import sys
import zlib

import numpy as np

STEPS = 25  # runs that fetch a scalar; those after are not noted


def weights(name, shape):
    """Uniform numbers in [-0.1, 0.1) that depend on the name and the shape alone."""
    random = np.random.RandomState(zlib.crc32(name.encode("utf-8")) & 0x7FFFFFFF)
    return random.uniform(-0.1, 0.1, size=shape).astype(np.float32)


class Notes:
    """What one program did."""

    def __init__(self):
        self.scalars = []
        self.variables = {}

    def watch(self, session_class, variables_of):
        """Wraps `session_class.run`; `variables_of(graph)` lists a graph's variables."""
        run = session_class.run

        def noting(session, fetches, *arguments, **options):
            result = run(session, fetches, *arguments, **options)
            variables = variables_of(session.graph)
            initializers = {variable.initializer for variable in variables}
            if any(_initializes(fetch, initializers) for fetch in _leaves(fetches)):
                for variable in variables:
                    self._set(lambda op, feed: run(session, op, feed), variable)
            elif len(self.scalars) < STEPS:
                found = [float(value) for value in _leaves(result) if _is_scalar(value)]
                if found:
                    self.scalars.append(found)
            return result

        session_class.run = noting

    def _set(self, run, variable):
        shape = [int(size) for size in variable.get_shape().as_list()]
        name = variable.op.name
        self.variables[name] = shape
        if variable.dtype.base_dtype.is_floating and shape:
            value = weights(name, shape).astype(variable.dtype.base_dtype.as_numpy_dtype)
            if not name.endswith(_SLOTS):
                run(variable.initializer, {variable.initializer.inputs[1]: value})

    def save(self, path, version):
        with open(path, "w") as file:
            json.dump({"tensorflow": version, "variables": self.variables, "scalars": self.scalars}, file, indent=1, sort_keys=True)


# Optimisers' slots, and variances, which must not be negative, keep their own starting values.
_SLOTS = ("/Adam", "/Adam_1", "/Adagrad", "/Momentum", "/RMSProp", "/RMSProp_1", "/RMSProp_2", "/Adadelta", "/Adadelta_1",
          "/Ftrl", "/Ftrl_1", "/ExponentialMovingAverage", "/moving_variance")


def _initializes(fetch, initializers):
    """Whether a fetch runs variables' initialisers: one itself, or a group, which may hold a group for each device."""
    if fetch in initializers:
        return True
    return getattr(fetch, "type", None) == "NoOp" and any(_initializes(op, initializers) for op in fetch.control_inputs)


def _leaves(structure):
    if isinstance(structure, dict):
        structure = list(structure.values())
    if isinstance(structure, (list, tuple)):
        return [leaf for part in structure for leaf in _leaves(part)]
    return [structure]


def _is_scalar(value):
    return isinstance(value, (np.floating, np.ndarray)) and np.ndim(value) == 0 and np.asarray(value).dtype.kind == "f"


def main():
    """Runs a program under this Python's own TensorFlow."""
    import runpy

    out, program = sys.argv[1:3]
    sys.argv = sys.argv[2:]
    sys.path[0] = os.path.dirname(os.path.abspath(program))
    import tensorflow as tf
    from tensorflow.python.client import session

    notes = Notes()
    key = getattr(tf.GraphKeys, "GLOBAL_VARIABLES", "variables")
    notes.watch(session.BaseSession, lambda graph: graph.get_collection(key))
    try:
        runpy.run_path(program, run_name="__main__")
    except SystemExit as error:
        if error.code:
            raise
    notes.save(out, tf.__version__)


if __name__ == "__main__":
    main()
