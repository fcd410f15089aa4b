"""Text to tokens: words, characters and bytes, and the cleaning that translation tutorials use.

What is here in Python has its twin for the graph in `in_graph.py`; the same text gives the same tokens.
"""

import re
import unicodedata

LEVELS = ("words", "characters", "bytes")
WHITE_SPACE = " \t\n\v\f\r"     # what tf.strings.split and tf.strings.strip take for white space; a no-break space is none
_WORD = re.compile(f"[^{WHITE_SPACE}]+")

# Patterns that Python's re and TensorFlow's RE2 read alike.
ODD_SPACES = "[\u00a0\u2009\u202f\u3000]"           # French files put them before «!» and «?»
PUNCTUATION = "([.,!?;:\"()\\[\\]{}¿¡«»„“”…—–。、！？])"  # no apostrophe: «don't» and «l'eau» stay one word


def words(line):
    """The words of a line: what ASCII white space separates. "a  b " → ["a", "b"]."""
    quick = line.split()  # splits at all of Unicode's white space; mostly there is none but single blanks, and this is right
    return quick if " ".join(quick) == line else _WORD.findall(line)


def is_blank(line):
    return not line.strip(WHITE_SPACE)


def characters(line):
    """The characters (Unicode code points) of a line, white space included: "a b" → ["a", " ", "b"]."""
    return list(line)


def byte_names(line):
    """The bytes of a line in UTF-8, each named as vocabularies name it: "é" → ["<0xC3>", "<0xA9>"]."""
    return [f"<0x{byte:02X}>" for byte in line.encode("utf-8")]


def tokens(line, level):
    """The tokens of `line` at `level`, one of LEVELS."""
    return {"words": words, "characters": characters, "bytes": byte_names}[check_level(level)](line)


def join(tokens_, level):
    """The text that `tokens_` spell: words with spaces between them, characters without, bytes as UTF-8 (U+FFFD where they are none)."""
    if check_level(level) == "words":
        return " ".join(tokens_)
    if level == "characters":
        return "".join(tokens_)
    parts = (bytes([int(token[3:5], 16)]) if is_byte_name(token) else token.encode("utf-8") for token in tokens_)
    return b"".join(parts).decode("utf-8", "replace")


def is_byte_name(token):
    return re.fullmatch("<0x[0-9A-F]{2}>", token) is not None


def check_level(level):
    if level not in LEVELS:
        raise ValueError(f"level is {level!r}; expected one of {', '.join(map(repr, LEVELS))}")
    return level


def check_normal_form(normal_form):
    if normal_form not in (None, "NFC", "NFD", "NFKC", "NFKD"):
        raise ValueError(f"normal_form is {normal_form!r}; expected None, 'NFC', 'NFD', 'NFKC' or 'NFKD'")
    return normal_form


def clean(line, lower=True, punctuation=True, numbers=False, normal_form="NFC", accents=True):
    """A line as translation tutorials clean it: "Va !  L'été, déjà" → "va ! l'été , déjà".

    lower: in small letters. punctuation: marks become words of their own; apostrophes stay where they are. numbers: words that are
    numbers become `N`, as in the Penn Treebank's files. normal_form: a Unicode normal form, or None; `é` written as one character
    or as two is then the same. accents=False takes them off ("été" → "ete"). White space is one blank, none at the ends.
    """
    if check_normal_form(normal_form):
        line = unicodedata.normalize(normal_form, line)
    if not accents:
        line = "".join(c for c in unicodedata.normalize("NFD", line) if unicodedata.category(c) != "Mn")
        line = unicodedata.normalize(normal_form or "NFC", line)
    line = re.sub(ODD_SPACES, " ", line)
    if lower:
        line = line.lower()
    if punctuation:
        line = re.sub(PUNCTUATION, r" \1 ", line)
    line = " ".join(words(line))
    if numbers:
        line = " ".join("N" if is_number(word) else word for word in words(line))
    return line


def is_number(word):
    """True of "7", "1,000" and "3.5"; False of "1980s", "N" and "-"."""
    return re.fullmatch("[0-9]+([.,][0-9]+)*", word) is not None
