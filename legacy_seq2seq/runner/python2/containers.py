"""dict, set, Counter and defaultdict that go through their keys in Python 2.7's order.

A vocabulary that a program made of a dict or a set has the same numbers then. Keys whose hash was their place in memory
(objects) stay in the order in which they came.
"""

import builtins
import collections
import copy

from legacy_seq2seq.runner.python2.hashing import Table


class _Ordered:
    """Keeps a `Table` up to date with the keys, as late as possible: `_live()` gives them in the order in which they came."""

    __slots__ = ()

    def _in_order(self):
        table = self._synchronised()
        return list(table if table is not None else self._live())

    def _synchronised(self):
        """The table with all keys in it, or None where a key has no lasting hash."""
        if self._table is None:
            self._table, self._known = Table(), 0
        missing = len(self) - self._known if self._table else 0
        if missing:
            try:
                for key in list(self._live())[-missing:]:
                    self._table.add(key)
                self._known = len(self)
            except TypeError:
                self._table = False
        return self._table or None

    def _expect(self, number):
        table = self._synchronised()
        if table is not None:
            table.expect(number)

    def _forget(self, key):
        """To be called before a key is taken out."""
        table = self._synchronised()
        if table is not None:
            table.remove(key)
            self._known -= 1

    def _next_to_pop(self):
        """A key that the caller takes out now."""
        table = self._synchronised()
        if table is None:
            return next(iter(self._live()))
        self._known -= 1
        return table.pop()


def _standing_for(builtin):
    """A metaclass: its first class counts every `builtin` as its own, its subclasses are as any class."""
    class Standing(type):
        def __instancecheck__(cls, value):
            return isinstance(value, builtin) if cls.__dict__.get("_stands_for") is builtin else type.__instancecheck__(cls, value)

        def __subclasscheck__(cls, other):
            return issubclass(other, builtin) if cls.__dict__.get("_stands_for") is builtin else type.__subclasscheck__(cls, other)

    return Standing


class Dict(_Ordered, dict, metaclass=_standing_for(dict)):
    """Python 2.7's dict."""

    __slots__ = ("_known", "_table")
    _stands_for = dict

    def __new__(cls, *_, **__):
        self = dict.__new__(cls)
        self._table, self._known = None, 0
        return self

    def __init__(self, *arguments, **options):
        dict.__init__(self)
        Dict.update(self, *arguments, **options)

    @classmethod
    def fromkeys(cls, keys, value=None):
        """A dict of the keys, all with one value."""
        made = cls()
        for key in keys:
            made[key] = value
        return made

    def _live(self):
        return dict.__iter__(self)

    def __iter__(self):
        return iter(self._in_order())

    def __reversed__(self):
        return reversed(self._in_order())

    def keys(self):
        """The keys."""
        return collections.abc.KeysView(self)

    def values(self):
        """The values."""
        return collections.abc.ValuesView(self)

    def items(self):
        """The pairs of key and value."""
        return collections.abc.ItemsView(self)

    def update(self, *arguments, **options):
        """Takes in another dict, or pairs, and named values."""
        for other in arguments:
            if hasattr(other, "keys"):
                self._take_in(other)
            else:
                dict.update(self, other)
        if options:
            self._take_in(Dict(options.items()))

    def _take_in(self, other):
        if isinstance(other, dict):
            self._expect(len(other))
        for key in list(other.keys()):
            self[key] = other[key]

    def __delitem__(self, key):
        if key in self:
            self._forget(key)
        dict.__delitem__(self, key)

    def pop(self, key, *default):
        """Takes a key out and gives its value."""
        if key in self:
            self._forget(key)
        return dict.pop(self, key, *default)

    def popitem(self):
        """Takes out a pair."""
        if not self:
            return dict.popitem(self)
        key = self._next_to_pop()
        return key, dict.pop(self, key)

    def clear(self):
        """Takes all out."""
        dict.clear(self)
        self._table = None

    def copy(self):
        """A dict of the same keys and values."""
        return Dict(self)

    __copy__ = copy

    def __deepcopy__(self, memo):
        made = memo[id(self)] = type(self).__new__(type(self))
        dict.__init__(made)
        for key, value in self.items():
            made[copy.deepcopy(key, memo)] = copy.deepcopy(value, memo)
        if hasattr(self, "__dict__") and self.__dict__ is not self:
            made.__dict__.update(copy.deepcopy(self.__dict__, memo))
        return made

    def __reduce_ex__(self, protocol):
        if type(self) is not Dict:
            return type(self), (), getattr(self, "__dict__", None) or None, None, iter(self.items())
        return builtins.dict, (), None, None, iter(self.items())

    def __repr__(self):
        return "{" + ", ".join(f"{key!r}: {value!r}" for key, value in self.items()) + "}"


def displayed(*pairs):
    """The dict that `{key: value, ...}` made, with room for all of its pairs from the start."""
    made = Dict()
    if len(pairs) > 5:
        made._synchronised().resize(len(pairs))
    dict.update(made, pairs)
    return made


class DefaultDict(Dict):
    """Python 2.7's collections.defaultdict."""

    __slots__ = ("default_factory",)
    _stands_for = collections.defaultdict

    def __init__(self, default_factory=None, *arguments, **options):
        self.default_factory = default_factory
        Dict.__init__(self, *arguments, **options)

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self[key] = self.default_factory()
        return value

    def copy(self):
        """A defaultdict of the same keys, values and factory."""
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __deepcopy__(self, memo):
        return type(self)(self.default_factory, {key: copy.deepcopy(value, memo) for key, value in self.items()})

    def __reduce_ex__(self, protocol):
        return collections.defaultdict, (self.default_factory,), None, None, iter(self.items())


class Counter(collections.Counter, Dict):
    """Python 2.7's collections.Counter."""

    def __reduce__(self):
        return collections.Counter, (dict(self.items()),)

    def __reduce_ex__(self, protocol):
        return self.__reduce__()

    def copy(self):
        """A counter of the same counts."""
        return Counter(self)

    __copy__ = copy


def _counting(name):
    plain = getattr(collections.Counter, name)

    def operator(self, other):
        made, result = Counter(), plain(self, other)
        for key in result:
            made[key] = result[key]
        return made

    operator.__name__ = name
    return operator


for _name in ("__add__", "__sub__", "__or__", "__and__"):
    setattr(Counter, _name, _counting(_name))


class Set(_Ordered, set, metaclass=_standing_for(set)):
    """Python 2.7's set."""

    __slots__ = ("_came", "_known", "_table")
    _stands_for = set

    def __new__(cls, *_):
        self = set.__new__(cls)
        self._table, self._known, self._came = None, 0, {}
        return self

    def __init__(self, values=()):
        set.__init__(self)
        self.update(values)

    def _live(self):
        return iter(self._came)

    def __iter__(self):
        return iter(self._in_order())

    def add(self, value):
        """Puts a value in."""
        set.add(self, value)
        self._came.setdefault(value)

    def update(self, *others):
        """Puts the values of all others in."""
        for other in others:
            if isinstance(other, (builtins.set, frozenset, dict)):
                self._expect(len(other))
            for value in other:
                self.add(value)

    def discard(self, value):
        """Takes a value out, if it is there."""
        if value in self:
            self._forget(value)
            set.discard(self, value)
            del self._came[value]

    def remove(self, value):
        """Takes a value out. Raises KeyError if it is not there."""
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        """Takes a value out and gives it."""
        if not self:
            return set.pop(self)
        value = self._next_to_pop()
        set.discard(self, value)
        del self._came[value]
        return value

    def clear(self):
        """Takes all out."""
        set.clear(self)
        self._came.clear()
        self._table = None

    def copy(self):
        """A set of the same values."""
        return type(self)(self)

    __copy__ = copy

    def __deepcopy__(self, memo):
        return type(self)(copy.deepcopy(list(self), memo))

    def union(self, *others):
        """What is in any."""
        made = self.copy()
        made.update(*others)
        return made

    def intersection(self, *others):
        """What is in all."""
        made = self
        for other in others:
            one, two = (made, other)
            if isinstance(other, (builtins.set, frozenset)) and len(other) > len(made):
                one, two = other, made
            made = type(self)([value for value in two if value in one])
        return made if others else self.copy()

    def difference(self, *others):
        """What is in none of the others."""
        if others and isinstance(others[0], (builtins.set, frozenset, dict)):
            made, others = type(self)([value for value in self if value not in others[0]]), others[1:]
        else:
            made = self.copy()
        made.difference_update(*others)
        return made

    def symmetric_difference(self, other):
        """What is in one of the two alone."""
        made = type(self)(other)
        for value in self:
            made.discard(value) if value in made else made.add(value)
        return made

    def difference_update(self, *others):
        """Takes out what is in the others."""
        for other in others:
            for value in list(other):
                self.discard(value)
            table = self._synchronised()
            if table is not None:
                table.tidy()

    def intersection_update(self, *others):
        """Takes out what is not in all others."""
        self._become(self.intersection(*others))

    def symmetric_difference_update(self, other):
        """Takes out what the other has too, puts in what it alone has."""
        for value in type(self)(other):
            self.discard(value) if value in self else self.add(value)

    def _become(self, other):
        self.clear()
        set.update(self, other)
        self._came.update(dict.fromkeys(other._live()))
        self._table, self._known = other._table, other._known

    def __reduce_ex__(self, protocol):
        return builtins.set, (list(self),)

    def __repr__(self):
        return f"set({list(self)!r})"

    __str__ = __repr__


def _between_sets(name, method):
    def operator(self, other):
        return getattr(self, method)(other) if isinstance(other, (builtins.set, frozenset)) else NotImplemented

    operator.__name__ = name
    return operator


def _in_place(name, method):
    def operator(self, other):
        getattr(self, method)(other)
        return self

    operator.__name__ = name
    return operator


for _sign, _method, _changing in (("or", "union", "update"), ("and", "intersection", "intersection_update"),
                                  ("sub", "difference", "difference_update"),
                                  ("xor", "symmetric_difference", "symmetric_difference_update")):
    setattr(Set, f"__{_sign}__", _between_sets(f"__{_sign}__", _method))
    setattr(Set, f"__i{_sign}__", _in_place(f"__i{_sign}__", _changing))


for _class, _name in ((Dict, "dict"), (DefaultDict, "defaultdict"), (Set, "set")):
    _class.__name__ = _class.__qualname__ = _name


def changed():
    """{name: function that gives it} of the module `collections`."""
    return {"Counter": lambda: Counter, "defaultdict": lambda: DefaultDict}
