"""What is asked of a corpus before training starts: that its files are there and are text."""

import gzip
import os
import stat
import zlib

PIECE = 1 << 20                 # bytes read at a time
LONGEST_LINE = 64 << 20         # bytes; a file without a line end in so many is no text of lines
_PACKED = {b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"PK\x03\x04": "zip", b"(\xb5/\xfd": "zstd"}


class CorpusError(ValueError):
    """A corpus that cannot be used as it is. The message names the argument, the file, and what to do."""


def checked_paths(argument, paths):
    """`paths` (one, or a list) as a list of str, each a readable file of text, plain or gzip. Raises OSError or CorpusError."""
    paths = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    if not paths:
        raise CorpusError(f"{argument} is an empty list; name one file at least")
    paths = [os.fspath(path) for path in paths]
    for path in paths:
        _check_file(argument, path)
    return paths


def _check_file(argument, path):
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        raise FileNotFoundError(f"{argument}: {path} does not exist (the current folder is {os.getcwd()})") from None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(
            f"{argument}: {path} is a folder; name the file in it, or a list of files: sorted(glob.glob('{path}/*.txt'))")
    if not stat.S_ISREG(mode):
        raise CorpusError(f"{argument}: {path} is a pipe or device, in which no place can be found again; write it to a file first")
    try:
        with open_text(path) as file:
            head = file.read(PIECE)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise CorpusError(f"{argument}: {path} begins as gzip and cannot be unpacked: {error}; get it anew") from None
    if not head:
        raise CorpusError(f"{argument}: {path} is empty; give a text with one sentence a line")
    for magic, name in _PACKED.items():
        if head.startswith(magic):
            raise CorpusError(
                f"{argument}: {path} is packed with {name}; unpack it first, or pack it with gzip, which can be read as it is")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise CorpusError(f"{argument}: {path} is UTF-16; convert it: iconv -f utf-16 -t utf-8 {path} > new.txt")
    if b"\n" not in head:
        _check_line_end(argument, path)


def _check_line_end(argument, path):
    with open_text(path) as file:
        head = file.read(LONGEST_LINE + 1)
    if b"\n" not in head and len(head) > LONGEST_LINE:
        raise CorpusError(f"{argument}: {path} has no line end in its first {LONGEST_LINE >> 20} MB; a stream takes it line by line. "
                          "Give a text with one sentence a line (old Macintosh line ends: tr '\\r' '\\n')")


def is_gzip(path):
    with open(path, "rb") as file:
        return file.read(2) == b"\x1f\x8b"


def open_text(path):
    """The bytes of a file, unpacked where it is gzip."""
    return gzip.open(path, "rb") if is_gzip(path) else open(path, "rb")


def _pieces(path):
    with open_text(path) as file:
        while piece := file.read(PIECE):
            yield piece


def count_lines(paths):
    """How many lines the file or files have; a last line without a line end counts. About a second for a GB on disk."""
    return sum(_lines_of(path) for path in ([paths] if isinstance(paths, (str, os.PathLike)) else paths))


def _lines_of(path):
    count, last = 0, b"\n"
    for piece in _pieces(path):
        count += piece.count(b"\n")
        last = piece[-1:]
    return count + (last != b"\n")


def check_utf8(argument, paths):
    """Raises CorpusError with the first line that is no valid UTF-8, and its byte."""
    for path in paths:
        with open_text(path) as file:
            for number, line in enumerate(file, 1):
                try:
                    line.decode("utf-8")
                except UnicodeDecodeError as error:
                    raise CorpusError(
                        f"{argument}: {path}, line {number}, byte {error.start + 1}: no valid UTF-8 (0x{line[error.start]:02X}). "
                        f"Convert the file (iconv -f latin1 -t utf-8 {path}), or say malformed='replace' or 'skip'") from None


def fingerprint(path):
    """A file's size and a checksum of its first and last 64 KB: {"file", "bytes", "crc"}. Tells whether it is the one of before."""
    size = os.path.getsize(path)
    with open(path, "rb") as file:
        crc = zlib.crc32(file.read(1 << 16))
        file.seek(max(0, size - (1 << 16)))
        crc = zlib.crc32(file.read(1 << 16), crc)
    return {"file": os.path.basename(path), "bytes": size, "crc": crc}
