"""Nested structures under TF 1.15's names. Source: TF1 tf.contrib.framework.nest.

A structure is a list, tuple, namedtuple, dict (its keys sorted) or attrs class, of structures or of
single values. TensorFlow's own functions do the walking; those that it no longer shows are ours.
"""

from legacy_seq2seq import tf1 as tf

_walking = tf.compat.v2.__internal__.nest

assert_same_structure = tf.nest.assert_same_structure
flatten = tf.nest.flatten
get_traverse_shallow_structure = _walking.get_traverse_shallow_structure
is_nested = is_sequence = tf.nest.is_nested
map_structure = tf.nest.map_structure
pack_sequence_as = tf.nest.pack_sequence_as
yield_flat_paths = _walking.yield_flat_paths


def is_sequence_or_composite(seq):
    """Whether `seq` is nested or a composite tensor (SparseTensor, RaggedTensor)."""
    return is_nested(seq) or isinstance(seq, tf.compat.v2.__internal__.CompositeTensor)


def assert_shallow_structure(shallow_tree, input_tree, check_types=True, expand_composites=False, check_subtrees_length=True):
    """Checks that `shallow_tree` is the upper part of `input_tree`.

    Raises TypeError for another type of node, ValueError for another length or missing keys.
    check_subtrees_length=False lets `input_tree` have more children than `shallow_tree`.
    """
    if not (is_sequence_or_composite if expand_composites else is_nested)(shallow_tree):
        return
    if not (is_sequence_or_composite if expand_composites else is_nested)(input_tree):
        raise TypeError(f"nest: the shallow structure has a {type(shallow_tree).__name__}, the input the single value {input_tree!r}.")
    if check_types and not _same_kind(shallow_tree, input_tree):
        raise TypeError(f"nest: the shallow structure has a {type(shallow_tree).__name__}, the input a {type(input_tree).__name__}. "
                        "Set check_types=False to let them differ.")
    if expand_composites and not is_nested(shallow_tree):
        return
    upper, lower = dict(_children(shallow_tree)), dict(_children(input_tree))
    if (check_subtrees_length and len(upper) != len(lower)) or len(upper) > len(lower):
        raise ValueError(f"nest: the shallow structure has {len(upper)} children, the input {len(lower)}: {input_tree!r}.")
    for key, child in upper.items():
        if key not in lower:
            raise ValueError(f"nest: the input lacks the key {key!r}; it has {list(lower)!r}.")
        assert_shallow_structure(child, lower[key], check_types, expand_composites, check_subtrees_length)


def _same_kind(one, other):
    if isinstance(one, dict) and isinstance(other, dict):
        return True
    if hasattr(one, "_fields") and hasattr(other, "_fields"):
        return type(one).__name__ == type(other).__name__ and one._fields == other._fields
    return type(one) is type(other)


def _children(structure):
    """[(key, child)] of one level, in the order of `flatten`."""
    if isinstance(structure, dict):
        return [(key, structure[key]) for key in sorted(structure)]
    if hasattr(structure, "_fields"):
        return list(zip(structure._fields, structure))
    if hasattr(structure, "__attrs_attrs__"):
        return [(field.name, getattr(structure, field.name)) for field in structure.__attrs_attrs__]
    return list(enumerate(structure))


def _walk_up_to(shallow, structure, path=()):
    if not is_nested(shallow):
        yield path, structure
        return
    lower = dict(_children(structure))
    for key, child in _children(shallow):
        yield from _walk_up_to(child, lower[key], (*path, key))


def flatten_up_to(shallow_tree, input_tree, check_types=True, expand_composites=False, check_subtrees_length=True):
    """The parts of `input_tree` that stand where `shallow_tree` has single values, in a list.

    Raises as `assert_shallow_structure` does.
    """
    return [value for _, value in flatten_with_tuple_paths_up_to(
        shallow_tree, input_tree, check_types, expand_composites, check_subtrees_length)]


def flatten_with_tuple_paths_up_to(shallow_tree, input_tree, check_types=True, expand_composites=False, check_subtrees_length=True):
    """[(path, part)] for the parts that `flatten_up_to` gives; a path is a tuple of keys."""
    assert_shallow_structure(shallow_tree, input_tree, check_types, expand_composites, check_subtrees_length)
    return list(_walk_up_to(shallow_tree, input_tree))


def flatten_with_tuple_paths(structure, expand_composites=False):
    """[(path, value)] for each single value; a path is a tuple of keys."""
    return list(zip(yield_flat_paths(structure, expand_composites=expand_composites), flatten(structure, expand_composites)))


def flatten_with_joined_string_paths(structure, separator="/", expand_composites=False):
    """[("a/0", value)] for each single value."""
    return [(separator.join(map(str, path)), value) for path, value in flatten_with_tuple_paths(structure, expand_composites)]


def flatten_dict_items(dictionary):
    """`dictionary` with nested keys and values set out flat: {(4, 5): (6, 7)} becomes {4: 6, 5: 7}.

    Raises TypeError for what is no dict, ValueError where a key and its value differ in structure or a
    key comes twice.
    """
    if not isinstance(dictionary, dict):
        raise TypeError(f"flatten_dict_items: `dictionary` is a {type(dictionary).__name__}; expected a dict.")
    flat = {}
    for keys, values in dictionary.items():
        flat_keys, flat_values = ([keys], [values]) if not is_nested(keys) else (flatten(keys), flatten(values))
        if len(flat_keys) != len(flat_values):
            raise ValueError(f"flatten_dict_items: the key {keys!r} has {len(flat_keys)} parts, its value {len(flat_values)}.")
        for key, value in zip(flat_keys, flat_values):
            if key in flat:
                raise ValueError(f"flatten_dict_items: the key {key!r} comes twice.")
            flat[key] = value
    return flat


def map_structure_up_to(shallow_tree, func, *inputs, **kwargs):
    """`func` of the parts of `inputs` that stand where `shallow_tree` has single values, in its structure.

    Raises as `assert_shallow_structure` does, ValueError without inputs. kwargs: check_types,
    expand_composites, check_subtrees_length.
    """
    return map_structure_with_tuple_paths_up_to(shallow_tree, lambda _, *parts: func(*parts), *inputs, **kwargs)


def map_structure_with_tuple_paths_up_to(shallow_tree, func, *inputs, **kwargs):
    """As `map_structure_up_to`, with `func(path, *parts)`; a path is a tuple of keys."""
    if not inputs:
        raise ValueError("map_structure_up_to: no inputs are given; expected at least one structure.")
    options = {"check_types": True, "expand_composites": False, "check_subtrees_length": True, **kwargs}
    unknown = set(options) - {"check_types", "expand_composites", "check_subtrees_length"}
    if unknown:
        raise ValueError(f"map_structure_up_to: unknown arguments {sorted(unknown)}.")
    flat = [flatten_with_tuple_paths_up_to(shallow_tree, structure, **options) for structure in inputs]
    results = [func(parts[0][0], *(part for _, part in parts)) for parts in zip(*flat)]
    return pack_sequence_as(shallow_tree, results)


def map_structure_with_tuple_paths(func, *structure, **kwargs):
    """`func(path, *values)` for the values at the same place of each structure; a path is a tuple of keys."""
    check_types, expand = kwargs.pop("check_types", True), kwargs.pop("expand_composites", False)
    if not structure:
        raise ValueError("map_structure_with_tuple_paths: no structure is given; expected at least one.")
    for other in structure[1:]:
        assert_same_structure(structure[0], other, check_types=check_types, expand_composites=expand)
    paths = yield_flat_paths(structure[0], expand_composites=expand)
    values = zip(*(flatten(one, expand) for one in structure))
    return pack_sequence_as(structure[0], [func(path, *at, **kwargs) for path, at in zip(paths, values)], expand)


def map_structure_with_paths(func, *structure, **kwargs):
    """As `map_structure_with_tuple_paths`, with paths such as "a/0"."""
    def with_joined_path(path, *values, **rest):
        return func("/".join(map(str, path)), *values, **rest)

    return map_structure_with_tuple_paths(with_joined_path, *structure, **kwargs)
