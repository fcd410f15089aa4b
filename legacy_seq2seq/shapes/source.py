"""Reads the user's source: the expression that was running, its operands, the names that a line assigns.

Nothing here runs a line of the user's again.
"""

import ast
import functools
import itertools
import linecache
import re
import sys

_parsers = {}  # of files that run translated: what parses them as they ran


def remember(file, parse):
    """Notes how `file` is parsed where Python cannot read it as it stands (from Python 2): `parse()` returns the tree that ran."""
    _parsers[file] = functools.lru_cache(maxsize=1)(parse)


def tree(file):
    """The syntax tree of a source file, or None where there is no source, or none that parses."""
    if file in _parsers:
        return _parsers[file]()
    text = "".join(linecache.getlines(file))
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
    return text if len(text) <= limit else f"{text[: limit // 2]} … {text[-limit // 3 :]}"


def running_node(entry, called=None):
    """The expression that an entry of a traceback was running, or None.

    called: the name of the function that it called, which tells calls of one line apart where Python keeps no columns.
    """
    file = entry.tb_frame.f_code.co_filename
    parsed = tree(file)
    if parsed is None:
        return None
    return _by_position(parsed, entry) or _by_line(file, entry.tb_lineno, called)


def _by_position(parsed, entry):
    if sys.version_info < (3, 11):
        return None
    found = next(itertools.islice(entry.tb_frame.f_code.co_positions(), entry.tb_lasti // 2, None), None)
    if found is None or None in found:
        return None
    line, end_line, column, end_column = found
    for node in ast.walk(parsed):
        if isinstance(node, ast.expr) and (node.lineno, node.end_lineno, node.col_offset, node.end_col_offset) == (
            line,
            end_line,
            column,
            end_column,
        ):
            return node
    return None


def _by_line(file, line, called):
    statement = statement_at(file, line)
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
    statement = statement_at(file, line)
    if isinstance(statement, ast.Assign):
        target = statement.targets[0]
    elif isinstance(statement, (ast.AnnAssign, ast.AugAssign)):
        target = statement.target
    else:
        return ()
    parts = target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]
    return tuple(ast.unparse(part) for part in parts)


def makes_an_object(file, line):
    """Whether the statement at a line assigns an instance of a class, a cell or a decoder say, and no tensor."""
    value = getattr(statement_at(file, line), "value", None)
    return isinstance(value, ast.Call) and (function_name(value) or "")[:1].isupper()


@functools.lru_cache(maxsize=16384)
def calls_at(file, line):
    """The functions that the statement at a line calls one within the other, the outermost first: ("dropout", "embedding_lookup").

    Of a call's arguments the first counts; the user's own functions, sizes and the making of variables do not.
    """
    node = getattr(statement_at(file, line), "value", None)
    found = []
    while node is not None:
        if isinstance(node, ast.Call):
            name = function_name(node)
            if name and name not in _NO_WORK and function_named(file, name) is None:
                found.append(name)
            inner = [part for part in (*node.args[:1], getattr(node.func, "value", None)) if not isinstance(part, ast.BinOp)]
            node = next((part for part in inner if _first_call(part)), None)
        node = _first_call(node)
    return tuple(found)


_NO_WORK = ("shape", "get_shape", "get_variable", "Variable", "range", "len", "append")


_COMES_TO = {ast.Lambda: "body", ast.ListComp: "elt", **dict.fromkeys((ast.Subscript, ast.Attribute, ast.Starred, ast.DictComp), "value")}


def _first_call(node):
    """The call that an expression comes to, or whose result it takes a part of; None where there is none."""
    while node is not None and not isinstance(node, ast.Call):
        if isinstance(node, ast.BinOp):
            return _first_call(node.left) or _first_call(node.right)
        node = getattr(node, _COMES_TO.get(type(node), ""), None)
    return node


def appended_at(file, line):
    """The name of the list to which the statement at a line appends, as written; "" where it does not."""
    call = getattr(statement_at(file, line), "value", None)
    is_append = isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "append"
    return ast.unparse(call.func.value) if is_append else ""


def calls_users_function(file, line):
    """Whether what the statement at a line comes to is a call of a function that the same file defines."""
    call = _first_call(getattr(statement_at(file, line), "value", None))
    return call is not None and function_name(call) is not None and function_named(file, function_name(call)) is not None


def is_return(file, line):
    """Whether a line belongs to a `return`."""
    return isinstance(statement_at(file, line), ast.Return)


@functools.lru_cache(maxsize=16384)
def scopes_at(file, line):
    """The names of the variable and name scopes that the source opens around a line, the outermost first."""
    parsed = tree(file)
    found = []
    for node in ast.walk(parsed) if parsed is not None else ():
        if isinstance(node, ast.With) and node.body[0].lineno <= line <= node.end_lineno:
            for one in node.items:
                call = one.context_expr
                is_scope = isinstance(call, ast.Call) and function_name(call) in ("variable_scope", "name_scope") and call.args
                if is_scope and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str):
                    found.append(call.args[0].value)
    return tuple(found)


def statement_at(file, line):
    """The innermost statement that a line of a file belongs to; None where there is none, or the source does not parse."""
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
    statement = statement_at(file, line)
    if statement is None or hasattr(statement, "body"):
        return linecache.getline(file, line).strip()
    return written(statement)


def last_return(file, line):
    """The last `return` of the function whose head stands at a line, those of functions within it left out; None where there is none."""
    head = statement_at(file, line)
    found, waiting = None, list(getattr(head, "body", ()))
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.Return) and (found is None or node.lineno > found.lineno):
            found = node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            waiting.extend(ast.iter_child_nodes(node))
    return found


def _joined(call, argument):
    """An argument; of a call that joins a list of tensors, those that are written in the list."""
    joins = function_name(call) in ("concat", "concat_v2", "stack", "pack", "add_n", "parallel_stack")
    return argument.elts if joins and isinstance(argument, (ast.List, ast.Tuple)) else [argument]


def operands(node):
    """[(parameter or "", expression, whether the user wrote the parameter)] of what an expression works on."""
    if isinstance(node, ast.Call):
        owner = [("", node.func.value, False)] if isinstance(node.func, ast.Attribute) else []
        names = _PARAMETERS.get(function_name(node), "").split()
        given = [
            (names[i] if i < len(names) else "", part, False)
            for i, argument in enumerate(node.args)
            for part in _joined(node, argument)
            if not isinstance(part, ast.Starred)
        ]
        return owner + given + [(keyword.arg, keyword.value, True) for keyword in node.keywords if keyword.arg]
    if isinstance(node, (ast.BinOp, ast.Compare)):
        sides = [node.left, node.right] if isinstance(node, ast.BinOp) else [node.left, *node.comparators]
        return [("", side, False) for side in sides]
    if isinstance(node, (ast.Subscript, ast.UnaryOp)):
        return [("", getattr(node, "value", None) or node.operand, False)]
    return [("", node, False)] if isinstance(node, (ast.Name, ast.Attribute)) else []


# The first parameters of functions whose hints ask for one by its name.
_PARAMETERS = {
    "dynamic_rnn": "cell inputs sequence_length initial_state",
    "static_rnn": "cell inputs initial_state",
    "bidirectional_dynamic_rnn": "cell_fw cell_bw inputs sequence_length initial_state_fw initial_state_bw",
    "static_bidirectional_rnn": "cell_fw cell_bw inputs initial_state_fw initial_state_bw",
    "sequence_loss": "logits targets weights",
    "BasicDecoder": "cell helper initial_state",
    "BeamSearchDecoder": "cell embedding start_tokens end_token initial_state",
    "TrainingHelper": "inputs sequence_length",
}


def keywords(file, line, names):
    """The expressions that the statement at a line gives for parameters of these names."""
    statement = statement_at(file, line)
    nodes = () if statement is None else own_nodes(statement)
    return [node.value for node in nodes if isinstance(node, ast.keyword) and node.arg in names]


def references(node):
    """The names and attributes, as written, that an expression reads, the longest form of each: ["self.x", "n"]."""
    found, waiting = [], [node]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, (ast.Name, ast.Attribute)) and _is_plain(one):
            found.append(one)
        else:
            waiting.extend(child for child in ast.iter_child_nodes(one) if isinstance(child, (ast.expr, ast.keyword)))
    return found


def _is_plain(node):
    return isinstance(node, ast.Name) or isinstance(node, ast.Attribute) and _is_plain(node.value)


def measured(node):
    """The expressions whose static shape an expression asks for: `x` of `x.get_shape()[0]` and of `x.shape[1].value`."""
    return [one.value for one in ast.walk(node) if isinstance(one, ast.Attribute) and one.attr in ("get_shape", "shape")]


def element_assignments(file, line, name):
    """[(key, value)] of the statements `name[key] = value` before `line` in the same function."""
    parsed = tree(file)
    if parsed is None:
        return []
    found = []
    for node in ast.walk(_holder(parsed, line)):
        is_element = isinstance(node, ast.Assign) and node.lineno < line and isinstance(node.targets[0], ast.Subscript)
        if is_element and ast.unparse(node.targets[0].value) == name:
            found.append((node.targets[0].slice, node.value))
    return found


def updates(file, line, name):
    """The arguments of the statements `name.update(...)` before `line` in the same function."""
    parsed = tree(file)
    calls = [node for node in ast.walk(_holder(parsed, line)) if isinstance(node, ast.Call)] if parsed is not None else []
    return [
        call.args[0]
        for call in calls
        if call.lineno < line
        and call.args
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "update"
        and written(call.func.value) == name
    ]


def function_named(file, name):
    """The definition of a function or method of a file, or None."""
    parsed = tree(file)
    for node in ast.walk(parsed) if parsed is not None else ():
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return node
    return None


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
_OPERATORS = {
    "Add": ast.Add,
    "AddV2": ast.Add,
    "Sub": ast.Sub,
    "Mul": ast.Mult,
    "RealDiv": ast.Div,
    "MatMul": ast.MatMult,
    "BatchMatMulV2": ast.MatMult,
    "BatchMatMul": ast.MatMult,
    "Pow": ast.Pow,
    "FloorDiv": ast.FloorDiv,
    "FloorMod": ast.Mod,
    "Less": ast.Lt,
    "Greater": ast.Gt,
    "LessEqual": ast.LtE,
    "GreaterEqual": ast.GtE,
}
_CALLED = {
    "AddV2": ("add",),
    "RealDiv": ("divide", "div"),
    "BatchMatMulV2": ("matmul",),
    "ConcatV2": ("concat",),
    "GatherV2": ("gather", "embedding_lookup"),
    "Pack": ("stack", "pack"),
    "Unpack": ("unstack", "unpack"),
    "Conv2D": ("conv2d",),
    "Mul": ("multiply", "mul"),
    "Sub": ("subtract", "sub"),
    "SparseSoftmaxCrossEntropyWithLogits": ("sparse_softmax_cross_entropy_with_logits",),
    "BiasAdd": ("bias_add",),
    "SoftmaxCrossEntropyWithLogits": ("softmax_cross_entropy_with_logits", "softmax_cross_entropy_with_logits_v2"),
    "SquaredDifference": ("squared_difference",),
    "ArgMax": ("argmax", "arg_max"),
    "ArgMin": ("argmin", "arg_min"),
    "Sum": ("reduce_sum",),
    "Mean": ("reduce_mean",),
    "Max": ("reduce_max",),
    "Min": ("reduce_min",),
    "Prod": ("reduce_prod",),
    "InTopKV2": ("in_top_k",),
    "Conv2DBackpropInput": ("conv2d_transpose",),
    "GatherNd": ("gather_nd",),
    "SelectV2": ("where",),
    "Select": ("where", "select"),
}


def maker_in(statement, op_type, op_name):
    """The expression of a statement that made an operation of this type; the statement's outermost call where none stands out."""
    nodes = list(own_nodes(statement))
    found = [node for node in nodes if makes(node, op_type)]
    if found:
        return found[0]
    named = [
        node
        for node in nodes
        if isinstance(node, ast.Call) and function_name(node) and function_name(node).lower() in op_name.lower().replace("/", " ").split()
    ]
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    return (named or calls or [getattr(statement, "value", None)])[0]


def makers_in(statement, op_type):
    """The expressions of a statement that make an operation of this type, in the order in which Python evaluates them."""
    return sorted((node for node in own_nodes(statement) if makes(node, op_type)), key=lambda node: (node.end_lineno, node.end_col_offset))


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
