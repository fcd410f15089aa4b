"""Reads the user's own text for a lab."""

from legacy_seq2seq.labs.options import give_up


def read_text(path):
    """The text of a UTF-8 file. Ends the program with one line where it cannot be read, is not UTF-8, or is empty."""
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except OSError as error:
        give_up(f"{path} cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        give_up(f"{path} is not UTF-8 (byte {error.start}); convert it: iconv -f latin1 -t utf-8 {path}")
    if not text:
        give_up(f"{path} is empty")
    return text
