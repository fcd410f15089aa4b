"""Streams: a small corpus with words beside ids, every line accounted for, and batches that go on where they were saved."""

import collections
import gzip
import random

import numpy as np
import pytest

from legacy_seq2seq import text

DIRTY = (b"\xef\xbb\xbfgo .\tva !\textra\n"    # a byte order mark, a third column
         b"run fast\tcours\r\n"                 # CR LF
         b"\n"                                  # empty
         b"no tab here\n"
         b"bad \xff\tmal\x00\n"                 # malformed, NUL
         b"lonely\t \n"                         # an empty side
         b"four words are here\tquatre mots")   # no line end; too long for 3
ALL = {"lines": 7, "kept": 4, "empty": 2, "without_tab": 1, "replaced": 1, "byte_order_marks": 1, "nul": 1,
       "tokens": 10, "target_tokens": 6}        # <unk> aside: the vocabularies know all
ENGLISH = text.Vocabulary(["<pad>", "<sos>", "<eos>", "<unk>", "go", ".", "run", "fast", "bad", "\ufffd", "four", "words", "are", "here"])
FRENCH = text.Vocabulary(["<unk>", "<s>", "</s>", "va", "!", "cours", "mal", "quatre", "mots"])     # NMT's: pads with </s>


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "dirty.tsv").write_bytes(DIRTY)
    return tmp_path / "dirty.tsv"


def run(tf, stream, saver=None):
    """All batches of a stream, as NumPy."""
    batch, batches = stream.batch, []
    with tf.Session() as sess:
        sess.run(tf.tables_initializer())
        with pytest.raises(tf.errors.OutOfRangeError):
            while True:
                batches.append(sess.run(batch))
    return batches


def test_words_beside_ids(tf, corpus):
    first, second = run(tf, text.pairs(corpus, ENGLISH, FRENCH, 2, epochs=1, shuffle=0))
    assert first.source.tolist() == [[4, 5], [6, 7]]                        # go .            run fast
    assert first.target_inputs.tolist() == [[1, 3, 4], [1, 5, 2]]           # <s> va !        <s> cours
    assert first.target_outputs.tolist() == [[3, 4, 2], [5, 2, 2]]          # va ! </s>       cours </s> </s>
    assert second.source.tolist() == [[8, 9, 0, 0], [10, 11, 12, 13]]       # bad �           four words are here
    assert second.target_outputs.tolist() == [[6, 2, 2], [7, 8, 2]]         # mal </s>        quatre mots </s>
    assert (first.source_lengths.tolist(), first.target_lengths.tolist(), second.target_lengths.tolist()) == ([2, 2], [3, 2], [2, 3])
    assert (first.epoch, first.last, second.last) == (0, False, True)
    assert text.counts_by_name(second.counts) == text.counts_by_name(ALL)


@pytest.mark.parametrize("options, differs", [
    (dict(max_length=3), {"cut": 1, "tokens": 9}),
    (dict(max_length=3, over_long="drop"), {"too_long": 1, "kept": 3, "tokens": 6, "target_tokens": 4}),
    (dict(malformed="skip"), {"malformed": 1, "kept": 3, "replaced": 0, "tokens": 8, "target_tokens": 5}),
    (dict(drop_remainder=True, batch_size=3), {"left_over": 1, "kept": 3}),
    (dict(buckets=[2, 3], drop_remainder=True), {"left_over": 2, "kept": 2, "tokens": 4, "target_tokens": 3}),
])
def test_what_is_dropped_or_changed_is_counted(tf, corpus, options, differs):
    batches = run(tf, text.pairs(corpus, ENGLISH, FRENCH, **{"batch_size": 2, "epochs": 2, "shuffle": 3, **options}))
    ends = [text.counts_by_name(batch.counts) for batch in batches if batch.last]
    expected = text.counts_by_name({**ALL, **differs})
    if "buckets" not in options and options.get("drop_remainder"):      # which line is left over is the shuffle's choice
        ends, expected = ([{**counts, "tokens": 0, "target_tokens": 0} for counts in ends], {**expected, "tokens": 0, "target_tokens": 0})
    if "buckets" in options:
        expected = {**expected, "tokens": ends[0]["tokens"], "target_tokens": ends[0]["target_tokens"]}
        assert {counts["tokens"] for counts in ends} <= {4}
    assert ends == [expected] * 2


def test_the_report_reads_as_a_sentence(tf, corpus):
    stream = text.pairs(corpus, text.Vocabulary(["<pad>", "<unk>", "go", "."]), FRENCH, 2, epochs=1, max_length=3)
    assert stream.report(run(tf, stream)[-1].counts, epoch=1) == (
        "Epoch 1: 7 lines, 4 used, 2 empty, 1 without a tab; 1 with malformed UTF-8 replaced by U+FFFD, 1 freed of a byte order mark, "
        "1 freed of NUL characters, 1 cut to the longest length; 9 words, 78 % unknown; 6 target words, none unknown.")


def test_files_of_unequal_length_and_gzip(tf, tmp_path):
    with gzip.open(tmp_path / "a.gz", "wb") as file:
        file.write(b"go\n\nrun\n" + b"fast\n" * 1500)
    (tmp_path / "b").write_bytes(b"va\nmal\n")
    (tmp_path / "c").write_bytes(b"cours")
    last = run(tf, text.parallel(tmp_path / "a.gz", [tmp_path / "b", tmp_path / "c"], ENGLISH, FRENCH, 8, epochs=1, shuffle=0))[-1]
    assert last.source.tolist() == [[4], [6]] and last.target_outputs.tolist() == [[3, 2], [5, 2]]
    assert text.counts_by_name(last.counts) == text.counts_by_name(
        {"lines": 1503, "kept": 2, "empty": 1, "unpaired": 1500, "tokens": 2, "target_tokens": 2})
    assert text.count_lines([tmp_path / "a.gz", tmp_path / "c"]) == 1504
    reader = text.read_pairs(tmp_path / "a.gz", [tmp_path / "b", tmp_path / "c"])
    assert list(reader) == [("go", "va"), ("run", "cours")] and reader.counts["unpaired"] == 1500


def test_lines_with_start_and_end_and_reversed_sources(tf, tmp_path):
    (tmp_path / "a").write_text("go fast .\nrun\n", "utf-8")
    batch, = run(tf, text.lines(tmp_path / "a", ENGLISH, 2, start=True, end=True, epochs=1, shuffle=0))
    assert batch.ids.tolist() == [[1, 4, 7, 5, 2], [1, 6, 2, 0, 0]] and batch.lengths.tolist() == [5, 3]
    (tmp_path / "p").write_text("go fast .\tva\nrun\tva\n", "utf-8")
    with tf.Graph().as_default():
        batch, = run(tf, text.pairs(tmp_path / "p", ENGLISH, FRENCH, 2, epochs=1, shuffle=0, reverse_source=True))
    assert batch.source.tolist() == [[5, 7, 4], [6, 0, 0]]


def random_lines(seed, count=400):
    """Bytes that are no text, text, and what lies between."""
    source = random.Random(seed)
    pieces = ["a", "b c", " ", "É", "Ω", "\u00a0", "7", "1,5", "!", "«", "x\u0301", "汉字", "😀", "\ufffd", "\u2028", "<unk>", "\ufeff",
              "\x0b", "\x1c", "İ"]
    lines = []
    for _ in range(count):
        kind = source.random()
        if kind < 0.3:
            scraps = b"\xc3\xa9\xe2\x82\xac\xf0\x9f\xed\xa0\xff\x00\t\r ab\xef\xbb\xbf"
            line = bytes(source.choice(scraps) for _ in range(source.randrange(12)))
        elif kind < 0.4:
            line = b""
        else:
            line = "".join(source.choice([*pieces, "\t", " "]) for _ in range(source.randrange(14))).encode()
        lines.append(line)
    return lines


FUZZ = [dict(max_length=4), dict(malformed="skip", max_length=5, over_long="drop"), dict(lower=True, punctuation=True, numbers=True)]


@pytest.mark.parametrize("kind, level, options", [
    ("lines", "words", FUZZ[0]), ("lines", "characters", FUZZ[1]), ("lines", "bytes", FUZZ[1]), ("lines", "characters", FUZZ[2]),
    ("pairs", "words", FUZZ[2]), ("pairs", "characters", FUZZ[0]), ("parallel", "words", FUZZ[1])])
def test_random_bytes_are_accounted_for_line_by_line_and_read_as_python_reads_them(tf, tmp_path, kind, level, options):
    """Oracle: the reader in Python, which shares no code with the graph but the patterns."""
    (tmp_path / "a").write_bytes(b"\n".join([b"a\tb", *random_lines(1), b""]))
    (tmp_path / "b").write_bytes(b"\n".join([b"a\tb", *random_lines(2, 300), b"!"]))
    readable = text.read_lines([tmp_path / "a", tmp_path / "b"], level)
    vocabulary = text.Vocabulary.of_bytes() if level == "bytes" else text.Vocabulary.of_lines(readable, 14, level=level)
    if kind == "lines":
        stream = text.lines([tmp_path / "a", tmp_path / "b"], vocabulary, 8, epochs=1, shuffle=50, **options)
        reader = text.read_lines([tmp_path / "a", tmp_path / "b"], level, **options)
    else:
        files = [tmp_path / "a"] if kind == "pairs" else [tmp_path / "a", tmp_path / "b"]
        make = text.pairs if kind == "pairs" else text.parallel
        stream = make(*files, vocabulary, vocabulary, 8, epochs=1, shuffle=50, **options)
        reader = text.read_pairs(*files, level=level, **options)

    batches = run(tf, stream)
    if kind == "lines":
        found = [tuple(row[:n]) for batch in batches for row, n in zip(batch.ids, batch.lengths)]
        expected = [tuple(vocabulary.encode(line)) for line in reader]
    else:
        found = [(tuple(source[:n]), tuple(target[1:m])) for b in batches
                 for source, n, target, m in zip(b.source, b.source_lengths, b.target_inputs, b.target_lengths)]
        expected = [tuple(tuple(vocabulary.encode(side)) for side in pair) for pair in reader]
    counts = text.counts_by_name(batches[-1].counts)
    assert collections.Counter(found) == collections.Counter(expected) and len(found) > 50
    assert counts["lines"] == {"lines": 703, "pairs": 401, "parallel": 401}[kind]
    disposals = ("kept", "malformed", "empty", "without_tab", "too_long", "unpaired", "left_over")
    assert counts["lines"] == sum(counts[name] for name in disposals)
    tokens = {name: counts[name] for name in ("tokens", "unknown", "target_tokens", "target_unknown")}
    assert counts == text.counts_by_name({**reader.counts, **tokens})
    if kind == "lines":
        unknown = vocabulary.unk_id
        assert tokens == {"tokens": sum(map(len, expected)), "unknown": sum(ids.count(unknown) for ids in expected),
                          "target_tokens": 0, "target_unknown": 0}


@pytest.fixture
def many(tmp_path):
    """1,300 pairs, some of them unfit, so that chunks, buffers and buckets are all half full somewhere in an epoch."""
    words = [f"w{i}" for i in range(60)]
    with open(tmp_path / "many.tsv", "w", encoding="utf-8") as file:
        for i in range(1300):
            file.write("\n" if i % 11 == 5 else f"{' '.join(words[(i * 7 + j) % 60] for j in range(1 + i % 13))}\tw{i % 60} w{i % 7}\n")
    return tmp_path / "many.tsv", text.Vocabulary([*text.SPECIALS, *words[:50]])


@pytest.mark.parametrize("taken", [0, 37, 200])
def test_a_restored_stream_goes_on_to_the_bit(many, tmp_path, taken):
    """Saved by a plain Saver, before the first batch, in mid-epoch with shuffle and buckets, and in the third epoch."""
    from legacy_seq2seq import tf1 as tf

    path, vocabulary = many

    def session(go_on):
        with tf.Graph().as_default(), tf.Session() as sess:
            stream = text.pairs(path, vocabulary, vocabulary, 16, epochs=6, shuffle=100, seed=5, buckets=[4, 9], drop_remainder=True)
            batch = stream.batch
            saver = tf.train.Saver([tf.data.experimental.make_saveable_from_iterator(stream.iterator)])
            sess.run(tf.tables_initializer())
            return go_on(sess, batch, saver)

    def whole(sess, batch, saver):
        before = [sess.run(batch) for _ in range(taken)]
        saver.save(sess, str(tmp_path / "place"))
        return before, [sess.run(batch) for _ in range(90)]

    def restored(sess, batch, saver):
        sess.run(batch)                                     # what was read before restoring does not matter
        saver.restore(sess, str(tmp_path / "place"))
        return [sess.run(batch) for _ in range(90)]

    before, expected = session(whole)
    for ours, theirs in zip(session(restored), expected):
        assert all(np.array_equal(a, b) for a, b in zip(ours, theirs))
    epochs = {}
    for batch in before + expected:
        epochs.setdefault(int(batch.epoch), []).append(batch)
    whole_epochs = [batches for batches in epochs.values() if batches[-1].last and len(batches) > 50]
    for batches in whole_epochs[:2]:
        counts = text.counts_by_name(batches[-1].counts)
        assert counts["lines"] == 1300 and counts["empty"] == 118 and counts["kept"] == 16 * len(batches) == 1182 - counts["left_over"]


def test_orders_differ_by_epoch_and_seed_and_repeat_with_them(many):
    from legacy_seq2seq import tf1 as tf

    path, vocabulary = many

    def sources(seed):
        with tf.Graph().as_default():
            batches = run(tf, text.pairs(path, vocabulary, vocabulary, 64, epochs=2, shuffle=2000, seed=seed))
        return [[tuple(row[row > 0]) for b in batches if b.epoch == epoch for row in b.source] for epoch in (0, 1)]

    first, second = sources(1)
    assert first != second and sorted(first) == sorted(second) and sources(1) == [first, second]
    other = sources(2)
    assert other[0] not in (first, second) and sorted(other[0]) == sorted(first)


def test_static_shapes(tf, many):
    path, vocabulary = many
    batch = text.pairs(path, vocabulary, vocabulary, 16, drop_remainder=True).batch
    assert [field.shape.as_list() for field in batch] == [[16, None], [16], [16, None], [16, None], [16], [16], [], []]
    batch = text.lines(path, vocabulary, 16).batch
    assert [field.shape.as_list() for field in batch] == [[None, None], [None], [16], [], []]
    assert batch.ids.dtype == batch.lengths.dtype == tf.int32


def test_a_changed_corpus_is_noticed_when_resuming(tf, many):
    path, vocabulary = many
    state = text.lines(path, vocabulary, 4).get_state()
    text.lines(path, vocabulary, 4).set_state(state)
    with pytest.raises(text.CorpusError, match="batch_size: the stream has 5, but had 4 when its place was saved"):
        text.lines(path, vocabulary, 5).set_state(state)
    path.write_bytes(path.read_bytes() + b"one more\n")
    with pytest.raises(text.CorpusError, match="files: the stream has .*many.tsv"):
        text.lines(path, vocabulary, 4).set_state(state)


@pytest.mark.parametrize("content, options, message", [
    (None, {}, "path: .*missing.tsv does not exist"),
    ("folder", {}, "path: .* is a folder; name the file in it"),
    (b"", {}, "path: .* is empty; give a text"),
    (gzip.compress(b"", mtime=0), {}, "path: .* is empty"),
    (gzip.compress(b"a\tb\n" * 100, mtime=0)[:20], {}, "path: .* begins as gzip and cannot be unpacked"),
    ("a\tb\n".encode("utf-16"), {}, "is UTF-16; convert it: iconv"),
    (b"\xfd7zXZ\x00\x00", {}, "is packed with xz"),
    (b"a\tb\nc\xe9\td\n", dict(malformed="error"), r"line 2, byte 2: no valid UTF-8 \(0xE9\). Convert the file"),
    (b"\n\nno tab\n", {}, "path: no line is left to train on. 3 lines, 0 used, 2 empty, 1 without a tab."),
    (b"a b c\td\n", dict(max_length=2, over_long="drop"), "no line is left to train on. 1 line, 0 used, 1 too long"),
    (b"a\tb\n", dict(malformed="ignore"), "malformed is 'ignore'; expected one of 'replace', 'skip', 'error'"),
    (b"a\tb\n", dict(max_length=0), "max_length is 0; expected a whole number of tokens, 1 or more, or None"),
    (b"a\tb\n", dict(buckets=[3, 3]), r"buckets is \[3, 3\]; expected rising lengths"),
    (b"a\tb\n", dict(batch_size=0), "batch_size is 0; expected a whole number, 1 or more"),
])
def test_a_corpus_that_is_none_is_refused_at_the_door(tf, tmp_path, content, options, message):
    path = tmp_path / "missing.tsv"
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    with pytest.raises((OSError, ValueError), match=message):
        text.pairs(path, ENGLISH, FRENCH, **{"batch_size": 2, **options})


def test_vocabularies_that_lack_something_are_refused_at_the_door(tf, corpus):
    with pytest.raises(text.CorpusError, match="target_vocabulary has no <sos>, which a stream needs"):
        text.pairs(corpus, ENGLISH, text.Vocabulary(["<pad>", "<unk>", "a"]), 2)
    with pytest.raises(text.CorpusError, match="source_vocabulary has no <unk>"):
        text.pairs(corpus, text.Vocabulary(["<pad>", "a"]), FRENCH, 2)
    with pytest.raises(TypeError, match="vocabulary is list; expected a Vocabulary"):
        text.lines(corpus, ["a"], 2)


def test_an_epoch_without_any_batch_is_an_error_not_an_endless_search(tf, corpus):
    stream = text.pairs(corpus, ENGLISH, FRENCH, 5, drop_remainder=True)
    with tf.Session() as sess:
        sess.run(tf.tables_initializer())
        with pytest.raises(tf.errors.InvalidArgumentError, match="No batch came of a whole epoch"):
            sess.run(stream.batch)


def test_tables_look_up_and_back(tf):
    with tf.Session() as sess:
        ids = FRENCH.table().lookup(tf.constant(["va", "nonsense", "!"]))
        words = FRENCH.reverse_table().lookup(ids)
        sess.run(tf.tables_initializer())
        assert sess.run(ids).tolist() == [3, 0, 4] and sess.run(words).tolist() == [b"va", b"<unk>", b"!"]


def test_a_cleaned_file_keeps_lines_and_columns(tmp_path):
    (tmp_path / "raw").write_bytes("É!\tÀ Va\u202f!\n\nTwo\n".encode())
    assert text.clean_file(tmp_path / "raw", tmp_path / "clean", accents=False) == 3
    assert (tmp_path / "clean").read_text("utf-8") == "e !\ta va !\n\ntwo\n"
