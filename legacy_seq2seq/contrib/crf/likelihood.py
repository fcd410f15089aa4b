"""How likely tags are: their score against the weight of all tag sequences.

Ours alone: Addons' functions leave sequences of unknown length another static shape, and check no dtype.
"""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.crf.cells import CrfForwardRnnCell
from legacy_seq2seq.contrib.crf.scores import crf_sequence_score
from legacy_seq2seq.contrib.crf.single_step import either_length, require_float32, zero_where_empty


def crf_log_likelihood(inputs, tag_indices, sequence_lengths, transition_params=None):
    """The log-likelihood of each tag sequence, and the transition scores: `([batch], [tags, tags])`.

    inputs: `[batch, time, tags]` float32, the unary scores. tag_indices: `[batch, time]` int. sequence_lengths: `[batch]`
    int; a sequence of length zero has log-likelihood 0. transition_params: `[tags, tags]`, from row to column; without
    them a variable `transitions` is made in the current scope.

    Raises ValueError where the variable is to be made and the number of tags is unknown, and for shapes that do not fit;
    TypeError for other dtypes. Source: TF1 tf.contrib.crf.crf_log_likelihood. Paper: Lafferty et al. 2001.

        log_likelihood, transitions = crf_log_likelihood(
            tf.zeros([1, 2, 3]), tf.zeros([1, 2], tf.int32), tf.constant([2]), tf.zeros([3, 3]))   # -ln 9
    """
    inputs = tf.convert_to_tensor(inputs)
    if transition_params is None:
        tags = _number_of_tags("crf_log_likelihood", inputs)
        transition_params = tf.get_variable("transitions", [tags, tags])
    score = crf_sequence_score(inputs, tag_indices, sequence_lengths, transition_params)
    return score - crf_log_norm(inputs, sequence_lengths, transition_params), transition_params


def _number_of_tags(owner, inputs):
    shape = inputs.shape
    if shape.ndims is not None and shape.ndims < 3:  # the type that TF 1.15 raises
        raise IndexError(f"{owner}: `inputs` has shape {shape}; expected [batch, time, tags]. One sequence alone: tf.expand_dims(inputs, 0).")
    tags = None if shape.ndims is None else tf.dimension_value(shape[2])
    if tags is None:
        raise ValueError(f"{owner}: `inputs` has shape {shape}, its number of tags unknown; expected [batch, time, tags], where batch and "
                         "time may be unknown. Tell it: inputs.set_shape([None, None, tags]).")
    return tags


def crf_log_norm(inputs, sequence_lengths, transition_params):
    """The log of the summed weight of all tag sequences: `[batch]`; 0 for those of length zero.

    The arguments: as in `crf_log_likelihood`. Source: TF1 tf.contrib.crf.crf_log_norm.
    """
    inputs, sequence_lengths = tf.convert_to_tensor(inputs), tf.convert_to_tensor(sequence_lengths)

    def single():
        return zero_where_empty(_of_one_step(inputs), sequence_lengths)

    return either_length(inputs, single, lambda: _forward(inputs, sequence_lengths, transition_params))


def crf_multitag_sequence_score(inputs, tag_bitmap, sequence_lengths, transition_params):
    """The log of the summed weight of the tag sequences that `tag_bitmap` allows: `[batch]`.

    tag_bitmap: `[batch, time, tags]` bool, the tags allowed at each step. The other arguments: as in
    `crf_log_likelihood`. A sequence of length zero scores 0, but where time is 1 its one step counts, as in TF 1.15.
    Source: TF1 tf.contrib.crf.crf_multitag_sequence_score. Paper: Tsuboi et al. 2008.
    """
    inputs, sequence_lengths = tf.convert_to_tensor(inputs), tf.convert_to_tensor(sequence_lengths)
    tag_bitmap = tf.convert_to_tensor(tag_bitmap)
    if tag_bitmap.dtype != tf.bool:
        raise TypeError(f"crf_multitag_sequence_score: `tag_bitmap` is {tag_bitmap.dtype.name}; expected bool, true for the tags "
                        "allowed. Cast it: tf.cast(tag_bitmap, tf.bool).")
    require_float32("crf_multitag_sequence_score", inputs=inputs)
    allowed = tf.where(tag_bitmap, inputs, tf.fill(tf.shape(inputs), float("-inf")))
    return either_length(allowed, lambda: _of_one_step(allowed), lambda: _forward(allowed, sequence_lengths, transition_params))


def _of_one_step(inputs):
    return tf.reduce_logsumexp(tf.squeeze(inputs, [1]), axis=1)  # [batch]


def _forward(inputs, sequence_lengths, transition_params):
    """The forward algorithm over two time steps and more: `[batch]`."""
    require_float32("crf_log_norm", inputs=inputs)
    if inputs.shape.ndims not in (None, 3):
        raise ValueError(f"crf_log_norm: `inputs` has shape {inputs.shape}; expected [batch, time, tags].")
    _, state = tf.nn.dynamic_rnn(
        CrfForwardRnnCell(transition_params), inputs[:, 1:], sequence_length=tf.maximum(sequence_lengths - 1, 0),
        initial_state=inputs[:, 0], dtype=tf.float32)
    return zero_where_empty(tf.reduce_logsumexp(state, axis=1), sequence_lengths)
