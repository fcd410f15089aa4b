"""`tf.contrib.opt`: optimisers for graphs, with TF1's slots."""

from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.opt.adam_family import AdaMaxOptimizer, AdamGSOptimizer, LazyAdamGSOptimizer, LazyAdamOptimizer, NadamOptimizer
from legacy_seq2seq.contrib.opt.external_optimizer import ExternalOptimizerInterface, ScipyOptimizerInterface
from legacy_seq2seq.contrib.opt.ggt import GGTOptimizer
from legacy_seq2seq.contrib.opt.lars_optimizer import LARSOptimizer
from legacy_seq2seq.contrib.opt.moving_average_optimizer import MovingAverageOptimizer
from legacy_seq2seq.contrib.opt.reg_adagrad_optimizer import RegAdagradOptimizer
from legacy_seq2seq.contrib.opt.shampoo import ShampooOptimizer
from legacy_seq2seq.contrib.opt.sign_optimizers import AddSignOptimizer, PowerSignOptimizer
from legacy_seq2seq.contrib.opt.weight_decay_optimizers import (
    AdamWOptimizer,
    DecoupledWeightDecayExtension,
    MomentumWOptimizer,
    extend_with_decoupled_weight_decay,
)
from legacy_seq2seq.contrib.opt.worker_averages import (
    AGNCustomGetter,
    AGNOptimizer,
    ElasticAverageCustomGetter,
    ElasticAverageOptimizer,
    ModelAverageCustomGetter,
    ModelAverageOptimizer,
)
from legacy_seq2seq.contrib.opt.wrappers import (
    DropStaleGradientOptimizer,
    MultitaskOptimizerWrapper,
    VariableClippingOptimizer,
    clip_gradients_by_global_norm,
)

__all__ = [
    "AGNCustomGetter", "AGNOptimizer", "AdaMaxOptimizer", "AdamGSOptimizer", "AdamWOptimizer", "AddSignOptimizer",
    "DecoupledWeightDecayExtension", "DropStaleGradientOptimizer", "ElasticAverageCustomGetter", "ElasticAverageOptimizer",
    "ExternalOptimizerInterface", "GGTOptimizer", "LARSOptimizer", "LazyAdamGSOptimizer", "LazyAdamOptimizer",
    "ModelAverageCustomGetter", "ModelAverageOptimizer", "MomentumWOptimizer", "MovingAverageOptimizer", "MultitaskOptimizerWrapper",
    "NadamOptimizer", "PowerSignOptimizer", "RegAdagradOptimizer", "ScipyOptimizerInterface", "ShampooOptimizer",
    "VariableClippingOptimizer", "clip_gradients_by_global_norm", "extend_with_decoupled_weight_decay",
]

__getattr__ = deep_paths.below(__name__)
