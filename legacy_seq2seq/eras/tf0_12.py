"""TensorFlow 0.12.1, on today's: `from legacy_seq2seq.eras import tf0_12 as tf`. What differs from TF 1.15 stands in `eras/*_0_12.py`."""

import functools as _functools
import importlib as _importlib

from legacy_seq2seq.eras import root as _root_of

__version__ = "0.12.1"

_E = "legacy_seq2seq.eras."
_SUMMARIES = "scalar_summary histogram_summary image_summary audio_summary merge_summary merge_all_summaries"
_ARRAYS = "concat concat_v2 pack unpack split split_v select reverse"
_MATHS = "mul sub neg complex_abs batch_matmul mod floordiv div"
_LOSSES = ("softmax_cross_entropy_with_logits sparse_softmax_cross_entropy_with_logits sigmoid_cross_entropy_with_logits "
           "weighted_cross_entropy_with_logits log_poisson_loss nce_loss sampled_softmax_loss ctc_loss")
_CONTRIB_LOSSES = ("absolute_difference compute_weighted_loss cosine_distance hinge_loss log_loss mean_pairwise_squared_error "
                   "mean_squared_error sigmoid_cross_entropy softmax_cross_entropy sparse_softmax_cross_entropy")
_OPTIMIZERS = ("AdadeltaOptimizer AdagradDAOptimizer AdagradOptimizer AdamOptimizer FtrlOptimizer MomentumOptimizer "
               "ProximalAdagradOptimizer RMSPropOptimizer")
_UNROLLING = "rnn state_saving_rnn bidirectional_rnn dynamic_rnn bidirectional_dynamic_rnn raw_rnn"
_FURTHER = ("AttentionCellWrapper LayerNormBasicLSTMCell LSTMBlockCell GRUBlockCell BidirectionalGridLSTMCell "
            "CoupledInputForgetGateLSTMCell GridLSTMCell TimeFreqLSTMCell")
_CELLS = ("BasicLSTMCell BasicRNNCell DropoutWrapper EmbeddingWrapper GRUCell InputProjectionWrapper LSTMCell LSTMStateTuple "
          "MultiRNNCell OutputProjectionWrapper RNNCell _linear")


def _module(name):
    return lambda: _importlib.import_module(_E + name)


def _overrides():
    found = {}
    renamed = _E + "renamed_0_12"
    for names, module, paths in (
            (_ARRAYS, renamed, ("tf", "tf.python.ops.array_ops")),
            (_MATHS, renamed, ("tf", "tf.python.ops.math_ops")),
            ("select", renamed, ("tf.python.ops.math_ops",)),
            ("orthogonal_initializer zeros_initializer ones_initializer", renamed, ("tf", "tf.python.ops.init_ops")),
            ("confusion_matrix", renamed, ("tf.contrib.metrics",)),
            ("TensorArray", renamed, ("tf.python.ops.tensor_array_ops",)),
            ("SparseTensor RegisterShape TensorArray", renamed, ("tf",)),
            (_root_of.DISTRIBUTIONS, _E + "distributions_1_0", ("tf.contrib.distributions",)),
            ("BytesList", renamed, ("tf.train",)),
            (_SUMMARIES, _E + "summaries_0_12", ("tf", "tf.python.ops.logging_ops")),
            (_OPTIMIZERS, _E + "optimizers_0_12", ("tf.train", "tf.python.training.training")),
            ("OPTIMIZER_CLS_NAMES optimize_loss", _E + "optimizers_0_12", ("tf.contrib.layers",)),
            (_LOSSES, _E + "losses_0_12", ("tf.nn", "tf.python.ops.nn", "tf.python.ops.nn_ops")),
            (_CONTRIB_LOSSES, _E + "contrib_losses_0_12", ("tf.contrib.losses",)),
            (_UNROLLING, _E + "unrolling_0_12", ("tf.nn", "tf.python.ops.nn")),
            ("_dynamic_rnn_loop _infer_state_dtype _reverse_seq _rnn_step", "legacy_seq2seq.tf1.python.ops.rnn", ("tf.python.ops.rnn",)),
            ("stack_bidirectional_rnn stack_bidirectional_dynamic_rnn", _E + "unrolling_0_12", ("tf.contrib.rnn",)),
            (_FURTHER, _E + "further_cells_0_12", ("tf.contrib.rnn", "tf.contrib.rnn.python.ops.lstm_ops",
                                                  "tf.contrib.rnn.python.ops.gru_ops", "tf.contrib.rnn.python.ops.rnn_cell")),
            (_CELLS, _E + "cells_0_12", ("tf.contrib.rnn",))):
        for path in paths:
            found.update(_root_of.below(path, names, module))
    for path, module in (
            ("nn.rnn_cell", "cells_0_12"), ("nn.seq2seq", "seq2seq_0_12"), ("python.ops.nn.rnn_cell", "cells_0_12"),
            ("python.ops.nn.seq2seq", "seq2seq_0_12"), ("contrib.legacy_seq2seq", "seq2seq_0_12"),
            ("python.ops.rnn", "unrolling_0_12"), ("python.ops.rnn_cell", "cells_0_12"), ("python.ops.rnn_cell_impl", "cells_0_12"),
            ("python.ops.seq2seq", "seq2seq_0_12"), ("models.rnn.rnn", "unrolling_0_12"), ("models.rnn.rnn_cell", "cells_0_12"),
            ("models.rnn.seq2seq", "seq2seq_0_12")):
        found["tf." + path] = _module(module)
    for path in ("models.rnn.ptb.reader", "models.rnn.translate.data_utils", "models.rnn.translate.seq2seq_model"):
        found["tf." + path] = _functools.partial(_importlib.import_module, "legacy_seq2seq." + path)
    found.update(_root_of.values({
        "tf.train.SummaryWriter": "FileWriter", "tf.train.SummaryWriterCache": "FileWriterCache",
    }, "legacy_seq2seq.tf1.summary"))
    found.update(_root_of.values({"tf.train.SyncReplicasOptimizerV2": "SyncReplicasOptimizer"}, "legacy_seq2seq.tf1.train"))
    found.update(_root_of.grids(_E + "grid_cells_0_12"))
    found.update(_root_of.mnist(_E + "mnist_1_0"))
    found.update(_root_of.inner_names("python.ops.rnn python.ops.rnn_cell"))
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
