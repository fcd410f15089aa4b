"""Default arguments for many calls at once. Source: TF1 tf.contrib.framework (arg_scope).

    with arg_scope([fully_connected], activation_fn=tf.nn.tanh):
        hidden = fully_connected(inputs, 8)          # tanh
        logits = fully_connected(hidden, 2, activation_fn=None)  # what a call says itself wins

A scope is a dict {key of a function: {argument: value}}; the innermost one stands last in `_SCOPES`.
"""

import contextlib
import functools
import inspect

_SCOPES = [{}]


def current_arg_scope():
    """The innermost scope, a dict that `arg_scope` takes again."""
    return _SCOPES[-1]


def add_arg_scope(func):
    """Lets `func` take default arguments from `arg_scope`. Name, documentation and signature stay.

    Raises nothing of its own; an argument that `func` does not have fails when `func` is called.
    Source: TF1 tf.contrib.framework.add_arg_scope.
    """
    key = _key_of(func)

    @functools.wraps(func)
    def with_scoped_arguments(*args, **kwargs):
        scoped = current_arg_scope().get(key)
        return func(*args, **{**scoped, **kwargs}) if scoped else func(*args, **kwargs)

    with_scoped_arguments._key_op = key  # published slim code reads it
    with_scoped_arguments._scopable = tuple(_names_with_default(func))
    return with_scoped_arguments


@contextlib.contextmanager
def arg_scope(list_ops_or_scope, **kwargs):
    """Default arguments `kwargs` for the functions listed, within the block; yields the scope.

    list_ops_or_scope: functions decorated with `add_arg_scope`, as a list or tuple; or, without
    kwargs, a scope yielded earlier, which then replaces the surrounding one.

    Scopes nest: an inner one adds to what an outer one set for the same function, and wins.
    Raises TypeError for what is neither a list, a tuple nor a scope; ValueError for a function that is
    not decorated and for a scope given together with arguments.
    Source: TF1 tf.contrib.framework.arg_scope.
    """
    if isinstance(list_ops_or_scope, dict):
        if kwargs:
            raise ValueError(f"arg_scope: a scope is used again together with {', '.join(sorted(kwargs))}. Enter the scope first, then "
                             "set further arguments in an arg_scope within it.")
        entered = dict(list_ops_or_scope)
    else:
        entered = _extended(current_arg_scope(), _functions(list_ops_or_scope), kwargs)
    _SCOPES.append(entered)
    try:
        yield entered
    finally:
        _SCOPES.pop()


def has_arg_scope(func):
    """Whether `func` takes part in `arg_scope`."""
    return hasattr(func, "_key_op")


def arg_scoped_arguments(func):
    """The names of the arguments of `func` that `arg_scope` can set: those with a default, in order.

    Raises AssertionError where `func` is not decorated. (TF 1.15 counts the function's local variables
    as arguments here, and so loses names.) Source: TF1 tf.contrib.framework.arg_scoped_arguments.
    """
    if not has_arg_scope(func):
        raise AssertionError(f"arg_scoped_arguments: {_name_of(func)} is not decorated with @add_arg_scope.")
    return func._scopable


def _functions(listed):
    if not isinstance(listed, (list, tuple)):
        raise TypeError(f"arg_scope: expected a list or tuple of functions, or a scope (a dict); got {listed!r}. "
                        "One function goes into a list: arg_scope([function], ...).")
    for func in listed:
        if not has_arg_scope(func):
            raise _not_decorated(func)
    return listed


def _extended(scope, functions, arguments):
    """`scope` with `arguments` for `functions`, as a new dict."""
    extended = dict(scope)
    for func in functions:
        extended[func._key_op] = {**scope.get(func._key_op, {}), **arguments}
    return extended


def _not_decorated(func):
    remedy = "Decorate its definition with @add_arg_scope."
    if isinstance(func, functools.partial):
        remedy = f"Give the function that it wraps: {_name_of(func.func)}."
    text = f"arg_scope: {_name_of(func)} is not decorated with @add_arg_scope. {remedy}"
    # TF 1.15 stumbles over partials such as tf.contrib.layers.linear while it words its error.
    return AttributeError(text) if isinstance(func, functools.partial) else ValueError(text)


def _name_of(func):
    return f"{getattr(func, '__module__', '')}.{func.__qualname__}" if hasattr(func, "__qualname__") else repr(func)


def _key_of(func):
    return getattr(func, "_key_op", str(func))


def _names_with_default(func):
    try:
        parameters = inspect.signature(func).parameters.values()
    except (TypeError, ValueError):  # a builtin without a signature
        return []
    return [p.name for p in parameters if p.default is not p.empty]
