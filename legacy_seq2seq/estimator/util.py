"""Calling the user's functions with those of the offered arguments that they take."""

import functools
import inspect


def argument_names(function):
    """The names that `function` takes by keyword; "**" among them where it takes any."""
    if isinstance(function, functools.partial):
        names = argument_names(function.func)[len(function.args):]
        return [name for name in names if name not in function.keywords]
    if not inspect.isfunction(function) and not inspect.ismethod(function) and not inspect.isbuiltin(function):
        function = function.__call__  # an object that can be called
    kinds = inspect.Parameter
    names = []
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind in (kinds.POSITIONAL_OR_KEYWORD, kinds.KEYWORD_ONLY):
            names.append(parameter.name)
        elif parameter.kind == kinds.VAR_KEYWORD:
            names.append("**")
    return names


def call(function, *arguments, **offered):
    """`function(*arguments, …)` with those of the `offered` that it names."""
    names = argument_names(function)
    return function(*arguments, **{name: value for name, value in offered.items() if name in names})


def fn_args(fn):
    """The names of a function's arguments, as a tuple; programs import it. Source: TF1 tensorflow.python.estimator.util.fn_args."""
    return tuple(name for name in argument_names(fn) if name not in ("self", "**"))
