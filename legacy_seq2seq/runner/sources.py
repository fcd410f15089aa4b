"""From a source file to code: as Python 3 where it compiles as such, else translated from Python 2, lines kept."""

import ast
import io
import tokenize

from legacy_seq2seq.runner import python2
from legacy_seq2seq.shapes import bound, source

notes_bindings = False  # under `legacy-seq2seq shapes` alone: what assignments bind is noted
AS_SCALAR = "__legacy_seq2seq_as_scalar__"  # a builtin of the user's modules


def read(path):
    """The text of a source file, by the coding that its first lines declare (else UTF-8, else Latin-1, Python 2's)."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        text = data.decode("latin-1")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def tree_of(text, path, as_python_2=False):
    """The syntax tree of a program, as of its own Python, and whether that is Python 2.

    Raises:
        SyntaxError: where it is neither Python 3 nor Python 2; the error is Python 3's.
    """
    try:
        tree = ast.parse(text, path)
    except (SyntaxError, ValueError) as error:
        translated = python2.translate(text, path)
        if translated is None:
            raise error
        try:
            tree = ast.parse(translated, path)
        except SyntaxError:
            raise error from None
        source.remember(path, translated)
        return tree, True
    if as_python_2 or python2.is_evident(tree):
        translated = python2.translate(text, path) or text
        source.remember(path, translated)
        return ast.parse(translated, path), True
    return tree, False


def compile_as_of_its_time(text, path, as_python_2=False):
    """The code of a program or module of the user's, and whether it is Python 2. Raises SyntaxError as Python does."""
    tree, is_python_2 = tree_of(text, path, as_python_2)
    if is_python_2:
        tree = python2.with_the_meaning_of_then(tree)
    if notes_bindings:
        tree = bound.Noted().visit(tree)
    tree = _NumbersOfArrays().visit(_StopIterationEndsGenerators().visit(tree))
    return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True), is_python_2


class _StopIterationEndsGenerators(ast.NodeTransformer):
    """`raise StopIteration` in a generator ended it until Python 3.7 (PEP 479); it becomes `return`."""

    def __init__(self):
        self._in_generator = False

    def visit_FunctionDef(self, node):
        outer, self._in_generator = self._in_generator, any(isinstance(n, (ast.Yield, ast.YieldFrom)) for n in _own_nodes(node))
        self.generic_visit(node)
        self._in_generator = outer
        return node

    def visit_Lambda(self, node):
        return node

    def visit_Raise(self, node):
        raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        if self._in_generator and isinstance(raised, ast.Name) and raised.id == "StopIteration":
            return ast.copy_location(ast.Return(value=None), node)
        return node


class _NumbersOfArrays(ast.NodeTransformer):
    """`int(array)` and `float(array)` took arrays of one element whatever their rank, until NumPy 2.4: `int([[3]])` was 3."""

    def visit_Call(self, node):
        self.generic_visit(node)
        plain = isinstance(node.func, ast.Name) and node.func.id in ("int", "float") and len(node.args) == 1 and not node.keywords
        if plain and not isinstance(node.args[0], (ast.Constant, ast.Starred)):
            one = ast.Name(AS_SCALAR, ast.Load())
            node.args = [ast.copy_location(ast.Call(one, node.args, []), node.args[0])]
        return node


def _own_nodes(function):
    """The nodes of a function's body, those of functions defined in it left out."""
    waiting = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(node))
