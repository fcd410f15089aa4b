"""`Vocabulary`: tokens and their ids."""

import itertools

from legacy_seq2seq.text import vocabulary_files
from legacy_seq2seq.text.counting import TokenCounter
from legacy_seq2seq.text.tokens import check_level, join, tokens

SPECIALS = ("<pad>", "<sos>", "<eos>", "<unk>")
_ROLES = ("pad", "sos", "eos", "unk")
# How public vocabularies and programs write them: NMT's <s> and </s>, TensorFlow's translate tutorial's _GO, BERT's [PAD].
_FORMS = {
    "pad": ("<pad>", "<PAD>", "_PAD", "[PAD]", "<blank>"),
    "sos": ("<sos>", "<s>", "<bos>", "<go>", "<SOS>", "<GO>", "_GO", "<start>", "[CLS]"),
    "eos": ("<eos>", "</s>", "<EOS>", "_EOS", "<end>", "[SEP]"),
    "unk": ("<unk>", "<UNK>", "_UNK", "[UNK]"),
}


class Vocabulary:
    """Tokens and their ids, from 0 on, in a fixed order.

        vocabulary = Vocabulary.build("you say goodbye and i say hello".split())
        vocabulary.encode("i say yes", end=True)        # [6, 4, 3, 2]: <unk> is 3, <eos> is 2
        vocabulary.decode([6, 4, 3, 2, 0, 0])           # "i say <unk>"

    level: "words", "characters" or "bytes", how text becomes tokens. specials: {"pad": token, "sos": …, "eos": …, "unk": …}; without it
    they are recognised by the forms that are usual (`<pad>`, `<s>`, `_GO`, …). `pad_id`, `sos_id`, `eos_id` and `unk_id` are their ids.
    """

    def __init__(self, tokens, level="words", specials=None):
        self.level = check_level(level)
        self.tokens = list(tokens)
        self._ids = {token: i for i, token in enumerate(self.tokens)}
        self._check_tokens()
        self.specials = self._recognised() if specials is None else dict(specials)
        for role, token in self.specials.items():
            if role not in _ROLES or token not in self._ids:
                raise ValueError(f"specials has {role!r}: {token!r}; expected of {', '.join(_ROLES)}, and a token of the vocabulary")

    def _check_tokens(self):
        if not self.tokens:
            raise ValueError("tokens is empty; a vocabulary needs one token at least")
        seen = set()
        for i, token in enumerate(self.tokens):
            if not isinstance(token, str):
                raise TypeError(f"tokens[{i}] is {token!r}, {type(token).__name__}; expected str (decode bytes first)")
            try:
                token.encode("utf-8")
            except UnicodeEncodeError:
                raise ValueError(f"tokens[{i}] is {token!r}, a lone surrogate: no Unicode text; read with errors='replace'") from None
            if token in seen:
                raise ValueError(f"tokens[{i}] is {token!r}, which is there already as {self.tokens.index(token)}; a token has one id")
            seen.add(token)
        if self.level == "bytes":
            first = self._ids.get("<0x00>")
            if first is None or self.tokens[first:first + 256] != [f"<0x{byte:02X}>" for byte in range(256)]:
                raise ValueError("tokens of level 'bytes' hold <0x00> to <0xFF> in a row; use Vocabulary.of_bytes()")

    def _recognised(self):
        found = {role: next((form for form in _FORMS[role] if form in self._ids), None) for role in _ROLES}
        return {role: token for role, token in found.items() if token is not None}

    # Making one

    @classmethod
    def build(cls, tokens, max_size=None, min_count=1, specials=SPECIALS, level="words", limit=2_000_000):
        """The most frequent of `tokens` (any iterable of str; not a text), behind the `specials`.

        max_size: how many tokens the vocabulary has at most, specials included. min_count: how often a token must be seen. limit: how many
        different ones are remembered while counting, see TokenCounter. Equally frequent tokens are in the order of their code points.
        """
        if isinstance(tokens, str):
            raise TypeError("tokens is a str; give its words (text.split()), or list(text) for characters with level='characters'")
        return cls.from_counter(_counted(tokens, limit), max_size, min_count, specials, level)

    @classmethod
    def of_lines(cls, lines, max_size=None, min_count=1, specials=SPECIALS, level="words", limit=2_000_000):
        """The same of lines of text: a list, or `text.read_lines(path)` for a file of any size."""
        if isinstance(lines, str):
            raise TypeError("lines is a str; give a list of lines, or text.read_lines(path) of a file")
        check_level(level)
        all_tokens = itertools.chain.from_iterable(tokens(line, level) for line in lines)
        return cls.from_counter(_counted(all_tokens, limit), max_size, min_count, specials, level)

    @classmethod
    def from_counter(cls, counter, max_size=None, min_count=1, specials=SPECIALS, level="words"):
        if max_size is not None and max_size <= len(specials):
            raise ValueError(f"max_size is {max_size}; it counts the {len(specials)} specials too, so give more")
        frequent = [token for token, _ in counter.most_frequent(max_size, min_count) if token not in set(specials)]
        return cls([*specials, *frequent][:max_size], level)

    @classmethod
    def of_bytes(cls, specials=SPECIALS):
        """The 256 bytes behind the `specials`: knows every text, in any language."""
        return cls([*specials, *(f"<0x{byte:02X}>" for byte in range(256))], "bytes")

    # Asking it

    def __len__(self):
        return len(self.tokens)

    def __contains__(self, token):
        return token in self._ids

    def __eq__(self, other):
        return isinstance(other, Vocabulary) and (self.tokens, self.level, self.specials) == (other.tokens, other.level, other.specials)

    __hash__ = None

    def __repr__(self):
        shown = " ".join(map(repr, self.tokens[:8])) + (" …" if len(self) > 8 else "")
        return f"<Vocabulary of {len(self)} {self.level}: {shown}>"

    def id(self, token):
        """The id of a token; of one that is not there the id of `<unk>`. Raises ValueError where there is no `<unk>`."""
        found = self._ids.get(token)
        if found is not None:
            return found
        if "unk" not in self.specials:
            raise ValueError(f"the token {token!r} is not in the vocabulary of {len(self)} {self.level}, which has no <unk> for such; "
                             "build it of all the text, or with '<unk>' among its specials")
        return self._ids[self.specials["unk"]]

    def _special_id(self, role):
        if role not in self.specials:
            raise ValueError(f"the vocabulary has no <{role}>; build it with specials={SPECIALS}, "
                             f"or name yours: Vocabulary(tokens, specials={{'{role}': token}})")
        return self._ids[self.specials[role]]

    @property
    def pad_id(self):
        """The id of `<pad>`; of `<eos>` where there is none, as in NMT's vocabularies (the mask tells the two apart)."""
        return self._special_id("pad" if "pad" in self.specials or "eos" not in self.specials else "eos")

    @property
    def sos_id(self):
        return self._special_id("sos")

    @property
    def eos_id(self):
        return self._special_id("eos")

    @property
    def unk_id(self):
        return self._special_id("unk")

    # Text to ids and back

    def encode(self, text, start=False, end=False):
        """The ids of a text (str), or of its tokens (a list of str): a list of int. start, end: with `<sos>` before, `<eos>` after them.

        A text's words that read `<eos>` or `<unk>` have the ids of these. Unknown tokens are `<unk>`, or a ValueError without one.
        """
        if isinstance(text, (bytes, bytearray)):
            raise TypeError("text is bytes; decode it first: text.decode('utf-8', 'replace')")
        ids = [self.id(token) for token in (tokens(text, self.level) if isinstance(text, str) else text)]
        return ([self.sos_id] if start else []) + ids + ([self.eos_id] if end else [])

    def decode(self, ids, skip_ids=None, stop=True):
        """The text of `ids` (a sequence or array [time]), `skip_ids` left out (by default `<pad>` and `<sos>`).

        stop: only up to the first `<eos>`.
        """
        return join(self.tokens_of(ids, skip_ids, stop), self.level)

    def tokens_of(self, ids, skip_ids=None, stop=True):
        """As `decode`: a list of tokens."""
        if skip_ids is None:
            skip_ids = [self._ids[self.specials[role]] for role in ("pad", "sos") if role in self.specials]
        skip_ids = set(skip_ids)
        end = self._ids[self.specials["eos"]] if stop and "eos" in self.specials else None
        found = []
        for i in ids:
            i = int(i)
            if not 0 <= i < len(self):
                raise ValueError(f"ids holds {i}; the vocabulary has the ids 0 to {len(self) - 1}")
            if i == end:
                break
            if i not in skip_ids:
                found.append(self.tokens[i])
        return found

    # On disk

    def save(self, path):
        """Writes JSON where `path` ends in .json, else one token a line; the old file stays whole until the new one is."""
        vocabulary_files.write(path, self.tokens, self.level, self.specials)

    @classmethod
    def load(cls, path, level=None, specials=None):
        """Reads what `save` wrote, and the public vocabularies with one token a line (NMT's begin `<unk>`, `<s>`, `</s>`).

        level: of a plain text ("words" by default); JSON tells its own. Raises ValueError with the line of what is wrong.
        """
        tokens, stored_level, stored_specials = vocabulary_files.read(path)
        if None not in (level, stored_level) and level != stored_level:
            raise ValueError(f"level is {level!r}, but {path} holds a vocabulary of {stored_level}")
        return cls(tokens, stored_level or level or "words", specials or stored_specials)

    # In the graph

    def table(self):
        """A lookup table of the default graph, string to int64 id, unknown ones `<unk>` (-1 without). Run tf.tables_initializer() first.

        Characters and words look up strings; of level "bytes" there is none to make (`in_graph.ids` computes them).
        """
        from legacy_seq2seq import tf1 as tf

        unknown = self.unk_id if "unk" in self.specials else -1
        return tf.contrib.lookup.index_table_from_tensor(tf.constant(self.tokens), default_value=unknown)

    def reverse_table(self):
        """A lookup table of the default graph, int64 id to string; ids out of range are `<unk>`."""
        from legacy_seq2seq import tf1 as tf

        unknown = self.specials.get("unk", "<unk>")
        return tf.contrib.lookup.index_to_string_table_from_tensor(tf.constant(self.tokens), default_value=unknown)


def _counted(tokens, limit):
    counter = TokenCounter(limit)
    counter.update(tokens)
    return counter
