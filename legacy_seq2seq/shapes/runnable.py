"""Which operations of a graph may be run just to see their shapes: those that change nothing outside and wait for nothing."""

import re

# Stateful operations that a session of its own may run: what they change belongs to that session.
_HARMLESS = re.compile(
    r"Variable|VariableV2|VarHandleOp|ReadVariableOp|VarIsInitializedOp|IsVariableInitialized|VariableShape|ResourceGather\w*"
    r"|\w*Random\w*|TruncatedNormal|ParameterizedTruncatedNormal|Multinomial|\w*CandidateSampler"
    r"|TensorArray\w*|Stack\w*|\w*HashTable\w*|LookupTable(Find|Size|Export)\w*|Assert|PlaceholderWithDefault"
    r"|(?!Make)\w*Iterator\w*|\w*(?<!ToFile)(?<!Writer)Dataset\w*|(Stateful)?PartitionedCall|While|If|Case"
)
_OF_FUNCTIONS = re.compile(r"\w*Iterator\w*|\w*Dataset\w*|(Stateful)?PartitionedCall|(Stateless)?(While|If|Case)")
_NEVER_ALONE = {"Placeholder", "Enter", "RefEnter"}  # an entry whose loop cannot run would crash the process
_CALLS_PYTHON = {"PyFunc", "PyFuncStateless", "EagerPyFunc"}  # the user's own functions, which would see a call more
_CHANGES_A_VARIABLE = re.compile(r"Assign\w*|Scatter(Update|Add|Sub|Mul|Div|Min|Max|Nd(Update|Add|Sub))|(Sparse)?Apply\w*|CountUpTo")


def operations(graph, fed, also_blocked=()):
    """The names of the operations that can be run once the tensors named in `fed` are given.

    Left out, with all that follows from them: placeholders that are not fed, whatever writes files, calls Python, waits for a
    queue or changes a variable, and the names in `also_blocked`.
    """
    every = graph.get_operations()
    functions_call_python = _functions_call_python(graph)
    waiting = [
        op
        for op in every
        if op.name in also_blocked
        or (not _is_fed(op, fed) and (_is_blocked(op) or functions_call_python and _OF_FUNCTIONS.fullmatch(op.type)))
    ]
    blocked = {op.name for op in waiting}
    while waiting:
        op = waiting.pop()
        followers = [user for tensor in op.outputs if tensor.name not in fed for user in tensor.consumers()]
        for follower in followers + list(op._control_outputs):
            if follower.name not in blocked and not _is_fed(follower, fed):
                blocked.add(follower.name)
                waiting.append(follower)
    return {op.name for op in every if op.name not in blocked}


def ends(graph, names, fed):
    """The operations to fetch so that all of `names` are computed: those that no other of them uses."""
    used = set()
    for name in names:
        op = graph.get_operation_by_name(name)
        used.update(tensor.op.name for tensor in op.inputs)
        used.update(one.name for one in op.control_inputs)
    return [
        op
        for op in map(graph.get_operation_by_name, sorted(names - used))
        if graph.is_fetchable(op) and not _is_fed(op, fed) and op.type not in _NEVER_ALONE
    ]


def above(ops, fed):
    """The names of the operations that a run of `ops` computes."""
    seen, waiting = set(), list(ops)
    while waiting:
        op = waiting.pop()
        if op.name in seen or _is_fed(op, fed):
            continue
        seen.add(op.name)
        waiting.extend(tensor.op for tensor in op.inputs if tensor.name not in fed)
        waiting.extend(op.control_inputs)
    return seen


def _is_blocked(op):
    if op.type == "Placeholder" or op.type in _CALLS_PYTHON or _CHANGES_A_VARIABLE.fullmatch(op.type):
        return True
    if op.type == "LookupTableInsertV2" and op.inputs[0].op.type == "AnonymousMutableHashTable":
        return False  # a table of one run, as `shapes.expect` has them
    return op.op_def is not None and op.op_def.is_stateful and not _HARMLESS.fullmatch(op.type)


def _is_fed(op, fed):
    """Whether all that an operation gives is given already."""
    outputs = op.outputs
    return bool(outputs) and all(tensor.name in fed for tensor in outputs)


def _functions_call_python(graph):
    """Whether a function that the graph holds (of a tf.data pipeline, say) may call Python."""
    if not getattr(graph, "_functions", None):
        return False
    return any(node.op in _CALLS_PYTHON for function in graph.as_graph_def().library.function for node in function.node_def)
