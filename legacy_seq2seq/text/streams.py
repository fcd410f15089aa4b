"""Streams: corpora of any size as batches of ids, by tf.data in the graph, in bounded memory and resumable in mid-epoch.

Nothing in a corpus stops training: every line has a stated treatment, and every treatment a count, which comes with the batches.

| what                                  | becomes                                                       | count              |
|---------------------------------------|---------------------------------------------------------------|--------------------|
| malformed UTF-8                       | U+FFFD in its place; `malformed="skip"`: line dropped;        | replaced,          |
|                                       | `malformed="error"`: CorpusError before training              | malformed          |
| byte order mark at a line's beginning | taken off                                                     | byte_order_marks   |
| NUL characters                        | taken off                                                     | nul                |
| CR LF, and CR anywhere                | taken off (by tf.data.TextLineDataset)                        | -                  |
| empty line, or white space alone      | dropped; of a pair both sides                                 | empty              |
| line without a tab (`pairs`)          | dropped; columns after the second are ignored                 | without_tab        |
| one file longer (`parallel`)          | the pairs of the shorter are used                             | unpaired           |
| more than max_length tokens           | cut to the first; `over_long="drop"`: dropped, both sides     | cut, too_long      |
| unknown words                         | `<unk>`                                                       | unknown of tokens  |
| gzip                                  | unpacked while reading; resuming reads again from its start   | -                  |
| missing, empty, folder, UTF-16, xz …  | an error before training, with what to do                     | -                  |
| last lines that fill no batch         | a smaller batch; `drop_remainder=True`: dropped               | left_over          |
"""

import collections
import zlib

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.text import pipeline
from legacy_seq2seq.text.counts import report
from legacy_seq2seq.text.door import CorpusError, check_utf8, checked_paths, fingerprint
from legacy_seq2seq.text.reading import Reader, Treatment

LineBatch = collections.namedtuple("LineBatch", "ids lengths counts epoch last")
LineBatch.__doc__ = """Tensors of a batch: ids [batch, time] int32, padded; lengths [batch] int32; counts [len(COUNTS)] int64 so far in \
this epoch, complete with its last batch; epoch, from 0, int64; last: bool, the epoch ends with this batch."""
PairBatch = collections.namedtuple("PairBatch", "source source_lengths target_inputs target_outputs target_lengths counts epoch last")
PairBatch.__doc__ = """Tensors of a batch of pairs: source [batch, source_time] int32, source_lengths [batch]; target_inputs [batch, time] \
begin with <sos>, target_outputs [batch, time] end with <eos>, target_lengths [batch] count that one symbol; the rest as LineBatch."""


def lines(paths, vocabulary, batch_size, start=False, end=False, epochs=None, shuffle=10_000, seed=0, buckets=None,
          max_length=None, over_long="cut", malformed="replace", lower=False, punctuation=False, numbers=False, drop_remainder=False):
    """A `Stream` of the lines of a file or files; its `batch` is a LineBatch.

        stream = text.lines("corpus.txt", vocabulary, 64, end=True, buckets=[10, 20, 40], max_length=60)
        ids, lengths = stream.batch.ids, stream.batch.lengths

    vocabulary: a Vocabulary with `<unk>`; its level says what a token is. start, end: `<sos>` before and `<eos>` after each line, which
    lengths count and max_length does not. epochs: None for no end; after the last tf.errors.OutOfRangeError. shuffle: how many lines
    the shuffle buffer holds (they are in every checkpoint), 0 for the file's order. The order is a function of seed and epoch (and of
    tf.set_random_seed). buckets: rising lengths; a batch has lines of one bucket, [10, 20] are the buckets ≤ 10, ≤ 20 and longer.
    The module's docstring says what max_length, over_long and malformed do; lower, punctuation and numbers clean as `text.clean`.

    Raises OSError or CorpusError, naming the argument, for files that are no corpus.
    """
    treatment = Treatment.checked(malformed, max_length, over_long, lower, punctuation, numbers)
    paths = _at_the_door("paths", paths, treatment)
    _check_vocabulary("vocabulary", vocabulary, start, end)
    plan = Plan([paths], [vocabulary], treatment, False, batch_size, buckets, epochs, shuffle, seed, drop_remainder)
    _check_something_is_kept("paths", plan)

    def columns(ids):
        ids = _between(ids, [vocabulary.sos_id] if start else [], [vocabulary.eos_id] if end else [])
        return ids.to_tensor(vocabulary.pad_id), _lengths(ids)

    return Stream(plan, pipeline.Layout(columns, LineBatch))


def pairs(path, source_vocabulary, target_vocabulary, batch_size, **options):
    """A `Stream` of the pairs `source<TAB>target` of a tab-separated file or files; its `batch` is a PairBatch.

    options: those of `parallel`.
    """
    return _pair_stream([("path", path)], source_vocabulary, target_vocabulary, batch_size, **options)


def parallel(source, target, source_vocabulary, target_vocabulary, batch_size, **options):
    """A `Stream` of the pairs of two files whose lines belong together; its `batch` is a PairBatch.

        stream = text.parallel("train.en", "train.fr", english, french, 64, buckets=[10, 20, 40], max_length=50, over_long="drop")
        weights = tf.sequence_mask(stream.batch.target_lengths, dtype=tf.float32)
        loss = tf.contrib.seq2seq.sequence_loss(logits, stream.batch.target_outputs, weights)

    source, target: a path or a list of paths each. options: epochs, shuffle, seed, buckets (by the longer side), max_length (of each side),
    over_long, malformed, lower, punctuation, numbers and drop_remainder as `lines`; reverse_source=True reads the source backwards.
    The target's vocabulary needs `<sos>` and `<eos>`.
    """
    return _pair_stream([("source", source), ("target", target)], source_vocabulary, target_vocabulary, batch_size, **options)


def _pair_stream(files, source_vocabulary, target_vocabulary, batch_size, epochs=None, shuffle=10_000, seed=0, buckets=None,
                 max_length=None, over_long="cut", malformed="replace", lower=False, punctuation=False, numbers=False,
                 reverse_source=False, drop_remainder=False):
    treatment = Treatment.checked(malformed, max_length, over_long, lower, punctuation, numbers)
    files = [(argument, _at_the_door(argument, paths, treatment)) for argument, paths in files]
    vocabularies = [source_vocabulary, target_vocabulary]
    _check_vocabulary("source_vocabulary", source_vocabulary, False, False)
    _check_vocabulary("target_vocabulary", target_vocabulary, True, True)
    plan = Plan([paths for _, paths in files], vocabularies, treatment, len(files) == 1, batch_size, buckets, epochs, shuffle, seed,
                drop_remainder)
    _check_something_is_kept(files[0][0], plan)

    def columns(source, target):
        source_ids, lengths = source.to_tensor(source_vocabulary.pad_id), _lengths(source)
        if reverse_source:
            source_ids = tf.reverse_sequence(source_ids, lengths, seq_axis=1, batch_axis=0)
        padding = target_vocabulary.pad_id
        inputs = _between(target, [target_vocabulary.sos_id], []).to_tensor(padding)
        outputs = _between(target, [], [target_vocabulary.eos_id])
        return source_ids, lengths, inputs, outputs.to_tensor(padding), _lengths(outputs)

    return Stream(plan, pipeline.Layout(columns, PairBatch))


def _between(ids, before, after):
    """Ragged `ids` [batch, (time)] with the ids `before` and `after` around each row."""
    rows = tf.ones([ids.nrows(), 1], tf.int32)
    parts = [rows * before] * bool(before) + [ids] + [rows * after] * bool(after)
    return tf.concat(parts, 1) if len(parts) > 1 else ids


def _lengths(ids):
    return tf.cast(ids.row_lengths(), tf.int32)


# At the door

def _at_the_door(argument, paths, treatment):
    paths = checked_paths(argument, paths)
    if treatment.malformed == "error":
        check_utf8(argument, paths)
    return paths


def _check_vocabulary(argument, vocabulary, start, end):
    if not hasattr(vocabulary, "specials"):
        raise TypeError(f"{argument} is {type(vocabulary).__name__}; expected a Vocabulary: text.Vocabulary.load(path)")
    for role, needed in (("unk", vocabulary.level != "bytes"), ("sos", start), ("eos", end)):
        if needed and role not in vocabulary.specials:
            raise CorpusError(f"{argument} has no <{role}>, which a stream needs; build it with its specials, the default, "
                              f"or name your token for it: Vocabulary(tokens, specials={{'{role}': token}})")
    if not {"pad", "eos"} & set(vocabulary.specials):
        raise CorpusError(f"{argument} has no <pad>; build it with its specials, the default")


def _check_something_is_kept(argument, plan):
    """Reads up to the first line that is kept. Were there none, an endless stream would search for ever."""
    reader = Reader(plan.files, plan.tab_separated, plan.treatment, [vocabulary.level for vocabulary in plan.vocabularies])
    if next(iter(reader), None) is None:
        raise CorpusError(f"{argument}: no line is left to train on. {report(reader.counts)}")


class Plan:
    """What a stream is made of, checked."""

    def __init__(self, files, vocabularies, treatment, tab_separated, batch_size, buckets, epochs, shuffle, seed, drop_remainder):
        for name, value, least in (("batch_size", batch_size, 1), ("epochs", epochs, 1), ("shuffle", shuffle, 0), ("seed", seed, 0)):
            if not (name == "epochs" and value is None) and (isinstance(value, bool) or not isinstance(value, int) or value < least):
                raise ValueError(f"{name} is {value!r}; expected a whole number, {least} or more")
        buckets = list(buckets or [])
        if any(b <= a for a, b in zip(buckets, buckets[1:])) or any(b < 1 for b in buckets):
            raise ValueError(f"buckets is {buckets}; expected rising lengths, such as [10, 20, 40]")
        self.files, self.vocabularies, self.treatment, self.tab_separated = files, vocabularies, treatment, tab_separated
        self.batch_size, self.buckets, self.epochs = batch_size, buckets, epochs
        self.shuffle, self.seed, self.drop_remainder = shuffle, seed, drop_remainder

    def settings(self):
        """What a resumed stream must have in common with the saved one, as JSON."""
        return {"files": [[fingerprint(path) for path in paths] for paths in self.files],
                "vocabularies": [zlib.crc32("\n".join(v.tokens).encode("utf-8")) for v in self.vocabularies],
                "treatment": self.treatment._asdict(), "batch_size": self.batch_size, "buckets": self.buckets, "epochs": self.epochs,
                "shuffle": self.shuffle, "seed": self.seed, "drop_remainder": self.drop_remainder}


class Stream:
    """Batches of a corpus as tensors of the graph in which it was made.

        stream = text.pairs("fra.txt", english, french, 64)
        batch = stream.batch                                    # a PairBatch of tensors; every sess.run takes the next one
        with tf.Session() as sess:
            sess.run([tf.global_variables_initializer(), tf.tables_initializer()])
            …
                _, counts, last = sess.run([train_op, batch.counts, batch.last])
                if last: print(stream.report(counts))

    `tf.tables_initializer()` also starts the stream (`stream.iterator.initializer` is among the table initializers). Its place is saved
    with a checkpoint through tf.data.experimental.make_saveable_from_iterator(stream.iterator): the place in the file, the shuffle
    buffer, half-filled buckets and counts. The iterator must be initialised before a Saver restores it. `get_state` and `set_state` make
    sure that the corpus and the settings are those of then. `dataset` is the tf.data.Dataset, `iterator` its initializable iterator.
    """

    def __init__(self, plan, layout):
        self._plan = plan
        self.dataset = pipeline.dataset(plan, layout)
        self.iterator = tf.data.make_initializable_iterator(self.dataset)
        tf.add_to_collection(tf.GraphKeys.TABLE_INITIALIZERS, self.iterator.initializer)
        # Made here, once: an operation made later would have no initializer run before it, and each of several would take batches.
        self.batch = self.iterator.get_next()

    def report(self, counts, epoch=None):
        """One line about what became of the corpus; `counts` as sess.run(stream.batch.counts) returned them. Complete at an epoch's end."""
        return report(counts, self._plan.vocabularies[0].level, epoch)

    def get_state(self):
        """Checksums of the files and the settings (the place itself is in the checkpoint), for JSON."""
        return self._plan.settings()

    def set_state(self, state):
        """Raises CorpusError where the files or settings are not those of `state`: the saved place would mean something else."""
        ours = self._plan.settings()
        for name, value in state.items():
            if ours.get(name) != value:
                raise CorpusError(f"{name}: the stream has {ours.get(name)}, but had {value} when its place was saved; it cannot go on "
                                  "there. Put back what was there, or start anew in another folder")
