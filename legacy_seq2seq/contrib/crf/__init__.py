"""`tf.contrib.crf`: linear-chain conditional random fields."""

from legacy_seq2seq.contrib import deep_paths
from legacy_seq2seq.contrib.crf.crf import (
    CrfDecodeBackwardRnnCell,
    CrfDecodeForwardRnnCell,
    CrfForwardRnnCell,
    crf_binary_score,
    crf_decode,
    crf_log_likelihood,
    crf_log_norm,
    crf_multitag_sequence_score,
    crf_sequence_score,
    crf_unary_score,
    viterbi_decode,
)

__all__ = [
    "CrfDecodeBackwardRnnCell", "CrfDecodeForwardRnnCell", "CrfForwardRnnCell", "crf_binary_score", "crf_decode", "crf_log_likelihood",
    "crf_log_norm", "crf_multitag_sequence_score", "crf_sequence_score", "crf_unary_score", "viterbi_decode",
]

__getattr__ = deep_paths.below(__name__)
