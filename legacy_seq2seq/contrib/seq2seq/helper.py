"""The helpers of tf.contrib.seq2seq: where a decoder's next inputs come from.

The base is in helper_base; helpers for training in training_helper, those for inference in
inference_helper, the random draws in sampling. Source: TF1 tensorflow.contrib.seq2seq.python.ops.helper.
"""

from legacy_seq2seq.contrib.seq2seq.decoder import _transpose_batch_time  # noqa: F401
from legacy_seq2seq.contrib.seq2seq.helper_base import CustomHelper, Helper
from legacy_seq2seq.contrib.seq2seq.inference_helper import GreedyEmbeddingHelper, InferenceHelper, SampleEmbeddingHelper
from legacy_seq2seq.contrib.seq2seq.sampling import bernoulli_sample, categorical_sample
from legacy_seq2seq.contrib.seq2seq.training_helper import (
    ScheduledEmbeddingTrainingHelper,
    ScheduledOutputTrainingHelper,
    TrainingHelper,
    _unstack_ta,  # noqa: F401
)

__all__ = [
    "CustomHelper", "GreedyEmbeddingHelper", "Helper", "InferenceHelper", "SampleEmbeddingHelper",
    "ScheduledEmbeddingTrainingHelper", "ScheduledOutputTrainingHelper", "TrainingHelper", "bernoulli_sample", "categorical_sample",
]
