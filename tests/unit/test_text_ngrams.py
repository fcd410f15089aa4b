"""N-grams against counts by hand and sums over the vocabulary; drawing from logits against their probabilities."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legacy_seq2seq import text


def test_a_unigram_by_hand():
    # a a a b of three letters: too few kinds for an estimate, so 0.5 is taken off each count, a quarter in all.
    unigrams = text.NGrams([0, 0, 0, 1], 3, order=1)
    assert unigrams.next([]) == pytest.approx([2.5 / 4 + 0.25 / 3, 0.5 / 4 + 0.25 / 3, 0.25 / 3])
    assert unigrams.probabilities([2, 0]) == pytest.approx([0.25 / 3, 2.5 / 4 + 0.25 / 3])


def test_a_bigram_by_hand():
    # 0 1 0 1 0 2: of the bigrams 01 01 10 10 02 each kind counts once for its second id: 0 after {1}, 1 after {0}, 2 after {0}.
    bigrams = text.NGrams([0, 1, 0, 1, 0, 2], 3, order=2)
    unigram = 0.5 / 3 + 0.5 * 3 / 3 / 3                         # the same for all three ids
    assert bigrams.next([]) == pytest.approx([unigram] * 3)
    left = (0.5 + 0.5) / 3                                      # of 01 01 02: two kinds, half a count off each
    assert bigrams.next([1, 0]) == pytest.approx([left * unigram, 1.5 / 3 + left * unigram, 0.5 / 3 + left * unigram])
    assert bigrams.next([2]) == pytest.approx([unigram] * 3)    # nothing was seen after 2
    assert bigrams.bits([0, 1]) == pytest.approx(-(np.log2(unigram) + np.log2(1.5 / 3 + left * unigram)) / 2)
    assert bigrams.perplexity([0, 1]) == pytest.approx(2 ** bigrams.bits([0, 1]))


def test_the_discounts_are_chen_and_goodmans():
    # 4 kinds seen once, 2 twice, 1 three times, 1 four times: Y = 4 / (4 + 2 * 2) = 1/2.
    ids = [0, 1, 2, 3, 4, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7]
    taken = {1: 1 - 2 * 0.5 * 2 / 4, 2: 2 - 3 * 0.5 * 1 / 2, 3: 3 - 4 * 0.5 * 1 / 1, 4: 3 - 4 * 0.5 * 1 / 1}
    left = (4 * taken[1] + 2 * taken[2] + taken[3] + taken[4]) / 15
    expected = [(count - taken[count]) / 15 + left / 8 for count in (1, 1, 1, 1, 2, 2, 3, 4)]
    assert text.NGrams(ids, 8, order=1).next([]) == pytest.approx(expected)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=4, max_size=200), st.integers(1, 4), st.lists(st.integers(0, 6), max_size=5))
def test_the_probabilities_of_what_follows_are_a_distribution_and_those_of_a_text(ids, order, history):
    ngrams = text.NGrams(ids, 7, order)
    following = ngrams.next(history)
    assert following.sum() == pytest.approx(1) and (following > 0).all()
    assert ngrams.probabilities([*history, 3])[-1] == pytest.approx(following[3])


def test_longer_histories_tell_more_of_a_text_that_has_a_rule():
    ids = np.array([0, 1, 2, 1] * 50)                           # after 1 comes 2 or 0, and two ids back tells which
    bits = [text.NGrams(ids, 3, order).bits(ids) for order in (1, 2, 3)]
    assert bits[0] > 1.45 and 0.45 < bits[1] < 0.65 and bits[2] < 0.1


def test_a_text_or_order_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="order is 5, too many for 10000 ids; give 4 or less"):
        text.NGrams(range(100), 10000, 5)
    with pytest.raises(ValueError, match="ids holds 0 to 3; a vocabulary of 3 has the ids 0 to 2"):
        text.NGrams([0, 3], 3, 1)
    with pytest.raises(ValueError, match="order is 3; expected 1 or more, and not more than the 2 ids"):
        text.NGrams([0, 1], 3, 3)


def test_samples_come_as_often_as_the_softmax_says():
    logits, random = np.log([0.5, 0.25, 0.25]), np.random.RandomState(0)
    counts = np.bincount([text.sample(logits, random) for _ in range(4000)], minlength=3) / 4000
    assert counts == pytest.approx([0.5, 0.25, 0.25], abs=0.03)
    cold = np.bincount([text.sample(logits, random, temperature=0.5) for _ in range(4000)], minlength=3) / 4000
    assert cold == pytest.approx([4 / 6, 1 / 6, 1 / 6], abs=0.03)
    assert text.softmax([[1000.0, 1000.0]]).tolist() == [[0.5, 0.5]]


def test_skipped_ids_are_never_drawn():
    random = np.random.RandomState(0)
    assert {text.sample([5.0, 0.0, 0.0, 9.0], random, skip_ids=[0, 3]) for _ in range(50)} == {1, 2}
    assert text.allowed([5.0, 1.0], [0]).argmax() == 1
    with pytest.raises(ValueError, match="temperature is 0; expected more than 0"):
        text.sample([1.0], random, temperature=0)
