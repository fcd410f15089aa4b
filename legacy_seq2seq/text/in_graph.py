"""The treatments and tokenisers as operations on vectors of lines: the twin, for streams, of `tokens` and `reading`."""

import collections

from legacy_seq2seq import tf1 as tf
from legacy_seq2seq.text.counts import COUNTS
from legacy_seq2seq.text.tokens import ODD_SPACES, PUNCTUATION

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SPACE = "[ \\t\\n\\v\\f\\r]+"

Chunk = collections.namedtuple("Chunk", "sides sizes counts")
Chunk.__doc__ = """The kept lines of a chunk: for each side [kept] string, clean; sizes [kept] int32, tokens of the longer side as far as \
they are used (0 where nobody asks); counts [len(COUNTS)] int64, without those of tokens."""


def clean(lines, treatment):
    """`lines` [lines] string, cleaned as tokens.clean does without normal forms."""
    if not treatment.cleans:
        return lines
    lines = tf.strings.regex_replace(lines, ODD_SPACES, " ")
    if treatment.lower:
        lines = tf.strings.lower(lines, encoding="utf-8")
    if treatment.punctuation:
        lines = tf.strings.regex_replace(lines, PUNCTUATION, r" \1 ")
    lines = tf.strings.strip(tf.strings.regex_replace(lines, _SPACE, " "))
    if treatment.numbers:
        words = tf.strings.split(lines, result_type="RaggedTensor")
        words = words.with_values(tf.strings.regex_replace(words.values, "^[0-9]+([.,][0-9]+)*$", "N"))
        lines = tf.strings.reduce_join(words, axis=1, separator=" ")
    return lines


class Tokens:
    """Lines to tokens and tokens to ids for one vocabulary. Makes the lookup table in the graph in which it is made."""

    def __init__(self, vocabulary):
        self.level, self.unknown = vocabulary.level, vocabulary.specials.get("unk") and vocabulary.unk_id
        if self.level == "words":
            self._table = vocabulary.table()
        elif self.level == "characters":
            self._table = _table_of_code_points(vocabulary)
        else:
            self._first = vocabulary.tokens.index("<0x00>")

    def split(self, lines):
        """The tokens of `lines` [lines]: ragged [lines, (tokens)], strings, code points or bytes."""
        if self.level == "words":
            return tf.strings.split(lines, result_type="RaggedTensor")
        if self.level == "characters":
            return tf.strings.unicode_decode(lines, "UTF-8")
        return tf.strings.bytes_split(lines)

    def sizes(self, lines):
        """How many tokens `lines` [lines] have: [lines] int32."""
        if self.level == "words":
            return tf.cast(self.split(lines).row_lengths(), tf.int32)
        return tf.strings.length(lines, unit="UTF8_CHAR" if self.level == "characters" else "BYTE")

    def encode(self, lines, max_length):
        """(ids, ragged [lines, (time)] int32, of at most max_length each; how many of them are `<unk>`, int64)."""
        tokens = self.split(lines)
        if max_length is not None:
            tokens = tokens[:, :max_length]
        ids = self._ids(tokens.values)
        unknown = tf.zeros([], tf.int64) if self.unknown is None else _count(tf.equal(ids, self.unknown))
        return tokens.with_values(ids), unknown

    def _ids(self, tokens):
        if self.level == "words":
            return tf.cast(self._table.lookup(tokens), tf.int32)
        if self.level == "characters":
            return tf.cast(self._table.lookup(tf.cast(tokens, tf.int64)), tf.int32)
        return tf.reshape(tf.cast(tf.decode_raw(tokens, tf.uint8), tf.int32), [-1]) + self._first


def _table_of_code_points(vocabulary):
    """Code points are numbers, and are looked up as such: ten times as fast as splitting a line into strings."""
    known = [(ord(token), i) for i, token in enumerate(vocabulary.tokens) if len(token) == 1]
    keys, values = zip(*known) if known else ((), ())
    initializer = tf.contrib.lookup.KeyValueTensorInitializer(
        tf.constant(keys, tf.int64, [len(known)]), tf.constant(values, tf.int64, [len(known)]))
    return tf.contrib.lookup.HashTable(initializer, vocabulary.unk_id)


def chunk(raws, tokenisers, treatment, tab_separated, unpaired, sizes_wanted):
    """A `Chunk` of raw lines.

    raws: one vector [lines] of strings for each file. tokenisers: one `Tokens` for each side. unpaired: how many lines had no partner.
    The order of the questions decides what becomes of a line where several answers fit; it is that of reading.Reader.
    """
    counts = {"lines": _size(raws[0]) + unpaired, "unpaired": unpaired}
    sides, malformed = _decoded(raws, counts)
    undecided = tf.ones_like(malformed)

    def dispose(name, where):
        """Counts the lines for which nothing has been decided and that are so; they are out."""
        nonlocal undecided
        counts[name] = counts.get(name, 0) + _count(undecided & where)
        undecided &= ~where

    if treatment.malformed == "skip":
        dispose("malformed", malformed)
    if tab_separated:
        dispose("empty", _blank(sides[0]))
        sides, split = _columns(sides[0])
        dispose("without_tab", ~split)
    sides = [clean(side, treatment) for side in sides]
    dispose("empty", _any([_blank(side) for side in sides]))

    sizes = tf.zeros_like(malformed, tf.int32)
    if sizes_wanted or treatment.max_length is not None:
        for side, tokeniser in zip(sides, tokenisers):
            sizes = tf.maximum(sizes, tokeniser.sizes(side))
    if treatment.max_length is not None:
        if treatment.over_long == "drop":
            dispose("too_long", sizes > treatment.max_length)
        else:
            counts["cut"] = _count(undecided & (sizes > treatment.max_length))
            sizes = tf.minimum(sizes, treatment.max_length)
    counts["kept"] = _count(undecided)
    counts["replaced"] = _count(undecided & malformed)
    kept = tuple(tf.boolean_mask(side, undecided) for side in sides)
    return Chunk(kept, tf.boolean_mask(sizes, undecided), vector(counts))


def vector(counts):
    """Counts by name, the rest 0: [len(COUNTS)] int64."""
    return tf.stack([tf.cast(counts.get(name, 0), tf.int64) for name in COUNTS])


def _decoded(raws, counts):
    """Byte order marks and NULs taken off, malformed UTF-8 replaced: (the lines of each file, [lines] bool: malformed on any side)."""
    marked = [tf.equal(tf.substr(raw, 0, 3), BYTE_ORDER_MARK) for raw in raws]
    counts["byte_order_marks"] = _count(_any(marked))
    raws = [tf.where(mark, tf.substr(raw, 3 * tf.cast(mark, tf.int32), 2 ** 31 - 1 + tf.zeros_like(mark, tf.int32)), raw)
            for raw, mark in zip(raws, marked)]
    bare = [tf.strings.regex_replace(raw, "\\x00", "") for raw in raws]
    counts["nul"] = _count(_any([tf.not_equal(a, b) for a, b in zip(bare, raws)]))
    lines = [tf.strings.unicode_transcode(raw, "UTF-8", "UTF-8", errors="replace", replacement_char=0xFFFD) for raw in bare]
    return lines, _any([tf.not_equal(a, b) for a, b in zip(lines, bare)])


def _columns(lines):
    """The first two columns of tab-separated `lines` [lines]: ([source, target], [lines] bool: there are two). "" where there are not."""
    cells = tf.strings.split(lines, sep="\t", result_type="RaggedTensor")
    enough = cells.row_lengths() >= 2
    starts = tf.boolean_mask(cells.row_starts(), enough)
    rows = tf.where(enough)  # [rows, 1]
    return [tf.tensor_scatter_nd_update(tf.zeros_like(lines), rows, tf.gather(cells.values, starts + column)) for column in (0, 1)], enough


def _blank(lines):
    return tf.equal(tf.strings.strip(lines), "")


def _any(conditions):
    first, *others = conditions
    for other in others:
        first |= other
    return first


def _count(condition):
    return tf.math.count_nonzero(condition, dtype=tf.int64)


def _size(tensor):
    return tf.size(tensor, out_type=tf.int64)
