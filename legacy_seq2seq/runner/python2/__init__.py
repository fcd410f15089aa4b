"""Python 2 programs: told from Python 3, translated in memory, and given the builtins and meanings of then."""

from legacy_seq2seq.runner.python2.evidence import is_evident, is_python_3, is_refused_by_2
from legacy_seq2seq.runner.python2.meaning import with_the_meaning_of_then
from legacy_seq2seq.runner.python2.translation import parse, translate

__all__ = ["is_evident", "is_python_3", "is_refused_by_2", "parse", "translate", "with_the_meaning_of_then"]
