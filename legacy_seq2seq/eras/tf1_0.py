"""TensorFlow 1.0.1, on today's: `from legacy_seq2seq.eras import tf1_0 as tf`."""

import importlib as _importlib

from legacy_seq2seq.eras import root as _root_of

__version__ = "1.0.1"

_E = "legacy_seq2seq.eras."
_FURTHER = ("AttentionCellWrapper LayerNormBasicLSTMCell LSTMBlockCell LSTMBlockFusedCell GRUBlockCell CoupledInputForgetGateLSTMCell "
            "GridLSTMCell")
_CELLS = ("BasicLSTMCell BasicRNNCell DropoutWrapper EmbeddingWrapper GRUCell InputProjectionWrapper LSTMCell LSTMStateTuple "
          "MultiRNNCell OutputProjectionWrapper RNNCell")


def _module(name):
    return lambda: _importlib.import_module(_E + name)


def _overrides():
    found = _root_of.below("tf.contrib.rnn", _CELLS, _E + "cells_1_0")
    found.update(_root_of.below("tf.contrib.distributions", _root_of.DISTRIBUTIONS, _E + "distributions_1_0"))
    simple, attending = _E + "decoder_functions", _E + "attention_functions"
    found.update(_root_of.below("tf.contrib.seq2seq", "simple_decoder_fn_train simple_decoder_fn_inference dynamic_rnn_decoder", simple))
    found.update(_root_of.below(
        "tf.contrib.seq2seq", "prepare_attention attention_decoder_fn_train attention_decoder_fn_inference", attending))
    for path in ("tf.contrib.seq2seq", "tf.contrib.seq2seq.python.ops.loss"):
        found.update(_root_of.below(path, "sequence_loss", _E + "sequence_loss"))
    for path, module in (
            ("nn.rnn_cell", "cells_1_0"), ("python.ops.nn.rnn_cell", "cells_1_0"),
            ("contrib.rnn.core_rnn_cell", "cells_1_0"), ("contrib.rnn.python.ops.core_rnn_cell", "cells_1_0"),
            ("contrib.rnn.python.ops.core_rnn_cell_impl", "cells_1_0"), ("contrib.rnn.python.ops.core_rnn", "core_rnn"),
            ("contrib.legacy_seq2seq", "seq2seq_1_0"), ("contrib.legacy_seq2seq.python.ops.seq2seq", "seq2seq_1_0"),
            ("python.ops.rnn_cell", "cells_1_0"), ("python.ops.rnn_cell_impl", "rnn_cell_impl_1_0"),
            ("contrib.seq2seq.python.ops.decoder_fn", "decoder_functions"), ("contrib.seq2seq.python.ops.seq2seq", "decoder_functions"),
            ("contrib.seq2seq.python.ops.attention_decoder_fn", "attention_functions")):
        found["tf." + path] = _module(module)
    for path in ("tf.layers", "tf.python.layers.core", "tf.python.layers.layers"):
        found.update(_root_of.below(path, "Dense", _E + "layers"))
    for path in ("tf.train", "tf.python.training.training"):
        found.update(_root_of.below(path, "AdadeltaOptimizer", _E + "optimizers"))
    for path in ("tf.contrib.rnn", "tf.contrib.rnn.python.ops.lstm_ops", "tf.contrib.rnn.python.ops.gru_ops",
                 "tf.contrib.rnn.python.ops.rnn_cell"):
        found.update(_root_of.below(path, _FURTHER, _E + "further_cells_1_0"))
    found.update(_root_of.grids(_E + "grid_cells_1_0"))
    found.update(_root_of.mnist(_E + "mnist_1_0"))
    found.update(_root_of.inner_names("python.ops.rnn python.ops.rnn_cell_impl contrib.rnn.python.ops.core_rnn"))
    return found


_root = _root_of.make_root(__name__, __version__, _overrides())


def __getattr__(name):
    value = getattr(_root, name)
    globals()[name] = value
    return value


def __dir__():
    return sorted(set(dir(_root)) | {"__version__", "__doc__", "__name__", "__file__"})


__all__ = dir(_root)
__path__ = []
