"""The path by which TF 1.15's inside showed both: tensorflow.python.estimator.inputs.inputs."""

from legacy_seq2seq.estimator.inputs.numpy_io import numpy_input_fn
from legacy_seq2seq.estimator.inputs.pandas_io import pandas_input_fn

__all__ = ["numpy_input_fn", "pandas_input_fn"]
