"""tf.contrib.crf: scores, normalisation, likelihood and decoding of linear chains."""

import numpy as np

from tests.parity.casebook import Model, case, ids, mistake, values

BATCH, TIME, TAGS = 4, 3, 2
LENGTHS = np.array([3, 0, 1, 2], np.int32)
UNARY = values("unary", [BATCH, TIME, TAGS], -1, 1)
UNARY[1, 0] = [0.1, 0.7]  # the sequence of length zero prefers tag 1
UNARY[2, 0] = [0.1, 0.6]
INDICES = ids("tags", [BATCH, TIME], TAGS)
BITMAP = np.array([[[1, 0], [1, 1], [1, 1]], [[1, 1], [1, 1], [0, 1]], [[1, 1], [1, 0], [1, 0]], [[0, 1], [1, 1], [1, 0]]], bool)


class Chain(object):
    """The arguments of the functions, as variables and constants, or as placeholders of unknown shapes."""

    def __init__(self, tf, time=TIME, unknown=(), dtype="int32"):
        self.feed = {}
        lengths = np.minimum(LENGTHS, time).astype(dtype)
        batch, steps = None if "batch" in unknown else BATCH, None if "time" in unknown else time

        def given(value, shape):
            if not unknown:
                return tf.constant(value)
            placeholder = tf.placeholder(value.dtype, shape)
            self.feed[placeholder] = value
            return placeholder

        self.lengths = given(lengths, [batch])
        self.tags = given(INDICES[:, :time].astype(dtype), [batch, steps])
        self.bitmap = given(BITMAP[:, :time], [batch, steps, TAGS])
        self.transitions = tf.get_variable("weights", [TAGS, TAGS])
        scale = tf.get_variable("scale", [TAGS])  # so that gradients reach the unary scores
        self.unary = given(UNARY[:, :time], [batch, steps, TAGS]) * (1 + scale)

    def model(self, tf, outputs, loss=None):
        losses = [tf.reduce_sum(tf.reshape(loss, [-1, 1]) * tf.constant([[0.5]]))] if loss is not None else []
        return Model(feed=self.feed, outputs=outputs, loss=tf.add_n(losses) if losses else None)


def score(tf, **kwargs):
    chain = Chain(tf, **kwargs)
    result = tf.contrib.crf.crf_sequence_score(chain.unary, chain.tags, chain.lengths, chain.transitions)
    return chain.model(tf, {"score": result}, result)


def norm(tf, **kwargs):
    chain = Chain(tf, **kwargs)
    result = tf.contrib.crf.crf_log_norm(chain.unary, chain.lengths, chain.transitions)
    return chain.model(tf, {"norm": result}, result)


def multitag(tf, **kwargs):
    chain = Chain(tf, **kwargs)
    result = tf.contrib.crf.crf_multitag_sequence_score(chain.unary, chain.bitmap, chain.lengths, chain.transitions)
    return chain.model(tf, {"score": result}, result)


def likelihood(tf, **kwargs):
    chain = Chain(tf, **kwargs)
    result, transitions = tf.contrib.crf.crf_log_likelihood(chain.unary, chain.tags, chain.lengths)
    return chain.model(tf, {"likelihood": result, "transitions": tf.identity(transitions)}, result)


def decoded(tf, **kwargs):
    chain = Chain(tf, **kwargs)
    tags, best = tf.contrib.crf.crf_decode(chain.unary, chain.transitions, chain.lengths)
    return chain.model(tf, {"tags": tags, "best": best}, best)


@case
def crf_sequence_score(tf):
    return score(tf)


@case
def crf_sequence_score_int64(tf):
    return score(tf, dtype="int64")


@case
def crf_sequence_score_one_step(tf):
    return score(tf, time=1)


@case
def crf_sequence_score_one_step_int64_unknown(tf):
    return score(tf, time=1, dtype="int64", unknown=("batch", "time"))


@case
def crf_sequence_score_unknown(tf):
    return score(tf, unknown=("batch", "time"))


@case
def crf_sequence_score_unknown_batch(tf):
    return score(tf, unknown=("batch",))


@case
def crf_sequence_score_unknown_time(tf):
    return score(tf, unknown=("time",))


@case
def crf_unary_and_binary_score(tf):
    chain = Chain(tf)
    unary = tf.contrib.crf.crf_unary_score(chain.tags, chain.lengths, chain.unary)
    binary = tf.contrib.crf.crf_binary_score(chain.tags, chain.lengths, chain.transitions)
    return chain.model(tf, {"unary": unary, "binary": binary}, unary + 2 * binary)


@case
def crf_unary_and_binary_score_unknown_int64(tf):
    chain = Chain(tf, unknown=("batch", "time"), dtype="int64")
    unary = tf.contrib.crf.crf_unary_score(chain.tags, chain.lengths, chain.unary)
    binary = tf.contrib.crf.crf_binary_score(chain.tags, chain.lengths, chain.transitions)
    return chain.model(tf, {"unary": unary, "binary": binary}, unary + 2 * binary)


@case
def crf_unary_and_binary_score_one_step(tf):
    chain = Chain(tf, time=1)
    unary = tf.contrib.crf.crf_unary_score(chain.tags, chain.lengths, chain.unary)
    binary = tf.contrib.crf.crf_binary_score(chain.tags, chain.lengths, chain.transitions)
    return chain.model(tf, {"unary": unary, "binary": binary}, unary + 2 * binary)


@case
def crf_log_norm(tf):
    return norm(tf)


@case
def crf_log_norm_one_step(tf):
    return norm(tf, time=1)


@case
def crf_log_norm_unknown(tf):
    return norm(tf, unknown=("batch", "time"), dtype="int64")


@case
def crf_log_norm_unknown_batch(tf):
    return norm(tf, unknown=("batch",))


@case
def crf_log_norm_one_step_unknown_time(tf):
    return norm(tf, time=1, unknown=("time",))


@case
def crf_log_norm_one_tag(tf):
    result = tf.contrib.crf.crf_log_norm(tf.constant(UNARY[:, :, :1]), tf.constant(LENGTHS), tf.constant([[0.3]]))
    return Model(outputs={"norm": result})


@case
def crf_log_norm_of_no_sequences(tf):
    result = tf.contrib.crf.crf_log_norm(tf.zeros([0, 3, 2]), tf.zeros([0], tf.int32), tf.zeros([2, 2]))
    return Model(outputs={"norm": result})


@case
def crf_log_norm_of_float_lengths(tf):
    result = tf.contrib.crf.crf_log_norm(tf.constant(UNARY), tf.constant(LENGTHS.astype(np.float32)), tf.zeros([2, 2]))
    return Model(outputs={"norm": result})


@case
def crf_log_norm_of_arrays(tf):
    return Model(outputs={"norm": tf.contrib.crf.crf_log_norm(UNARY, LENGTHS, values("weights", [2, 2]))})


@case
def crf_log_norm_one_step_float64(tf):
    return Model(outputs={"norm": tf.contrib.crf.crf_log_norm(
        tf.constant(UNARY[:, :1], tf.float64), tf.constant([1, 0, 1, 1]), tf.zeros([2, 2], tf.float64))})


@case
def crf_multitag_sequence_score(tf):
    return multitag(tf)


@case
def crf_multitag_sequence_score_one_step(tf):
    return multitag(tf, time=1)


@case
def crf_multitag_sequence_score_unknown(tf):
    return multitag(tf, unknown=("batch", "time"))


@case
def crf_multitag_sequence_score_one_step_unknown(tf):
    return multitag(tf, time=1, unknown=("batch", "time"))


@case
def crf_multitag_sequence_score_of_nothing_allowed(tf):
    result = tf.contrib.crf.crf_multitag_sequence_score(
        tf.constant(UNARY), tf.constant(BITMAP & np.array([True, False, True])[:, None]), tf.constant(LENGTHS), tf.zeros([2, 2]))
    return Model(outputs={"score": result})


@case
def crf_log_likelihood(tf):
    return likelihood(tf)


@case
def crf_log_likelihood_unknown(tf):
    return likelihood(tf, unknown=("batch", "time"))


@case
def crf_log_likelihood_one_step(tf):
    return likelihood(tf, time=1)


@case
def crf_log_likelihood_of_given_transitions(tf):
    chain = Chain(tf)
    result, transitions = tf.contrib.crf.crf_log_likelihood(chain.unary, chain.tags, chain.lengths, chain.transitions)
    return chain.model(tf, {"likelihood": result, "transitions": tf.identity(transitions)}, result)


@case
def crf_log_likelihood_in_a_scope_reused(tf):
    chain = Chain(tf, dtype="int64")
    results = []
    for reuse in (None, True):
        with tf.variable_scope("chain", reuse=reuse):
            results.append(tf.contrib.crf.crf_log_likelihood(chain.unary, chain.tags, tf.cast(chain.lengths, tf.int32))[0])
    return chain.model(tf, {"likelihood": results[1]}, results[0] + 2 * results[1])


@case
def crf_log_likelihood_trained(tf):
    built = likelihood(tf, unknown=("batch", "time"))
    return built._replace(train=tf.train.GradientDescentOptimizer(0.5).minimize(-built.loss), steps=5)


@case
def crf_decode(tf):
    return decoded(tf)


@case
def crf_decode_int64(tf):
    return decoded(tf, dtype="int64")


@case
def crf_decode_one_step(tf):
    return decoded(tf, time=1)


@case
def crf_decode_unknown(tf):
    return decoded(tf, unknown=("batch", "time"))


@case
def crf_decode_unknown_time(tf):
    return decoded(tf, unknown=("time",))


@case
def crf_decode_unknown_batch(tf):
    return decoded(tf, unknown=("batch",))


@case
def crf_decode_one_step_unknown(tf):
    return decoded(tf, time=1, unknown=("batch", "time"))


@case
def crf_decode_ties(tf):
    tags, best = tf.contrib.crf.crf_decode(tf.zeros([2, 4, 3]), tf.zeros([3, 3]), tf.constant([4, 2]))
    return Model(outputs={"tags": tags, "best": best})


@case
def crf_decode_float64(tf):
    tags, best = tf.contrib.crf.crf_decode(
        tf.constant(UNARY, tf.float64), tf.constant(values("weights", [2, 2]), tf.float64), tf.constant(LENGTHS))
    return Model(outputs={"tags": tags, "best": best})


@case
def crf_decode_forbidden_steps(tf):
    transitions = tf.constant([[0.0, -np.inf], [-np.inf, 0.0]])
    tags, best = tf.contrib.crf.crf_decode(tf.constant(UNARY), transitions, tf.constant(LENGTHS))
    return Model(outputs={"tags": tags, "best": best, "norm": tf.contrib.crf.crf_log_norm(tf.constant(UNARY), tf.constant(LENGTHS), transitions)})


@case
def crf_decode_of_arrays(tf):
    tags, best = tf.contrib.crf.crf_decode(UNARY, values("weights", [2, 2]), LENGTHS)
    return Model(outputs={"tags": tags, "best": best})


@case
def crf_viterbi_decode(tf):
    many = values("many", [7, 4], -2, 2), values("transitions", [4, 4], -2, 2)
    found = {"many": many, "one": (many[0][:1], many[1]), "tied": (np.zeros([3, 2]), np.zeros([2, 2])),
             "whole": (np.array([[1, 5], [2, 0], [3, 3]]), np.array([[0, 1], [2, -9]]))}
    outputs = {}
    for name, arguments in found.items():
        tags, best = tf.contrib.crf.viterbi_decode(*arguments)
        outputs[name] = tf.constant(np.array(tags, np.int32))
        outputs[name + "_best"] = tf.constant(best)
    return Model(outputs=outputs)


@case
def crf_cells(tf):
    crf, transitions = tf.contrib.crf, tf.get_variable("weights", [TAGS, TAGS])
    unary, state = tf.constant(UNARY[:, 1]), tf.constant(UNARY[:, 0])
    forward, forward_state = crf.CrfForwardRnnCell(transitions)(unary, state)
    pointers, best = crf.CrfDecodeForwardRnnCell(transitions)(unary, state, scope="ignored")
    back, back_state = crf.CrfDecodeBackwardRnnCell(TAGS)(pointers, tf.constant(INDICES[:, :1]))
    sizes = [[cell.state_size, cell.output_size] for cell in (
        crf.CrfForwardRnnCell(transitions), crf.CrfDecodeForwardRnnCell(transitions), crf.CrfDecodeBackwardRnnCell(TAGS))]
    return Model(outputs={"forward": forward, "forward_state": forward_state, "pointers": pointers, "best": best, "back": back,
                          "back_state": back_state, "sizes": tf.constant(sizes)}, loss=tf.reduce_sum(forward) + tf.reduce_sum(best))


@case
def crf_cells_unrolled(tf):
    transitions = tf.get_variable("weights", [TAGS, TAGS])
    outputs, state = tf.nn.dynamic_rnn(
        tf.contrib.crf.CrfForwardRnnCell(transitions), tf.constant(UNARY), sequence_length=LENGTHS, dtype=tf.float32)
    pointers, best = tf.nn.static_rnn(
        tf.contrib.crf.CrfDecodeForwardRnnCell(transitions), [tf.constant(UNARY[:, 1]), tf.constant(UNARY[:, 2])],
        initial_state=tf.constant(UNARY[:, 0]))
    return Model(outputs={"outputs": outputs, "state": state, "pointers": pointers[1], "best": best}, loss=tf.reduce_sum(state))


@case
def crf_cells_zero_state(tf):
    return Model(outputs={"forward": tf.contrib.crf.CrfForwardRnnCell(tf.zeros([2, 2])).zero_state(3, tf.float32),
                          "back": tf.contrib.crf.CrfDecodeBackwardRnnCell(2).zero_state(3, tf.int32)})


def wrong(tf, unary=None, tags=None, lengths=None, transitions=None):
    """The arguments of crf_log_likelihood, one of them wrong."""
    return tf.contrib.crf.crf_log_likelihood(
        tf.constant(UNARY) if unary is None else unary, tf.constant(INDICES) if tags is None else tags,
        tf.constant(LENGTHS) if lengths is None else lengths, tf.zeros([2, 2]) if transitions is None else transitions)


@mistake
def crf_log_likelihood_float64(tf):
    wrong(tf, unary=tf.constant(UNARY, tf.float64), transitions=tf.zeros([2, 2], tf.float64))


@mistake
def crf_log_likelihood_integers(tf):
    wrong(tf, unary=tf.zeros([4, 3, 2], tf.int32))


@mistake
def crf_log_likelihood_float_tags(tf):
    wrong(tf, tags=tf.zeros([4, 3]))


@mistake
def crf_log_likelihood_longer_tags(tf):
    wrong(tf, tags=tf.zeros([4, 5], tf.int32))


@mistake
def crf_log_likelihood_tags_of_another_batch(tf):
    wrong(tf, tags=tf.zeros([3, 3], tf.int32))


@mistake
def crf_log_likelihood_tags_of_rank_three(tf):
    wrong(tf, tags=tf.zeros([4, 3, 1], tf.int32))


@mistake
def crf_log_likelihood_tags_of_rank_one(tf):
    wrong(tf, tags=tf.zeros([4], tf.int32))


@mistake
def crf_log_likelihood_lengths_of_another_batch(tf):
    wrong(tf, lengths=tf.constant([1, 2]))


@mistake
def crf_log_likelihood_of_more_transitions(tf):
    wrong(tf, transitions=tf.zeros([3, 3]))


@mistake
def crf_log_likelihood_of_unknown_tags(tf):
    tf.contrib.crf.crf_log_likelihood(tf.placeholder(tf.float32, [None, None, None]), tf.constant(INDICES), tf.constant(LENGTHS))


@mistake
def crf_log_likelihood_of_one_sequence(tf):
    tf.contrib.crf.crf_log_likelihood(tf.constant(UNARY[0]), tf.constant(INDICES), tf.constant(LENGTHS))


@mistake
def crf_log_likelihood_twice(tf):
    for _ in range(2):
        tf.contrib.crf.crf_log_likelihood(tf.constant(UNARY), tf.constant(INDICES), tf.constant(LENGTHS))


@mistake
def crf_log_norm_of_unknown_tags(tf):
    tf.contrib.crf.crf_log_norm(tf.placeholder(tf.float32, [4, 3, None]), tf.constant(LENGTHS), tf.zeros([2, 2]))


@mistake
def crf_log_norm_float64(tf):
    tf.contrib.crf.crf_log_norm(tf.constant(UNARY, tf.float64), tf.constant(LENGTHS), tf.zeros([2, 2], tf.float64))


@mistake
def crf_log_norm_of_rank_two(tf):
    tf.contrib.crf.crf_log_norm(tf.constant(UNARY[0]), tf.constant(LENGTHS), tf.zeros([2, 2]))


@mistake
def crf_log_norm_of_transitions_of_unknown_shape(tf):
    tf.contrib.crf.crf_log_norm(tf.constant(UNARY), tf.constant(LENGTHS), tf.placeholder(tf.float32))


@mistake
def crf_log_norm_of_lengths_of_rank_two(tf):
    tf.contrib.crf.crf_log_norm(tf.constant(UNARY), tf.constant(LENGTHS[:, None]), tf.zeros([2, 2]))


@mistake
def crf_multitag_sequence_score_of_integers(tf):
    tf.contrib.crf.crf_multitag_sequence_score(
        tf.constant(UNARY), tf.constant(BITMAP.astype(np.int32)), tf.constant(LENGTHS), tf.zeros([2, 2]))


@mistake
def crf_multitag_sequence_score_float64(tf):
    tf.contrib.crf.crf_multitag_sequence_score(
        tf.constant(UNARY, tf.float64), tf.constant(BITMAP), tf.constant(LENGTHS), tf.zeros([2, 2], tf.float64))


@mistake
def crf_decode_of_unknown_tags(tf):
    tf.contrib.crf.crf_decode(tf.placeholder(tf.float32, [4, 3, None]), tf.zeros([2, 2]), tf.constant(LENGTHS))


@mistake
def crf_decode_of_rank_two(tf):
    tf.contrib.crf.crf_decode(tf.constant(UNARY[0]), tf.zeros([2, 2]), tf.constant(LENGTHS))


@mistake
def crf_decode_of_more_transitions(tf):
    tf.contrib.crf.crf_decode(tf.constant(UNARY), tf.zeros([3, 3]), tf.constant(LENGTHS))


@mistake
def crf_viterbi_decode_of_a_batch(tf):
    tf.contrib.crf.viterbi_decode(UNARY, np.zeros([2, 2]))


@mistake
def crf_viterbi_decode_of_more_transitions(tf):
    tf.contrib.crf.viterbi_decode(UNARY[0], np.zeros([3, 3]))


@mistake
def crf_viterbi_decode_of_nothing(tf):
    tf.contrib.crf.viterbi_decode(UNARY[0, :0], np.zeros([2, 2]))


@mistake
def crf_cell_of_a_scalar(tf):
    tf.contrib.crf.CrfForwardRnnCell(tf.constant(1.0))


@mistake
def crf_cell_of_none(tf):
    tf.contrib.crf.CrfForwardRnnCell(None)
