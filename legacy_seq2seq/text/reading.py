"""Reading a corpus in Python, line by line: the treatments of `streams`, without TensorFlow. For small corpora and for vocabularies."""

import collections
import itertools

from legacy_seq2seq.text import vocabulary_files
from legacy_seq2seq.text.door import check_utf8, checked_paths, open_text
from legacy_seq2seq.text.tokens import check_level, clean, is_blank, join, tokens

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
MALFORMED = ("replace", "skip", "error")
OVER_LONG = ("cut", "drop")


class Treatment(collections.namedtuple("Treatment", "malformed max_length over_long lower punctuation numbers")):
    """What is done to lines; see `streams` for each. Used alike by readers and streams."""

    @classmethod
    def checked(cls, malformed="replace", max_length=None, over_long="cut", lower=False, punctuation=False, numbers=False):
        for name, value, choices in (("malformed", malformed, MALFORMED), ("over_long", over_long, OVER_LONG)):
            if value not in choices:
                raise ValueError(f"{name} is {value!r}; expected one of {', '.join(map(repr, choices))}")
        if max_length is not None and (isinstance(max_length, bool) or not isinstance(max_length, int) or max_length < 1):
            raise ValueError(f"max_length is {max_length!r}; expected a whole number of tokens, 1 or more, or None")
        return cls(malformed, max_length, over_long, lower, punctuation, numbers)

    @property
    def cleans(self):
        return self.lower or self.punctuation or self.numbers

    def cleaned(self, line):
        return clean(line, self.lower, self.punctuation, self.numbers, normal_form=None)


def read_lines(paths, level="words", malformed="replace", max_length=None, over_long="cut", lower=False, punctuation=False, numbers=False):
    """The lines of a file or files, one str after the other, as often as asked: an iterable; its `counts` tell what became of them.

    Takes files of any size. The treatments and arguments are those of `lines` and its counts the same; `level` is what a token is.
    """
    treatment = Treatment.checked(malformed, max_length, over_long, lower, punctuation, numbers)
    return Reader([_checked("paths", paths, treatment)], False, treatment, (check_level(level),))


def read_pairs(source, target=None, level="words", malformed="replace", max_length=None, over_long="cut",
               lower=False, punctuation=False, numbers=False):
    """The pairs (source, target), two str, of one tab-separated file, or of two files: an iterable as `read_lines`.

    The treatments and arguments are those of `pairs` and `parallel`. sources, targets = zip(*text.read_pairs("fra.txt", lower=True)).
    """
    treatment = Treatment.checked(malformed, max_length, over_long, lower, punctuation, numbers)
    files = [_checked("source", source, treatment)] + ([_checked("target", target, treatment)] if target is not None else [])
    return Reader(files, target is None, treatment, (check_level(level),) * 2)


def _checked(argument, paths, treatment):
    paths = checked_paths(argument, paths)
    if treatment.malformed == "error":
        check_utf8(argument, paths)
    return paths


class Reader:
    """Reads anew at each iteration; `counts` (a Counter) are those of the latest one, complete when it has ended."""

    def __init__(self, files, tab_separated, treatment, levels):
        self._files, self._tab_separated, self._treatment, self._levels = files, tab_separated, treatment, levels
        self.counts = collections.Counter()

    def __iter__(self):
        self.counts = counts = collections.Counter()
        for raws in _raw_lines(self._files):
            counts["lines"] += 1
            disposal, texts = self._treated(raws, counts)
            counts[disposal] += 1
            if disposal == "kept":
                yield texts[0] if len(self._levels) == 1 else tuple(texts)

    def _treated(self, raws, counts):
        """(what becomes of the line, its texts). The order of the questions decides where several answers fit."""
        if None in raws:
            return "unpaired", None
        texts, malformed = _decoded(raws, counts)
        if malformed and self._treatment.malformed == "skip":
            return "malformed", None
        if self._tab_separated:
            if is_blank(texts[0]):
                return "empty", None
            texts = texts[0].split("\t")[:2]
            if len(texts) < 2:
                return "without_tab", None
        if self._treatment.cleans:
            texts = [self._treatment.cleaned(text) for text in texts]
        if any(map(is_blank, texts)):
            return "empty", None
        if self._treatment.max_length is not None:
            parts = [tokens(text, level) for text, level in zip(texts, self._levels)]
            if any(len(part) > self._treatment.max_length for part in parts):
                if self._treatment.over_long == "drop":
                    return "too_long", None
                counts["cut"] += 1
                texts = [join(part[:self._treatment.max_length], level) for part, level in zip(parts, self._levels)]
        counts["replaced"] += malformed
        return "kept", texts


def _raw_lines(files):
    """Tuples of the files' lines side by side, as bytes; None where one has ended before the other."""
    sides = [_lines_of_files(paths) for paths in files]
    return itertools.zip_longest(*sides)


def _lines_of_files(paths):
    for path in paths:
        with open_text(path) as file:
            for line in file:
                # TensorFlow's reader of lines leaves out every carriage return, wherever it stands.
                yield (line[:-1] if line.endswith(b"\n") else line).replace(b"\r", b"")


def _decoded(raws, counts):
    """Byte order marks and NULs taken off, malformed UTF-8 replaced: (a text for each of `raws`, is any of them malformed)."""
    marked = nul = malformed = False
    texts = []
    for raw in raws:
        if raw.startswith(_BYTE_ORDER_MARK):
            raw, marked = raw[len(_BYTE_ORDER_MARK):], True
        if b"\0" in raw:
            raw, nul = raw.replace(b"\0", b""), True
        try:
            texts.append(raw.decode("utf-8"))
        except UnicodeDecodeError:
            texts.append(raw.decode("utf-8", "replace"))
            malformed = True
    counts["byte_order_marks"] += marked
    counts["nul"] += nul
    return texts, malformed


def clean_file(source, destination, **options):
    """Writes the lines of `source` (a file or files) cleaned to `destination`, and returns how many. Takes files of any size.

    options: those of `clean`. For what a graph cannot do: Unicode normal forms and accents. Columns between tabs are cleaned each;
    an empty line stays one, so that parallel files stay parallel. `destination` appears when it is whole.
    """
    paths = checked_paths("source", source)
    count = 0
    with vocabulary_files.replacing(destination) as file:
        for raw in _lines_of_files(paths):
            text = _decoded([raw], collections.Counter())[0][0]
            file.write("\t".join(clean(column, **options) for column in text.split("\t")).encode("utf-8") + b"\n")
            count += 1
    return count


