"""What the names of a program hold, as far as plain assignments tell."""

import ast

_OTHER = object()


def held(tree, kind_of):
    """{name or "self.name": kind} of what is assigned as one kind alone, wherever in the tree. kind_of(node) gives a kind or None."""
    found = {}
    for node in ast.walk(tree):
        for target, value in _assignments(node):
            name = key(target)
            if name is not None:
                kind = _OTHER if value is None else kind_of(value) or _OTHER
                found[name] = kind if found.get(name, kind) is kind else _OTHER
    return {name: kind for name, kind in found.items() if kind is not _OTHER}


def key(node):
    """ "x" of the name x, "self.x" of that attribute; None of what is neither."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return None


def _assignments(node):
    """The (target, value) pairs of a statement; value None where it is not told."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, (ast.Tuple, ast.List)):
                given = node.value.elts if isinstance(node.value, (ast.Tuple, ast.List)) else [None] * len(target.elts)
                yield from zip(target.elts, given if len(given) == len(target.elts) else [None] * len(target.elts))
            else:
                yield target, node.value
    elif isinstance(node, ast.AugAssign):
        yield node.target, None
    elif isinstance(node, (ast.For, ast.comprehension, ast.withitem)):
        bound = node.optional_vars if isinstance(node, ast.withitem) else node.target
        for part in ast.walk(bound) if bound is not None else ():
            yield part, None
    elif isinstance(node, ast.arg):
        yield ast.Name(node.arg, ast.Store()), None
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        for alias in node.names:
            yield ast.Name(alias.asname or alias.name, ast.Store()), None
