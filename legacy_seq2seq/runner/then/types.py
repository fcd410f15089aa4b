"""The types that tensors and variables had then, for programs that compare `type(x)` with them."""

import sys

_TENSOR = ("tensorflow.python.framework.ops", "SymbolicTensor")
_VARIABLES = {("tensorflow.python.ops.ref_variable", "RefVariable"), ("tensorflow.python.ops.resource_variable_ops", "ResourceVariable")}


def of_then(cls):
    """`cls`, what `type(x)` gave; `tf.Tensor` where x is a graph's tensor."""
    # By name: the program need not use TensorFlow at all.
    return sys.modules["tensorflow"].Tensor if (getattr(cls, "__module__", None), getattr(cls, "__name__", None)) == _TENSOR else cls


def of_then_until_1_10(cls):
    """As `of_then`, of the TensorFlows whose variables were of the type `tf.Variable` itself."""
    if (getattr(cls, "__module__", None), getattr(cls, "__name__", None)) in _VARIABLES:
        return sys.modules["legacy_seq2seq.tf1"].Variable
    return of_then(cls)
