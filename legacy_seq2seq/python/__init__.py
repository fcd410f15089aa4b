"""TF 1.15's inner modules that old programs import, `tensorflow.python.ops.rnn_cell_impl` and its like.

The path is TensorFlow's. A module that is not here is today's TensorFlow's own: see `namespace_of_python`.
"""
