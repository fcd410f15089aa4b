"""Attributes that objects of libraries once had, or had otherwise: `array.tostring()`, `frame.ix`, `thread.isAlive()`.

The classes stay as libraries know them; it is the program's own `x.tostring` that asks here.
"""

import functools
import types

from legacy_seq2seq.runner.then import graphs, numpy, pandas, pictures, science

_STANDARD = {
    ("array", "array"): {"fromstring": lambda array: array.frombytes, "tostring": lambda array: array.tobytes},
    ("configparser", "RawConfigParser"): {"readfp": lambda parser: parser.read_file},
    ("html", "HTMLParser"): {"unescape": lambda parser: __import__("html").unescape},
    ("threading", "Thread"): {"isAlive": lambda thread: thread.is_alive},
    ("unittest", "TestCase"): {
        "assertEquals": lambda case: case.assertEqual, "assertItemsEqual": lambda case: case.assertCountEqual,
        "assertNotEquals": lambda case: case.assertNotEqual, "assert_": lambda case: case.assertTrue},
    ("xml", "Element"): {"getchildren": lambda element: lambda: list(element),
                         "getiterator": lambda element: lambda tag=None: list(element.iter(tag))},
    ("xml", "ElementTree"): {"getiterator": lambda tree: lambda tag=None: list(tree.iter(tag))},
}
# {(package, class): {name: function of the object that gives the attribute}}
_DROPPED = {**_STANDARD, **numpy.ATTRIBUTES_DROPPED, **pandas.ATTRIBUTES_DROPPED, **science.ATTRIBUTES_DROPPED,
            **pictures.ATTRIBUTES_DROPPED, **graphs.ATTRIBUTES_DROPPED}
_CHANGED = {**pandas.ATTRIBUTES_CHANGED, **pictures.ATTRIBUTES_CHANGED}

NAMES = frozenset(name for table in (_DROPPED, _CHANGED) for names in table.values() for name in names)


_LIKE_THEN = {bytes, dict, float, int, list, set, str, tuple, types.FunctionType, types.ModuleType}  # at once, as they are met most


@functools.cache
def _changed_of(cls):
    return _of_class(cls, _CHANGED)


@functools.cache
def _dropped_of(cls):
    return _of_class(cls, _DROPPED)


def _of_class(cls, table):
    found = {}
    for one in reversed(cls.__mro__):
        found.update(table.get((one.__module__.partition(".")[0], one.__name__), {}))
    return found


def of_then(value, name):
    """`value.name`, as it was then."""
    cls = type(value)
    if cls in _LIKE_THEN:
        return getattr(value, name)
    change = _changed_of(cls).get(name)
    if change is not None:
        return change(value)
    try:
        return getattr(value, name)
    except AttributeError:
        dropped = _dropped_of(cls).get(name)
        if dropped is None:
            raise
    return dropped(value)
