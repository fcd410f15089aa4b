"""`tf.contrib.seq2seq`."""

from legacy_seq2seq.contrib.seq2seq.attention_wrapper import (
    AttentionMechanism,
    AttentionWrapper,
    AttentionWrapperState,
    BahdanauAttention,
    BahdanauMonotonicAttention,
    LuongAttention,
    LuongMonotonicAttention,
    hardmax,
    monotonic_attention,
    safe_cumprod,
)
from legacy_seq2seq.contrib.seq2seq.loss import sequence_loss

__all__ = [
    "AttentionMechanism", "AttentionWrapper", "AttentionWrapperState", "BahdanauAttention", "BahdanauMonotonicAttention",
    "LuongAttention", "LuongMonotonicAttention", "hardmax", "monotonic_attention", "safe_cumprod", "sequence_loss",
]
