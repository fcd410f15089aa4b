"""Reads the user's source: the expression that was running, its operands, the names that a line assigns.

Nothing here runs a line of the user's again.
"""

import ast
import functools
import itertools
import linecache
import re
import sys

_parsed_instead = {}  # of files that run translated: what Python parsed


def remember(file, text):
    """Notes the text that stands for `file` when it was translated before it ran (from Python 2), line by line."""
    _parsed_instead[file] = text


def tree(file):
    """The syntax tree of a source file, or None where there is no source, or none that parses."""
    text = _parsed_instead.get(file) or "".join(linecache.getlines(file))
    return _parse(text) if text else None


@functools.lru_cache(maxsize=64)
def _parse(text):
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return None


def written(node, limit=160):
    """A node as source text on one line, cut in the middle where it is long."""
    text = re.sub(r"\s+", " ", ast.unparse(node))
    return text if len(text) <= limit else f"{text[:limit // 2]} … {text[-limit // 3:]}"


def running_node(entry, called=None):
    """The expression that an entry of a traceback was running, or None.

    called: the name of the function that it called, which tells calls of one line apart where Python keeps no columns.
    """
    file = entry.tb_frame.f_code.co_filename
    parsed = tree(file)
    if parsed is None:
        return None
    return _by_position(parsed, entry) or _by_line(parsed, entry.tb_lineno, called)


def _by_position(parsed, entry):
    if sys.version_info < (3, 11):
        return None
    found = next(itertools.islice(entry.tb_frame.f_code.co_positions(), entry.tb_lasti // 2, None), None)
    if found is None or None in found:
        return None
    line, end_line, column, end_column = found
    for node in ast.walk(parsed):
        if isinstance(node, ast.expr) and (node.lineno, node.end_lineno, node.col_offset, node.end_col_offset) == (
                line, end_line, column, end_column):
            return node
    return None


def _by_line(parsed, line, called):
    statement = statement_at(parsed, line)
    if statement is None:
        return None
    calls = [node for node in own_nodes(statement) if isinstance(node, ast.Call) and node.lineno <= line <= node.end_lineno]
    named = [call for call in calls if function_name(call) == called]
    for among in (named, calls):
        if among:
            return among[0]
    value = getattr(statement, "value", None)
    return value if isinstance(value, ast.expr) else None


def function_name(call):
    """The last part of what a call calls: "matmul" of `tf.matmul(a, b)`."""
    return getattr(call.func, "attr", getattr(call.func, "id", None))


def statement_at(parsed, line):
    """The innermost statement that a line belongs to, or None."""
    found = None
    for node in ast.walk(parsed):
        if isinstance(node, ast.stmt) and node.lineno <= line <= node.end_lineno:
            if found is None or (node.lineno, -node.end_lineno) >= (found.lineno, -found.end_lineno):
                found = node
    return found


def own_nodes(statement):
    """The nodes of a statement, the outermost first; of a compound one its head alone."""
    waiting = [statement]
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting.extend(child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt))


@functools.lru_cache(maxsize=16384)
def assigned_at(file, line):
    """The names that the statement at a line assigns, as written: ("outputs", "state"); () where it assigns none."""
    statement = _statement(file, line)
    if isinstance(statement, ast.Assign):
        target = statement.targets[0]
    elif isinstance(statement, (ast.AnnAssign, ast.AugAssign)):
        target = statement.target
    else:
        return ()
    parts = target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]
    return tuple(ast.unparse(part) for part in parts)


def _statement(file, line):
    parsed = tree(file)
    return None if parsed is None else _statements(parsed).get(line)


@functools.lru_cache(maxsize=64)
def _statements(parsed):
    """{line: its innermost statement} of a tree."""
    found = {}
    for node in ast.walk(parsed):  # the outer ones first, so that the inner ones replace them
        if isinstance(node, ast.stmt):
            last = node.end_lineno if not hasattr(node, "body") else node.body[0].lineno - 1
            for line in range(node.lineno, max(last, node.lineno) + 1):
                found[line] = node
    return found


def statement_text(file, line):
    """The statement at a line, on one line of text; the line itself where the source does not parse."""
    statement = _statement(file, line)
    if statement is None or hasattr(statement, "body"):
        return linecache.getline(file, line).strip()
    return written(statement)


def operands(node):
    """[(keyword or "", expression)] of what an expression works on: a call's arguments, an operator's sides."""
    if isinstance(node, ast.Call):
        owner = [("", node.func.value)] if isinstance(node.func, ast.Attribute) else []
        given = [("", argument) for argument in node.args if not isinstance(argument, ast.Starred)]
        return owner + given + [(keyword.arg, keyword.value) for keyword in node.keywords if keyword.arg]
    if isinstance(node, ast.BinOp):
        return [("", node.left), ("", node.right)]
    if isinstance(node, ast.Compare):
        return [("", side) for side in [node.left, *node.comparators]]
    if isinstance(node, ast.Subscript):
        return [("", node.value)]
    if isinstance(node, (ast.UnaryOp,)):
        return [("", node.operand)]
    return [("", node)] if isinstance(node, (ast.Name, ast.Attribute)) else []


def last_assignment(file, line, name):
    """The line, at or before `line` in the same function, that assigned `name` last, or None."""
    parsed = tree(file)
    if parsed is None:
        return None
    holder = _holder(parsed, line)
    found = None
    for node in ast.walk(holder):
        if isinstance(node, ast.stmt) and node.lineno < line and (found is None or node.lineno > found) and name in _targets(node):
            found = node.lineno
    return found


def _holder(parsed, line):
    """The function that holds a line, or the module."""
    holder = parsed
    for node in ast.walk(parsed):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.lineno <= line <= node.end_lineno:
            holder = node
    return holder


def _targets(statement):
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, (ast.AnnAssign, ast.AugAssign, ast.For)):
        targets = [statement.target]
    elif isinstance(statement, ast.With):
        targets = [item.optional_vars for item in statement.items if item.optional_vars]
    else:
        return set()
    return {ast.unparse(node) for target in targets for node in ast.walk(target) if isinstance(node, (ast.Name, ast.Attribute))}


# What a line calls to make an operation, where the names differ.
_OPERATORS = {"Add": ast.Add, "AddV2": ast.Add, "Sub": ast.Sub, "Mul": ast.Mult, "RealDiv": ast.Div, "MatMul": ast.MatMult, "BatchMatMulV2": ast.MatMult,
              "BatchMatMul": ast.MatMult, "Pow": ast.Pow, "FloorDiv": ast.FloorDiv, "FloorMod": ast.Mod, "Less": ast.Lt, "Greater": ast.Gt,
              "LessEqual": ast.LtE, "GreaterEqual": ast.GtE}
_CALLED = {"AddV2": ("add",), "RealDiv": ("divide", "div"), "BatchMatMulV2": ("matmul",), "ConcatV2": ("concat",), "GatherV2": ("gather", "embedding_lookup"),
           "Pack": ("stack", "pack"), "Unpack": ("unstack", "unpack"), "Conv2D": ("conv2d",), "Mul": ("multiply", "mul"), "Sub": ("subtract", "sub"),
           "SparseSoftmaxCrossEntropyWithLogits": ("sparse_softmax_cross_entropy_with_logits",), "BiasAdd": ("bias_add",),
           "SoftmaxCrossEntropyWithLogits": ("softmax_cross_entropy_with_logits", "softmax_cross_entropy_with_logits_v2"),
           "SquaredDifference": ("squared_difference",), "SelectV2": ("where",), "Select": ("where", "select")}


def maker_in(statement, op_type, op_name):
    """The expression of a statement that made an operation of this type; the statement's outermost call where none stands out."""
    nodes = list(own_nodes(statement))
    found = [node for node in nodes if makes(node, op_type)]
    if found:
        return found[0]
    named = [node for node in nodes if isinstance(node, ast.Call) and function_name(node) and
             function_name(node).lower() in op_name.lower().replace("/", " ").split()]
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    return (named or calls or [getattr(statement, "value", None)])[0]


def makes(node, op_type):
    """Whether an expression is by itself one operation of this type: `tf.matmul(a, b)`, `a * b`."""
    if isinstance(node, ast.Call):
        return function_name(node) in {*_CALLED.get(op_type, ()), op_type.lower(), _snake(op_type)}
    operator = _OPERATORS.get(op_type)
    if operator is None:
        return False
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        return isinstance(node.op, operator)
    return isinstance(node, ast.Compare) and isinstance(node.ops[0], operator)


def _snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
