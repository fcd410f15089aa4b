"""One step of a beam search: scores, penalties, and the choice of the next beams."""

import collections

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq.beams import _maybe_tensor_gather_helper, _tensor_gather_helper


class BeamSearchDecoderState(collections.namedtuple(
        "BeamSearchDecoderState", ("cell_state", "log_probs", "finished", "lengths", "accumulated_attention_probs"))):
    """cell_state: the cell's, `[batch, beam, ...]`. log_probs `[batch, beam]`: of the sequences so far.
    finished `[batch, beam]` bool. lengths `[batch, beam]` int64, `end_token` counted.
    accumulated_attention_probs `[batch, beam, source time]`, or () without coverage penalty.

    Source: TF1 tf.contrib.seq2seq.BeamSearchDecoderState.
    """


class BeamSearchDecoderOutput(collections.namedtuple("BeamSearchDecoderOutput", ("scores", "predicted_ids", "parent_ids"))):
    """Of one step, each `[batch, beam]`: the score, the id taken, and the beam of the step before that it continues.

    Source: TF1 tf.contrib.seq2seq.BeamSearchDecoderOutput.
    """


def _beam_search_step(time, logits, next_cell_state, beam_state, batch_size, beam_width, end_token, length_penalty_weight,
                      coverage_penalty_weight):
    """Chooses the best `beam_width` of beam * vocab continuations.

    logits: `[batch, beam, vocab]`. next_cell_state: nested `[batch, beam, ...]`. beam_state: a
    BeamSearchDecoderState. Returns `(BeamSearchDecoderOutput, BeamSearchDecoderState)`.

    1. The log probability of every continuation; a finished beam continues with `end_token` alone, for free.
    2. Its length: `end_token` adds nothing here, so that ending is not rewarded by the penalty.
    3. The attention that each source position has received.
    4. The best scores, and which beam and which word they are.
    5. The state of the chosen ones.
    """
    batch_size = tf.convert_to_tensor(batch_size)
    was_finished = beam_state.finished  # [batch, beam]
    vocab = tf.dimension_value(logits.shape[-1]) or tf.shape(logits)[-1]

    # 1.
    step_log_probs = _mask_probs(tf.nn.log_softmax(logits), end_token, was_finished)
    total_log_probs = tf.expand_dims(beam_state.log_probs, 2) + step_log_probs  # [batch, beam, vocab]
    # 2.
    adds = tf.one_hot(tf.fill([batch_size, beam_width], end_token), vocab, on_value=tf.constant(0, tf.int64),
                      off_value=tf.constant(1, tf.int64), dtype=tf.int64)
    adds *= tf.expand_dims(tf.cast(tf.logical_not(was_finished), tf.int64), 2)
    lengths = adds + tf.expand_dims(beam_state.lengths, 2)  # [batch, beam, vocab]
    # 3.
    accumulated = None
    attention = get_attention_probs(next_cell_state, coverage_penalty_weight)
    if attention is not None:
        attention *= tf.expand_dims(1 - tf.cast(was_finished, tf.float32), 2)
        accumulated = beam_state.accumulated_attention_probs + attention  # [batch, beam, source time]
    # 4.
    scores = _get_scores(total_log_probs, lengths, length_penalty_weight, coverage_penalty_weight, was_finished, accumulated)
    best_scores, best = tf.nn.top_k(tf.reshape(scores, [batch_size, -1]), k=beam_width)
    for chosen in (best_scores, best):
        chosen.set_shape([tf.get_static_value(batch_size), beam_width])
    words = tf.math.floormod(best, vocab, name="next_beam_word_ids")
    parents = tf.math.floordiv(best, vocab, name="next_beam_parent_ids")
    # 5.
    def of_chosen(values, indices, width, name=None):
        return _tensor_gather_helper(indices, values, batch_size, width, [-1], name=name)

    was_finished = of_chosen(was_finished, parents, beam_width)
    next_state = BeamSearchDecoderState(
        cell_state=tf.nest.map_structure(
            lambda x: _maybe_tensor_gather_helper(parents, x, batch_size, beam_width, [batch_size * beam_width, -1]), next_cell_state),
        log_probs=_log_probs_of(total_log_probs, best, batch_size, beam_width * vocab),
        finished=tf.logical_or(was_finished, tf.equal(words, end_token), name="next_beam_finished"),
        # Here the step that ends a sequence counts too.
        lengths=of_chosen(beam_state.lengths, parents, beam_width) + tf.cast(tf.logical_not(was_finished), tf.int64),
        accumulated_attention_probs=() if accumulated is None else _maybe_tensor_gather_helper(
            parents, accumulated, batch_size, beam_width, [batch_size * beam_width, -1]))
    return BeamSearchDecoderOutput(scores=best_scores, predicted_ids=words, parent_ids=parents), next_state


def _log_probs_of(total_log_probs, best, batch_size, width):
    """The log probabilities `[batch, beam]` of the chosen ones among `[batch, beam, vocab]`."""
    first = tf.expand_dims(tf.range(batch_size) * width, 1)  # [batch, 1]
    chosen = tf.gather(tf.reshape(total_log_probs, [-1]), first + best, name="next_beam_probs")
    chosen.set_shape(best.shape)
    return chosen


def _get_scores(log_probs, sequence_lengths, length_penalty_weight, coverage_penalty_weight, finished, accumulated_attention_probs):
    """What beams are ranked by: log_probs / length penalty + coverage penalty (of finished beams).

    log_probs, sequence_lengths: `[batch, beam, vocab]`. finished: `[batch, beam]`.
    accumulated_attention_probs: `[batch, beam, source time]` or None, which raises ValueError where
    `coverage_penalty_weight` is not known to be 0.
    """
    penalty = _length_penalty(sequence_lengths, length_penalty_weight)
    scores = log_probs / tf.cast(penalty, log_probs.dtype)
    weight = tf.convert_to_tensor(coverage_penalty_weight, name="coverage_penalty_weight")
    if weight.shape.ndims != 0:
        raise ValueError(f"coverage_penalty_weight must be a scalar; its shape is {weight.shape}.")
    if tf.get_static_value(weight) == 0.0:
        return scores
    if accumulated_attention_probs is None:
        raise ValueError("accumulated_attention_probs can be None only where the coverage penalty is off, coverage_penalty_weight=0.0.")
    # A position that got no attention at all is padding of the source: it costs nothing (its logarithm would be infinite).
    attended = tf.where(tf.equal(accumulated_attention_probs, 0.0), tf.ones_like(accumulated_attention_probs), accumulated_attention_probs)
    coverage = tf.reduce_sum(tf.math.log(tf.minimum(attended, 1.0)), 2)  # [batch, beam]
    coverage *= tf.cast(finished, tf.float32)
    return scores + tf.expand_dims(coverage * weight, 2)


def _length_penalty(sequence_lengths, penalty_factor):
    """((5 + length) / 6) ^ penalty_factor, float32 (Wu et al. 2016); 1.0 where the factor is known to be 0.

    Raises ValueError where `penalty_factor` is no scalar, TypeError where it is no float.
    """
    factor = tf.convert_to_tensor(penalty_factor, name="penalty_factor")
    if factor.shape.ndims not in (None, 0):
        raise ValueError(f"length_penalty_weight must be a scalar; its shape is {factor.shape}.")
    if tf.get_static_value(factor) == 0:
        return 1.0
    if factor.dtype != tf.float32:
        raise TypeError(f"length_penalty_weight is {penalty_factor!r}, of type {factor.dtype.name}; expected float32, such as 1.0.")
    return (5.0 + tf.cast(sequence_lengths, tf.float32)) ** factor / (5.0 + 1.0) ** factor


def _mask_probs(probs, eos_token, finished):
    """Log probabilities `[batch, beam, vocab]` with those of finished beams `[batch, beam]` put on `eos_token` alone.

    There they are 0 for `eos_token` and the lowest number of their type for all else.
    """
    vocab = tf.dimension_value(probs.shape[2]) or tf.shape(probs)[2]
    only_end = tf.one_hot(eos_token, vocab, dtype=probs.dtype, on_value=tf.constant(0, probs.dtype), off_value=probs.dtype.min)
    only_end = tf.tile(tf.reshape(only_end, [1, 1, -1]), tf.concat([tf.shape(finished), [1]], 0))
    return tf.where(tf.tile(tf.expand_dims(finished, 2), [1, 1, vocab]), only_end, probs)


def get_attention_probs(next_cell_state, coverage_penalty_weight):
    """The attention `[batch, beam, source time]` of a cell state, the mean of all attentional layers'.

    None where `coverage_penalty_weight` is known to be 0. Raises ValueError where there is no attention.
    """
    if tf.get_static_value(tf.convert_to_tensor(coverage_penalty_weight)) == 0.0:
        return None
    states = [next_cell_state] if _is_attentional(next_cell_state) else next_cell_state if isinstance(next_cell_state, tuple) else ()
    of_layers = [attention_probs_from_attn_state(state) for state in states if _is_attentional(state)]
    if not of_layers:
        raise ValueError("BeamSearchDecoder: coverage_penalty_weight must be 0.0 if no cell is attentional: the coverage is that of the "
                         "attention. Wrap the cell in an AttentionWrapper, or leave the weight at 0.0.")
    return _mean(of_layers)


def attention_probs_from_attn_state(attention_state):
    """The alignments `[batch, beam, source time]` of an AttentionWrapperState, the mean where it has several mechanisms."""
    alignments = attention_state.alignments
    return _mean(alignments) if isinstance(alignments, tuple) else alignments


def _mean(tensors):
    return tensors[0] if len(tensors) == 1 else tf.reduce_mean(tf.stack(tensors, axis=-1), axis=-1)


def _is_attentional(state):
    """Whether a state is AttentionWrapper's: known by its field, so that Addons' and the user's own count too."""
    return isinstance(state, tuple) and hasattr(state, "alignments")
