"""`tf.contrib.opt`: optimisers for graphs, with TF1's slots."""

from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.opt.adam_family import AdaMaxOptimizer, AdamGSOptimizer, LazyAdamGSOptimizer, LazyAdamOptimizer, NadamOptimizer
from legacy_seq2seq.contrib.opt.ggt import GGTOptimizer
from legacy_seq2seq.contrib.opt.lars_optimizer import LARSOptimizer
from legacy_seq2seq.contrib.opt.reg_adagrad_optimizer import RegAdagradOptimizer
from legacy_seq2seq.contrib.opt.shampoo import ShampooOptimizer
from legacy_seq2seq.contrib.opt.sign_optimizers import AddSignOptimizer, PowerSignOptimizer
from legacy_seq2seq.contrib.opt.weight_decay_optimizers import (
    AdamWOptimizer,
    DecoupledWeightDecayExtension,
    MomentumWOptimizer,
    extend_with_decoupled_weight_decay,
)

__all__ = [
    "AdaMaxOptimizer", "AdamGSOptimizer", "AdamWOptimizer", "AddSignOptimizer", "DecoupledWeightDecayExtension", "GGTOptimizer", "LARSOptimizer",
    "LazyAdamGSOptimizer", "LazyAdamOptimizer", "MomentumWOptimizer", "NadamOptimizer", "PowerSignOptimizer", "RegAdagradOptimizer",
    "ShampooOptimizer", "extend_with_decoupled_weight_decay",
]

__getattr__ = deep_paths.below(__name__)
