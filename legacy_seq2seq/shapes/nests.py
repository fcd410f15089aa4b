"""Nests of tensors beside nests of specs, and the names that the user has for their parts."""

import ast
import collections

from legacy_seq2seq.shapes import source, values

Part = collections.namedtuple("Part", "value spec name")
Part.__doc__ = """A tensor of a nest, its spec (None where nothing is expected of it), the user's name for it: "state[0].c"."""

_Entry = collections.namedtuple("_Entry", "tb_frame tb_lasti tb_lineno")


def written_argument(frame):
    """The first argument of the call of `expect` that a frame is in, as a name: what was written, or what the result is assigned to."""
    if frame is None:
        return ""
    file, line = frame.f_code.co_filename, frame.f_lineno
    try:
        node = source.running_node(_Entry(frame, frame.f_lasti, line), "expect")
    except Exception:  # a name is worth no failure
        return ""
    if not isinstance(node, ast.Call) or not node.args:
        return ""
    if _is_plain(node.args[0]):
        return source.written(node.args[0], 40)
    assigned = source.assigned_at(file, line)
    statement = source.statement_at(file, line)
    return assigned[0] if len(assigned) == 1 and getattr(statement, "value", None) is not None and _is_whole(statement, node) else ""


def _is_plain(node):
    if isinstance(node, ast.Subscript):
        return _is_plain(node.value) and isinstance(node.slice, ast.Constant)
    return isinstance(node, ast.Name) or isinstance(node, ast.Attribute) and _is_plain(node.value)


def _is_whole(statement, node):
    """Whether a statement assigns what this very call returns."""
    return ast.dump(statement.value) == ast.dump(node)


def paired(value, spec, name):
    """The `Part`s of a nest, in order."""
    if _is_nest(value):
        return [part for one in _paired_parts(value, spec, name) for part in one]
    if spec is None:
        return [Part(value, None, name)]
    if not isinstance(spec, str):
        raise TypeError(f"shapes.expect: the spec of `{name or 'x'}` is {spec!r}; expected text{_as_text(spec)}")
    return [Part(value, spec, name)]


def _is_nest(value):
    """Whether a value is a structure of tensors, and no tensor itself, nor a list of numbers."""
    if isinstance(value, dict):
        return True
    return isinstance(value, (list, tuple)) and not hasattr(value, "dense_shape") and (not value or values.has_tensors(value))


def _paired_parts(value, spec, name):
    if isinstance(value, dict):
        items = [(f"[{key!r}]", key, value[key]) for key in value]
    elif hasattr(value, "_fields"):
        items = [(f".{field}", field, part) for field, part in zip(value._fields, value)]
    else:
        items = [(f"[{i}]", i, part) for i, part in enumerate(value)]
    keys, called = [key for _, key, _ in items], f"`{name or 'x'}`"
    if spec is None or isinstance(spec, str):
        specs = dict.fromkeys(keys, spec)
    elif isinstance(spec, dict):
        specs = spec
        wrong = [key for key in spec if key not in keys]
        if wrong:
            raise ValueError(f"shapes.expect: the spec has {wrong[0]!r}, which {called} has not; it has {', '.join(map(repr, keys))}")
    elif isinstance(spec, (list, tuple)):
        if len(spec) != len(items):
            raise ValueError(f"shapes.expect: {called} has {len(items)} parts, {values.described(value)}, but {len(spec)} specs: {spec!r}")
        specs = dict(zip(keys, spec))
    else:
        raise TypeError(f"shapes.expect: the spec of {called} is {spec!r}; expected text{_as_text(spec)}, or a nest of texts")
    return [paired(part, specs.get(key), name and f"{name}{path}") for path, key, part in items]


def _as_text(spec):
    """What a shape as TensorFlow takes it is as text."""
    try:
        sizes = list(spec)
    except (TypeError, ValueError):
        return ""
    if all(size is None or isinstance(size, int) for size in sizes):
        return ': "' + " ".join("_" if size is None else str(size) for size in sizes) + '"'
    return ""


def rebuilt(value, results):
    """A nest like `value` of what came of its parts, in the order of `paired`."""
    results = iter(results)
    return _rebuilt(value, results)


def _rebuilt(value, results):
    if not _is_nest(value):
        return next(results)
    if isinstance(value, dict):
        made = type(value)() if not isinstance(value, collections.defaultdict) else collections.defaultdict(value.default_factory)
        made.update({key: _rebuilt(part, results) for key, part in value.items()})
        return made
    parts = [_rebuilt(part, results) for part in value]
    return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
