"""`tf.contrib.layers`."""

from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.layers.batch_norm import batch_norm
from legacy_seq2seq.contrib.layers.composition import repeat, stack
from legacy_seq2seq.contrib.layers.conv import conv1d, conv2d, conv3d, convolution, convolution1d, convolution2d, convolution3d
from legacy_seq2seq.contrib.layers.conv_transpose import (
    conv2d_transpose,
    conv3d_transpose,
    convolution2d_transpose,
    convolution3d_transpose,
)
from legacy_seq2seq.contrib.layers.embedding_ops import embedding_lookup_unique, safe_embedding_lookup_sparse
from legacy_seq2seq.contrib.layers.encoders import bow_encoder, embed_sequence
from legacy_seq2seq.contrib.layers.fully_connected import elu, fully_connected, linear, relu, relu6
from legacy_seq2seq.contrib.layers.gdn import GDN, gdn
from legacy_seq2seq.contrib.layers.gradients import recompute_grad, scale_gradient
from legacy_seq2seq.contrib.layers.initializers import variance_scaling_initializer, xavier_initializer
from legacy_seq2seq.contrib.layers.legacy_fully_connected import legacy_fully_connected, legacy_linear, legacy_relu
from legacy_seq2seq.contrib.layers.normalization import group_norm, instance_norm, layer_norm, unit_norm
from legacy_seq2seq.contrib.layers.optimizers import OPTIMIZER_CLS_NAMES, OPTIMIZER_SUMMARIES, optimize_loss
from legacy_seq2seq.contrib.layers.pointwise import bias_add, dropout, softmax, spatial_softmax
from legacy_seq2seq.contrib.layers.pooling import avg_pool2d, avg_pool3d, max_pool2d, max_pool3d
from legacy_seq2seq.contrib.layers.regularizers import (
    apply_regularization,
    l1_l2_regularizer,
    l1_regularizer,
    l2_regularizer,
    sum_regularizer,
)
from legacy_seq2seq.contrib.layers.rev_block import RevBlock, rev_block
from legacy_seq2seq.contrib.layers.separable import (
    conv2d_in_plane,
    convolution2d_in_plane,
    separable_conv2d,
    separable_convolution2d,
)
from legacy_seq2seq.contrib.layers.shaping import (
    dense_to_sparse,
    flatten,
    images_to_sequence,
    maxout,
    one_hot_encoding,
    sequence_to_images,
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

__all__ = [
    "GDN", "OPTIMIZER_CLS_NAMES", "OPTIMIZER_SUMMARIES", "RevBlock", "SPARSE_FEATURE_CROSS_DEFAULT_HASH_KEY", "apply_regularization",
    "avg_pool2d", "avg_pool3d", "batch_norm", "bias_add", "bow_encoder", "conv1d", "conv2d", "conv2d_in_plane", "conv2d_transpose",
    "conv3d", "conv3d_transpose", "convolution", "convolution1d", "convolution2d", "convolution2d_in_plane", "convolution2d_transpose",
    "convolution3d", "convolution3d_transpose", "dense_to_sparse", "dropout", "elu", "embed_sequence", "embedding_lookup_unique",
    "flatten", "fully_connected", "gdn", "group_norm", "images_to_sequence", "instance_norm", "l1_l2_regularizer", "l1_regularizer",
    "l2_regularizer", "layer_norm", "legacy_fully_connected", "legacy_linear", "legacy_relu", "linear", "max_pool2d", "max_pool3d",
    "maxout", "one_hot_encoding", "optimize_loss", "recompute_grad", "relu", "relu6", "repeat", "rev_block",
    "safe_embedding_lookup_sparse", "scale_gradient", "separable_conv2d", "separable_convolution2d", "sequence_to_images", "softmax",
    "spatial_softmax", "stack", "sum_regularizer", "summarize_activation", "summarize_activations", "summarize_collection",
    "summarize_tensor", "summarize_tensors", "unit_norm", "variance_scaling_initializer", "xavier_initializer",
    "xavier_initializer_conv2d",
]

__getattr__ = deep_paths.below(__name__)
