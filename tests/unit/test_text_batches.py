"""Padding, batches, buckets and windows: small arrays by hand, and orders that go on after any interruption."""

import itertools
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legacy_seq2seq import text


def test_padding_by_hand():
    assert text.pad([[1, 2], [3], []]).tolist() == [[1, 2], [3, 0], [0, 0]]
    assert text.pad([[1, 2], [3]], 3, value=9, side="before").tolist() == [[9, 1, 2], [9, 9, 3]]
    assert text.pad([[1, 2, 3]], 2, over_long="cut").tolist() == [[1, 2]]
    assert text.pad([]).shape == (0, 0) and text.pad([[]], 2).dtype == np.int32
    with pytest.raises(ValueError, match=r"length is 2, but sequences\[1\] has 3 ids; give length=3"):
        text.pad([[1], [1, 2, 3]], 2)


def test_masks_and_reversal_by_hand():
    assert text.mask([2, 0, 3]).tolist() == [[1, 1, 0], [0, 0, 0], [1, 1, 1]]
    assert text.mask([1], 2, bool).tolist() == [[True, False]]
    assert text.reverse(np.array([[1, 2, 0], [1, 2, 3]]), [2, 3]).tolist() == [[2, 1, 0], [3, 2, 1]]
    assert text.reverse([[1, 2], [3]]) == [[2, 1], [3]]
    assert text.lengths([[1, 2], []]).tolist() == [2, 0]


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(1, 9), max_size=5), min_size=1, max_size=5))
def test_padding_is_undone_by_the_lengths(sequences):
    padded, lengths = text.pad(sequences), text.lengths(sequences)
    assert [row[:n].tolist() for row, n in zip(padded, lengths)] == sequences
    assert (padded * (1 - text.mask(lengths)) == 0).all() and text.mask(lengths).sum() == sum(map(len, sequences))
    assert (text.reverse(text.reverse(padded, lengths), lengths) == padded).all()


def plain(batch):
    """A batch as lists, to be compared."""
    return [array.tolist() for array in getattr(batch, "arrays", batch)]


SEQUENCES = [[i] * (1 + i % 7) for i in range(23)]


@settings(max_examples=60, deadline=None)
@given(steps=st.integers(0, 40), size=st.integers(1, 23), seed=st.integers(0, 2 ** 32 - 1),
       buckets=st.sampled_from([None, [3, 7], [2, 4, 8]]), shuffle=st.booleans(), drop=st.booleans())
def test_resumed_batches_are_those_that_would_have_come(steps, size, seed, buckets, shuffle, drop):
    def make(seed):
        return text.batches([SEQUENCES, SEQUENCES], min(size, 7) if buckets else size, buckets=buckets, seed=seed, shuffle=shuffle,
                            drop_remainder=drop)
    try:
        whole = make(seed)
    except ValueError as error:
        assert "give no batch" in str(error)
        return
    for _ in range(steps):
        next(whole)
    state = json.loads(json.dumps(whole.get_state()))
    np.random.seed(1)                                    # what happens to the global generator does not matter
    resumed = make(seed=5)                               # the order that was begun is gone on with
    np.random.shuffle(np.arange(9))
    resumed.set_state(state)
    for ours, theirs in itertools.islice(zip(resumed, whole), 2 * whole.batches_per_epoch()):
        assert plain(ours) == plain(theirs)
    assert resumed.get_state() == whole.get_state()


def test_an_epoch_has_every_example_once_and_the_next_another_order():
    batches = text.batches([np.arange(10), [[i] for i in range(10)]], 4, seed=3)
    first = [x.tolist() for x, _ in batches.rest_of_epoch()]
    second = [x.tolist() for x, _ in batches.rest_of_epoch()]
    assert list(map(len, first)) == [4, 4, 2] and sorted(sum(first, [])) == sorted(sum(second, [])) == list(range(10)) and first != second
    assert batches.epoch == 2 and batches.batches_per_epoch() == 3
    x, y = next(batches)
    assert y.tolist() == [[i] for i in x]
    assert [len(x) for x, _ in text.batches([np.arange(10), np.arange(10)], 4, drop_remainder=True).rest_of_epoch()] == [4, 4]
    assert next(text.batches([np.arange(3)], 3, shuffle=False))[0].tolist() == [0, 1, 2]


def test_the_order_of_a_seed_stays_for_ever():
    """NumPy promises the stream of RandomState; a checkpoint of today resumes with tomorrow's NumPy."""
    assert [x.tolist() for x, in text.batches([np.arange(6)], 3, seed=7).rest_of_epoch()] == [[1, 4, 5], [3, 2, 0]]



def test_buckets_by_hand():
    batches = text.batches([[[1], [1, 2], [1, 2, 3]], [[4], [5, 5, 5], [6]]], 2, buckets=[(1, 2), (3, 3)], shuffle=False)
    assert [(b.bucket, plain(b)) for b in batches.rest_of_epoch()] == [
        (0, [[[1]], [[4, 0]]]),
        (1, [[[1, 2, 0], [1, 2, 3]], [[5, 5, 5], [6, 0, 0]]])]


@pytest.mark.parametrize("over_long, arrays, dropped", [("cut", [[1, 1], [2, 2]], 1), ("drop", [[1, 1]], 1)])
def test_too_long_for_every_bucket(over_long, arrays, dropped):
    batches = text.batches([[[1, 1], [2, 2, 2]]], 2, buckets=[2], shuffle=False, over_long=over_long)
    assert plain(next(batches)) == [arrays] and batches.over_long == dropped
    with pytest.raises(ValueError, match=r"example 1 has the lengths \(3,\), the last bucket \(2,\); add a longer bucket"):
        text.batches([[[1, 1], [2, 2, 2]]], 2, buckets=[2])


def test_batches_of_other_data_are_refused():
    state = text.batches([np.arange(10)], 4).get_state()
    with pytest.raises(ValueError, match="examples is 9, but was 10 when the state was saved"):
        text.batches([np.arange(9)], 4).set_state(state)
    with pytest.raises(ValueError, match="batch_size is 5, but was 4"):
        text.batches([np.arange(10)], 5).set_state(state)
    state = text.batches([SEQUENCES], 4, buckets=[7]).get_state()
    with pytest.raises(ValueError, match=r"buckets is \[\[8\]\], but was \[\[7\]\]"):
        text.batches([SEQUENCES], 4, buckets=[8]).set_state(state)


@pytest.mark.parametrize("make, message", [
    (lambda: text.batches(np.arange(3), 2), "columns is ndarray; expected a list or tuple"),
    (lambda: text.batches([np.arange(3), np.arange(4)], 2), r"columns\[1\] has 4 examples, columns\[0\] has 3"),
    (lambda: text.batches([[]], 2), "no examples"),
    (lambda: text.batches([np.arange(3)], 0), "batch_size is 0; expected a whole number, 1 or more"),
    (lambda: text.batches([np.arange(3)], 2, seed=-1), "seed is -1"),
    (lambda: text.batches([np.arange(3)], 4, drop_remainder=True), "no batch is ever full"),
    (lambda: text.batches([SEQUENCES], 2, buckets=[5, 3]), r"buckets\[1\] is \(3,\) after \(5,\)"),
    (lambda: text.batches([SEQUENCES, SEQUENCES], 2, buckets=[(5,)]), "expected 2 lengths, one for each column"),
    (lambda: text.windows(np.arange(6), 2, 3), "2 rows of 3 and their targets need 7"),
])
def test_mistakes_are_told(make, message):
    with pytest.raises((ValueError, TypeError), match=message):
        make()


def test_windows_by_hand():
    windows = text.windows(np.arange(14), batch_size=2, time_steps=3)      # rows 0-5 and 6-11, two windows each; 12 is a target; 13 unused
    first, second, third = (next(windows) for _ in range(3))
    assert first.inputs.tolist() == [[0, 1, 2], [6, 7, 8]] and first.targets.tolist() == [[1, 2, 3], [7, 8, 9]] and first.first
    assert second.inputs.tolist() == [[3, 4, 5], [9, 10, 11]] and second.targets[:, -1].tolist() == [6, 12] and not second.first
    assert third.inputs.tolist() == first.inputs.tolist() and third.first
    assert (windows.windows_per_epoch, windows.unused, windows.epoch) == (2, 1, 1)


@pytest.fixture
def penn(tmp_path):
    """A text in the Penn Treebank's format, and its ids with <eos> for each line end."""
    (tmp_path / "ptb.txt").write_text(" no it was n't black monday \n but the <unk> fell N points \n", "utf-8")
    vocabulary = text.Vocabulary.of_lines(text.read_lines(tmp_path / "ptb.txt"), specials=["<eos>", "<unk>"])
    assert text.encode_file(text.read_lines(tmp_path / "ptb.txt"), vocabulary, tmp_path / "ids.npy") == 14
    return vocabulary, tmp_path / "ids.npy"


def test_a_file_of_ids_is_the_text(penn):
    vocabulary, path = penn
    with text.IdFile(path) as ids:
        assert len(ids) == 14 and np.array_equal(np.load(path), ids.read(0, 14)) and ids.read(3, 2).tolist() == np.load(path)[3:5].tolist()
        assert vocabulary.decode(ids.read(0, 14), stop=False) == "no it was n't black monday <eos> but the <unk> fell N points <eos>"
        with pytest.raises(IndexError, match="ids 13 to 15 are asked for"):
            ids.read(13, 2)


def test_windows_of_a_file_are_those_of_the_array_and_resume(penn):
    windows, same = text.windows(penn[1], 2, 3), text.windows(np.load(penn[1]), 2, 3)
    for _ in range(3):
        assert np.array_equal(next(windows).inputs, next(same).inputs)
    resumed = text.windows(penn[1], 2, 3)
    resumed.set_state(json.loads(json.dumps(windows.get_state())))
    for _ in range(4):
        assert all(map(np.array_equal, next(resumed), next(windows)))
    with pytest.raises(ValueError, match="time_steps is 2, but was 3"):
        text.windows(penn[1], 2, 2).set_state(windows.get_state())


def test_a_broken_file_of_ids_is_told(tmp_path, penn):
    whole = penn[1].read_bytes()
    (tmp_path / "cut.npy").write_bytes(whole[:-5])
    (tmp_path / "text.npy").write_bytes(b"no numbers here")
    np.save(tmp_path / "floats.npy", np.zeros([3]))
    for name, message in (("cut", "is cut short"), ("text", "is no file of ids"), ("floats", "holds float64 of shape")):
        with pytest.raises(ValueError, match=message):
            text.IdFile(tmp_path / f"{name}.npy")
