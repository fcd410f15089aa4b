"""Reads the user's own text, or pairs of texts, for a lab."""

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


def read_pairs(path, separator="\t", least=10):
    """The (source, target) of each line of a UTF-8 file, blanks around them taken off.

    separator: what stands between the two; behind a further tab nothing is read. least: how many lines a lab needs. Ends the program
    with one line, which names the file's, where one does not fit.
    """
    pairs = []
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        source, _, target = line.partition(separator)
        source, target = source.strip(), target.split("\t")[0].strip()
        if not source or not target:
            between = "a tab" if separator == "\t" else f"«{separator}»"
            give_up(f"{path}, line {number}: no two texts with {between} between them: {line[:40]!r}")
        pairs.append((source, target))
    if len(pairs) < least:
        give_up(f"{path} has {len(pairs)} lines; give {least} or more")
    return pairs
