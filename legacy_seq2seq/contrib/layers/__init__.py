"""`tf.contrib.layers`."""

from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.layers.embedding_ops import embedding_lookup_unique, safe_embedding_lookup_sparse
from legacy_seq2seq.contrib.layers.encoders import bow_encoder, embed_sequence
from legacy_seq2seq.contrib.layers.fully_connected import fully_connected
from legacy_seq2seq.contrib.layers.initializers import variance_scaling_initializer, xavier_initializer
from legacy_seq2seq.contrib.layers.optimizers import OPTIMIZER_CLS_NAMES, OPTIMIZER_SUMMARIES, optimize_loss
from legacy_seq2seq.contrib.layers.regularizers import (
    apply_regularization,
    l1_l2_regularizer,
    l1_regularizer,
    l2_regularizer,
    sum_regularizer,
)
from legacy_seq2seq.contrib.layers.summaries import (
    summarize_activation,
    summarize_activations,
    summarize_collection,
    summarize_tensor,
    summarize_tensors,
)

SPARSE_FEATURE_CROSS_DEFAULT_HASH_KEY = 0xDECAFCAFFE
xavier_initializer_conv2d = xavier_initializer

__all__ = ["fully_connected", "variance_scaling_initializer", "xavier_initializer", "xavier_initializer_conv2d"]
__all__ += [
    "OPTIMIZER_CLS_NAMES", "OPTIMIZER_SUMMARIES", "SPARSE_FEATURE_CROSS_DEFAULT_HASH_KEY", "apply_regularization", "bow_encoder",
    "embed_sequence", "embedding_lookup_unique", "l1_l2_regularizer", "l1_regularizer", "l2_regularizer", "optimize_loss",
    "safe_embedding_lookup_sparse", "sum_regularizer", "summarize_activation", "summarize_activations", "summarize_collection",
    "summarize_tensor", "summarize_tensors",
]

__getattr__ = deep_paths.below(__name__)
