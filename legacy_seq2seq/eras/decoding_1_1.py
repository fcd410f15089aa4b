"""dynamic_decode of TF 1.1, and what else its tf.contrib.seq2seq did differently from TF 1.15's."""

from legacy_seq2seq.contrib.seq2seq import decoder as _decoder
from legacy_seq2seq.contrib.seq2seq.decoder import Decoder, _create_zero_outputs, _transpose_batch_time  # noqa: F401


def dynamic_decode(decoder, output_time_major=False, impute_finished=False, maximum_iterations=None, parallel_iterations=32,
                   swap_memory=False, scope=None):
    """Runs `decoder` until all sequences are finished. Returns `(final_outputs, final_state)`; TF 1.2 added the lengths."""
    outputs, state, _ = _decoder.dynamic_decode(
        decoder, output_time_major, impute_finished, maximum_iterations, parallel_iterations, swap_memory, scope)
    return outputs, state
