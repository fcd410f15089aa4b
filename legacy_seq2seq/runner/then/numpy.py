"""NumPy as it was before 1.20: the names that were dropped since, ragged arrays, lists of tensors, pickles in `.npy` files."""

import functools
import importlib


def as_scalar(value):
    """The element of an array that holds one; else the value as it is."""
    return value.item() if type(value).__module__ == "numpy" and type(value).__name__ == "ndarray" and value.size == 1 else value


def formatted(text, values):
    """`text % values`; a number may be an array of one element."""
    try:
        return text % values
    except TypeError:
        plain = tuple(map(as_scalar, values)) if isinstance(values, tuple) else as_scalar(values)
        if plain is values or isinstance(values, tuple) and all(one is other for one, other in zip(plain, values)):
            raise
        return text % plain


def _np():
    return importlib.import_module("numpy")


def _ragged(name):
    def of_then(values, *arguments, **options):
        """As NumPy's, but rows of different lengths make an array of objects."""
        function = getattr(_np(), name)
        if options.get("copy", True) is False:  # «only where needed», until NumPy 2
            function, options = _np().asarray, {key: value for key, value in options.items() if key not in ("copy", "subok")}
        try:
            return function(values, *arguments, **options)
        except NotImplementedError:
            if not _holds_tensors(values) or options.get("dtype") not in (None, object):
                raise
            return _objects(values)
        except ValueError as error:
            if "inhomogeneous" not in str(error) or arguments or options.get("dtype") is not None:
                raise
            return function(values, dtype=object, **{key: value for key, value in options.items() if key != "dtype"})

    of_then.__name__ = name
    return lambda: of_then


def _of_lists(name):
    def of_then():
        function = getattr(_np(), name)

        @functools.wraps(function)
        def taking_tensors(values, *arguments, **options):
            """As NumPy's; a list of a graph's tensors, which have no values yet, is an array of objects: `np.sum(losses)` adds them up."""
            try:
                return function(values, *arguments, **options)
            except NotImplementedError:
                if not _holds_tensors(values):
                    raise
                return function(_objects(values), *arguments, **options)

        return taking_tensors
    return of_then


def _holds_tensors(values):
    """Whether this is a list that holds a graph's tensor at some depth."""
    return isinstance(values, (list, tuple)) and any(_is_of_a_graph(value) or _holds_tensors(value) for value in values)


def _is_of_a_graph(value):
    return hasattr(value, "graph") and hasattr(value, "dtype")


def _objects(values):
    """The array of objects that nested lists of one length are; whatever is no list is an element."""
    shape, level = [], [values]
    while all(isinstance(value, (list, tuple)) for value in level) and len({len(value) for value in level}) == 1:
        shape.append(len(level[0]))
        level = [part for value in level for part in value]
        if not level:
            break
    array = _np().empty(len(level), object)
    for place, value in enumerate(level):
        array[place] = value
    return array.reshape(shape)


def _load():
    def load(file, mmap_mode=None, allow_pickle=True, fix_imports=True, encoding="latin1"):
        """`numpy.load` with the default of then: pickled objects are read."""
        return _np().load(file, mmap_mode=mmap_mode, allow_pickle=allow_pickle, fix_imports=fix_imports, encoding=encoding)
    return load


def _of(name):
    return lambda: getattr(_np(), name)


def _asscalar():
    return lambda array: _np().asarray(array).item()


def _rank():
    return lambda array: _np().ndim(array)


def _asfarray():
    return lambda array, dtype=float: _np().asarray(array, dtype=dtype)


# In place of what NumPy has.
_OF_LISTS = ("append", "concatenate", "copy", "cumsum", "expand_dims", "hstack", "ndim", "prod", "ravel", "repeat", "reshape", "shape",
             "size", "split", "squeeze", "stack", "sum", "tile", "transpose", "vstack")
CHANGED = {"array": _ragged("array"), "asarray": _ragged("asarray"), "load": _load, **{name: _of_lists(name) for name in _OF_LISTS}}
# Where NumPy has them no more.
DROPPED = {
    "bool": lambda: bool, "complex": lambda: complex, "float": lambda: float, "int": lambda: int, "long": lambda: int,
    "object": lambda: object, "str": lambda: str, "unicode": lambda: str,
    "Inf": lambda: float("inf"), "Infinity": lambda: float("inf"), "PINF": lambda: float("inf"), "infty": lambda: float("inf"),
    "NINF": lambda: float("-inf"), "NAN": lambda: float("nan"), "NaN": lambda: float("nan"), "NZERO": lambda: -0.0, "PZERO": lambda: 0.0,
    "complex_": _of("complex128"), "float_": _of("float64"), "string_": _of("bytes_"), "unicode_": _of("str_"),
    "alltrue": _of("all"), "cumproduct": _of("cumprod"), "in1d": _of("isin"), "issubsctype": _of("issubdtype"), "mat": _of("asmatrix"),
    "product": _of("prod"), "round_": _of("round"), "row_stack": _of("vstack"), "sometrue": _of("any"), "trapz": _of("trapezoid"),
    "typeDict": _of("sctypeDict"), "asfarray": _asfarray, "asscalar": _asscalar, "rank": _rank,
}
