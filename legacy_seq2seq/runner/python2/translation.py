"""Python 2 syntax to Python 3 syntax, line by line. fissix, the kept-up fork of lib2to3, does the work."""

import ast
import bisect
import logging
import re

# The fixers of syntax and of methods. Names that moved (modules, builtins) are not rewritten: the program
# is given them under their old names, so that no line is added and a guarded import stays what it was.
_FIXERS = ("dict", "except", "exec", "funcattrs", "has_key", "methodattrs", "ne", "next", "nonzero",
           "numliterals", "paren", "print", "raise", "repr", "throw", "tuple_params")


def parse(text, path):
    """The syntax tree of a Python 2 program, as Python 3, with its own line numbers, or None where it is not Python 2 either.

    Raises ImportError where fissix is missing, and SyntaxError where Python 3 has nothing that means the same.
    """
    tree = _translated(text, path)
    if tree is None:
        return None
    parsed = ast.parse(str(tree), path)
    lines = _lines_of_then(tree)
    for node in ast.walk(parsed):
        for name in ("lineno", "end_lineno"):
            if hasattr(node, name):
                setattr(node, name, lines(getattr(node, name)))
    return parsed


def translate(text, path):
    """`text` as Python 3, or None where it is not Python 2 either. Lines may have moved. Raises ImportError where fissix is missing."""
    tree = _translated(text, path)
    return None if tree is None else str(tree)


def _translated(text, path):
    """fissix's tree of the translated text, or None."""
    try:
        from fissix import refactor
        from fissix.pgen2.parse import ParseError
        from fissix.pgen2.token import STRING
        from fissix.pgen2.tokenize import TokenError

        from legacy_seq2seq.runner.python2 import lambdas
    except ImportError as error:
        raise ImportError(f"{path} is a Python 2 program; translating it needs fissix: pip install fissix") from error
    logging.getLogger("RefactoringTool").setLevel(logging.ERROR)
    tool = refactor.RefactoringTool([f"fissix.fixes.fix_{name}" for name in _FIXERS])
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
    return tree


def _lines_of_then(tree):
    """A function from a line of the translated text to the line it came from: fissix joins some lines, and adds a few."""
    known, line = [(1, 1)], 1
    for leaf in tree.leaves():
        line += leaf.prefix.count("\n")
        if leaf.lineno and line > known[-1][0]:
            known.append((line, leaf.lineno))
        line += leaf.value.count("\n")

    def line_of_then(line):
        now, then = known[bisect.bisect_right(known, (line, float("inf"))) - 1]
        return then + line - now

    return line_of_then


def _of_raw_unicode(literal):
    """`ur"..."`, which Python 3 does not read, as `r"..."`; its `\\u` sequences were characters all the same."""
    return "r" + re.sub(r"(?<!\\)((?:\\\\)*)\\u([0-9a-fA-F]{4})", lambda match: match[1] + chr(int(match[2], 16)), literal[2:])


def _without_tabs(text):
    """Python 2 took a tab for the way to the next multiple of eight columns, and let tabs and blanks mix."""
    return re.sub(r"(?m)^[ \t]+", lambda match: match.group().expandtabs(8), text)
