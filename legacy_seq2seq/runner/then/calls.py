"""Functions called as they were then: arguments by position that take keywords alone since, renamed and dropped arguments."""

import functools
import inspect

_BY_POSITION = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def as_then(function, renamed=None, dropped=(), order=None, before=None):
    """`function`, called with the arguments of then.

    Args:
        renamed: {name then: name now}.
        dropped: names that mean nothing any more.
        order: names in the order of then; by default that of today, those that take keywords alone included.
        before: called with the keyword arguments, a dict, which it may change.
    """
    @functools.wraps(function)
    def called(*arguments, **options):
        for name in dropped:
            options.pop(name, None)
        options = {(renamed or {}).get(name, name): value for name, value in options.items()}
        if before is not None:
            before(options)
        arguments, by_name = _by_position(function, arguments, order)
        return function(*arguments, **by_name, **options)

    return called


def _by_position(function, arguments, order):
    """The arguments that are given by position today, and those that are given by name."""
    parameters = list(inspect.signature(function).parameters.values())
    if order is None:
        if any(parameter.kind is inspect.Parameter.VAR_POSITIONAL for parameter in parameters):
            return arguments, {}
        count = sum(parameter.kind in _BY_POSITION for parameter in parameters)
        order = [parameter.name for parameter in parameters if parameter.kind is not inspect.Parameter.VAR_KEYWORD]
    else:
        count = 0
    if len(arguments) > len(order):
        return arguments, {}
    return arguments[:count], dict(zip(order[count:], arguments[count:]))


def retried(function, errors, **options):
    """`function`, called once more with these options where it refuses: what it left out then by itself."""
    @functools.wraps(function)
    def called(*arguments, **given):
        try:
            return function(*arguments, **given)
        except errors:
            if set(options) & set(given):
                raise
            return function(*arguments, **given, **options)

    return called
