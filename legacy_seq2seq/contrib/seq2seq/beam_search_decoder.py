"""A decoder that keeps the best few sequences. Source: TF1 tensorflow.contrib.seq2seq.python.ops.beam_search_decoder.

The arithmetic of one step is in beam_search_step, the layout of beams in tensors in beams.
"""

import collections

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.seq2seq.basic_decoder import call_cell, require_cell, size_after_layer
from legacy_seq2seq.contrib.seq2seq.beam_search_ops import gather_tree
from legacy_seq2seq.contrib.seq2seq.beam_search_step import (
    BeamSearchDecoderOutput,
    BeamSearchDecoderState,
    _beam_search_step,
    _get_scores,
    _length_penalty,
    _mask_probs,
    attention_probs_from_attn_state,
    get_attention_probs,
)
from legacy_seq2seq.contrib.seq2seq.beams import (
    _check_batch_beam,
    _check_maybe,
    _check_static_batch_beam_maybe,
    _maybe_tensor_gather_helper,
    _tensor_gather_helper,
    gather_tree_from_array,
    reordered_array,
    tile_batch,
)
from legacy_seq2seq.contrib.seq2seq.decoder import Decoder
from legacy_seq2seq.contrib.seq2seq.helper_base import lookup_in, scalar_token, vector_of_tokens

__all__ = [
    "BeamSearchDecoder", "BeamSearchDecoderOutput", "BeamSearchDecoderState", "FinalBeamSearchDecoderOutput", "_beam_search_step",
    "_check_batch_beam", "_check_maybe", "_check_static_batch_beam_maybe", "_get_scores", "_length_penalty", "_mask_probs",
    "_maybe_tensor_gather_helper", "_tensor_gather_helper", "attention_probs_from_attn_state", "gather_tree_from_array",
    "get_attention_probs", "tile_batch",
]


class FinalBeamSearchDecoderOutput(
        collections.namedtuple("FinalBeamDecoderOutput", ("predicted_ids", "beam_search_decoder_output"))):
    """predicted_ids: `[batch, time, beam]`, whole sequences, the best beam first, `end_token` past their end.
    beam_search_decoder_output: what each step gave, before parents were followed.

    Source: TF1 tf.contrib.seq2seq.FinalBeamSearchDecoderOutput.
    """


class BeamSearchDecoder(Decoder):
    """Beam search: at each step the `beam_width` best continuations of the `beam_width` best sequences.

    The best by score, log P(sequence) / length penalty + coverage penalty (Wu et al. 2016):
    length penalty ((5 + length) / 6) ^ length_penalty_weight; coverage penalty of finished beams
    coverage_penalty_weight * sum over source positions of log min(attention received, 1), where any was received.

    cell: its states are `[batch * beam_width, ...]`: pass all that comes from an encoder (initial state,
    attention memory and its lengths) through `tile_batch(x, multiplier=beam_width)`.
    embedding: a table `[vocab, depth]`, or a function from ids `[batch, beam]` to inputs `[batch, beam, depth]`.
    start_tokens: `[batch]` int32, not tiled. end_token: scalar int32. beam_width: a Python int.
    output_layer: a layer from the cell's output to logits `[..., vocab]`.
    coverage_penalty_weight: other than 0 only with an AttentionWrapper (or several) as cell.
    reorder_tensor_arrays: put TensorArrays in the final cell state, such as an alignment history, in the
        order of the final beams; they are then stacked tensors.

    Raises TypeError where `cell` is no cell or `output_layer` no layer; ValueError where `start_tokens` is
    no vector, `end_token` no scalar, or the state's batch is not batch * beam_width.
    Source: TF1 tf.contrib.seq2seq.BeamSearchDecoder.
    """

    def __init__(self, cell, embedding, start_tokens, end_token, initial_state, beam_width, output_layer=None,
                 length_penalty_weight=0.0, coverage_penalty_weight=0.0, reorder_tensor_arrays=True):
        require_cell("BeamSearchDecoder", cell)
        if output_layer is not None and not isinstance(output_layer, tf.keras.layers.Layer):
            raise TypeError(f"BeamSearchDecoder: `output_layer` must be a layer, received {output_layer!r}. Give an object such as "
                            "tf.layers.Dense(vocab_size), not a function.")
        self._cell = cell
        self._output_layer = output_layer
        self._reorder_tensor_arrays = reorder_tensor_arrays
        self._embedding_fn = lookup_in(embedding)
        self._start_tokens = vector_of_tokens("BeamSearchDecoder", start_tokens)
        self._end_token = scalar_token("BeamSearchDecoder", end_token)
        self._batch_size = tf.size(self._start_tokens)
        self._beam_width = beam_width
        self._length_penalty_weight = length_penalty_weight
        self._coverage_penalty_weight = coverage_penalty_weight
        self._check_tiled(initial_state)
        self._initial_cell_state = tf.nest.map_structure(self._maybe_split_batch_beams, initial_state, cell.state_size)
        self._start_tokens = tf.tile(tf.expand_dims(self._start_tokens, 1), [1, beam_width])  # [batch, beam]
        self._start_inputs = self._embedding_fn(self._start_tokens)  # [batch, beam, depth]
        # All beams begin alike: but for the first they are out of the race, or all would stay alike.
        self._finished = tf.one_hot(
            tf.zeros([self._batch_size], tf.int32), depth=beam_width, on_value=False, off_value=True, dtype=tf.bool)

    @property
    def batch_size(self):
        return self._batch_size

    @property
    def tracks_own_finished(self):
        return True

    @property
    def output_size(self):
        beams = tf.TensorShape([self._beam_width])
        return BeamSearchDecoderOutput(scores=beams, predicted_ids=beams, parent_ids=beams)

    @property
    def output_dtype(self):
        return BeamSearchDecoderOutput(scores=self._score_dtype(), predicted_ids=tf.int32, parent_ids=tf.int32)

    def _score_dtype(self):
        return tf.nest.flatten(self._initial_cell_state)[0].dtype

    def _rnn_output_size(self):
        return size_after_layer(self._cell.output_size, self._output_layer)

    def initialize(self, name=None):
        """Returns `(finished [batch, beam], start_inputs, BeamSearchDecoderState)`."""
        attention = get_attention_probs(self._initial_cell_state, self._coverage_penalty_weight)
        log_probs = tf.one_hot(
            tf.zeros([self._batch_size], tf.int32), depth=self._beam_width, on_value=tf.constant(0.0, self._score_dtype()),
            off_value=tf.constant(float("-inf"), self._score_dtype()), dtype=self._score_dtype())
        state = BeamSearchDecoderState(
            cell_state=self._initial_cell_state, log_probs=log_probs, finished=self._finished,
            lengths=tf.zeros([self._batch_size, self._beam_width], tf.int64),
            accumulated_attention_probs=() if attention is None else attention)
        return self._finished, self._start_inputs, state

    def step(self, time, inputs, state, name=None):
        """Returns `(BeamSearchDecoderOutput, next_state, next_inputs, finished)`."""
        with tf.name_scope(name, "BeamSearchDecoderStep", (time, inputs, state)):
            inputs = tf.nest.map_structure(lambda x: self._merge_batch_beams(x, s=x.shape[2:]), inputs)
            cell_state = tf.nest.map_structure(self._maybe_merge_batch_beams, state.cell_state, self._cell.state_size)
            logits, next_cell_state = call_cell("BeamSearchDecoder", self._cell, inputs, cell_state)
            logits = tf.nest.map_structure(lambda x: self._split_batch_beams(x, x.shape[1:]), logits)
            next_cell_state = tf.nest.map_structure(self._maybe_split_batch_beams, next_cell_state, self._cell.state_size)
            if self._output_layer is not None:
                logits = self._output_layer(logits)  # [batch, beam, vocab]
            output, next_state = _beam_search_step(
                time=time, logits=logits, next_cell_state=next_cell_state, beam_state=state, batch_size=self._batch_size,
                beam_width=self._beam_width, end_token=self._end_token, length_penalty_weight=self._length_penalty_weight,
                coverage_penalty_weight=self._coverage_penalty_weight)
            next_inputs = tf.cond(
                tf.reduce_all(next_state.finished), lambda: self._start_inputs, lambda: self._embedding_fn(output.predicted_ids))
        return output, next_state, next_inputs, next_state.finished

    def finalize(self, outputs, final_state, sequence_lengths):
        """Returns `(FinalBeamSearchDecoderOutput, final_state)` of the outputs of all steps `[time, batch, beam]`."""
        longest = tf.cast(tf.reduce_max(final_state.lengths, axis=1), tf.int32)  # [batch]
        predicted_ids = gather_tree(outputs.predicted_ids, outputs.parent_ids, longest, self._end_token)
        if self._reorder_tensor_arrays:
            final_state = final_state._replace(cell_state=tf.nest.map_structure(
                lambda t: self._maybe_sort_array_beams(t, outputs.parent_ids, final_state.lengths), final_state.cell_state))
        return FinalBeamSearchDecoderOutput(beam_search_decoder_output=outputs, predicted_ids=predicted_ids), final_state

    # The layout of beams: a cell sees [batch * beam, ...], the search [batch, beam, ...].

    def _check_tiled(self, initial_state):
        """ValueError where a state is known to have another batch than batch * beam_width."""
        batch = tf.get_static_value(self._batch_size)
        for part in tf.nest.flatten(initial_state):
            if isinstance(part, tf.TensorArray) or batch is None or not isinstance(self._beam_width, int):
                continue
            shape = tf.convert_to_tensor(part).shape
            rows = tf.dimension_value(shape[0]) if shape.ndims else None
            if rows is not None and rows != batch * self._beam_width:
                raise ValueError(
                    f"BeamSearchDecoder: a part of `initial_state` has shape {shape}; expected a batch of {batch * self._beam_width} = "
                    f"{batch} (from `start_tokens`) * {self._beam_width} (beam_width). Tile what comes from the encoder: "
                    f"tf.contrib.seq2seq.tile_batch(state, multiplier={self._beam_width}), and for attention the memory and its lengths; "
                    "with AttentionWrapper: cell.zero_state(batch * beam_width, dtype).clone(cell_state=tiled_state).")

    def _merge_batch_beams(self, t, s=None):
        """`[batch, beam] + s` as `[batch * beam] + s`."""
        s = _as_shape(s)
        static_batch = tf.get_static_value(self._batch_size)
        merged = tf.reshape(t, tf.concat([[self._batch_size * self._beam_width], tf.shape(t)[2:]], 0))
        merged.set_shape(tf.TensorShape([None if static_batch is None else static_batch * self._beam_width]).concatenate(s))
        return merged

    def _split_batch_beams(self, t, s=None):
        """`[batch * beam] + s` as `[batch, beam] + s`; ValueError where the rest is known not to be `s`."""
        s = _as_shape(s)
        split = tf.reshape(t, tf.concat([[self._batch_size, self._beam_width], tf.shape(t)[1:]], 0))
        expected = tf.TensorShape([tf.get_static_value(self._batch_size), self._beam_width]).concatenate(s)
        if not split.shape.is_compatible_with(expected):
            raise ValueError(
                f"BeamSearchDecoder: a part of the cell's state has shape {t.shape}, with beams apart {split.shape}; expected "
                f"[batch, beam_width, ...] = {expected}, from the cell's state_size. Make the state for batch * beam_width sequences: "
                "cell.zero_state(batch * beam_width, dtype), or tile_batch.")
        split.set_shape(expected)
        return split

    def _maybe_split_batch_beams(self, t, s):
        """As _split_batch_beams; TensorArrays and scalars are left as they are."""
        return t if _has_no_batch(t) else self._split_batch_beams(t, s)

    def _maybe_merge_batch_beams(self, t, s):
        """As _merge_batch_beams; TensorArrays and scalars are left as they are."""
        return t if _has_no_batch(t) else self._merge_batch_beams(t, s)

    def _maybe_sort_array_beams(self, t, parent_ids, sequence_length):
        """A TensorArray stacked in the order of the final beams; anything else, or an array not to be sorted, as it is."""
        if not isinstance(t, tf.TensorArray):
            return t
        return reordered_array(
            t, parent_ids, sequence_length, tf.get_static_value(self._batch_size), self._batch_size, self._beam_width)


def _has_no_batch(t):
    """Whether `t` is a TensorArray or a scalar; ValueError for a tensor of unknown rank."""
    if isinstance(t, tf.TensorArray):
        return True
    _check_maybe(t)
    return t.shape.ndims == 0


def _as_shape(s):
    return tf.TensorShape(tf.get_static_value(s) if tf.is_tensor(s) else s)
