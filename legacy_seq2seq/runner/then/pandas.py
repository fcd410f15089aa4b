"""pandas as it was before 2.0: arguments by position, arrays that can be written to, texts as objects, the names dropped since."""

import contextlib
import datetime
import functools
import importlib
import re

from legacy_seq2seq.runner.then.calls import as_then, retried


def _pd():
    return importlib.import_module("pandas")


def prepare():
    """Columns of texts hold objects, as they did."""
    with contextlib.suppress(KeyError):  # before 2.1 there is no choice
        _pd().set_option("future.infer_string", False)


# Functions

def _read(name):
    def read_of_then():
        function = getattr(_pd(), name)

        @functools.wraps(function)
        def read(file, *arguments, squeeze=False, prefix=None, date_parser=None, error_bad_lines=True, warn_bad_lines=True,
                 delim_whitespace=False, **options):
            if not error_bad_lines:
                options["on_bad_lines"] = "warn" if warn_bad_lines else "skip"
            if delim_whitespace:
                options["sep"] = r"\s+"
            dates = options.get("parse_dates")
            by_hand = date_parser is not None or isinstance(dates, dict) or isinstance(dates, list) and any(
                isinstance(one, (list, tuple)) for one in dates)
            index = options.pop("index_col", None) if by_hand else None
            if by_hand:
                options.pop("parse_dates", None)
            frame = as_then(function, dropped=("infer_datetime_format", "mangle_dupe_cols", "tupleize_cols", "as_recarray"))(
                file, *arguments, **options)
            if by_hand:
                frame = _with_dates(frame, dates, date_parser, index)
            if prefix is not None and options.get("header", 0) is None:
                frame.columns = [f"{prefix}{i}" for i in range(frame.shape[1])]
            return frame.iloc[:, 0] if squeeze and frame.shape[1] == 1 else frame

        return read
    return read_of_then


def _with_dates(frame, dates, parser, index):
    """`frame`, with the columns `dates` parsed; several columns that make one date stand in front, as one."""
    groups = dates if isinstance(dates, dict) else {}
    if isinstance(dates, list):
        for one in dates:
            columns = [frame.columns[c] if isinstance(c, int) else c for c in (one if isinstance(one, (list, tuple)) else [one])]
            groups["_".join(map(str, columns))] = columns
    elif dates is True and index is not None:
        name = frame.columns[index] if isinstance(index, int) else index
        groups = {name: [name]}
    front = {}
    for name, columns in groups.items():
        columns = [frame.columns[c] if isinstance(c, int) else c for c in columns]
        front[name] = _parsed([frame[column].astype(str) for column in columns], parser)
        if len(columns) == 1:
            frame[columns[0]] = front.pop(name)
        else:
            frame = frame.drop(columns=columns)
    for place, (name, values) in enumerate(front.items()):
        frame.insert(place, name, values)
    if index is None:
        return frame
    return frame.set_index(frame.columns[index] if isinstance(index, int) else index)


def _parsed(columns, parser):
    joined = columns[0].str.cat(columns[1:], sep=" ")
    if parser is None:
        return _pd().to_datetime(joined)
    try:  # as read_csv tried: all columns at once, the joined texts at once, then one by one
        return _pd().to_datetime(parser(*(column.to_numpy(object) for column in columns)))
    except Exception:
        try:
            return _pd().to_datetime(parser(joined.to_numpy(object)))
        except Exception:
            return _pd().to_datetime([parser(one) for one in joined])


_FREQUENCIES = {"H": "h", "T": "min", "S": "s", "L": "ms", "U": "us", "N": "ns", "M": "ME", "Q": "QE", "A": "YE", "Y": "YE", "BM": "BME",
                "BQ": "BQE", "BA": "BYE", "BH": "bh", "AS": "YS"}


def _as_named_today(options, *names):
    for name in names:
        if isinstance(options.get(name), str):
            match = re.fullmatch(r"(\d*)([A-Z]+)((?:-[A-Z]+)?)", options[name])
            if match and match[2] in _FREQUENCIES:
                options[name] = match[1] + _FREQUENCIES[match[2]] + match[3]


def _with_frequency(function, place, name):
    """`function`, whose argument `name`, at `place`, is a frequency under its name of then, where today's refuses that."""
    @functools.wraps(function)
    def called(*arguments, **options):
        try:
            return function(*arguments, **options)
        except ValueError:
            arguments = list(arguments)
            given = {name: arguments[place]} if len(arguments) > place else options
            _as_named_today(given, name)
            if len(arguments) > place:
                arguments[place] = given[name]
            return function(*arguments, **options)

    return called


def _get_dummies():
    return as_then(_pd().get_dummies, before=lambda options: options.setdefault("dtype", "uint8"))


CHANGED = {
    "concat": lambda: as_then(_pd().concat, dropped=("join_axes",)), "date_range": lambda: _with_frequency(_pd().date_range, 3, "freq"),
    "get_dummies": _get_dummies, "read_csv": _read("read_csv"), "read_table": _read("read_table"),
    "read_excel": lambda: as_then(_pd().read_excel, renamed={"sheetname": "sheet_name", "parse_cols": "usecols"}),
    "to_datetime": lambda: as_then(_pd().to_datetime, dropped=("infer_datetime_format", "box")),
}
DROPPED = {
    "Float64Index": lambda: _pd().Index, "Int64Index": lambda: _pd().Index, "UInt64Index": lambda: _pd().Index,
    "TimeGrouper": lambda: lambda freq, **options: _pd().Grouper(freq=freq, **options), "datetime": lambda: datetime.datetime,
    "match": lambda: lambda values, targets: _pd().Index(targets).get_indexer(values),
    "np": lambda: importlib.import_module("numpy"),
    "rolling_mean": lambda: lambda values, window, **options: values.rolling(window, **options).mean(),
    "rolling_std": lambda: lambda values, window, **options: values.rolling(window, **options).std(),
    "scatter_matrix": lambda: _pd().plotting.scatter_matrix, "value_counts": lambda: lambda values, **options: _pd().Series(
        values).value_counts(**options),
}


DROPPED_OF_JSON = {"json_normalize": lambda: _pd().json_normalize}


# Attributes

def _array(values):
    """The values as an array that can be written to."""
    array = values.values
    flags = getattr(array, "flags", None)
    return array if flags is None or getattr(flags, "writeable", True) else array.copy()


class _Places:
    """`frame.ix[...]`: by label, and by place where there is no such label."""

    def __init__(self, values):
        self._values = values

    def _by_place(self, key):
        index = self._values.index
        return isinstance(key, (int, slice)) and (index.inferred_type != "integer" or isinstance(key, int) and key not in index)

    def _indexer(self, key):
        """(the indexer to ask, the key that it takes)."""
        first, rest = (key[0], key[1:]) if isinstance(key, tuple) else (key, ())
        columns = rest and (isinstance(rest[0], int) or isinstance(rest[0], slice) and isinstance(rest[0].stop or rest[0].start, int))
        if columns and self._values.columns.inferred_type != "integer":
            if not self._by_place(first) and not isinstance(first, slice):
                first = self._values.index.get_indexer([first])[0] if not hasattr(first, "__len__") or isinstance(first, str) else first
            return self._values.iloc, (first, *rest)
        if self._by_place(first) and not (isinstance(first, slice) and isinstance(first.start or first.stop, str)):
            if rest:
                return self._values.loc, (self._values.index[first], *rest)
            return self._values.iloc, first
        return self._values.loc, key

    def __getitem__(self, key):
        indexer, key = self._indexer(key)
        return indexer[key]

    def __setitem__(self, key, value):
        indexer, key = self._indexer(key)
        indexer[key] = value


def _append(values):
    def append(other, ignore_index=False, verify_integrity=False, sort=False):
        """The rows of both, one after the other."""
        pd = _pd()
        if isinstance(other, dict):
            other = pd.Series(other)
        if values.ndim == 2 and isinstance(other, pd.Series):
            other = other.to_frame().T.infer_objects()
        others = list(other) if isinstance(other, (list, tuple)) else [other]
        others = [pd.DataFrame([one]) if isinstance(one, dict) else one for one in others]
        return pd.concat([values, *others], ignore_index=ignore_index, verify_integrity=verify_integrity)
    return append


def _fillna(values):
    def fillna(value=None, method=None, axis=None, inplace=False, limit=None, downcast=None):
        if method is None:
            return values.fillna(value, axis=axis, inplace=inplace, limit=limit)
        filled = getattr(values, {"backfill": "bfill", "bfill": "bfill"}.get(method, "ffill"))
        return filled(axis=axis, inplace=inplace, limit=limit)
    return fillna


def _sort(frame):
    def sort(columns=None, axis=0, ascending=True, inplace=False):
        by = frame.sort_index if columns is None else functools.partial(frame.sort_values, columns)
        return by(axis=axis, ascending=ascending, inplace=inplace)
    return sort


def _set_value(frame):
    def set_value(index, column, value):
        frame.loc[index, column] = value
        return frame
    return set_value


def _replace_text(texts):
    def replace(pat, repl, n=-1, case=None, flags=0, regex=None):
        """A pattern is a regular expression, unless it is one character."""
        regex = not (isinstance(pat, str) and len(pat) == 1) if regex is None else regex
        return texts.replace(pat, repl, n=n, case=case, flags=flags, regex=regex)
    return replace


def _groupby(values):
    def groupby(by=None, *arguments, **options):
        """As today's; of one column in a list, the groups are named by its values."""
        by = by[0] if isinstance(by, list) and len(by) == 1 else by
        return as_then(values.groupby, dropped=("squeeze",))(by, *arguments, **options)
    return groupby


def _by_position(*names):
    return {name: lambda values, name=name: as_then(getattr(values, name)) for name in names}


def _of_numbers(*names):
    """Reductions, which left out the columns that hold no numbers."""
    return {name: lambda values, name=name: retried(getattr(values, name), (TypeError, ValueError), numeric_only=True) for name in names}


_REDUCTIONS = ("corr", "cov", "kurt", "max", "mean", "median", "min", "quantile", "sem", "skew", "std", "var")
_BOTH_CHANGED = {
    "fillna": _fillna, "resample": lambda values: _with_frequency(values.resample, 0, "rule"), "values": _array,
    "to_csv": lambda values: as_then(values.to_csv, renamed={"line_terminator": "lineterminator"}),
    **_by_position("clip", "drop", "drop_duplicates", "dropna", "interpolate", "rename", "replace", "reset_index", "set_axis", "set_index",
                   "shift", "sort_index", "sort_values"),
}
_BOTH_DROPPED = {
    "append": _append, "as_matrix": lambda values: lambda columns=None: _array(values if columns is None else values[columns]),
    "get_value": lambda values: lambda *key: values.loc[key if len(key) > 1 else key[0]], "iteritems": lambda values: values.items,
    "ix": _Places, "mad": lambda values: lambda axis=0: (values - values.mean(axis=axis)).abs().mean(axis=axis), "set_value": _set_value,
    "swapaxes": lambda values: lambda first, second: values if first == second else values.T,
}
ATTRIBUTES_CHANGED = {
    ("pandas", "DataFrame"): {
        **_BOTH_CHANGED, **_of_numbers(*_REDUCTIONS), "groupby": _groupby,
        "pivot": lambda frame: as_then(frame.pivot, order=["index", "columns", "values"])},
    ("pandas", "DataFrameGroupBy"): _of_numbers(*_REDUCTIONS),
    ("pandas", "Index"): {"values": _array}, ("pandas", "Series"): _BOTH_CHANGED,
    ("pandas", "StringMethods"): {"replace": _replace_text, **_by_position("cat", "rsplit", "split")},
}
ATTRIBUTES_DROPPED = {
    ("pandas", "DataFrame"): {
        **_BOTH_DROPPED, "applymap": lambda frame: frame.map, "sort": _sort,
        "lookup": lambda frame: lambda rows, columns: importlib.import_module("numpy").array(
            [frame.loc[row, column] for row, column in zip(rows, columns)])},
    ("pandas", "DatetimeProperties"): {
        "week": lambda dates: dates.isocalendar().week.astype("int64"), "weekday_name": lambda dates: dates.day_name(),
        "weekofyear": lambda dates: dates.isocalendar().week.astype("int64")},
    ("pandas", "Series"): {
        **_BOTH_DROPPED, "nonzero": lambda series: lambda: series.to_numpy().nonzero(), "order": lambda series: series.sort_values,
        "ravel": lambda series: lambda order="C": _array(series).ravel(order), "reshape": lambda series: _array(series).reshape},
}


# Assignments to a part of a frame

class _Key:
    """`key[a:b, c]` is what stands in the brackets."""

    def __getitem__(self, key):
        return key


key = _Key()


def _is_a_frame(value):
    return type(value).__name__ == "DataFrame" and type(value).__module__.startswith("pandas")


def assign(value, column, place, new):
    """`value[column][place] = new`: into the frame itself."""
    part = value[column]
    part[place] = new
    if _is_a_frame(value):
        value[column] = part


def change(value, column, name, *arguments, **options):
    """`value[column].name(..., inplace=True)`: in the frame itself."""
    from legacy_seq2seq.runner.then import attributes

    part = value[column]
    result = attributes.of_then(part, name)(*arguments, **options)
    if _is_a_frame(value):
        value[column] = part
    return result
