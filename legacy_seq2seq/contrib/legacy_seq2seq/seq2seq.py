"""The module that TF1 programs import; each name stands in the file named beside it."""

from legacy_seq2seq.contrib.legacy_seq2seq.attention import attention_decoder, embedding_attention_decoder
from legacy_seq2seq.contrib.legacy_seq2seq.buckets import model_with_buckets
from legacy_seq2seq.contrib.legacy_seq2seq.decoders import embedding_rnn_decoder, rnn_decoder
from legacy_seq2seq.contrib.legacy_seq2seq.feeding import _extract_argmax_and_embed
from legacy_seq2seq.contrib.legacy_seq2seq.losses import sequence_loss, sequence_loss_by_example
from legacy_seq2seq.contrib.legacy_seq2seq.models import (
    basic_rnn_seq2seq,
    embedding_attention_seq2seq,
    embedding_rnn_seq2seq,
    embedding_tied_rnn_seq2seq,
    one2many_rnn_seq2seq,
    tied_rnn_seq2seq,
)
from legacy_seq2seq.contrib.rnn.core_rnn_cell import _Linear as Linear

__all__ = [
    "Linear", "_extract_argmax_and_embed", "attention_decoder", "basic_rnn_seq2seq", "embedding_attention_decoder",
    "embedding_attention_seq2seq", "embedding_rnn_decoder", "embedding_rnn_seq2seq", "embedding_tied_rnn_seq2seq",
    "model_with_buckets", "one2many_rnn_seq2seq", "rnn_decoder", "sequence_loss", "sequence_loss_by_example", "tied_rnn_seq2seq",
]
