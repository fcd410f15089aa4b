"""What an exception tells of a failure: the user's line, the expression, its operands, the operation, the feed."""

import ast
import collections
import functools
import re
import textwrap

from legacy_seq2seq import ownership
from legacy_seq2seq.shapes import dry, evaluation, fitting, messages, naming, operations, places, source, values

Operand = collections.namedtuple("Operand", "label name value is_keyword")
Operand.__doc__ = """A part of the user's expression.

label: the parameter it is for, "" where unknown. name: its source text. value: its value, or MISSING. is_keyword: whether
it was written as a keyword.
"""

Operation = collections.namedtuple("Operation", "type name attributes inputs op")
Operation.__doc__ = """An operation that failed. `op` is None where it could not even be made."""


_TOLD = {"MatMul", "BatchMatMulV2", "ConcatV2", "Pack"} | operations.ELEMENTWISE  # whose messages name the shapes of all inputs in order
_ORDERS = {"Conv2DBackpropInput": (2, 1, 0)}  # the order in which functions take the inputs of their operations, where it is another
_JOINING = {"ConcatV2", "Pack", "AddN"}
_OTHER_ORDER = {"Split", "ReverseV2", "OneHot"}  # operations whose inputs stand in another order than their function's arguments


class Evidence:
    """All that can be known of one exception. Nothing is run, and nothing is added to the graph."""

    def __init__(self, error, may_run=False):
        """may_run: whether the failed run's shapes may be measured by running its graph once more; only where the program has ended."""
        self.error = error
        self.may_run = may_run
        self.message = message_of(error)
        self.entries = places.entries(error.__traceback__)
        self.users = [entry for entry in self.entries if places.is_users(entry.tb_frame.f_code.co_filename)]

    # Where

    @property
    def is_the_users_own(self):
        """Whether the exception arose in the user's own line, and not in what it called."""
        return bool(self.users) and self.entries[-1] is self.users[-1]

    @functools.cached_property
    def place(self):
        """The user's line that failed: where the operation was made, for one that failed in a run; else the innermost line."""
        if self.operation is not None and self.operation.op is not None:
            return self.made[-1] if self.made else self.line_of_run
        return self.converted or self.line_of_run

    @property
    def line_of_run(self):
        """The user's innermost line in the exception's own traceback: of a failed run, that of `session.run`."""
        return places.of_entry(self.users[-1])

    @functools.cached_property
    def converted(self):
        """The user's line where AutoGraph ran a copy of his function (a cell's `call`), or None."""
        stack = getattr(getattr(self.error, "ag_error_metadata", None), "translated_stack", ())
        lines = [places.Place(one.filename, one.lineno, one.function_name) for one in stack if places.is_users(one.filename)]
        return lines[0] if lines and lines[0][:2] != self.line_of_run[:2] else None

    @functools.cached_property
    def made(self):
        """The user's lines that made the operation that failed in a run; of a gradient's, those of its forward operation."""
        return places.of_op(self.operation.op) if self.operation is not None and self.operation.op is not None else []

    @functools.cached_property
    def node(self):
        """The expression of the user's that was running or that made the failed operation, or None."""
        if self.operation is not None and (self.operation.op is not None or self.converted):
            return self._node_of_op()
        if self.converted:  # of a copy's frames only the line is known
            statement = source.statement_at(self.place.file, self.place.line)
            return None if statement is None else source.maker_in(statement, "", "")
        following = self.entries[self.entries.index(self.users[-1]) + 1 :]
        return source.running_node(self.users[-1], following[0].tb_frame.f_code.co_name if following else None)

    def _node_of_op(self):
        statement = source.statement_at(self.place.file, self.place.line)
        if statement is None:
            return None
        makers = source.makers_in(statement, self.operation.type)
        if len(makers) > 1 and self.operation.op is not None:
            made = [op.name for op in self._made_at(self.place) if op.type == self.operation.type]
            if self.operation.name in made and len(made) % len(makers) == 0:  # operations are made in the order of the expressions
                return makers[made.index(self.operation.name) % len(makers)]
        return source.maker_in(statement, self.operation.type, self.operation.name)

    def _made_at(self, place):
        """The graph's operations that a line of the user's made, in their order."""
        return self.names.made_at(place)

    # With what

    @functools.cached_property
    def operands(self):
        """The `Operand`s of the expression that have, or may have, a shape."""
        if self.node is None:
            return []
        found = []
        for label, part, is_keyword in source.operands(self.node):
            if evaluation.is_of_a_module(part, self.users[-1].tb_frame):
                continue
            part = part.operand if isinstance(part, ast.UnaryOp) else part
            value = self._value(part)
            if value is evaluation.MISSING or values.has_shape(value) or hasattr(value, "state_size") or type(value) in (int, float):
                found.append(Operand(label, source.written(part, 60), value, is_keyword))
        return self._with_inputs(found)

    def _value(self, part):
        if self.operation is None or self.operation.op is None and self.converted is None:
            value = evaluation.value_of(part, self._frame)
            return self._made_by(part) if value is evaluation.MISSING else value
        text = source.written(part)
        is_a_name = text.replace(".", "").replace("_", "").isalnum() and not text[0].isdigit()
        return self.names.value(text, self.place) if is_a_name else self._made_by(part)

    def _made_by(self, part):
        """The tensor of an expression within the failed one, where one operation alone can be its own; else MISSING."""
        if not isinstance(part, (ast.Call, ast.BinOp, ast.Subscript)):
            return evaluation.MISSING
        lines = [self.place._replace(line=line) for line in range(part.lineno, part.end_lineno + 1)]
        made = [op for line in lines for op in self._made_at(line) if op.outputs and source.makes(part, op.type)]
        others = sum(source.makes(node, made[0].type) for node in ast.walk(self.node) if made and node is not part)
        if len(made) == 1 and not others:
            return made[0].outputs[0]
        its_lines = _lines(part)
        inputs = [one for one in (self.operation.inputs if self.operation is not None else ()) if _line_of(one.op) in its_lines]
        beside = [one for _, one, _ in source.operands(self.node) if one is not part and its_lines & _lines(one)]
        return inputs[0] if len(inputs) == 1 and not beside else evaluation.MISSING

    @functools.cached_property
    def _frame(self):
        """The frame in which the failed expression ran: that of AutoGraph's copy of the user's function where it ran one."""
        copies = [
            entry.tb_frame
            for entry in self.entries
            if self.converted is not None and entry.tb_frame.f_code.co_name == f"tf__{self.converted.function}"
        ]
        return copies[-1] if copies else self.users[-1].tb_frame

    def _with_inputs(self, operands):
        """The operands with the operation's inputs for values, in their order, where the expression is that operation."""
        plain = [one for one in operands if not one.is_keyword]
        inputs = self.operation.inputs if self.operation is not None else []
        inputs = [inputs[i] for i in _ORDERS.get(self.operation.type, range(len(inputs)))] if inputs else []
        fits = bool(inputs) and len(plain) <= len(inputs) and self.operation.type != "Assert"  # whose inputs are the text's
        in_a_run = self.operation is not None and self.operation.op is not None
        in_order = fits and source.makes(self.node, self.operation.type) and self.operation.type not in _OTHER_ORDER
        is_the_operation = in_order and len(operands) == len(plain)
        if is_the_operation and self.operation.type in _JOINING:
            plain = [one for one in plain if not one.name.lstrip("-").isdigit()]  # the axis, which may stand first or last

        def is_an_input(one):
            if is_the_operation and in_a_run:
                return not isinstance(one.value, (list, tuple))
            is_missing = one.value is evaluation.MISSING
            return is_missing and (is_the_operation or in_order and in_a_run or self._is_made_here(inputs[plain.index(one)]))

        return [
            one._replace(value=inputs[plain.index(one)]) if fits and one in plain and is_an_input(one) else one for one in operands
        ]

    def _is_made_here(self, tensor):
        where = places.of_op(tensor.op)
        return not where or where[-1][:2] == self.place[:2]

    @functools.cached_property
    def operation(self):
        """The `Operation` that failed, in a run or while it was made; None where the fault is not one operation's."""
        op = getattr(self.error, "op", None)
        if op is not None and hasattr(op, "inputs"):
            op = _first_of_fused(_forward(op), self.message)
            return Operation(op.type, op.name, _Attributes(op), list(op.inputs), op)
        for entry in reversed(self.entries):
            if entry.tb_frame.f_code.co_name == "_create_c_op":
                held = entry.tb_frame.f_locals
                definition, inputs = held.get("node_def"), held.get("inputs")
                if definition is None or inputs is None:
                    return None
                flat = [one for given in inputs for one in (given if isinstance(given, (list, tuple)) else [given])]
                return Operation(definition.op, definition.name, _attributes_of(definition), flat, None)
        return self._operation_in_the_text()

    def _operation_in_the_text(self):
        """The operation that a message describes, where Keras has cut the frames that held it."""
        found = re.search(r"'\{\{node (\S+?)\}\} = (\w+)\[(.*?)\]\((.*?)\)' with input shapes", self.message)
        if found is None:
            return None
        name, kind, attributes, inputs = found.groups()
        graph = dry.current_graph()
        try:
            tensors = [graph.get_tensor_by_name(one if ":" in one else f"{one}:0") for one in inputs.split(", ") if one]
        except (KeyError, ValueError):
            return None
        return Operation(kind, name, {key: value == "true" for key, value in re.findall(r"(\w+)=(true|false)", attributes)}, tensors, None)

    @functools.cached_property
    def session_run(self):
        """(session, fetches, feed_dict) of the run that failed, or None."""
        for entry in self.entries:
            held = entry.tb_frame.f_locals
            if entry.tb_frame.f_code.co_name == "run" and "feed_dict" in held and hasattr(held.get("self"), "graph"):
                return held["self"], held.get("fetches"), held["feed_dict"]
        return None

    @functools.cached_property
    def graph(self):
        if self.session_run is not None:
            return self.session_run[0].graph
        for tensor in self.operation.inputs if self.operation is not None else ():
            return tensor.graph
        return dry.current_graph()

    @functools.cached_property
    def names(self):
        return naming.Names(self.graph, [entry.tb_frame for entry in reversed(self.users)])

    @functools.cached_property
    def is_our_own(self):
        """Whether this package wrote the exception's text, which then says what is wrong and what to do."""
        if not self.entries or not self.users:
            return False
        below = self.entries[self.entries.index(self.users[-1]) + 1 :]
        ours = [entry for entry in below if ownership.is_ours(entry.tb_frame.f_code.co_filename)]
        return bool(ours) and (ours[-1] is below[-1] or "\nCondition x == y" in self.message)

    @functools.cached_property
    def is_our_assertion(self):
        """Whether it was an assertion of this package that did not hold in the run."""
        op = None if self.operation is None else self.operation.op
        if op is None or op.type != "Assert":
            return False
        files = [frame[0] for frame in op.traceback]
        last_of_users = max((i for i, file in enumerate(files) if places.is_users(file)), default=-1)
        return any(map(ownership.is_ours, files[last_of_users + 1 :]))

    def name_of(self, tensor):
        """The user's name for a tensor; else the source text of the line that made it; else the operation's."""
        written = next((one.name for one in self.operands if one.value is tensor), "")
        if self.is_unassigned(tensor):  # the name on the left is not yet this tensor's
            return self.names.held(tensor) or written or self._operand_at(tensor) or tensor.op.name
        return self.names.of(tensor) or written or tensor.op.name

    def is_unassigned(self, tensor):
        """Whether a tensor was made by the statement that failed while the graph was built: no name was given to it yet."""
        if self.node is None or self.operation is None or self.operation.op is not None:
            return False
        statement, made = source.statement_at(self.place.file, self.place.line), places.of_op(tensor.op)
        return bool(made) and statement is not None and source.statement_at(made[-1].file, made[-1].line) is statement

    def _operand_at(self, tensor):
        """The text of the operand that stands where the failed operation has this input: of a tuple that became a tensor."""
        plain = [one for one in self.operands if not one.is_keyword]
        position = next((i for i, one in enumerate(self.operation.inputs) if one is tensor), len(plain))
        if not source.makes(self.node, self.operation.type) or self.operation.type in _OTHER_ORDER | {"ConcatV2", "Pack"}:
            return ""
        return plain[position].name if position < len(plain) else ""

    # Of which shapes

    @functools.cached_property
    def feed(self):
        """{tensor: array} of the failed run's feed; {} where it had none."""
        return dry.arrays_of(self.session_run[2], self.graph) if self.session_run is not None and self.session_run[2] else {}

    @functools.cached_property
    def _in_run(self):
        if self.session_run is None or self.operation is None or self.operation.op is None:
            return {}
        try:
            found = dry.shapes_for(self.graph, self.feed, [self.operation.op])
        except Exception:  # whatever a graph of the user's does to TensorFlow's importer: static shapes remain
            found = {}
        return {**found, **self._told()}

    def _told(self):
        """{input's name: the shape that the message tells} where it tells one for each input."""
        shapes = messages.shapes_in(self.message.partition("[[")[0])
        inputs = self.operation.inputs[:-1] if self.operation.type == "ConcatV2" else self.operation.inputs
        if len(shapes) != len(inputs) or self.operation.type not in _TOLD:
            return {}
        statics = [values.static_shape(tensor) for tensor in inputs]
        fit = all(
            static is None or len(static) == len(shape) and all(a is None or a == b for a, b in zip(static, shape))
            for static, shape in zip(statics, shapes)
        )
        return {tensor.name: shape for tensor, shape in zip(inputs, shapes)} if fit else {}

    def runtime(self, tensor):
        """A tensor's shape in the failed run, as far as the feed tells it or it may be measured; None where there was no run."""
        if not values.is_tensor(tensor) or not hasattr(tensor, "name") or self.session_run is None:
            return None
        found = self._in_run.get(tensor.name)
        if self.may_run and (found is None or None in found) and self.operation is not None and self.operation.op is not None:
            measured = self._measured.shape(tensor)
            found = found if measured is None else measured
            self._in_run[tensor.name] = found
        return found

    @functools.cached_property
    def _measured(self):
        return dry.Measured(self.graph, self.session_run[2])

    def best(self, tensor):
        """The finest shape known of a tensor: of the run, else static."""
        found = self.runtime(tensor)
        return values.static_shape(tensor) if found is None else found

    @functools.cached_property
    def clash(self):
        """The `fitting.Clash` of the failed operation, or None."""
        if self.operation is None:
            return None
        shapes = [self.best(tensor) for tensor in self.operation.inputs]
        if any(shape is None for shape in shapes[:2]):
            return None
        return fitting.clash(self.operation.type, self.operation.attributes, self.operation.inputs, shapes)


def _lines(node):
    return set(range(node.lineno, node.end_lineno + 1))


def _line_of(op):
    made = places.of_op(op)
    return made[-1].line if made else -1


def message_of(error):
    """What an exception says, without the stacks of lines that TensorFlow and AutoGraph put before and after it."""
    text = str(getattr(error, "message", None) or error).partition("\n\nOriginal stack trace")[0]
    if text.startswith("in user code:"):
        return textwrap.dedent(re.split(r"\n\n    \w+: ", text)[-1])
    if text.startswith(("Graph execution error", "Detected at node", "Restoring from")):
        return re.split(r"\nNode: '[^']*'\n", text)[-1]
    return text


def _forward(op):
    """The operation whose gradient `op` helps to compute; `op` itself where it is no gradient's."""
    seen = 0
    while getattr(op, "_original_op", None) is not None and seen < 8:
        op, seen = op._original_op, seen + 1
    return op


def _first_of_fused(op, message):
    """The product or convolution that TensorFlow ran under the name of the bias or activation behind it."""
    if not re.search(r"Matrix size|groups|input depth|filter", message):
        return op
    found = op
    while found.type in _FUSED and found.inputs:
        found = found.inputs[0].op
    return found if found.type in ("MatMul", "Conv2D", "DepthwiseConv2dNative") else op


_FUSED = {"BiasAdd", "Add", "AddV2", "Relu", "Relu6", "Elu", "Tanh", "Sigmoid", "LeakyRelu"}


class _Attributes:
    """`get(name)` of an operation's attributes."""

    def __init__(self, op):
        self._op = op

    def get(self, name, default=None):
        try:
            return self._op.get_attr(name)
        except ValueError:
            return default


def _attributes_of(definition):
    return {
        name: value.b if value.WhichOneof("value") == "b" else value.s if value.WhichOneof("value") == "s" else value.i
        for name, value in definition.attr.items()
    }
