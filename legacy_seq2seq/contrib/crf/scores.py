"""The score of given tags: unary scores of the tags, binary scores of the steps from tag to tag.

Ours alone: Addons' functions leave sequences of unknown length another static shape, and check no dtype.
"""

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.crf.single_step import either_length, require_float32, zero_where_empty


def crf_sequence_score(inputs, tag_indices, sequence_lengths, transition_params):
    """The score of each tag sequence, not normalised: `[batch]`; 0 for one of length zero.

    inputs: `[batch, time, tags]` float32, the unary scores. tag_indices: `[batch, time]` int. sequence_lengths: `[batch]`
    int. transition_params: `[tags, tags]`, from row to column.

    Raises ValueError for shapes that do not fit, TypeError for other dtypes.
    Source: TF1 tf.contrib.crf.crf_sequence_score.
    """
    inputs, tag_indices, sequence_lengths = (tf.convert_to_tensor(value) for value in (inputs, tag_indices, sequence_lengths))

    def single():
        rows = tf.cast(tf.expand_dims(tf.range(tf.shape(inputs)[0]), 1), tag_indices.dtype)
        scores = tf.gather_nd(tf.squeeze(inputs, [1]), tf.concat([rows, tag_indices], axis=1))
        return zero_where_empty(scores, sequence_lengths)

    def several():
        return (crf_unary_score(tag_indices, sequence_lengths, inputs)
                + crf_binary_score(tag_indices, sequence_lengths, transition_params))

    return either_length(inputs, single, several)


def crf_unary_score(tag_indices, sequence_lengths, inputs):
    """The summed unary scores of each tag sequence: `[batch]`. The arguments: as in `crf_sequence_score`.

    Source: TF1 tf.contrib.crf.crf_unary_score.
    """
    tag_indices, inputs = tf.convert_to_tensor(tag_indices), tf.convert_to_tensor(inputs)
    require_float32("crf_unary_score", inputs=inputs)
    _check_tags("crf_unary_score", tag_indices, inputs)
    scores = tf.squeeze(tf.gather(inputs, tf.expand_dims(tag_indices, 2), axis=2, batch_dims=2), [2])  # [batch, time]
    return tf.reduce_sum(scores * _mask(sequence_lengths, tag_indices), axis=1)


def crf_binary_score(tag_indices, sequence_lengths, transition_params):
    """The summed scores of the steps from tag to tag: `[batch]`. The arguments: as in `crf_sequence_score`.

    Source: TF1 tf.contrib.crf.crf_binary_score.
    """
    tag_indices, transition_params = tf.convert_to_tensor(tag_indices), tf.convert_to_tensor(transition_params)
    require_float32("crf_binary_score", transition_params=transition_params)
    steps = tf.stack([tag_indices[:, :-1], tag_indices[:, 1:]], axis=2)  # [batch, time - 1, 2]
    scores = tf.gather_nd(transition_params, steps)
    return tf.reduce_sum(scores * _mask(sequence_lengths, tag_indices)[:, 1:], axis=1)


def _mask(sequence_lengths, tag_indices):
    return tf.sequence_mask(sequence_lengths, maxlen=tf.shape(tag_indices)[1], dtype=tf.float32)  # [batch, time]


def _check_tags(owner, tag_indices, inputs):
    if not tag_indices.dtype.is_integer:
        raise TypeError(f"{owner}: `tag_indices` are {tag_indices.dtype.name}; expected int32 or int64 ids of tags.")
    for argument, value, rank, axes in (("inputs", inputs, 3, "[batch, time, tags]"), ("tag_indices", tag_indices, 2, "[batch, time]")):
        if value.shape.ndims not in (None, rank):
            raise ValueError(f"{owner}: `{argument}` has shape {value.shape}; expected {axes}.")
    if None not in (inputs.shape.ndims, tag_indices.shape.ndims) and not tag_indices.shape.is_compatible_with(inputs.shape[:2]):
        raise ValueError(f"{owner}: `tag_indices` has shape {tag_indices.shape}, but `inputs` {inputs.shape}; expected the same "
                         "[batch, time]. Cut or pad both to one length: tag_indices[:, :tf.shape(inputs)[1]].")
