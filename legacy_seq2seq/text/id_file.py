"""A text of any length as a file of ids, read a piece at a time: `.npy` with one axis of int32."""

import os

import numpy as np

from legacy_seq2seq.text.tokens import tokens
from legacy_seq2seq.text.vocabulary_files import replacing

_HEADER = 128  # bytes: one size for every length, so that it can be written last


class IdFile:
    """The ids of a text on disk, [time] int32: `len(file)`, `file.read(start, count)`. numpy.load(path) reads it too.

    Reads what is asked for and keeps nothing: a memory map would count every page it has touched as memory of the process.
    """

    def __init__(self, path):
        self.path = os.fspath(path)
        self._file = open(self.path, "rb")  # noqa: SIM115 (close() ends it)
        try:
            version = np.lib.format.read_magic(self._file)
            read_header = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
            shape, _, self.dtype = read_header(self._file)
        except ValueError as error:
            self._file.close()
            raise ValueError(f"{path} is no file of ids (.npy): {error}; make one with text.encode_file") from None
        if len(shape) != 1 or self.dtype.kind not in "iu":
            self._file.close()
            raise ValueError(f"{path} holds {self.dtype} of shape {list(shape)}; expected whole numbers with one axis, [time]")
        self._start, self._length = self._file.tell(), shape[0]
        here = os.fstat(self._file.fileno()).st_size
        if here < self._start + self._length * self.dtype.itemsize:
            self._file.close()
            raise ValueError(f"{path} is cut short: {self._length} ids need more than its {here} bytes; make it anew with text.encode_file")

    def __len__(self):
        return self._length

    def read(self, start, count):
        """`count` ids from the `start`-th on: [count]."""
        if start < 0 or start + count > self._length:
            raise IndexError(f"ids {start} to {start + count} are asked for; {self.path} has {self._length}")
        self._file.seek(self._start + start * self.dtype.itemsize)
        return np.frombuffer(self._file.read(count * self.dtype.itemsize), self.dtype)

    def close(self):
        self._file.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def encode_file(lines, vocabulary, destination, line_end="<eos>"):
    """Writes the ids of `lines` (a list, or `text.read_lines(path)` for a file of any size) to `destination`, a .npy; returns how many.

    line_end: the token after each line, `<eos>` as in the Penn Treebank's way of reading; "\\n" for a text of characters; None for none.
    `<eos>` is the vocabulary's own, however that writes it. The file appears when it is whole.
    """
    if isinstance(lines, str):
        raise TypeError("lines is a str; give a list of lines, or text.read_lines(path) of a file")
    end = [] if line_end is None else [vocabulary.eos_id if line_end == "<eos>" else vocabulary.id(line_end)]
    with replacing(destination) as file:
        file.write(bytes(_HEADER))
        count = 0
        for line in lines:
            ids = np.array(vocabulary.encode(tokens(line, vocabulary.level)) + end, np.dtype("<i4"))
            file.write(ids.tobytes())
            count += len(ids)
        file.seek(0)
        file.write(_header(count))
    return count


def _header(count):
    """The head of a .npy file, version 1.0 (numpy.lib.format), of `count` int32."""
    text = f"{{'descr': '<i4', 'fortran_order': False, 'shape': ({count},), }}".encode("latin1")
    room = _HEADER - 10
    return b"\x93NUMPY\x01\x00" + room.to_bytes(2, "little") + text + b" " * (room - len(text) - 1) + b"\n"
