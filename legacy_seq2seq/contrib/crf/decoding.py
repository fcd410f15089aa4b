"""The best tag sequence, by the Viterbi algorithm."""

import numpy as np

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.crf.cells import CrfDecodeBackwardRnnCell, CrfDecodeForwardRnnCell
from legacy_seq2seq.contrib.crf.single_step import either_length


def crf_decode(potentials, transition_params, sequence_length):
    """The best tag sequences and their scores: `([batch, time] int32, [batch])`. Of equal tags the lower one is taken.

    potentials: `[batch, time, tags]` float, the unary scores; the number of tags must be known. transition_params:
    `[tags, tags]`, from row to column. sequence_length: `[batch]` int; tags beyond it are 0. (For a sequence of length
    zero the score is that of its first step, as in TF 1.15.)

    Raises ValueError where the number of tags is unknown or differs from the transitions'.
    Source: TF1 tf.contrib.crf.crf_decode.
    """
    potentials, sequence_length = tf.convert_to_tensor(potentials), tf.convert_to_tensor(sequence_length)
    transition_params = tf.convert_to_tensor(transition_params)
    tags = _number_of_tags(potentials)

    def single():
        scores = tf.squeeze(potentials, [1])  # [batch, tags]
        return tf.expand_dims(tf.argmax(scores, axis=1, output_type=tf.int32), 1), tf.reduce_max(scores, axis=1)

    def several():
        steps = tf.maximum(sequence_length - 1, 0)  # from tag to tag
        pointers, scores = tf.nn.dynamic_rnn(
            CrfDecodeForwardRnnCell(transition_params), potentials[:, 1:], sequence_length=steps, initial_state=potentials[:, 0],
            dtype=tf.int32)
        last = tf.expand_dims(tf.argmax(scores, axis=1, output_type=tf.int32), 1)  # [batch, 1]
        backwards, _ = tf.nn.dynamic_rnn(
            CrfDecodeBackwardRnnCell(tags), tf.reverse_sequence(pointers, steps, seq_axis=1), sequence_length=steps, initial_state=last,
            dtype=tf.int32)
        found = tf.concat([last, tf.squeeze(backwards, [2])], axis=1)  # [batch, time], the last tag first
        return tf.reverse_sequence(found, sequence_length, seq_axis=1), tf.reduce_max(scores, axis=1)

    return either_length(potentials, single, several)


def _number_of_tags(potentials):
    shape = potentials.shape
    if shape.ndims is not None and shape.ndims < 3:  # the type that TF 1.15 raises
        raise IndexError(f"crf_decode: `potentials` has shape {shape}; expected [batch, time, tags]. One sequence alone: "
                         "tf.expand_dims(potentials, 0).")
    tags = None if shape.ndims is None else tf.dimension_value(shape[2])
    if tags is None:
        raise ValueError(f"crf_decode: `potentials` has shape {shape}, its number of tags unknown; expected [batch, time, tags], where "
                         "batch and time may be unknown. Tell it: potentials.set_shape([None, None, tags]).")
    return tags


def viterbi_decode(score, transition_params):
    """The best tag sequence for one sequence of NumPy scores, and its score: `(list of ints, number)`.

    score: `[time, tags]`, the unary scores. transition_params: `[tags, tags]`, from row to column.
    Raises ValueError for shapes that do not fit, IndexError for a sequence of length zero.
    Source: TF1 tf.contrib.crf.viterbi_decode.

        viterbi_decode(np.array([[0., 1.], [2., 0.]]), np.array([[0., 0.], [-3., 0.]]))   # ([0, 0], 2.0)
    """
    score, transition_params = np.asarray(score), np.asarray(transition_params)
    if len(score) == 0:  # the type that TF 1.15 raises
        raise IndexError("viterbi_decode: `score` is empty; expected [time, tags] with one time step at least. "
                         "Cut to the true length first, and leave out sequences without symbols.")
    tags = score.shape[-1]
    if score.ndim != 2 or transition_params.shape != (tags, tags):
        raise ValueError(f"viterbi_decode: `score` has shape {list(score.shape)} and `transition_params` {list(transition_params.shape)}; "
                         "expected [time, tags] and [tags, tags]. A batch is decoded one by one: score[i, :lengths[i]].")
    best, pointers = score[0], []
    for unary in score[1:]:
        candidates = best[:, np.newaxis] + transition_params  # [tag before, tag]
        pointers.append(candidates.argmax(axis=0))
        best = (unary + candidates.max(axis=0)).astype(score.dtype)
    path = [best.argmax()]
    for pointer in reversed(pointers):
        path.append(pointer[path[-1]])
    return [int(tag) for tag in reversed(path)], best.max()
