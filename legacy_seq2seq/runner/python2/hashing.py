"""Where Python 2.7 kept a key: its hashes, which were the same in every run, and its tables, in whose order dicts and sets went."""

import functools
import math
import numbers

_BITS = (1 << 64) - 1
_SMALLEST = 8  # a new table's slots
_LARGE = 50000  # beyond this a table doubles, until then it quadruples
_REMOVED = object()


def hash_of(key):
    """Python 2.7's hash of a text, a number or a tuple of these. Raises TypeError for others: theirs was their place in memory."""
    if isinstance(key, (str, bytes)):
        return _of_text(key)
    if isinstance(key, tuple):
        return _of_tuple(key)
    if isinstance(key, numbers.Integral):
        return _not_minus_one(int(key)) if -(1 << 63) <= key < 1 << 63 else _of_long(int(key))
    if isinstance(key, numbers.Real):
        return _of_real(float(key))
    raise TypeError(f"{key!r} has no lasting hash")


@functools.lru_cache(maxsize=1 << 17)
def _of_text(text):
    codes = text if isinstance(text, bytes) else list(map(ord, text))
    if not codes:
        return 0
    value = codes[0] << 7
    for code in codes:
        value = (1000003 * value & _BITS) ^ code
    return _signed(value ^ len(codes))


def _of_tuple(items):
    value, factor = 0x345678, 1000003
    for left, item in zip(range(len(items) - 1, -1, -1), items):
        value = (value ^ hash_of(item) & _BITS) * factor & _BITS
        factor += 82520 + 2 * left
    return _signed(value + 97531 & _BITS)


def _of_long(number):
    value, size = 0, abs(number)
    for place in reversed(range(0, size.bit_length(), 30)):
        value = (value << 30 | value >> 34) & _BITS
        value += size >> place & (1 << 30) - 1
        value = (value & _BITS) + (value >> 64)
    return _signed(value if number > 0 else -value & _BITS)


def _of_real(number):
    if not math.isfinite(number):
        return 0 if math.isnan(number) else 314159 if number > 0 else -271828
    if number == int(number):
        return hash_of(int(number))
    part, exponent = math.frexp(number)
    high = int(part * 2.0**31)
    low = int((part * 2.0**31 - high) * 2.0**31)
    return _not_minus_one(high + low + (exponent << 15))


def _signed(value):
    return _not_minus_one(value - (1 << 64) if value >> 63 else value)


def _not_minus_one(value):
    return -2 if value == -1 else value


class Table:
    """The slots of one dict or set: keys, in the order in which Python 2.7 went through them."""

    def __init__(self):
        self._empty(_SMALLEST)

    def __iter__(self):
        return (entry[0] for entry in self._slots if entry is not None and entry is not _REMOVED)

    def add(self, key):
        """Puts in a key that is not there."""
        code = hash_of(key)
        slot = self._free_slot(code)
        self._filled += self._slots[slot] is None
        self._slots[slot] = key, code
        self._used += 1
        if self._filled * 3 >= len(self._slots) * 2:
            self._grow()

    def remove(self, key):
        """Takes out a key that is there; its slot stays taken until a new key comes to it."""
        code = hash_of(key)
        for slot in self._path(code):
            entry = self._slots[slot]
            if entry is not None and entry is not _REMOVED and entry[1] == code and entry[0] == key:
                self._slots[slot] = _REMOVED
                self._used -= 1
                self._finger = code if slot == 0 else self._finger  # it stood in the first slot, beside the key
                return

    def pop(self):
        """Takes out the key that `pop` or `popitem` takes next, and gives it."""
        slot = 0
        if self._slots[0] in (None, _REMOVED):
            slot = self._finger if 1 <= self._finger < len(self._slots) else 1
            while self._slots[slot] in (None, _REMOVED):
                slot = slot + 1 if slot + 1 < len(self._slots) else 1
        key = self._slots[slot][0]
        self.remove(key)
        self._finger = slot + 1
        return key

    def tidy(self):
        """Makes a new table where removed keys take more than a fifth of the slots."""
        if (self._filled - self._used) * 5 >= len(self._slots) - 1:
            self._grow()

    def expect(self, number):
        """Makes room for the keys of another table that come in one go."""
        if number and (self._filled + number) * 3 >= len(self._slots) * 2:
            self.resize((self._used + number) * 2)

    def resize(self, least):
        """The same keys in a table of more slots than `least`."""
        entries = [entry for entry in self._slots if entry is not None and entry is not _REMOVED]
        size = _SMALLEST
        while size <= least:
            size *= 2
        self._empty(size)
        for key, code in entries:
            self._slots[self._free_slot(code)] = key, code
        self._filled = self._used = len(entries)

    def _grow(self):
        self.resize((2 if self._used > _LARGE else 4) * self._used)

    def _empty(self, size):
        self._slots = [None] * size
        self._filled = self._used = self._finger = 0

    def _free_slot(self, code):
        removed = None
        for slot in self._path(code):
            entry = self._slots[slot]
            if entry is None:
                return slot if removed is None else removed
            if entry is _REMOVED and removed is None:
                removed = slot

    def _path(self, code):
        """The slots in which a key of this hash may stand, in turn."""
        mask = len(self._slots) - 1
        slot, rest = code & mask, code & _BITS
        while True:
            yield slot & mask
            slot = (slot << 2) + slot + rest + 1 & _BITS
            rest >>= 5
