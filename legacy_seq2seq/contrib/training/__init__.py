"""`tf.contrib.training`."""

from legacy_seq2seq.contrib.training.bucket_ops import bucket, bucket_by_sequence_length
from legacy_seq2seq.contrib.training.device_setter import GreedyLoadBalancingStrategy, RandomStrategy, byte_size_load_fn
from legacy_seq2seq.contrib.training.evaluation import (
    StopAfterNEvalsHook,
    SummaryAtEndHook,
    checkpoints_iterator,
    evaluate_once,
    evaluate_repeatedly,
    get_or_create_eval_step,
    wait_for_new_checkpoint,
)
from legacy_seq2seq.contrib.training.hparam import HParams
from legacy_seq2seq.contrib.training.hparam_text import parse_values
from legacy_seq2seq.contrib.training.resample import resample_at_rate, weighted_resample
from legacy_seq2seq.contrib.training.sampling_ops import rejection_sample, stratified_sample
from legacy_seq2seq.contrib.training.training import (
    add_gradients_summaries,
    clip_gradient_norms,
    clip_gradient_norms_fn,
    create_train_op,
    multiply_gradients,
    train,
)

__all__ = [
    "GreedyLoadBalancingStrategy", "HParams", "RandomStrategy", "StopAfterNEvalsHook", "SummaryAtEndHook", "add_gradients_summaries",
    "bucket", "bucket_by_sequence_length", "byte_size_load_fn", "checkpoints_iterator", "clip_gradient_norms", "clip_gradient_norms_fn",
    "create_train_op", "evaluate_once", "evaluate_repeatedly", "get_or_create_eval_step", "multiply_gradients", "parse_values",
    "rejection_sample", "resample_at_rate", "stratified_sample", "train", "wait_for_new_checkpoint", "weighted_resample",
]
