"""Reads what a user writes of a shape: "batch time vocab", "batch*beam depth", "batch ... 25"."""

import collections
import functools
import operator
import re

Number = collections.namedtuple("Number", "value")
Name = collections.namedtuple("Name", "name")
Operation = collections.namedtuple("Operation", "sign left right")
Operation.__doc__ = """A sum, difference, product or quotient of two sizes. sign: "+", "-", "*" or "//"."""

Spec = collections.namedtuple("Spec", "text axes ellipsis")
Spec.__doc__ = """A shape as it was written.

text: what was written, with single spaces. axes: for each axis a tree of Number, Name and Operation, or None for any size.
ellipsis: how many of the axes stand before "..."; None where there is none.
"""

_TOKEN = re.compile(r"\s*(?:(?P<dots>\.\.\.)|(?P<number>\d+(?:\.\d+)?)|(?P<name>[^\W\d]\w*)|(?P<sign>//|[-+*()?])|(?P<other>\S))")
_SIGNS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "//": operator.floordiv}
_HINTS = {
    ",": "separate the axes by spaces",
    "[": "write the axes without brackets",
    "]": "write the axes without brackets",
    ".": 'write "..." for any number of axes',
    "/": 'write "//", which rounds down',
    "None": 'write "_" for an axis of any size',
    "-": 'no size is negative; write "_" for an axis of any size',
}


@functools.lru_cache(maxsize=1024)
def parse(text):
    """The `Spec` of a text. Raises ValueError, with the text and the character that is wrong."""
    return _Reader(text).spec()


class _Reader:
    """Reads a text from left to right. Axes follow one another; a sign between two sizes makes one axis of them."""

    def __init__(self, text):
        self.text = text
        self.tokens = []  # (kind, what is written, where it starts, where it ends)
        for found in _TOKEN.finditer(text):
            kind = found.lastgroup
            self.tokens.append((kind, found[kind], found.start(kind), found.end(kind)))
        self.tokens.append(("end", "", len(text), len(text)))
        self.at = 0
        self.depth = 0  # of parentheses

    def spec(self):
        axes, ellipsis = [], None
        while self.tokens[self.at][0] != "end":
            if self.at and self.tokens[self.at][2] == self.tokens[self.at - 1][3] and not {"dots", "other"} & {self.tokens[self.at][0]}:
                raise self.error("a space between two axes")
            if self.tokens[self.at][0] == "dots":
                if ellipsis is not None:
                    raise self.error("one ... at most")
                ellipsis = len(axes)
                self.at += 1
            elif self.tokens[self.at][1] in ("_", "?"):
                self.at += 1
                axes.append(None)
                if self.tokens[self.at][1] in _SIGNS:
                    raise self.error("a name or a number to compute with, and not any size")
            else:
                axes.append(self.sum())
        return Spec(" ".join(self.text.split()), tuple(axes), ellipsis)

    def sum(self):
        return self.chain(("+", "-"), lambda: self.chain(("*", "//"), self.size))

    def chain(self, signs, part):
        """`part` and the same again after each of the signs: a - b - c is (a - b) - c."""
        tree = part()
        while self.tokens[self.at][1] in signs:
            sign = self.tokens[self.at][1]
            self.tight()
            self.at += 1
            start = self.at
            right = part()
            if sign == "//" and right == Number(0):
                self.at = start
                raise self.error("a size above 0 to divide by")
            tree = Operation(sign, tree, right)
        return tree

    def tight(self):
        """Refuses a space around a sign outside of parentheses: spaces stand between axes."""
        before, here, after = self.tokens[self.at - 1 : self.at + 2]
        if not self.depth and (before[3] != here[2] or here[3] != after[2] and after[0] != "end"):
            raise self.error(f'no space around "{here[1]}" within an axis')

    def size(self):
        kind, written, _, _ = self.tokens[self.at]
        self.at += 1
        if kind == "number" and "." not in written:
            return Number(int(written))
        if kind == "name" and written not in ("None", "_"):
            return Name(written)
        if written == "(":
            self.depth += 1
            tree = self.sum()
            self.depth -= 1
            if self.tokens[self.at][1] != ")":
                raise self.error('")"')
            self.at += 1
            return tree
        self.at -= 1
        raise self.error("a whole number" if kind == "number" else "a name or a number")

    def error(self, expected):
        _, written, start, _ = self.tokens[self.at]
        hint = f"; {_HINTS[written]}" if written in _HINTS else ""
        found = f"found {written!r}" if written else "found its end"
        if expected.startswith("no "):
            found, hint = "found one", ""
        return ValueError(
            f'shapes.expect: cannot read "{self.text}" at character {start + 1}: expected {expected}, {found}{hint}\n'
            f"    {_on_one_line(self.text)}\n    {' ' * start}^"
        )


def _on_one_line(text):
    return re.sub(r"\s", " ", text)


def names_of(tree):
    """The names in a tree, from left to right, as often as they occur."""
    if isinstance(tree, Operation):
        return names_of(tree.left) + names_of(tree.right)
    return [tree.name] if isinstance(tree, Name) else []


def written(tree):
    """A tree as text: "2*(time+1)"."""
    if not isinstance(tree, Operation):
        return str(tree[0])
    left, right = written(tree.left), written(tree.right)
    if tree.sign in ("*", "//") and isinstance(tree.left, Operation) and tree.left.sign in ("+", "-"):
        left = f"({left})"
    if isinstance(tree.right, Operation) and not (tree.sign in ("+", "-") and tree.right.sign in ("*", "//")):
        right = f"({right})"
    return f"{left}{tree.sign}{right}"


def value(tree, sizes):
    """The size that a tree comes to. sizes: {name: an int, or a scalar tensor}. None where it divides by 0."""
    if isinstance(tree, Number):
        return tree.value
    if isinstance(tree, Name):
        return sizes[tree.name]
    left, right = value(tree.left, sizes), value(tree.right, sizes)
    if left is None or right is None or tree.sign == "//" and isinstance(right, int) and right == 0:
        return None
    return _SIGNS[tree.sign](left, right)


def steps_to(tree, name):
    """How a size leads back to the name in its tree: [(sign, tree), ...], to be applied in turn; None where it does not.

    Signs are "+", "-", "//" and "from" (the other size less this one). A quotient leads back to no one size, and no more does
    a name that occurs twice.
    """
    if names_of(tree).count(name) != 1:
        return None
    steps = []
    while isinstance(tree, Operation):
        is_left = name in names_of(tree.left)
        inner, other = (tree.left, tree.right) if is_left else (tree.right, tree.left)
        if tree.sign == "//":
            return None
        steps.append(({"+": "-", "*": "//", "-": "+" if is_left else "from"}[tree.sign], other))
        tree = inner
    return steps


def back(size, steps, sizes, above_zero=int):
    """The size of a name, by `steps_to` it. size, sizes: ints or scalar tensors. None where anything or nothing would do (a times 0).

    above_zero: what makes a divisor that is a tensor safe to divide by.
    """
    for sign, tree in steps:
        other = value(tree, sizes)
        if other is None or sign == "//" and isinstance(other, int) and other == 0:
            return None
        size = other - size if sign == "from" else _SIGNS[sign](size, above_zero(other) if sign == "//" else other)
    return size
