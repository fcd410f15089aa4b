"""`tf.contrib.framework`."""

from legacy_seq2seq import stack
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.framework import nest
from legacy_seq2seq.contrib.framework.arg_scope import (
    add_arg_scope,
    arg_scope,
    arg_scoped_arguments,
    current_arg_scope,
    has_arg_scope,
)
from legacy_seq2seq.contrib.framework.assignment import (
    assign_from_checkpoint,
    assign_from_checkpoint_fn,
    assign_from_values,
    assign_from_values_fn,
)
from legacy_seq2seq.contrib.framework.checkpoint_utils import (
    init_from_checkpoint,
    list_variables,
    load_checkpoint,
    load_variable,
)
from legacy_seq2seq.contrib.framework.deprecation import deprecated, deprecated_arg_values, deprecated_args
from legacy_seq2seq.contrib.framework.finding import (
    filter_variables,
    get_local_variables,
    get_model_variables,
    get_trainable_variables,
    get_unique_variable,
    get_variable_full_name,
    get_variables,
    get_variables_by_name,
    get_variables_by_suffix,
    get_variables_to_restore,
)
from legacy_seq2seq.contrib.framework.fuse_op import fuse_op
from legacy_seq2seq.contrib.framework.global_step import (
    assert_global_step,
    assert_or_get_global_step,
    create_global_step,
    get_global_step,
    get_or_create_global_step,
)
from legacy_seq2seq.contrib.framework.names import (
    get_graph_from_inputs,
    get_name_scope,
    get_placeholders,
    prepend_name_scope,
    strip_name_scope,
)
from legacy_seq2seq.contrib.framework.py_func import py_func
from legacy_seq2seq.contrib.framework.remapping import (
    load_and_remap_matrix_initializer,
    load_embedding_initializer,
    load_linear_multiclass_bias_initializer,
    load_variable_slot_initializer,
)
from legacy_seq2seq.contrib.framework.smart_cond import smart_case, smart_cond, smart_constant_value
from legacy_seq2seq.contrib.framework.specs import BoundedTensorSpec, TensorSpec
from legacy_seq2seq.contrib.framework.tensor_util import (
    assert_same_float_dtype,
    assert_scalar,
    assert_scalar_int,
    convert_to_tensor_or_sparse_tensor,
    is_tensor,
    reduce_sum_n,
    remove_squeezable_dimensions,
    with_same_shape,
    with_shape,
)
from legacy_seq2seq.contrib.framework.variables import (
    VariableDeviceChooser,
    add_model_variable,
    global_variable,
    local_variable,
    model_variable,
    variable,
    zero_initializer,
)

argsort = tf.argsort
sort = tf.sort

# TensorFlow keeps these, but no longer shows them.
_initializers = stack.inner_module("ops.init_ops")
RecordInput = stack.inner_module("ops.data_flow_ops").RecordInput
convolutional_delta_orthogonal = _initializers.ConvolutionDeltaOrthogonal
convolutional_orthogonal_1d = _initializers.ConvolutionOrthogonal1D
convolutional_orthogonal_2d = _initializers.ConvolutionOrthogonal2D
convolutional_orthogonal_3d = _initializers.ConvolutionOrthogonal3D

__all__ = [
    "BoundedTensorSpec", "RecordInput", "TensorSpec", "VariableDeviceChooser", "add_arg_scope", "add_model_variable",
    "arg_scope", "arg_scoped_arguments", "argsort", "assert_global_step", "assert_or_get_global_step", "assert_same_float_dtype",
    "assert_scalar", "assert_scalar_int", "assign_from_checkpoint", "assign_from_checkpoint_fn", "assign_from_values",
    "assign_from_values_fn", "convert_to_tensor_or_sparse_tensor", "convolutional_delta_orthogonal",
    "convolutional_orthogonal_1d", "convolutional_orthogonal_2d", "convolutional_orthogonal_3d", "create_global_step",
    "current_arg_scope", "deprecated", "deprecated_arg_values", "deprecated_args", "filter_variables", "fuse_op",
    "get_global_step", "get_graph_from_inputs", "get_local_variables", "get_model_variables", "get_name_scope",
    "get_or_create_global_step", "get_placeholders", "get_trainable_variables", "get_unique_variable", "get_variable_full_name",
    "get_variables", "get_variables_by_name", "get_variables_by_suffix", "get_variables_to_restore", "global_variable",
    "has_arg_scope", "init_from_checkpoint", "is_tensor", "list_variables", "load_and_remap_matrix_initializer",
    "load_checkpoint", "load_embedding_initializer", "load_linear_multiclass_bias_initializer", "load_variable",
    "load_variable_slot_initializer", "local_variable", "model_variable", "nest", "prepend_name_scope", "py_func",
    "reduce_sum_n", "remove_squeezable_dimensions", "smart_case", "smart_cond", "smart_constant_value", "sort",
    "strip_name_scope", "variable", "with_same_shape", "with_shape", "zero_initializer",
]

__getattr__ = deep_paths.below(__name__)
