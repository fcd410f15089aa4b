"""Vocabularies on disk: JSON, or plain text with one token a line. UTF-8, written whole or not at all; never pickle."""

import contextlib
import json
import os
import tempfile

FORMAT = "legacy_seq2seq vocabulary 1"


def write(path, tokens, level, specials):
    """Writes a vocabulary; a name that ends in .json is JSON, any other is plain text, one token a line, ids from 0 on."""
    path = os.fspath(path)
    if path.endswith(".json"):
        content = json.dumps({"format": FORMAT, "level": level, "specials": specials, "tokens": tokens}, ensure_ascii=False, indent=0)
    else:
        _check_one_a_line(path, tokens)
        content = "\n".join(tokens)
    with replacing(path) as file:
        file.write((content + "\n").encode("utf-8"))


def _check_one_a_line(path, tokens):
    for i, token in enumerate(tokens):
        if "\n" in token or "\r" in token or not token:
            raise ValueError(f"the token {token!r} (id {i}) cannot stand in {path}, one token a line; save as .json")


@contextlib.contextmanager
def replacing(path):
    """A binary file to write to, which takes the place of `path` at the end of the block.

    Whoever reads `path`, after a crash too, finds the old file or the new one, never a part; an error leaves the old one.
    """
    folder, name = os.path.split(os.path.abspath(path))
    descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=f"{name}.", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def read(path):
    """Returns (tokens, level, specials); level and specials are None where the file does not tell them (plain text)."""
    with open(path, "rb") as file:
        content = file.read()
    try:
        content = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ValueError(f"{path}, line {line}: not UTF-8; convert it: iconv -f latin1 -t utf-8 {path}") from None
    if content.lstrip().startswith("{") and '"tokens"' in content:
        return _read_json(path, content)
    return _read_lines(path, content), None, None


def _read_json(path, content):
    try:
        stored = json.loads(content)
    except ValueError as error:
        raise ValueError(f"{path} begins as JSON and is not: {error}") from None
    if stored.get("format") != FORMAT or not all(isinstance(token, str) for token in stored["tokens"]):
        raise ValueError(f"{path} has the format {stored.get('format')!r}; expected {FORMAT!r} with a list of strings, `tokens`")
    return stored["tokens"], stored.get("level", "words"), stored.get("specials")


def _read_lines(path, content):
    tokens = content.replace("\r\n", "\n").split("\n")
    if tokens[-1] == "":
        tokens.pop()
    if not tokens:
        raise ValueError(f"{path} is empty; a vocabulary has one token a line")
    first = {}
    for number, token in enumerate(tokens, 1):
        if not token:
            raise ValueError(f"{path}, line {number} is empty; every line of a vocabulary is a token, and its place is the id")
        if first.setdefault(token, number) != number:
            raise ValueError(f"{path}, line {number}: {token!r} stands in line {first[token]} already; a token has one id")
    return tokens
