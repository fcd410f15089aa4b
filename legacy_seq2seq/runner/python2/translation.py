"""Python 2 syntax to Python 3 syntax, line by line. fissix, the kept-up fork of lib2to3, does the work."""

import logging
import re

# The fixers of syntax and of methods. Names that moved (modules, builtins) are not rewritten: the program
# is given them under their old names, so that no line is added and a guarded import stays what it was.
_FIXERS = ("dict", "except", "exec", "funcattrs", "has_key", "metaclass", "methodattrs", "ne", "nonzero",
           "numliterals", "paren", "print", "raise", "repr", "throw",
           "tuple_params")


def translate(text, path, with_print=True):
    """`text` as Python 3, with the same line numbers, or None where it is not Python 2 either. `with_print`: print is a statement.

    Raises ImportError where fissix is missing.
    """
    try:
        from fissix import refactor
        from fissix.pgen2.parse import ParseError
        from fissix.pgen2.tokenize import TokenError
    except ImportError as error:
        raise ImportError(f"{path} is a Python 2 program; translating it needs fissix: pip install fissix") from error
    logging.getLogger("RefactoringTool").setLevel(logging.ERROR)
    tool = refactor.RefactoringTool([f"fissix.fixes.fix_{name}" for name in _FIXERS if with_print or name != "print"],
                                    None if with_print else {"print_function": True})
    try:
        tree = tool.refactor_string(_without_tabs(text).rstrip() + "\n", path)
    except (ParseError, TokenError, IndentationError):
        return None
    return None if tree is None else str(tree)


def _without_tabs(text):
    """Python 2 took a tab for the way to the next multiple of eight columns, and let tabs and blanks mix."""
    return re.sub(r"(?m)^[ \t]+", lambda match: match.group().expandtabs(8), text)
