"""A corpus as a tf.data.Dataset of batches, with counts that lose nothing.

lines → chunks of lines, treated together → single lines, shuffled → batches, in buckets if wanted → ids. A line stays text until its batch
is made: a shuffle buffer of strings is small, and single lines pass no function of the graph (measured: 9,000 lines a second with
ids made line by line, 29,000 this way). Each stage hands on the counts of what it dropped with an element that it keeps. Where
nothing follows, at the end of an epoch, there is none to carry them: so a stage that drops holds back its latest element until the
next one has come or the epoch has ended (`_held_back`). All of it is operations of tf.data, whose state, counts and held elements
included, is saved with the iterator.
"""

import collections

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.text import in_graph
from legacy_seq2seq.text.counts import COUNTS
from legacy_seq2seq.text.door import is_gzip

LINES_AT_ONCE = 512

Layout = collections.namedtuple("Layout", "columns batch")
Layout.__doc__ = """How ids become a batch: `columns(*ids of each side)`, ragged [batch, (time)] → a list of tensors; `batch`: its named \
tuple, whose last fields are counts, epoch and last."""


def dataset(plan, layout):
    """The batches of all epochs of a streams.Plan. Lookup tables are made in the default graph."""
    tokenisers = [in_graph.Tokens(vocabulary) for vocabulary in plan.vocabularies]
    max_length = plan.treatment.max_length

    def encoded(sides, counts, last):
        ids, unknown = zip(*[tokeniser.encode(side, max_length) for tokeniser, side in zip(tokenisers, sides)])
        found = {"tokens": tf.size(ids[0].values), "unknown": unknown[0]}
        if len(sides) == 2:
            found.update(target_tokens=tf.size(ids[1].values), target_unknown=unknown[1])
        return tuple(layout.columns(*ids)), counts + in_graph.vector(found), last

    @tf.autograph.experimental.do_not_convert  # there is nothing to convert, and looking for it takes seconds
    def one_epoch(epoch):
        """The order is a function of the epoch's number, and nothing of the next epoch is read while one lasts."""
        lines = _chunks(plan, tokenisers).flat_map(_single_lines)
        if plan.shuffle:
            lines = lines.shuffle(plan.shuffle, seed=plan.seed * 1_000_003 + epoch, reshuffle_each_iteration=False)
        batches = _running_counts(_batches(lines, plan).map(encoded, num_parallel_calls=2))
        rows = plan.batch_size if plan.drop_remainder else None

        def named(columns, counts, last):
            return layout.batch(*[_with_rows(column, rows) for column in columns], counts, epoch, last)

        return batches.map(named)

    # 2**62 epochs have no end that anyone will see; a dataset that repeats would not tell its number.
    return tf.data.Dataset.range(2 ** 62 if plan.epochs is None else plan.epochs).flat_map(one_epoch).prefetch(2)


# Lines

def _lines_of(paths):
    """The lines of the files, one after the other, in vectors of LINES_AT_ONCE."""
    files = tf.data.Dataset.from_tensor_slices((paths, ["GZIP" if is_gzip(path) else "" for path in paths]))
    return files.flat_map(lambda path, packed: tf.data.TextLineDataset(path, packed)).batch(LINES_AT_ONCE)


def _raw_chunks(files):
    """Chunks (vectors of lines, one for each file, of equal length; int64: how many lines had no partner)."""
    if len(files) == 1:
        return _lines_of(files[0]).map(lambda raw: ((raw,), tf.zeros([], tf.int64)))
    nothing = tf.data.Dataset.from_tensors(tf.zeros([0], tf.string)).repeat()
    sides = tf.data.Dataset.zip(tuple(_lines_of(paths).concatenate(nothing) for paths in files))
    sides = sides.apply(tf.data.experimental.take_while(lambda source, target: tf.size(source) + tf.size(target) > 0))

    def paired(source, target):
        both = tf.minimum(tf.size(source), tf.size(target))
        longer = tf.maximum(tf.size(source), tf.size(target))
        return (source[:both], target[:both]), tf.cast(longer - both, tf.int64)

    return sides.map(paired)


def _chunks(plan, tokenisers):
    """Chunks (the sides' lines [kept], their buckets [kept], counts), of which each has a kept line."""
    def treated(raws, unpaired):
        chunk = in_graph.chunk(raws, tokenisers, plan.treatment, plan.tab_separated, unpaired, bool(plan.buckets))
        buckets = tf.math.count_nonzero(chunk.sizes[:, None] > tf.constant(plan.buckets, tf.int32), 1)  # [kept] int64
        return (chunk.sides, buckets), chunk.counts, tf.size(buckets) > 0

    empty = tuple(tf.zeros([0], tf.string) for _ in plan.vocabularies), tf.zeros([0], tf.int64)
    chunks = _raw_chunks(plan.files).map(treated, num_parallel_calls=2)
    return _held_back(chunks, empty).map(lambda payload, counts, last: (*payload, counts))


def _single_lines(sides, buckets, counts):
    """The lines of a chunk one by one (each side's line, bucket, counts); the counts of the chunk go with its first line."""
    others = tf.zeros([tf.size(buckets) - 1, len(COUNTS)], tf.int64)
    return tf.data.Dataset.from_tensor_slices((sides, buckets, tf.concat([counts[None], others], 0)))


# Counts that lose nothing

def _held_back(elements, empty):
    """(payload, counts, is it kept) → (payload, counts, is it the last): the kept ones, each with the counts of those dropped after it.

    empty: a payload of no size, for the state before the first and for the mark at the end. Raises InvalidArgumentError in the
    run where an epoch has kept nothing at all; an endless stream would search for ever.
    """
    zeros = tf.zeros([len(COUNTS)], tf.int64)
    end = tf.data.Dataset.from_tensors((empty, zeros, False, True))
    elements = elements.map(lambda payload, counts, kept: (payload, counts, kept, False)).concatenate(end)

    def step(state, element):
        held, held_counts, holds = state
        payload, counts, kept, at_end = element
        something = tf.Assert(holds | ~at_end, ["No batch came of a whole epoch. Its counts,", list(COUNTS), held_counts], summarize=20)
        with tf.control_dependencies([something]):
            handed_on = holds & (kept | at_end)
        result = held, held_counts, at_end, handed_on
        counts = tf.where(kept & holds, counts, held_counts + counts)
        payload = tf.cond(kept, lambda: payload, lambda: held)
        return (payload, counts, holds | kept), result

    elements = elements.apply(tf.data.experimental.scan((empty, zeros, False), step))
    elements = elements.filter(lambda payload, counts, last, handed_on: handed_on)
    return elements.map(lambda payload, counts, last, handed_on: (payload, counts, last))


def _running_counts(batches):
    """The counts of each batch become those of the epoch up to it."""
    def step(total, payload, counts, last):
        return total + counts, (payload, total + counts, last)

    return batches.apply(tf.data.experimental.scan(tf.zeros([len(COUNTS)], tf.int64), lambda total, element: step(total, *element)))


# Batches

def _batches(lines, plan):
    """Batches (the sides' lines [batch], counts, last); those that are not full are dropped if the plan says so."""
    if plan.buckets:
        batches = lines.apply(tf.data.experimental.group_by_window(
            lambda sides, bucket, counts: bucket, lambda bucket, window: window.batch(plan.batch_size), plan.batch_size))
    else:
        batches = lines.batch(plan.batch_size)

    def summed(sides, _, counts):
        rows = tf.shape(counts)[0]
        counts = tf.reduce_sum(counts, 0)
        if not plan.drop_remainder:
            return sides, counts, True
        full = tf.equal(rows, plan.batch_size)
        left_over = tf.cast(tf.where(full, 0, rows), tf.int64)
        return sides, counts + left_over * _MOVE_TO_LEFT_OVER, full

    return _held_back(batches.map(summed), tuple(tf.zeros([0], tf.string) for _ in plan.vocabularies))


# What a kept line that fills no batch adds to the counts.
_MOVE_TO_LEFT_OVER = [{"kept": -1, "left_over": 1}.get(name, 0) for name in COUNTS]


def _with_rows(column, rows):
    """`column` [batch, …] with the static batch size, which scan has forgotten."""
    return tf.ensure_shape(column, [rows, *column.shape[1:]])
