"""Python 2 syntax to Python 3 syntax, line by line. fissix, the kept-up fork of lib2to3, does the work."""

import ast
import bisect
import functools
import logging
import re

# The fixers of syntax and of methods. Names that moved (modules, builtins) are not rewritten: the program
# is given them under their old names, so that no line is added and a guarded import stays what it was.
_FIXERS = ("dict", "except", "exec", "funcattrs", "has_key", "methodattrs", "ne", "nonzero",
           "numliterals", "paren", "print", "raise", "repr", "throw", "tuple_params")


def parse(text, path, with_print=True):
    """The syntax tree of a Python 2 program, as Python 3, with its own line numbers, or None where it is not Python 2 either.

    `with_print`: print is a statement. Raises ImportError where fissix is missing, and SyntaxError where Python 3 has nothing that
    means the same.
    """
    translated = _translated(text, path, with_print)
    if translated is None:
        return None
    tree = ast.parse(translated.text, path)
    for node in ast.walk(tree):
        for name in ("lineno", "end_lineno"):
            if hasattr(node, name):
                setattr(node, name, translated.line_of_then(getattr(node, name)))
    return tree


def translate(text, path):
    """`text` as Python 3, or None where it is not Python 2 either. Lines may have moved. Raises ImportError where fissix is missing."""
    translated = _translated(text, path, with_print=True)
    return translated and translated.text


class _Translated:
    """The translated text, and where its lines came from: fissix joins some lines, and adds a few."""

    def __init__(self, tree):
        self.text = str(tree)
        self._lines, line = [(1, 1)], 1
        for leaf in tree.leaves():
            line += leaf.prefix.count("\n")
            if leaf.lineno and line > self._lines[-1][0]:
                self._lines.append((line, leaf.lineno))
            line += leaf.value.count("\n")

    def line_of_then(self, line):
        now, then = self._lines[bisect.bisect_right(self._lines, (line, float("inf"))) - 1]
        return then + line - now


@functools.lru_cache(maxsize=256)  # a program is read before it is run
def _translated(text, path, with_print):
    try:
        from fissix import refactor
        from fissix.pgen2.parse import ParseError
        from fissix.pgen2.token import STRING
        from fissix.pgen2.tokenize import TokenError

        from legacy_seq2seq.runner.python2 import lambdas
    except ImportError as error:
        raise ImportError(f"{path} is a Python 2 program; translating it needs fissix: pip install fissix") from error
    logging.getLogger("RefactoringTool").setLevel(logging.ERROR)
    tool = refactor.RefactoringTool([f"fissix.fixes.fix_{name}" for name in _FIXERS if with_print or name != "print"],
                                    None if with_print else {"print_function": True})
    try:
        tree = tool.refactor_string(_without_tabs(text).rstrip() + "\n", path)
    except (ParseError, TokenError, IndentationError):
        return None
    if tree is None:
        return None
    lambdas.without_tuples(tree)
    for leaf in tree.leaves():
        if leaf.type == STRING and leaf.value[:2].lower() == "ur":
            leaf.value = _of_raw_unicode(leaf.value)
        elif leaf.value in ("True", "False") and str(leaf.next_sibling or "").strip() == "=":
            leaf.value += "_"  # a parameter or variable in Python 2; Python 3's constant is what it was set to
    return _Translated(tree)


def _of_raw_unicode(literal):
    """`ur"..."`, which Python 3 does not read, as `r"..."`; its `\\u` sequences were characters all the same."""
    return "r" + re.sub(r"(?<!\\)((?:\\\\)*)\\u([0-9a-fA-F]{4})", lambda match: match[1] + chr(int(match[2], 16)), literal[2:])


def _without_tabs(text):
    """Python 2 took a tab for the way to the next multiple of eight columns, and let tabs and blanks mix."""
    return re.sub(r"(?m)^[ \t]+", lambda match: match.group().expandtabs(8), text)
