"""The Python names that the user gave to tensors."""

import collections

from legacy_seq2seq.shapes import bindings, bound, evaluation, places, source, values

_MOST = 3000  # values looked at for names; a program's own variables are far fewer


class Names:
    """Names of one graph's tensors, from the user's frames that are alive, else from the lines that made them."""

    def __init__(self, graph, frames):
        """frames: the user's frames, the innermost first."""
        self._graph = graph
        self._frames = frames
        self._alive = None
        self._by_place = None

    def of(self, tensor):
        """The user's name for a tensor, "" where it has none."""
        return self.held(tensor) or self._by_line(tensor)

    def held(self, tensor):
        """The name of what holds a tensor now, else the name that was noted when it was bound; "" where there is neither."""
        if self._alive is None:
            self._alive = _alive(self._frames)
        return self._alive.get(tensor.name) or bound.name_of(tensor)

    def value(self, name, place):
        """What the user calls `name` at the line `place`: a tensor, a nest of them, a cell; MISSING where it is not known."""
        alive = self._alive_value(name)
        if alive is not evaluation.MISSING and not self._is_later(alive, place):
            return alive
        before = [
            one
            for one in self._places()
            if one[::2] == place[::2] and one.line < place.line and source.assigned_at(one.file, one.line) == (name,)
        ]
        if not before:
            return alive
        nearest = max(before, key=lambda one: one.line)
        result = None if source.makes_an_object(nearest.file, nearest.line) else _result(self._places()[nearest])
        return alive if result is None else result

    def _alive_value(self, name):
        head, _, rest = name.partition(".")
        for frame in self._frames:
            for space in (frame.f_locals, frame.f_globals):
                if not rest and name in space:
                    return space[name]
                held = getattr(space.get(head), "__dict__", {}) if rest else {}
                if isinstance(held, dict) and rest in held:
                    return held[rest]
        return evaluation.MISSING

    def _is_later(self, value, place):
        """Whether a tensor was made at or below the line `place`: the name had another value there."""
        if not values.is_tensor(value):
            return False
        made = places.of_op(value.op)
        return bool(made) and made[-1][::2] == place[::2] and made[-1].line >= place.line

    def _by_line(self, tensor):
        where = places.of_op(tensor.op)
        if not where:
            return ""
        names = source.assigned_at(where[-1].file, where[-1].line)
        if len(names) != 1:
            return ""
        made_here = self._places().get(where[-1], [])
        is_used_here = any(tensor is one for op in made_here for one in op.inputs)
        is_variable = tensor.op.type in ("VariableV2", "VarHandleOp", "ReadVariableOp") or tensor.op.name.endswith("/read")
        return names[0] if is_variable or not is_used_here else ""

    def _places(self):
        """{place: the operations that its line made}."""
        if self._by_place is None:
            self._by_place = collections.defaultdict(list)
            for op in self._graph.get_operations():
                where = places.of_op(op)
                if where:
                    self._by_place[where[-1]].append(op)
        return self._by_place


def _result(ops):
    """What a line's operations come to: the last one that none of the others uses, checks and names left out."""
    used = {tensor.op.name for op in ops for tensor in op.inputs}
    ends = [
        op for op in ops if op.outputs and op.name not in used and op.outputs[0].dtype.base_dtype.name not in ("string", "bool", "resource")
    ]
    return ends[-1].outputs[0] if ends else None


def _alive(frames):
    """{tensor name: Python name} of what the frames' variables hold, the innermost frame first, short names before long ones."""
    return names_in(*[frame.f_locals for frame in frames], *[frame.f_globals for frame in frames[-1:]])


def names_in(*spaces):
    """{tensor name: Python name} of what dictionaries of variables hold, short names before long ones."""
    found = {}
    looked_at = 0
    for depth_limit in (0, 2):
        for space in spaces:
            for name, value in list(space.items()):
                if name.startswith("__") or not name.strip("_") or looked_at > _MOST:
                    continue
                for path, tensor in _tensors(name, value, depth_limit):
                    looked_at += 1
                    for one in _tensor_names(tensor):
                        found.setdefault(one, path)
    return found


def _tensor_names(value):
    """The names of the tensors that a value stands for: its own, and of a variable what reads it."""
    name = getattr(value, "name", None)
    if not isinstance(name, str):
        return []
    found = [name]
    try:
        found += [bindings.placeholder_of(value).name] if bindings.placeholder_of(value) is not None else []
        op = value.op
        found += [f"{op.name}:0", f"{op.name}/read:0", f"{op.name}/Read/ReadVariableOp:0"] if hasattr(value, "initializer") else []
    except (AttributeError, RuntimeError):
        pass
    return found


def _tensors(path, value, depth):
    """(path, tensor) of a variable's value: the tensor itself, those in lists and tuples, those an object holds."""
    if values.is_tensor(value):
        yield path, value
    elif depth and isinstance(value, tuple) and hasattr(value, "_fields"):
        for field, part in zip(value._fields, value):
            yield from _tensors(f"{path}.{field}", part, depth - 1)
    elif depth and isinstance(value, (list, tuple)) and len(value) <= 64:
        for position, part in enumerate(value):
            yield from _tensors(f"{path}[{position}]", part, depth - 1)
    elif depth and type(value) is dict and len(value) <= 64:
        for key, part in value.items():
            yield from _tensors(f"{path}[{key!r}]", part, depth - 1)
    elif depth and _is_users_object(value):
        for name, part in list(vars(value).items()):
            yield from _tensors(f"{path}.{name}", part, depth - 1)


def _is_users_object(value):
    module = getattr(type(value), "__module__", "")
    return (
        hasattr(value, "__dict__")
        and not isinstance(value, type)
        and (
            module == "__main__"
            or not module.startswith(("tensorflow", "keras", "tf_keras", "legacy_seq2seq", "numpy", "builtins", "typing"))
        )
    )
