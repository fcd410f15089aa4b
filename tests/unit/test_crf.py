"""tf.contrib.crf against the enumeration of all tag sequences, against Addons where it is installed; its messages."""

import itertools
import json

import numpy as np
import pytest

from legacy_seq2seq import stack
from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.contrib.crf import scores

crf = tf.contrib.crf
BATCH, TIME, TAGS = 4, 4, 3
LENGTHS = np.array([4, 0, 1, 3], np.int32)
RANDOM = np.random.RandomState(0)
UNARY = RANDOM.uniform(-2, 2, [BATCH, TIME, TAGS]).astype(np.float32)
TRANSITIONS = RANDOM.uniform(-2, 2, [TAGS, TAGS]).astype(np.float32)
INDICES = RANDOM.randint(0, TAGS, [BATCH, TIME]).astype(np.int32)
ALLOWED = RANDOM.uniform(size=[BATCH, TIME, TAGS]) < 0.6
ALLOWED[:, :, 0] = True


@pytest.fixture(autouse=True)
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def run(fetches):
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        return sess.run(fetches)


def score_of(example, tags):
    """A path's score, written out."""
    return sum(UNARY[example, t, tag] for t, tag in enumerate(tags)) + sum(TRANSITIONS[a, b] for a, b in zip(tags, tags[1:]))


def paths(example):
    return list(itertools.product(range(TAGS), repeat=LENGTHS[example]))


def log_sum(values):
    return np.log(np.sum(np.exp(np.array(values, np.float64))))


@pytest.mark.parametrize("length_dtype", [np.int32, np.int64])
def test_score_and_norm_are_those_of_the_paths_written_out(length_dtype):
    lengths = tf.constant(LENGTHS.astype(length_dtype))
    score, norm, (likelihood, _) = run([
        crf.crf_sequence_score(UNARY, INDICES, lengths, TRANSITIONS), crf.crf_log_norm(UNARY, lengths, TRANSITIONS),
        crf.crf_log_likelihood(UNARY, INDICES, lengths, tf.constant(TRANSITIONS))])
    wanted_score = [score_of(example, INDICES[example, :LENGTHS[example]]) for example in range(BATCH)]
    wanted_norm = [log_sum([score_of(example, path) for path in paths(example)]) for example in range(BATCH)]
    np.testing.assert_allclose(score, wanted_score, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(norm, wanted_norm, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(likelihood, np.subtract(wanted_score, wanted_norm), rtol=1e-4, atol=1e-5)
    assert score[1] == norm[1] == likelihood[1] == 0  # the sequence of length zero


def test_multitag_score_sums_over_the_allowed_paths():
    found = run(crf.crf_multitag_sequence_score(UNARY, ALLOWED, LENGTHS, TRANSITIONS))
    for example in (0, 2, 3):
        allowed = [path for path in paths(example) if all(ALLOWED[example, t, tag] for t, tag in enumerate(path))]
        np.testing.assert_allclose(found[example], log_sum([score_of(example, path) for path in allowed]), rtol=1e-5)
    assert found[1] == 0


def test_decoding_finds_the_best_of_the_paths():
    tags, best = run(crf.crf_decode(UNARY, TRANSITIONS, LENGTHS))
    for example in (0, 2, 3):
        wanted = max(paths(example), key=lambda path: score_of(example, path))
        assert tuple(tags[example, :LENGTHS[example]]) == wanted
        assert not tags[example, LENGTHS[example]:].any()
        np.testing.assert_allclose(best[example], score_of(example, wanted), rtol=1e-5)
        in_numpy = crf.viterbi_decode(UNARY[example, :LENGTHS[example]], TRANSITIONS)
        assert json.loads(json.dumps(in_numpy[0])) == list(wanted)
        np.testing.assert_allclose(in_numpy[1], best[example], rtol=1e-5)


def test_the_gradient_of_the_norm_is_the_probability_of_each_tag():
    """Oracle: the paths' probabilities, summed where the path has the tag."""
    unary = tf.constant(UNARY)
    gradient = run(tf.gradients(crf.crf_log_norm(unary, LENGTHS, TRANSITIONS), unary)[0])
    for example in range(BATCH):
        weights = np.exp([score_of(example, path) for path in paths(example)])
        wanted = np.zeros([TIME, TAGS])
        for path, weight in zip(paths(example), weights / weights.sum()):
            for t, tag in enumerate(path):
                wanted[t, tag] += weight
        np.testing.assert_allclose(gradient[example], wanted, rtol=1e-4, atol=1e-5)


@pytest.mark.skipif(stack.addons() is None, reason="no Addons on this stack")
def test_addons_and_we_agree():
    """A second oracle. What they share is compared as wholes; parity cases compare the rest with TF 1.15."""
    theirs = stack.addons().text
    pairs = [(scores.own_unary_score, "crf_unary_score", (INDICES, LENGTHS, UNARY)),
             (scores.own_binary_score, "crf_binary_score", (INDICES, LENGTHS, TRANSITIONS)),
             (crf.crf_sequence_score, "crf_sequence_score", (UNARY, INDICES, LENGTHS, TRANSITIONS)),
             (crf.crf_log_norm, "crf_log_norm", (UNARY, LENGTHS, TRANSITIONS)),
             (crf.crf_log_likelihood, "crf_log_likelihood", (UNARY, INDICES, LENGTHS, TRANSITIONS)),
             (crf.crf_multitag_sequence_score, "crf_multitag_sequence_score", (UNARY, ALLOWED, LENGTHS, TRANSITIONS)),
             (crf.crf_decode, "crf_decode", (UNARY, TRANSITIONS, LENGTHS))]
    for ours, name, arguments in pairs:
        arguments = [tf.constant(argument) for argument in arguments]
        for found, wanted in zip(*(tf.nest.flatten(run(f(*arguments))) for f in (ours, getattr(theirs, name)))):
            np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-6, err_msg=name)
    for example in (0, 2, 3):
        arguments = UNARY[example, :LENGTHS[example]], TRANSITIONS
        assert crf.viterbi_decode(*arguments) == theirs.viterbi_decode(*arguments)


def test_the_deep_path_leads_here():
    assert tf.contrib.crf.python.ops.crf.crf_log_norm is crf.crf_log_norm


@pytest.mark.parametrize("make, error, text", [
    (lambda: crf.crf_log_likelihood(tf.placeholder(tf.float32, [None, None, None]), INDICES, LENGTHS), ValueError,
     r"its number of tags unknown; .*inputs.set_shape\(\[None, None, tags\]\)"),
    (lambda: crf.crf_log_likelihood(UNARY[0], INDICES, LENGTHS), IndexError, r"tf.expand_dims\(inputs, 0\)"),
    (lambda: crf.crf_log_likelihood(UNARY.astype(np.float64), INDICES, LENGTHS, TRANSITIONS), TypeError,
     r"`inputs` is float64; expected float32, .*tf.cast\(inputs, tf.float32\)"),
    (lambda: crf.crf_unary_score(INDICES[:, :2], LENGTHS, UNARY), ValueError,
     r"`tag_indices` has shape \(4, 2\), but `inputs` \(4, 4, 3\)"),
    (lambda: crf.crf_unary_score(INDICES.astype(np.float32), LENGTHS, UNARY), TypeError, r"expected int32 or int64 ids of tags"),
    (lambda: crf.crf_binary_score(INDICES, LENGTHS, TRANSITIONS.astype(np.float64)), TypeError,
     r"tf.cast\(transition_params, tf.float32\)"),
    (lambda: crf.crf_multitag_sequence_score(UNARY, ALLOWED.astype(np.int32), LENGTHS, TRANSITIONS), TypeError,
     r"`tag_bitmap` is int32; expected bool, .*tf.cast\(tag_bitmap, tf.bool\)"),
    (lambda: crf.crf_decode(UNARY[0], TRANSITIONS, LENGTHS), IndexError, r"tf.expand_dims\(potentials, 0\)"),
    (lambda: crf.viterbi_decode(UNARY, TRANSITIONS), ValueError, r"A batch is decoded one by one: score\[i, :lengths\[i\]\]"),
    (lambda: crf.viterbi_decode(UNARY[0, :0], TRANSITIONS), IndexError, r"`score` is empty; expected \[time, tags\] with one time step"),
    (lambda: crf.CrfForwardRnnCell(tf.constant(1.0)), IndexError, r"`transition_params` is a scalar; expected \[tags, tags\]"),
])
def test_mistakes_say_what_to_do(make, error, text):
    with pytest.raises(error, match=text):
        make()
