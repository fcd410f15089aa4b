"""Decorators that announce what will go away. Source: TF1 tf.contrib.framework (deprecation).

Each warns through tf.logging, by default once for each place, and leaves a note in the documentation.
"""

import functools
import inspect
import re

from legacy_seq2seq import tf1 as tf


def deprecated(date, instructions, warn_once=True):
    """Marks a function as going away after `date` ("YYYY-MM-DD", or None for «some day»).

    Raises ValueError for another form of date or empty `instructions`.
    Source: TF1 tf.contrib.framework.deprecated.
    """
    _check(date, instructions)

    def decorate(func):
        warn = _Warner(func, date, instructions, warn_once)

        @functools.wraps(func)
        def announced(*args, **kwargs):
            warn("it", "is deprecated")
            return func(*args, **kwargs)

        announced.__doc__ = _with_note(func.__doc__, "(deprecated)", "This function is deprecated", date, instructions)
        return announced

    return decorate


def deprecated_args(date, instructions, *deprecated_arg_names_or_tuples, **kwargs):
    """Marks arguments as going away: names, or (name, value that is still fine).

    Raises ValueError where the decorated function has no such argument, or none is named.
    Source: TF1 tf.contrib.framework.deprecated_args.
    """
    _check(date, instructions)
    if not deprecated_arg_names_or_tuples:
        raise ValueError("deprecated_args: no argument is named. Say which: deprecated_args(date, instructions, \"name\").")
    warn_once = kwargs.pop("warn_once", True)
    fine = {(entry if isinstance(entry, str) else entry[0]): ([] if isinstance(entry, str) else list(entry[1:]))
            for entry in deprecated_arg_names_or_tuples}

    def decorate(func):
        signature = inspect.signature(func)
        catch_all = {p.name for p in signature.parameters.values() if p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD)}
        unknown = [name for name in fine if name not in signature.parameters]
        if unknown:
            raise ValueError(f"deprecated_args: {func.__qualname__} has no argument {', '.join(unknown)}; it has "
                             f"{', '.join(signature.parameters)}.")
        warn = _Warner(func, date, instructions, warn_once)

        @functools.wraps(func)
        def announced(*args, **kwargs):
            given = _bound(signature, args, kwargs)
            for name, values in fine.items():
                is_given = name in given and not (name in catch_all and not given[name])
                if is_given and not any(given[name] is value or _equal(given[name], value) for value in values):
                    warn(name, f"with its argument `{name}` is deprecated")
            return func(*args, **kwargs)

        listing = ", ".join(fine)
        announced.__doc__ = _with_note(func.__doc__, "(deprecated arguments)", f"Deprecated arguments: {listing}", date, instructions)
        return announced

    return decorate


def deprecated_arg_values(date, instructions, warn_once=True, **deprecated_kwargs):
    """Marks certain values of arguments as going away: `name=value`.

    Raises ValueError where none is named. Source: TF1 tf.contrib.framework.deprecated_arg_values.
    """
    _check(date, instructions)
    if not deprecated_kwargs:
        raise ValueError("deprecated_arg_values: no value is named. Say which: deprecated_arg_values(date, instructions, name=value).")

    def decorate(func):
        signature = inspect.signature(func)
        warn = _Warner(func, date, instructions, warn_once)

        @functools.wraps(func)
        def announced(*args, **kwargs):
            given = _bound(signature, args, kwargs)
            for name, value in deprecated_kwargs.items():
                if name in given and _equal(given[name], value):
                    warn(name, f"with {name}={value!r} is deprecated")
            return func(*args, **kwargs)

        listing = ", ".join(f"{name}={value!r}" for name, value in deprecated_kwargs.items())
        announced.__doc__ = _with_note(func.__doc__, "(deprecated argument values)", f"Deprecated values: {listing}", date, instructions)
        return announced

    return decorate


def _check(date, instructions):
    if date is not None and not re.fullmatch(r"20\d\d-[01]\d-[0123]\d", date):
        raise ValueError(f"deprecated: `date` is {date!r}; expected \"YYYY-MM-DD\" or None.")
    if not instructions:
        raise ValueError("deprecated: `instructions` is empty; say what to use instead.")


def _bound(signature, args, kwargs):
    """{name: value} of what a call gives; empty for a call that does not fit (it raises by itself)."""
    try:
        return signature.bind(*args, **kwargs).arguments
    except TypeError:
        return {}


def _equal(one, other):
    try:
        return bool(one == other)
    except Exception:  # tensors and arrays have no single truth
        return False


def _when(date):
    return "in a future version" if date is None else f"after {date}"


class _Warner:
    """Logs a warning about `func`: once for each subject, or each time."""

    def __init__(self, func, date, instructions, warn_once):
        self._text = f"{func.__module__}.{func.__qualname__} %s and will be removed {_when(date)}: {instructions}"
        self._once = warn_once
        self._told = set()

    def __call__(self, subject, what):
        if subject not in self._told or not self._once:
            self._told.add(subject)
            tf.logging.warning(self._text, what)


def _with_note(doc, mark, what, date, instructions):
    first, _, rest = inspect.cleandoc(doc or "").partition("\n")
    note = f"{what}; to be removed {_when(date)}.\nInstructions: {instructions}"
    return "\n\n".join(part for part in (f"{first} {mark}".strip(), note, rest.strip("\n")) if part)
