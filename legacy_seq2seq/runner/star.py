"""`from tensorflow.….python.… import *`: all that a module of TensorFlow's inside had, the modules that it imported among it."""

import importlib
import types

# Modules without `__all__`: a star import took their own imports too, and cells of one's own were written with those.
_SHOWING_IMPORTS = ("contrib.rnn.python.", "contrib.legacy_seq2seq.python.", "contrib.seq2seq.python.", "python.ops.rnn",
                    "python.ops.seq2seq", "python.layers.")
_IMPORTED = {
    "base_layer": "layers.base", "constant_op": "framework.constant_op", "dtypes": "framework.dtypes", "logging": "platform.tf_logging",
    "nest": "util.nest", "ops": "framework.ops", "tensor_shape": "framework.tensor_shape", "tensor_util": "framework.tensor_util",
    "vs": "ops.variable_scope",
    **{name: f"ops.{name}" for name in (
        "array_ops", "clip_ops", "control_flow_ops", "embedding_ops", "init_ops", "math_ops", "nn_ops", "partitioned_variables",
        "random_ops", "rnn", "rnn_cell_impl", "tensor_array_ops", "variable_scope")},
}
_CELLS = {"rnn_cell": "python.ops.rnn_cell", "core_rnn": "contrib.rnn.python.ops.core_rnn",
          "core_rnn_cell": "contrib.rnn.python.ops.core_rnn_cell"}  # that the modules of decoders imported
_LIBRARY = ("collections", "math")
_FUNCTIONS = ("sigmoid", "tanh")


def of(module, root, path):
    """What a star import of `module` takes its names from; `path` leads to it from the TF1 module named `root`."""
    if ".python." not in f".{path}.":
        return module
    names = getattr(module, "__all__", None) or [name for name in dir(module) if not name.startswith("_")]
    found = {name: getattr(module, name, None) for name in names}
    found = {name: value for name, value in found.items() if value is not None and not _is_a_module_of_ours(value) and name != "tf"}
    if path.startswith(_SHOWING_IMPORTS):
        found = {**_imports(root), **found}
    if path.endswith(".seq2seq"):
        found = {**{name: importlib.import_module(f"{root}.{inner}") for name, inner in _CELLS.items()}, **found}
    everything = types.ModuleType(module.__name__)
    everything.__dict__.update(found, __all__=sorted(found))
    return everything


def _is_a_module_of_ours(value):
    return isinstance(value, types.ModuleType) and value.__name__.startswith("legacy_seq2seq") and not hasattr(value, "_source")


def _imports(root):
    inside = {name: importlib.import_module(f"{root}.python.{path}") for name, path in _IMPORTED.items()}
    functions = {name: getattr(inside["math_ops"], name) for name in _FUNCTIONS}
    return {**{name: importlib.import_module(name) for name in _LIBRARY}, **inside, **functions}
