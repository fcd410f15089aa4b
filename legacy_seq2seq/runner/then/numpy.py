"""NumPy as it was before 1.20: the names that were dropped since, ragged arrays, lists of tensors, pickles in `.npy` files."""

import functools
import importlib
import types


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
            array = function(values, *arguments, **options)
            # A frame's numbers could be written to, until pandas 3.
            return array if array.flags.writeable or not type(values).__module__.startswith("pandas") else array.copy()
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
            """As NumPy's; of what an iterator gives too; a list of a graph's tensors, which have no values yet, is an array of objects:
            `np.sum(losses)` adds them up.
            """
            if isinstance(values, (types.GeneratorType, map, zip, filter)):
                values = list(values)
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


def _fromstring():
    def fromstring(string, dtype=float, count=-1, sep="", **options):
        """`numpy.fromstring`, of bytes too where no separator is given: a new array of the numbers that they are."""
        if sep:
            return _np().fromstring(string, dtype=dtype, count=count, sep=sep, **options)
        data = string.encode("latin1") if isinstance(string, str) else string
        return _np().frombuffer(data, dtype=dtype, count=count).copy()
    return fromstring


def _renamed(name, renamed):
    def of_then():
        function = getattr(_np(), name)

        @functools.wraps(function)
        def called(*arguments, **options):
            return function(*arguments, **{renamed.get(key, key): value for key, value in options.items()})
        return called
    return of_then


def _cross():
    def cross(a, b, *arguments, **options):
        """`numpy.cross`, in the plane too: the third component alone."""
        a, b = _np().asarray(a), _np().asarray(b)
        if not arguments and not options and a.shape[-1] == b.shape[-1] == 2:
            return _np().asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0])
        return _np().cross(a, b, *arguments, **options)
    return cross


def _set_printoptions():
    def set_printoptions(*arguments, **options):
        """`numpy.set_printoptions`; threshold=nan: all is printed."""
        threshold = options.get("threshold")
        if threshold is not None and threshold != threshold:
            options["threshold"] = importlib.import_module("sys").maxsize
        _np().set_printoptions(*arguments, **options)
    return set_printoptions


class _Casts(dict):
    """`numpy.cast[dtype](values)`."""

    def __missing__(self, dtype):
        return lambda values: _np().asarray(values, dtype=dtype)


def _find_common_type():
    def find_common_type(array_types, scalar_types):
        return _np().result_type(*array_types, *(_np().dtype(one).type(1).item() for one in scalar_types))
    return find_common_type


def _fast_copy_and_transpose():
    return lambda array: _np().asarray(array).T.copy()


def _from_csv():
    def recfromcsv(fname, **options):
        settings = {"case_sensitive": "lower", "names": True, "delimiter": ",", "dtype": None, **options}
        return _np().genfromtxt(fname, **settings).view(_np().recarray)
    return recfromcsv


def _byte_bounds():
    return lambda array: importlib.import_module("numpy.lib.array_utils").byte_bounds(array)


def prepare():
    """A number of NumPy's is shown as the number alone, in lists too: programs write such lists to files and read them again."""
    numpy = _np()
    if int(numpy.__version__.partition(".")[0]) >= 2 and not numpy.get_printoptions().get("legacy"):
        numpy.set_printoptions(legacy="1.25")


# In place of what NumPy has.
_OF_LISTS = ("append", "concatenate", "copy", "cumsum", "expand_dims", "hstack", "ndim", "prod", "ravel", "repeat", "reshape", "shape",
             "size", "split", "squeeze", "stack", "sum", "tile", "transpose", "vstack")
_INTERPOLATING = {name: _renamed(name, {"interpolation": "method"}) for name in ("nanpercentile", "nanquantile", "percentile", "quantile")}
CHANGED = {
    "array": _ragged("array"), "asarray": _ragged("asarray"), "cross": _cross, "fromstring": _fromstring,
    "histogram": _renamed("histogram", {"normed": "density"}), "load": _load, "set_printoptions": _set_printoptions,
    **{name: _of_lists(name) for name in _OF_LISTS}, **_INTERPOLATING}
_NUMBERS = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32", "float64", "complex64",
            "complex128")


def _of_exceptions(name):
    return lambda: getattr(importlib.import_module("numpy.exceptions"), name)


def _sizes():
    kinds = [_np().dtype(name) for name in _NUMBERS]
    return {**{kind.name: kind.itemsize for kind in kinds}, **{kind.type: kind.itemsize for kind in kinds}}


# Where NumPy has them no more.
DROPPED = {
    "bool": lambda: bool, "complex": lambda: complex, "float": lambda: float, "int": lambda: int, "long": lambda: int,
    "object": lambda: object, "str": lambda: str, "unicode": lambda: str,
    **{name: _of_exceptions(name) for name in ("AxisError", "ComplexWarning", "RankWarning", "VisibleDeprecationWarning")},
    "Inf": lambda: float("inf"), "Infinity": lambda: float("inf"), "PINF": lambda: float("inf"), "infty": lambda: float("inf"),
    "NINF": lambda: float("-inf"), "NAN": lambda: float("nan"), "NaN": lambda: float("nan"), "NZERO": lambda: -0.0, "PZERO": lambda: 0.0,
    "complex_": _of("complex128"), "float_": _of("float64"), "string_": _of("bytes_"), "unicode_": _of("str_"),
    "alltrue": _of("all"), "cumproduct": _of("cumprod"), "in1d": _of("isin"), "issubsctype": _of("issubdtype"), "mat": _of("asmatrix"),
    "alen": lambda: lambda array: len(_np().atleast_1d(array)), "bool8": _of("bool_"), "byte_bounds": _byte_bounds, "bytes0": _of("bytes_"),
    "cast": _Casts, "cfloat": _of("complex128"), "chararray": lambda: importlib.import_module("numpy.char").chararray,
    "clongfloat": _of("clongdouble"), "disp": lambda: print, "fastCopyAndTranspose": _fast_copy_and_transpose,
    "find_common_type": _find_common_type, "int0": _of("intp"), "issctype": lambda: lambda one: isinstance(one, (type, _np().dtype)),
    "issubclass_": lambda: lambda one, other: isinstance(one, type) and issubclass(one, other), "loads": lambda: importlib.import_module(
        "legacy_seq2seq.runner.then.pickles").loads, "longcomplex": _of("clongdouble"), "longfloat": _of("longdouble"),
    "math": lambda: importlib.import_module("math"), "maximum_sctype": lambda: lambda one: _np().dtype(one).type,
    "msort": lambda: lambda array: _np().sort(array, axis=0), "nbytes": _sizes,
    "obj2sctype": lambda: lambda one: _np().dtype(one).type, "object0": _of("object_"), "recfromcsv": _from_csv,
    "safe_eval": lambda: importlib.import_module("ast").literal_eval, "sctype2char": lambda: lambda one: _np().dtype(one).char,
    "sctypes": lambda: {kind: [getattr(_np(), name) for name in _NUMBERS if name.startswith(kind)] for kind in (
        "int", "uint", "float", "complex")},
    "singlecomplex": _of("complex64"), "str0": _of("str_"), "uint0": _of("uintp"), "void0": _of("void"),
    "product": _of("prod"), "round_": _of("round"), "row_stack": _of("vstack"), "sometrue": _of("any"), "trapz": _of("trapezoid"),
    "typeDict": _of("sctypeDict"), "asfarray": _asfarray, "asscalar": _asscalar, "rank": _rank,
}


def _set_item(array):
    def itemset(*place_and_value):
        *place, value = place_and_value
        if not place:
            array[...] = value
        elif len(place) == 1 and not isinstance(place[0], tuple):
            array.flat[place[0]] = value
        else:
            array[place[0] if isinstance(place[0], tuple) else tuple(place)] = value
    return itemset


# {(package, class): {name: function of the array that gives the attribute}}
ATTRIBUTES_DROPPED = {
    ("numpy", "ndarray"): {
        "itemset": _set_item, "newbyteorder": lambda array: lambda order="S": array.view(array.dtype.newbyteorder(order)),
        "ptp": lambda array: functools.partial(_np().ptp, array), "tostring": lambda array: array.tobytes},
    ("numpy", "generic"): {"tostring": lambda number: number.tobytes},
}
