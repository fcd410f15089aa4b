"""The module that TF1 programs import; each name stands in the file named beside it."""

from legacy_seq2seq.contrib.crf.cells import CrfDecodeBackwardRnnCell, CrfDecodeForwardRnnCell, CrfForwardRnnCell
from legacy_seq2seq.contrib.crf.decoding import crf_decode, viterbi_decode
from legacy_seq2seq.contrib.crf.likelihood import crf_log_likelihood, crf_log_norm, crf_multitag_sequence_score
from legacy_seq2seq.contrib.crf.scores import crf_binary_score, crf_sequence_score, crf_unary_score

__all__ = [
    "CrfDecodeBackwardRnnCell", "CrfDecodeForwardRnnCell", "CrfForwardRnnCell", "crf_binary_score", "crf_decode", "crf_log_likelihood",
    "crf_log_norm", "crf_multitag_sequence_score", "crf_sequence_score", "crf_unary_score", "viterbi_decode",
]
