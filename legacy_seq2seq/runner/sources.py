"""From a source file to code: as Python 3 where it compiles as such, else translated from Python 2, lines kept."""

import ast
import functools
import io
import re
import tokenize
import warnings

from legacy_seq2seq.runner import python2
from legacy_seq2seq.runner.then import attributes
from legacy_seq2seq.shapes import bound, source

notes_bindings = False  # under `legacy-seq2seq shapes` alone: what assignments bind is noted
AS_SCALAR = "__legacy_seq2seq_as_scalar__"  # builtins of the user's modules
FORMATTED = "__legacy_seq2seq_formatted__"
AS_OF_THEN = "__legacy_seq2seq_type_of_then__"
ATTRIBUTE = "__legacy_seq2seq_attribute__"
ASSIGN, CHANGE, KEY = "__legacy_seq2seq_assign__", "__legacy_seq2seq_change__", "__legacy_seq2seq_key__"


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


def _without_todays_advice(function):
    """`"\\d"` and `x is 1` were no warnings then: in a program of the past, what today's Python warns of is no news."""
    @functools.wraps(function)
    def quiet(*arguments, **options):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            warnings.simplefilter("ignore", DeprecationWarning)  # the escapes, until Python 3.12
            return function(*arguments, **options)
    return quiet


@_without_todays_advice
def tree_of(text, path, as_python_2=None):
    """The syntax tree of a program, as of its own Python, and whether that is Python 2.

    as_python_2: whether the program that it is of is Python 2; None tells it from the text alone.

    Raises:
        SyntaxError: where it is neither Python 3 nor Python 2; the error is Python 3's.
    """
    try:
        tree = ast.parse(text, path)
    except (SyntaxError, ValueError) as error:
        text = _without_new_keywords(text)
        try:
            tree = ast.parse(text, path)
        except (SyntaxError, ValueError):
            tree = _python_2(text, path)
            if tree is None:
                raise error from None
            return tree, True
    if as_python_2 is not False and python2.is_evident(tree):
        return _python_2(text, path) or tree, True
    if as_python_2:  # by the rest of the program, or by its TensorFlow: print(a, b) need not mean a tuple
        return _python_2(text, path, with_print=False) or tree, True
    return tree, False


@_without_todays_advice
def of_python_3(text):
    """The syntax tree of a text, or None where Python 3 refuses it."""
    try:
        return ast.parse(_without_new_keywords(text))
    except (SyntaxError, ValueError):
        return None


def _python_2(text, path, with_print=True):
    try:
        tree = python2.parse(text, path, with_print)
    except SyntaxError:
        return None
    if tree is not None:
        source.remember(path, lambda: python2.parse(text, path, with_print))
    return tree


def _without_new_keywords(text):
    """`async` and `await` were names like others until Python 3.7; where they stand as such they become `async_` and `await_`."""
    if "async" not in text and "await" not in text:
        return text
    return re.sub(r"\basync\b(?!\s+(?:def|for|with)\b)|\bawait\b(?![ \t]*[\w'\"(\[{~+-])", lambda match: match.group() + "_", text)


@_without_todays_advice
def compile_as_of_its_time(text, path, as_python_2=None):
    """The code of a program or module of the user's, and whether it is Python 2. Raises SyntaxError as Python does."""
    tree, is_python_2 = tree_of(text, path, as_python_2)
    return compile(ast.fix_missing_locations(with_the_meaning_of_then(tree, is_python_2)), path, "exec", dont_inherit=True), is_python_2


def with_the_meaning_of_then(tree, is_python_2):
    """The tree of a program, changed where Python or a library has since given its words another meaning."""
    if is_python_2:
        tree = python2.with_the_meaning_of_then(tree)
    noting = (bound.Noted,) if notes_bindings else ()
    for transformer in (*noting, _StopIterationEndsGenerators, _NumbersOfArrays, _TypesOfThen, _PartsOfFrames, _AttributesOfThen):
        tree = transformer().visit(tree)
    return tree


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
    """`int(array)`, `float(array)` and "%d" took arrays of one element whatever their rank, until NumPy 2.4: `int([[3]])` was 3."""

    def visit_Call(self, node):
        self.generic_visit(node)
        plain = isinstance(node.func, ast.Name) and node.func.id in ("int", "float") and len(node.args) == 1 and not node.keywords
        if plain and not isinstance(node.args[0], (ast.Constant, ast.Starred)):
            one = ast.Name(AS_SCALAR, ast.Load())
            node.args = [ast.copy_location(ast.Call(one, node.args, []), node.args[0])]
        return node

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant) and isinstance(node.left.value, str):
            return ast.copy_location(ast.Call(ast.Name(FORMATTED, ast.Load()), [node.left, node.right], []), node)
        return node


class _TypesOfThen(ast.NodeTransformer):
    """`type(x) is tf.Tensor`: a graph's tensors are of a class below it today. Whatever `type(x)` gives is asked for the type of then."""

    def visit_Call(self, node):
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "type" and len(node.args) == 1 and not node.keywords:
            return ast.copy_location(ast.Call(ast.Name(AS_OF_THEN, ast.Load()), [node], []), node)
        return node


class _PartsOfFrames(ast.NodeTransformer):
    """`frame["a"][rows] = x` and `frame["a"].fillna(0, inplace=True)` changed the frame itself, until pandas 3."""

    def visit_Assign(self, node):
        self.generic_visit(node)
        target = node.targets[0]
        if len(node.targets) > 1 or not (isinstance(target, ast.Subscript) and _is_a_column(target.value)):
            return node
        key = ast.Subscript(ast.Name(KEY, ast.Load()), target.slice, ast.Load())
        call = ast.Call(ast.Name(ASSIGN, ast.Load()), [target.value.value, target.value.slice, key, node.value], [])
        return ast.copy_location(ast.Expr(call), node)

    def visit_Call(self, node):
        self.generic_visit(node)
        if not any(keyword.arg == "inplace" and getattr(keyword.value, "value", None) is True for keyword in node.keywords):
            return node
        if not (isinstance(node.func, ast.Attribute) and _is_a_column(node.func.value)):
            return node
        column = node.func.value
        own = [column.value, column.slice, ast.Constant(node.func.attr)]
        return ast.copy_location(ast.Call(ast.Name(CHANGE, ast.Load()), [*own, *node.args], node.keywords), node)


def _is_a_column(node):
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str)


class _AttributesOfThen(ast.NodeTransformer):
    """`array.tostring`: where classes of libraries had an attribute that they have no more, or have otherwise."""

    def visit_Attribute(self, node):
        self.generic_visit(node)
        if node.attr in attributes.NAMES and isinstance(node.ctx, ast.Load):
            return ast.copy_location(ast.Call(ast.Name(ATTRIBUTE, ast.Load()), [node.value, ast.Constant(node.attr)], []), node)
        return node

    def visit_Expr(self, node):
        if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute) and node.value.func.attr == "append":
            # Of a frame, the call by itself did nothing; of a list, it is what loops spend their time with.
            call = node.value
            call.func.value = self.visit(call.func.value)
            call.args, call.keywords = [self.visit(one) for one in call.args], [self.visit(one) for one in call.keywords]
            return node
        return self.generic_visit(node)

    def visit_MatchValue(self, node):
        return node  # in `case names.value:` nothing but names may stand

    visit_MatchClass = visit_MatchValue


def _own_nodes(function):
    """The nodes of a function's body, those of functions defined in it left out."""
    waiting = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(node))
