"""`tf.contrib.slim`: contrib's layers, arg_scope and losses under one short name, with slim's own training, data and nets.

Layers, arg_scope, variables, losses and `learning.create_train_op` are ours and always there. The train
loop, evaluation, data and nets need the tf-slim package: pip install tf-slim. See `installed.py`.
"""

import importlib
import importlib.util
import types

from legacy_seq2seq.contrib import layers, losses
from legacy_seq2seq.contrib.framework import (
    VariableDeviceChooser,
    add_arg_scope,
    add_model_variable,
    arg_scope,
    arg_scoped_arguments,
    assert_global_step,
    assert_or_get_global_step,
    assign_from_checkpoint,
    assign_from_checkpoint_fn,
    assign_from_values,
    assign_from_values_fn,
    create_global_step,
    current_arg_scope,
    filter_variables,
    get_global_step,
    get_local_variables,
    get_model_variables,
    get_or_create_global_step,
    get_trainable_variables,
    get_unique_variable,
    get_variable_full_name,
    get_variables,
    get_variables_by_name,
    get_variables_by_suffix,
    get_variables_to_restore,
    global_variable,
    has_arg_scope,
    local_variable,
    model_variable,
    variable,
    zero_initializer,
)
from legacy_seq2seq.contrib.layers import *  # noqa: F403 (contrib.slim shows every layer)
from legacy_seq2seq.contrib.layers.optimizers import adaptive_clipping_fn
from legacy_seq2seq.contrib.layers.summaries import summarize_biases, summarize_variables, summarize_weights
from legacy_seq2seq.contrib.slim import installed, learning

# Modules that are read from tf-slim, by their name here and their path there.
_FROM_TF_SLIM = {
    "data_decoder": "data.data_decoder", "data_provider": "data.data_provider", "dataset": "data.dataset",
    "dataset_data_provider": "data.dataset_data_provider", "evaluation": "evaluation", "model_analyzer": "model_analyzer",
    "nets": "nets", "parallel_reader": "data.parallel_reader", "prefetch_queue": "data.prefetch_queue", "queues": "queues",
    "summaries": "summaries", "tfexample_decoder": "data.tfexample_decoder", "data": "data",
}

__all__ = [
    "VariableDeviceChooser", "adaptive_clipping_fn", "add_arg_scope", "add_model_variable", "arg_scope", "arg_scope_func_key",
    "arg_scoped_arguments", "assert_global_step", "assert_or_get_global_step", "assign_from_checkpoint", "assign_from_checkpoint_fn",
    "assign_from_values", "assign_from_values_fn", "create_global_step", "current_arg_scope", "filter_variables",
    "get_global_step", "get_local_variables", "get_model_variables", "get_or_create_global_step", "get_trainable_variables",
    "get_unique_variable", "get_variable_full_name", "get_variables", "get_variables_by_name", "get_variables_by_suffix",
    "get_variables_to_restore", "global_variable", "has_arg_scope", "layers", "learning", "local_variable", "losses", "model_variable",
    "summarize_biases", "summarize_variables", "summarize_weights", "variable", "zero_initializer", *layers.__all__,
    *(_FROM_TF_SLIM if installed.is_installed() else ()),  # so that `import *` works without it
]


def arg_scope_func_key(op):
    """The key of a function in a scope of `arg_scope`. Source: TF1 tf.contrib.slim.arg_scope_func_key."""
    return getattr(op, "_key_op", str(op))


def __getattr__(name):
    if name == "python":
        return _python()
    if name == "metrics" and importlib.util.find_spec("legacy_seq2seq.contrib.metrics"):
        return importlib.import_module("legacy_seq2seq.contrib.metrics")
    if name not in _FROM_TF_SLIM:
        return _of_layers(name)
    try:
        value = installed.module(_FROM_TF_SLIM[name])
    except ModuleNotFoundError as error:
        if installed.is_installed():
            raise
        raise AttributeError(str(error)) from None
    globals()[name] = value
    return value


def _of_layers(name):
    """What contrib.layers has besides its public names, as contrib.slim shows its modules too (`slim.regularizers`); else its error."""
    module = f"{layers.__name__}.{name}"
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return importlib.import_module(module) if importlib.util.find_spec(module) else getattr(layers, name)


def _python():
    """`contrib.slim.python.slim`, from where old programs import, is contrib.slim itself."""
    python = types.ModuleType(f"{__name__}.python")
    python.__path__ = []  # a package, for import statements
    python.slim = importlib.import_module(__name__)
    return python
